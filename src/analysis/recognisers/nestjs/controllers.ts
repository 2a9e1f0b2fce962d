import type { FunctionRef, RouteMethod, Span } from '../../facts.ts';
import { decoratorsOf, lineageOf, methodsOf, type InheritedMethod } from '../../graph/inheritance.ts';
import { emptyPath, pathOf, type PathText } from '../../graph/paths.ts';
import { classKey, decoratedSpan, isMadeClass } from '../decorated-classes.ts';
import type { Argument, Decorator, LinkContext, ProjectClass } from '../recogniser.ts';
import { validatesBody } from '../dto.ts';
import { enhancersOf, type Enhancer } from './enhancers.ts';
import { versionsOf, type Version } from './versions.ts';

const verbs: Readonly<Record<string, RouteMethod>> = {
  Get: 'GET', Post: 'POST', Put: 'PUT', Patch: 'PATCH', Delete: 'DELETE', Options: 'OPTIONS', Head: 'HEAD', All: 'ALL', Sse: 'GET', QueryMethod: 'QUERY',
  Search: 'SEARCH', Propfind: 'PROPFIND', Proppatch: 'PROPPATCH', Mkcol: 'MKCOL', Copy: 'COPY', Move: 'MOVE', Lock: 'LOCK', Unlock: 'UNLOCK',
};
const common = '@nestjs/common.';

export interface ControllerRecord {
  readonly key: string;
  readonly file: string;
  readonly name: string;
  /** Abstract: a base for others, nothing that is mounted as it is. */
  readonly isBase: boolean;
  /** Made by a function: what it is mounted with is known only where somebody mounts it. */
  readonly isMade: boolean;
  readonly bases: readonly string[];
  readonly paths: readonly PathText[];
  readonly versions: readonly Version[];
  readonly handlers: readonly HandlerRecord[];
}

export interface HandlerRecord {
  readonly method: RouteMethod;
  readonly paths: readonly PathText[];
  readonly versions: readonly Version[];
  readonly at: Span;
  readonly handler?: FunctionRef;
  readonly text: string;
  readonly enhancers: readonly Enhancer[];
  readonly declaresBodySchema: boolean;
}

export function controllers(link: LinkContext): ControllerRecord[] {
  return link.scratch('nest.controllers', () => []);
}

export function onController(cls: ProjectClass, link: LinkContext): void {
  const record = controllerRecord(cls.file, cls.index, link);
  if (record !== undefined) controllers(link).push(record);
}

/** A class with `@Controller()`, its own or that of a base class, as it is read now: on behalf of nobody or of the call that makes it. */
export function controllerRecord(file: string, cls: number, link: LinkContext): ControllerRecord | undefined {
  const { linker } = link;
  const own = linker.model(file).classes[cls];
  if (own === undefined || (own.ext === undefined && own.decorators.length === 0)) return undefined;
  const lineage = lineageOf(linker, file, cls);
  const decorated = lineage.map((ancestor) => decoratorsOf(linker, ancestor));
  const controller = decorated.flat().find(({ path }) => path === `${common}Controller`);
  if (controller === undefined) return undefined;
  const [options] = controller.args;
  const shared = [...decorated].reverse().flatMap((list) => enhancersOf(list, link));
  return {
    key: classKey({ file, cls }), file, name: own.name, isBase: own.abstract, isMade: lineage[0] !== undefined && isMadeClass(lineage[0], link), bases: lineage.slice(1).map(classKey),
    paths: controllerPaths(options),
    versions: versionsOf(options?.prop('version') ?? versionDecorator(decorated.flat())),
    handlers: methodsOf(linker, lineage).filter(({ isStatic }) => !isStatic).flatMap((method) => handlerRecords(own.name, method, shared, link)),
  };
}

function versionDecorator(decorators: readonly Decorator[]): Argument | undefined {
  return decorators.find(({ path }) => path === `${common}Version`)?.args[0];
}

function handlerRecords(className: string, method: InheritedMethod, shared: readonly Enhancer[], link: LinkContext): HandlerRecord[] {
  const { owner, decorators } = method;
  return decorators.flatMap((decorator) => {
    const verb = verbOf(decorator);
    if (verb === undefined) return [];
    const handler = link.functionRef(owner.file, method.fn);
    return [{
      ...verb, versions: versionsOf(versionDecorator(decorators)), at: decoratedSpan(decorator, method, link),
      ...(handler === undefined ? {} : { handler }),
      text: `${className}.${method.name}`,
      enhancers: [...shared, ...enhancersOf(decorators, link)],
      declaresBodySchema: link.linker.within(owner.frame, () => validatesBody(owner.file, method.fn, link)),
    }];
  });
}

function verbOf({ path, args }: Decorator): { readonly method: RouteMethod; readonly paths: readonly PathText[] } | undefined {
  if (!path.startsWith(common)) return undefined;
  const name = path.slice(common.length);
  if (name === 'RequestMapping') {
    const given = args[0]?.prop('method')?.external()[0]?.path;
    const method = given === undefined ? 'GET' : verbs[titled(given.slice(given.lastIndexOf('.') + 1))];
    return method === undefined ? undefined : { method, paths: pathsOf(args[0]?.prop('path')) };
  }
  const method = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  return method === undefined ? undefined : { method, paths: pathsOf(args[0]) };
}

/** `GET` as the decorator is called: `Get`. */
function titled(method: string): string {
  return method.charAt(0) + method.slice(1).toLowerCase();
}

function controllerPaths(options: Argument | undefined): readonly PathText[] {
  if (options === undefined) return [emptyPath];
  return pathsOf(options.entries() === undefined ? options : options.prop('path'));
}

function pathsOf(argument: Argument | undefined): readonly PathText[] {
  if (argument === undefined) return [emptyPath];
  return (argument.items() ?? [argument]).map((item) => pathOf(item.text()));
}
