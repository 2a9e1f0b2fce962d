import { pathOf, type PathText } from '../../graph/paths.ts';
import type { Argument, ExternalCall, LinkContext } from '../recogniser.ts';
import { modulePrefixes } from './modules.ts';

export const nestApp = '@nestjs/core.NestFactory.create()';

/** What bootstrap code says about one application. */
export interface Application {
  readonly file: string;
  prefix?: PathText;
  excluded: readonly string[];
  versionPrefix?: string;
  defaultVersions: readonly string[];
}

export function applications(link: LinkContext): Application[] {
  return link.scratch('nest.applications', () => []);
}

function applicationAt(file: string, link: LinkContext): Application {
  const known = applications(link).find((app) => app.file === file);
  if (known !== undefined) return known;
  const made: Application = { file, excluded: [], defaultVersions: [] };
  applications(link).push(made);
  return made;
}

export function onBootstrap(call: ExternalCall, link: LinkContext): void {
  if (call.path === '@nestjs/core.NestFactory.create') {
    applicationAt(call.file, link);
    link.emit({ kind: 'server', ...call.base, framework: 'nestjs', what: 'app' });
  } else if (call.path === '@nestjs/core.RouterModule.register' || call.path === 'nest-router.RouterModule.forRoutes') modulePrefixes(call.args[0], link);
  else if (call.receiver === nestApp) onApplication(call, link);
}

function onApplication(call: ExternalCall, link: LinkContext): void {
  const first = call.args[0];
  const emit = (what: 'listen' | 'close' | 'shutdownHooks' | 'globalPipe' | 'globalFilter' | 'globalPrefix', detail?: string): void => {
    link.emit({ kind: 'server', ...call.base, framework: 'nestjs', what, ...(detail === undefined ? {} : { detail }) });
  };
  switch (call.method) {
    case 'listen': emit('listen'); return;
    case 'close': emit('close'); return;
    case 'enableShutdownHooks': emit('shutdownHooks'); return;
    case 'useGlobalPipes': for (const pipe of call.args) emit('globalPipe', pipeDetail(pipe)); return;
    case 'useGlobalFilters': for (const filter of call.args) emit('globalFilter', filter.describe()); return;
    case 'setGlobalPrefix': {
      const app = applicationAt(call.file, link);
      if (first !== undefined) app.prefix = pathOf(first.text());
      app.excluded = (call.args[1]?.prop('exclude')?.items() ?? []).flatMap((item) => item.string() ?? item.prop('path')?.string() ?? []);
      emit('globalPrefix', app.prefix?.path);
      return;
    }
    case 'enableVersioning': {
      const type = first?.prop('type')?.external()[0]?.path;
      if (type !== undefined && !type.endsWith('.URI')) return;
      const app = applicationAt(call.file, link);
      const prefix = first?.prop('prefix');
      app.versionPrefix = prefix?.literal() === false ? '' : prefix?.string() ?? 'v';
      app.defaultVersions = versionsOf(first?.prop('defaultVersion'));
      return;
    }
    default:
  }
}

export function versionsOf(argument: Argument | undefined): readonly string[] {
  if (argument === undefined) return [];
  return (argument.items() ?? [argument]).flatMap((item) => {
    if (item.external().some(({ path }) => path.endsWith('VERSION_NEUTRAL'))) return [''];
    const text = item.string();
    return text === undefined ? [] : [text];
  });
}

/** `ValidationPipe`, with `whitelist` when unknown properties are stripped. */
export function pipeDetail(pipe: Argument): string {
  const isValidation = pipe.external().some(({ path }) => path === '@nestjs/common.ValidationPipe!' || path === '@nestjs/common.ValidationPipe' || path.startsWith('nestjs-zod.ZodValidationPipe'));
  if (!isValidation) return pipe.describe();
  return pipe.callArguments()[0]?.prop('whitelist')?.literal() === true ? 'ValidationPipe whitelist' : 'ValidationPipe';
}
