import type { FunctionRef, RouteMethod } from '../../facts.ts';
import { lineageOf, methodsOf, type InheritedMethod } from '../../graph/inheritance.ts';
import { emptyPath, pathOf, type PathText } from '../../graph/paths.ts';
import type { RouteRegistration } from '../../graph/routes.ts';
import { classKey, decoratedSpan, isBaseClass } from '../decorated-classes.ts';
import { validatesBody } from '../dto.ts';
import { routeVerbs } from '../http-methods.ts';
import { methodOf } from '../method-of.ts';
import type { Argument, Decorator, LinkContext, ProjectClass, Recogniser } from '../recogniser.ts';
import { onServer, servers, type Named } from './servers.ts';

const packageName = 'routing-controllers';
const controllerDecorators = new Set([`${packageName}.Controller`, `${packageName}.JsonController`]);

/** routing-controllers: controller classes of each server, with prefixes, inheritance and middleware; the parts of a path are joined as text, as the framework does. */
export const recogniser: Recogniser = {
  name: packageName,
  modules: [packageName],
  locators: ['typedi.Container.get()', 'tsyringe.container.resolve()'],
  onCall: onServer,
  onClass(cls, link) {
    const record = controllerRecord(cls, link);
    if (record !== undefined) controllers(link).push(record);
  },
  finish: registerRoutes,
};

interface ControllerRecord {
  readonly key: string;
  readonly file: string;
  readonly isBase: boolean;
  readonly actions: readonly { readonly route: Omit<RouteRegistration, 'middleware' | 'middlewareFunctions'>; readonly before: readonly Named[]; readonly after: readonly Named[] }[];
}

function controllers(link: LinkContext): ControllerRecord[] {
  return link.scratch('routing-controllers.controllers', () => []);
}

function controllerRecord(cls: ProjectClass, link: LinkContext): ControllerRecord | undefined {
  const controller = cls.decorators.find(({ path }) => controllerDecorators.has(path));
  if (controller === undefined) return undefined;
  const lineage = lineageOf(link.linker, cls.file, cls.index);
  const [own] = lineage;
  const [prefix] = controller.args;
  const base = prefix === undefined ? emptyPath : pathOf(prefix.text());
  const methods = methodsOf(link.linker, lineage, 'decorated').filter(({ isStatic }) => !isStatic);
  return {
    key: classKey({ file: cls.file, cls: cls.index }), file: cls.file, isBase: own !== undefined && isBaseClass(own, link),
    actions: methods.flatMap((method) => actionsOf(cls, method, base, link)),
  };
}

function actionsOf(cls: ProjectClass, method: InheritedMethod, base: PathText, link: LinkContext): ControllerRecord['actions'] {
  const { owner, fn, decorators } = method;
  return decorators.flatMap((decorator) => {
    const action = actionOf(decorator);
    if (action === undefined) return [];
    const handler = link.functionRef(owner.file, fn);
    const path = action.path === undefined ? emptyPath : pathOf(action.path.text());
    return [{
      route: {
        framework: packageName, method: action.method, path: joined(base, path), at: decoratedSpan(decorator, method, link), pos: 0,
        ...(handler === undefined ? {} : { handler, fn: handler.id }),
        handlerText: `${cls.model.name}.${method.name}`,
        declaresBodySchema: link.linker.within(owner.frame, () => validatesBody(owner.file, fn, link, `${packageName}.Body`)),
      },
      before: [...used('UseBefore', cls.decorators, link), ...used('UseBefore', decorators, link), ...authorised([...cls.decorators, ...decorators])],
      after: [...used('UseAfter', cls.decorators, link), ...used('UseAfter', decorators, link)],
    }];
  });
}

/** `@Get('/x')`, `@Method('options', '/x')`. */
function actionOf({ path, args }: Decorator): { readonly method: RouteMethod; readonly path: Argument | undefined } | undefined {
  if (!path.startsWith(`${packageName}.`)) return undefined;
  const name = path.slice(packageName.length + 1);
  const isNamed = name === 'Method';
  const method = routeVerbs.get(isNamed ? args[0]?.string()?.toLowerCase() ?? '' : name.toLowerCase());
  return method === undefined ? undefined : { method, path: args[isNamed ? 1 : 0] };
}

function used(name: string, decorators: readonly Decorator[], link: LinkContext): readonly Named[] {
  return decorators.filter(({ path }) => path === `${packageName}.${name}`).flatMap(({ args }) => args.map((argument) => named(argument, link)));
}

function named(argument: Argument, link: LinkContext): Named {
  const fn = methodOf('use', argument, link);
  return { name: argument.describe(), ...(fn === undefined ? {} : { fn }) };
}

function authorised(decorators: readonly Decorator[]): readonly Named[] {
  return decorators.filter(({ path }) => path === `${packageName}.Authorized`).slice(-1).map(({ args }) => ({ name: `Authorized(${args.map((argument) => argument.describe()).join(', ')})` }));
}

function registerRoutes(link: LinkContext): void {
  const all = controllers(link);
  const known = servers(link);
  const listed = new Set(known.flatMap(({ keys }) => keys ?? []));
  for (const server of known) {
    const own = all.filter(({ key, isBase }) => (server.keys === undefined ? !isBase && !listed.has(key) : server.keys.includes(key)));
    for (const controller of own) addRoutes(controller, server.prefix, server, link);
  }
  if (known.some(({ keys }) => keys === undefined)) return;
  for (const controller of all) {
    if (controller.isBase || listed.has(controller.key)) continue;
    const because = known.length === 0 ? undefined : 'no server of the project is given the controller';
    addRoutes(controller, because === undefined ? emptyPath : { path: '', resolved: false, because }, { before: [] }, link);
  }
}

function addRoutes(controller: ControllerRecord, prefix: PathText, globals: { readonly before: readonly Named[] }, link: LinkContext): void {
  link.routes.root(packageName);
  for (const { route, before, after } of controller.actions) {
    const all = [...globals.before, ...before, ...after];
    link.routes.route(packageName, { ...route, path: joined(prefix, route.path), middleware: all.map(({ name }) => name), middlewareFunctions: all.flatMap(({ fn }): readonly FunctionRef[] => (fn === undefined ? [] : [fn])) });
  }
}

function joined(first: PathText, second: PathText): PathText {
  const because = first.because ?? second.because;
  return { path: `${first.path}${second.path}`, resolved: first.resolved && second.resolved, ...(because === undefined ? {} : { because }) };
}
