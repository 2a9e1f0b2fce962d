import type { ExternalOrigin, LinkContext } from '../recogniser.ts';
import { model, row, sequelize } from './paths.ts';

/** A model class: by inheritance, by `define`, by type, or by name from `sequelize.models`. */
export function isModel(on: ExternalOrigin): boolean {
  return on.path === model || isNamed(on);
}

export function isRow(on: ExternalOrigin): boolean {
  return on.path === row || (on.path.endsWith('!') && on.from !== undefined && isModel(on.from));
}

function isNamed(on: ExternalOrigin): boolean {
  return on.from?.path === `${sequelize}.models`;
}

/** Name of the model: the class, what `define` was given, or the type. */
export function modelName(on: ExternalOrigin, link: LinkContext): string | undefined {
  for (let step: ExternalOrigin | undefined = on; step !== undefined; step = step.from) {
    if (step.via !== undefined) return link.linker.model(step.via.file).classes[step.via.cls]?.name;
    if (isNamed(step)) return step.path.slice(`${sequelize}.models.`.length);
    const typed = link.typeArgumentNames(step)[0];
    if (typed !== undefined && typed !== '') return typed;
    if (step.path !== model) continue;
    const first = link.argumentsOf(step)[0];
    const defined = /\.(?:define|model|getRepository)$/.test(step.from?.path ?? '') ? first?.string() ?? first?.origins().map((origin) => link.nameOf(origin))[0] : undefined;
    if (defined !== undefined) return defined;
  }
  return undefined;
}
