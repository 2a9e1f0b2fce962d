import type { RouteMethod, Span } from '../../facts.ts';
import { emptyPath, joinPathTexts, normalisePath, pathOf, type PathText } from '../../graph/paths.ts';
import { decorators } from '../../graph/decorators.ts';
import { span } from '../../graph/link-project.ts';
import type { Argument, Decorator, LinkContext, ProjectClass } from '../recogniser.ts';
import { applications, versionsOf, type Application } from './application.ts';
import { validatesBody } from './dto.ts';
import { modulePrefixOf } from './modules.ts';

const verbs: Readonly<Record<string, RouteMethod>> = {
  Get: 'GET', Post: 'POST', Put: 'PUT', Patch: 'PATCH', Delete: 'DELETE', Options: 'OPTIONS', Head: 'HEAD', All: 'ALL', Sse: 'GET',
};
const common = '@nestjs/common.';
const maxBases = 6;

/** A handler method, of the class itself or of a project base class. */
interface Handler { readonly file: string; readonly fn: number; readonly name: string; readonly decorators: readonly Decorator[] }

export function onController(cls: ProjectClass, link: LinkContext): void {
  if (cls.decorators.some(({ path }) => path === `${common}Controller`)) controllers(link).push(cls);
}

function controllers(link: LinkContext): ProjectClass[] {
  return link.scratch('nest.controllers', () => []);
}

/** After everything has been seen: prefixes may be said in any file. */
export function registerRoutes(link: LinkContext): void {
  for (const cls of controllers(link)) {
    const options = cls.decorators.find(({ path }) => path === `${common}Controller`)?.args[0];
    const app = applicationFor(cls.file, link);
    const guards = boundNames(cls.decorators);
    for (const base of controllerPaths(options)) for (const handler of handlersOf(cls, link)) addHandler({ cls, app, base, guards, options }, handler, link);
  }
}

interface Place { readonly cls: ProjectClass; readonly app: Application | undefined; readonly base: PathText; readonly guards: readonly string[]; readonly options: Argument | undefined }

function addHandler(place: Place, handler: Handler, link: LinkContext): void {
  const { cls, app } = place;
  for (const decorator of handler.decorators) {
    const method = decorator.path.startsWith(common) ? verbs[decorator.path.slice(common.length)] : undefined;
    if (method === undefined) continue;
    const own = versionsOf(handler.decorators.find(({ path }) => path === `${common}Version`)?.args[0]);
    const ofClass = versionsOf(place.options?.prop('version'));
    const versions = app?.versionPrefix === undefined ? [''] : [own, ofClass, app.defaultVersions].find((list) => list.length > 0) ?? [''];
    const fn = link.functionRef(handler.file, handler.fn);
    for (const version of versions) {
      for (const path of pathsOf(decorator.args[0])) {
        const rest = joinPathTexts(joinPathTexts(modulePrefixOf(`${cls.file}#${cls.index}`, link), place.base), path);
        const prefix = prefixFor(app, rest, version);
        const node = `nest:${cls.file}#${cls.index}:${prefix.path}:${prefix.resolved}`;
        link.routes.root(node, prefix);
        link.routes.route(node, {
          framework: 'nestjs', method, path: rest, at: routeSpan(decorator, handler, link), pos: 0,
          ...(fn === undefined ? {} : { handler: fn, fn: fn.id }),
          handlerText: `${cls.model.name}.${handler.name}`,
          middleware: [...place.guards, ...boundNames(handler.decorators)],
          middlewareFunctions: [],
          declaresBodySchema: validatesBody(handler.file, handler.fn, link),
        });
      }
    }
  }
}

function prefixFor(app: Application | undefined, path: PathText, version: string): PathText {
  const versioned: PathText = version === '' ? emptyPath : { path: `${app?.versionPrefix ?? ''}${version}`, resolved: true };
  const target = normalisePath(path.path);
  const isExcluded = app?.excluded.some((pattern) => matches(normalisePath(pattern), target)) === true;
  return app?.prefix === undefined || isExcluded ? versioned : joinPathTexts(app.prefix, versioned);
}

/** Nest's `exclude`: parameters and wildcards. */
function matches(pattern: string, path: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\/:\w+/g, '/[^/]+').replace(/\*\w*/g, '.*');
  return new RegExp(`^${source}$`).test(path);
}

/** Methods of the class and of its project base classes; an override hides what it overrides. */
function handlersOf(cls: ProjectClass, link: LinkContext): Handler[] {
  const found: Handler[] = cls.methods.map(({ name, model, decorators: own }) => ({ file: cls.file, fn: model.fn, name, decorators: own }));
  const seen = new Set(found.map(({ name }) => name));
  let at: { readonly file: string; readonly cls: number } | undefined = { file: cls.file, cls: cls.index };
  for (let level = 0; at !== undefined && level < maxBases; level++) {
    const ext: number | undefined = link.linker.model(at.file).classes[at.cls]?.ext;
    const from: string = at.file;
    at = undefined;
    for (const origin of ext === undefined ? [] : link.linker.eval(from, ext)) {
      if (origin.is !== 'cls') continue;
      at = { file: origin.file, cls: origin.cls };
      for (const [name, method] of Object.entries(link.linker.model(origin.file).classes[origin.cls]?.methods ?? {})) {
        if (seen.has(name)) continue;
        seen.add(name);
        found.push({ file: origin.file, fn: method.fn, name, decorators: decorators(link.linker, origin.file, method.decorators ?? []) });
      }
    }
  }
  return found;
}

function controllerPaths(options: Argument | undefined): readonly PathText[] {
  if (options === undefined) return [emptyPath];
  if (options.entries() === undefined) return pathsOf(options);
  return pathsOf(options.prop('path'));
}

function pathsOf(argument: Argument | undefined): readonly PathText[] {
  if (argument === undefined) return [emptyPath];
  return (argument.items() ?? [argument]).map((item) => pathOf(item.text()));
}

function boundNames(list: readonly Decorator[]): string[] {
  return list.filter(({ path }) => /^@nestjs\/common\.Use(?:Guards|Pipes|Interceptors)$/.test(path)).flatMap(({ args }) => args.map((arg) => arg.describe()));
}

function applicationFor(file: string, link: LinkContext): Application | undefined {
  const all = applications(link);
  if (all.length < 2) return all[0];
  const common = (other: string): number => {
    const [a, b] = [file.split('/'), other.split('/')];
    let length = 0;
    while (length < a.length && a[length] === b[length]) length++;
    return length;
  };
  return [...all].sort((a, b) => common(b.file) - common(a.file))[0];
}

/** From the route decorator to the end of the method. */
function routeSpan(decorator: Decorator, handler: Handler, link: LinkContext): Span {
  const model = link.linker.model(handler.file);
  const method = model.functions[handler.fn]?.place ?? [1, 1, 1, 1];
  const value = model.values[decorator.value];
  const start = value?.[0] === 'call' ? model.calls[value[1]]?.place ?? method : method;
  return span(handler.file, [start[0], start[1], method[2], method[3]]);
}
