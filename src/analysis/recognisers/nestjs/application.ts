import { pathOf, type PathText } from '../../graph/paths.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext } from '../recogniser.ts';
import { enhancer, globalSetters, type Enhancer } from './enhancers.ts';
import { patternsOf, type Pattern } from './patterns.ts';
import { moduleReferences, type References } from './references.ts';
import { versioning, type Versioning } from './versions.ts';

export const nestApp = '@nestjs/core.NestFactory.create()';

/** What one call of bootstrap code says about an application: where it is made, and what is set on it later, maybe elsewhere. */
type Setting =
  | { readonly is: 'made'; readonly root: References; readonly isFastify: boolean }
  | { readonly is: 'listens' }
  | { readonly is: 'prefix'; readonly prefix: PathText; readonly excluded: readonly Pattern[] }
  | { readonly is: 'versioning'; readonly versioning: Versioning | undefined }
  | { readonly is: 'enhancer'; readonly enhancer: Enhancer; readonly path?: string };

interface SettingAt { readonly file: string; readonly pos: number; readonly app: string; readonly setting: Setting }

export interface Application {
  readonly id: string;
  readonly file: string;
  readonly root: References;
  readonly isFastify: boolean;
  readonly listens: boolean;
  readonly prefix?: PathText;
  readonly excluded: readonly Pattern[];
  readonly versioning?: Versioning;
  readonly enhancers: readonly { readonly enhancer: Enhancer; readonly path?: string }[];
}

export function onBootstrap(call: ExternalCall, link: LinkContext): void {
  if (call.path === '@nestjs/core.NestFactory.create') {
    say(call, `${call.file}:${call.index}`, {
      is: 'made', root: moduleReferences(call.args[0], link), isFastify: call.args.slice(1).some((argument) => argument.external().some(({ module }) => module === '@nestjs/platform-fastify')),
    }, link);
    link.emit({ kind: 'server', ...call.base, framework: 'nestjs', what: 'app' });
  } else if (call.receiver === nestApp && call.on !== undefined) onApplication(call, applicationOf(call.on), link);
}

function onApplication(call: ExternalCall, app: string, link: LinkContext): void {
  const [first] = call.args;
  const emit = (what: 'listen' | 'close' | 'shutdownHooks' | 'globalPipe' | 'globalFilter' | 'globalPrefix', detail?: string): void => {
    link.emit({ kind: 'server', ...call.base, framework: 'nestjs', what, ...(detail === undefined ? {} : { detail }) });
  };
  const kind = globalSetters[call.method];
  if (kind !== undefined) for (const setting of globals(call, kind, link)) say(call, app, setting, link);
  switch (call.method) {
    case 'listen':
    case 'listenAsync':
      say(call, app, { is: 'listens' }, link);
      emit('listen');
      return;
    case 'close': emit('close'); return;
    case 'enableShutdownHooks': emit('shutdownHooks'); return;
    case 'useGlobalPipes': for (const pipe of call.args) emit('globalPipe', pipeDetail(pipe)); return;
    case 'useGlobalFilters': for (const filter of call.args) emit('globalFilter', filter.describe()); return;
    case 'setGlobalPrefix': {
      if (first === undefined) return;
      const prefix = pathOf(first.text());
      say(call, app, { is: 'prefix', prefix, excluded: call.args[1]?.prop('exclude')?.items()?.flatMap(patternsOf) ?? [] }, link);
      emit('globalPrefix', prefix.path);
      return;
    }
    case 'enableVersioning': say(call, app, { is: 'versioning', versioning: versioning(first) }, link); return;
    default:
  }
}

function globals(call: ExternalCall, kind: Enhancer['kind'], link: LinkContext): Setting[] {
  const path = kind === 'middleware' ? call.args[0]?.string() : undefined;
  const given = path === undefined ? call.args : call.args.slice(1);
  return given.map((argument) => ({ is: 'enhancer', enhancer: enhancer(kind, argument, link), ...(path === undefined ? {} : { path }) }));
}

/** The value under a chain of setters, which hand back the application. */
function applicationOf(on: ExternalOrigin): string {
  let { id } = on;
  for (let step: ExternalOrigin | undefined = on; step !== undefined; step = step.from) if (step.path === nestApp) ({ id } = step);
  return id;
}

function said(link: LinkContext): SettingAt[] {
  return link.scratch('nest.settings', () => []);
}

function say(call: ExternalCall, app: string, setting: Setting, link: LinkContext): void {
  said(link).push({ file: call.file, pos: call.pos, app, setting });
}

/** What is said of an application whose making is not in sight is said of the one nearest in the tree of files. One that is only made for a tool beside one that listens is left out. */
export function applications(link: LinkContext): readonly Application[] {
  const all = said(link);
  const made = all.flatMap(({ file, app, setting }) => (setting.is === 'made' ? [{ id: app, file, root: setting.root, isFastify: setting.isFastify }] : []));
  const apps = made.map((app): Application => {
    const own = all.filter((item) => item.app === app.id || (!made.some(({ id }) => id === item.app) && nearest(made, item.file) === app)).map(({ setting }) => setting);
    const prefix = own.filter((setting) => setting.is === 'prefix').at(-1);
    const versions = own.filter((setting) => setting.is === 'versioning').at(-1)?.versioning;
    return {
      ...app,
      listens: own.some(({ is }) => is === 'listens'),
      excluded: prefix?.excluded ?? [],
      ...(prefix === undefined ? {} : { prefix: prefix.prefix }),
      ...(versions === undefined ? {} : { versioning: versions }),
      enhancers: own.filter((setting) => setting.is === 'enhancer'),
    };
  });
  const rootOf = (app: Application): string => JSON.stringify(app.root.found);
  return apps.filter((app) => app.listens || !apps.some((other) => other.listens && rootOf(other) === rootOf(app)));
}

/** The one whose file, or that of its root module, shares most folders with `file`. */
export function nearest<T extends { readonly file: string; readonly root: References }>(all: readonly T[], file: string): T | undefined {
  const parts = file.split('/');
  const shared = (other: string): number => {
    const folders = other.split('/');
    const differs = folders.findIndex((folder, index) => folder !== parts[index]);
    return differs < 0 ? folders.length : differs;
  };
  const near = ({ file: own, root }: T): number => Math.max(shared(own), ...root.found.flatMap(({ module }) => (module === undefined ? [] : [shared(module)])));
  return [...all].sort((a, b) => near(b) - near(a))[0];
}

/** `ValidationPipe`, with `whitelist` when unknown properties are stripped. */
export function pipeDetail(pipe: Argument): string {
  const isValidation = pipe.external().some(({ path }) => path === '@nestjs/common.ValidationPipe!' || path === '@nestjs/common.ValidationPipe' || path.startsWith('nestjs-zod.ZodValidationPipe'));
  if (!isValidation) return pipe.describe();
  return pipe.callArguments()[0]?.prop('whitelist')?.literal() === true ? 'ValidationPipe whitelist' : 'ValidationPipe';
}
