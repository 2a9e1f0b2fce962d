import { dirname } from 'node:path/posix';
import { joinPathTexts, pathOf, type PathText } from '../../graph/paths.ts';
import { Argument } from '../../resolve/argument.ts';
import type { Linker } from '../../resolve/linker.ts';
import { locate } from '../../resolve/location.ts';
import type { ExternalOrigin, Origin } from '../recogniser.ts';
import { filesIn, type Loaded } from './autoload-files.ts';
import { isShared } from './contexts.ts';
import { app } from './words.ts';

/** A file that @fastify/autoload registers. */
export interface Autoloaded {
  readonly file: string;
  /** Identity of the instance its plugin gets. */
  readonly id: string;
  readonly prefix: PathText;
  readonly shared: boolean;
  /** Identities of the instances that hook files get, and of the context they share with this file's. */
  readonly hooks: readonly string[];
  readonly hookContext: string;
  /** A file may also export the description of one route. */
  readonly route?: Argument;
}

/** Calls that load directories inside loaded directories are understood one round later. */
const maxRounds = 4;

/** @fastify/autoload: the plugin functions it finds get an instance and the options it was given. */
export function adoptAutoloaded(linker: Linker, files: readonly string[]): void {
  let pending = files.flatMap((file) => autoloadCalls(linker, file));
  for (let round = 0; round < maxRounds && pending.length > 0; round++) {
    const later = pending.filter((site) => !adoptAt(linker, site.file, site.call));
    if (later.length === pending.length) return;
    pending = later;
  }
}

function autoloadCalls(linker: Linker, file: string): { file: string; call: number }[] {
  const model = linker.model(file);
  if (!model.imports.some(({ module }) => isAutoloadModule(module))) return [];
  return model.calls.flatMap((call, index) => (call.args[0] !== undefined && isAutoload(new Argument(linker, file, call.args[0])) ? [{ file, call: index }] : []));
}

function adoptAt(linker: Linker, file: string, index: number): boolean {
  const { callee, args } = linker.callAt({ file, call: index });
  const register = linker.eval(file, callee).find((origin): origin is ExternalOrigin => origin.is === 'ext' && origin.path === `${app}.register`);
  if (register === undefined) return false;
  const options = args[1] === undefined ? undefined : new Argument(linker, file, args[1]);
  const given = options?.prop('options')?.origins().filter((origin) => origin.is === 'obj' || (origin.is === 'ext' && origin.path === 'global:Object.assign()')) ?? [];
  const adopted = new Set<string>();
  for (const { id, hooks } of autoloaded(linker, file, index)) {
    for (const instance of [id, ...hooks]) {
      if (adopted.has(instance)) continue;
      adopted.add(instance);
      for (const origin of pluginOf(linker, fileOf(instance))) {
        if (origin.is !== 'fn') continue;
        linker.adopt(origin.file, origin.fn, 0, { is: 'ext', module: 'fastify', path: app, id: instance, from: register, site: { file, call: index } });
        if (instance === id) for (const options of given) linker.adopt(origin.file, origin.fn, 1, options);
      }
    }
  }
  return true;
}

/** The file of an instance that a file of its own gets. */
function fileOf(instance: string): string {
  return instance.slice(0, instance.lastIndexOf('@'));
}

/** What the autoload call at this place registers, in the order of the file names. */
export function autoloaded(linker: Linker, file: string, index: number): readonly Autoloaded[] {
  const [, second] = linker.callAt({ file, call: index }).args;
  const options = second === undefined ? undefined : new Argument(linker, file, second);
  const dir = options?.prop('dir');
  const location = dir === undefined ? undefined : locate(linker, dir.file, dir.value);
  if (options === undefined || location === undefined) return [];
  return filesIn(linker, file, location, options).flatMap((loaded): readonly Autoloaded[] => {
    const plugin = pluginOf(linker, loaded.file);
    const route = routeOf(linker, loaded.file, plugin);
    if (settingOf(linker, loaded.file, 'autoload')?.literal() === false || (plugin.every(({ is }) => is !== 'fn') && route === undefined)) return [];
    const shared = options.prop('encapsulate')?.literal() === false || wrapped(linker, loaded.file);
    const prefix = shared ? { path: '', resolved: true } : prefixOf(linker, loaded, options);
    const at = `@${file}:${index}`;
    const hooks = loaded.hooks.map((hook) => hook + at);
    return [{ file: loaded.file, id: loaded.file + at, prefix, shared, hooks, hookContext: `${dirname(loaded.file)}/${at}`, ...(route === undefined ? {} : { route }) }];
  });
}

export function isAutoload(argument: Argument): boolean {
  return argument.external().some(({ module }) => isAutoloadModule(module));
}

function isAutoloadModule(module: string): boolean {
  return module === '@fastify/autoload' || module === 'fastify-autoload';
}

function pluginOf(linker: Linker, file: string): readonly Origin[] {
  return linker.exported(file, 'default').flatMap((origin) => (origin.is === 'ns' ? [] : [origin]));
}

function routeOf(linker: Linker, file: string, plugin: readonly Origin[]): Argument | undefined {
  const { exports } = linker.model(file);
  const value = exports['='] ?? exports['default'];
  const route = value === undefined || !plugin.some(({ is }) => is === 'obj') ? undefined : new Argument(linker, file, value);
  return route?.prop('method') === undefined ? undefined : route;
}

function wrapped(linker: Linker, file: string): boolean {
  const { exports } = linker.model(file);
  const value = exports['default'] ?? exports['='];
  return value !== undefined && isShared(new Argument(linker, file, value), { linker, argument: (of, id) => new Argument(linker, of, id) });
}

/** `export const autoPrefix = …`, `module.exports.autoPrefix = …` or `plugin.autoPrefix = …`. */
function settingOf(linker: Linker, file: string, name: string): Argument | undefined {
  const { exports, assignments } = linker.model(file);
  const plugin = exports['default'] ?? exports['='];
  const value = exports[name] ?? assignments?.find((item) => item.name === name && item.on === plugin)?.value;
  return value === undefined ? undefined : new Argument(linker, file, value);
}

/** Directory names, `autoPrefix` instead of them, what the options put before; `prefixOverride` instead of everything. */
function prefixOf(linker: Linker, { file, directory }: Loaded, options: Argument): PathText {
  const own = settingOf(linker, file, 'autoPrefix');
  const override = settingOf(linker, file, 'prefixOverride');
  const appended = own !== undefined && options.prop('appendAutoPrefix')?.literal() === true && directory.path !== '';
  const base = options.prop('options')?.prop('prefix') ?? settingOf(linker, file, 'autoConfig')?.prop('prefix');
  const last = own === undefined ? directory : appended ? joinPathTexts(directory, pathOf(own.text())) : pathOf(own.text());
  const prefix = override !== undefined ? pathOf(override.text()) : base === undefined ? last : joinPathTexts(pathOf(base.text()), last);
  return options.prop('routeParams')?.literal() === true ? { ...prefix, path: withParameters(prefix.path) } : prefix;
}

/** `_id` folders, or `__name` anywhere in one, become parameters. */
function withParameters(path: string): string {
  return path.includes('__') ? path.replace(/__/g, ':') : path.replace(/\/_/g, '/:');
}
