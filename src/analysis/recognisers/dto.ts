import type { LinkContext } from './recogniser.ts';
import { decorators } from '../graph/decorators.ts';

/** Whether a handler takes its body as a class that class-validator (or a Zod DTO) can check; a global or bound ValidationPipe is a fact of its own. */
export function validatesBody(file: string, fn: number, link: LinkContext, body = '@nestjs/common.Body'): boolean {
  const model = link.linker.model(file);
  for (const param of model.functions[fn]?.params ?? []) {
    const isBody = decorators(link.linker, file, param.decorators ?? []).some(({ path }) => path === body);
    if (!isBody || param.type === undefined) continue;
    for (const origin of link.linker.evalType(file, param.type, '')) if (origin.is === 'inst' && isChecked(origin.file, origin.cls, link, 0)) return true;
  }
  return false;
}

function isChecked(file: string, index: number, link: LinkContext, depth: number): boolean {
  const cls = link.linker.model(file).classes[index];
  if (cls === undefined || depth > 4) return false;
  const checked = Object.values(cls.fields).filter((field) => decorators(link.linker, file, field.decorators ?? []).some(({ module }) => module === 'class-validator'));
  if (checked.length >= 1) return true;
  if (cls.ext === undefined) return false;
  return link.linker.eval(file, cls.ext).some((origin) => {
    if (origin.is === 'cls') return isChecked(origin.file, origin.cls, link, depth + 1);
    // `PartialType(CreateOrder)`, `createZodDto(schema)`
    return origin.is === 'ext' && (origin.path === 'nestjs-zod.createZodDto()' || /^@nestjs\/(?:mapped-types|swagger|graphql)\.\w+Type\(\)$/.test(origin.path));
  });
}
