import { emptyPath, joinPathTexts, normalisePath, type PathText } from '../../graph/paths.ts';
import type { LinkContext } from '../recogniser.ts';
import type { Application } from './application.ts';
import { consumedBy } from './consumers.ts';
import { controllers, type ControllerRecord, type HandlerRecord } from './controllers.ts';
import { inOrder, type Enhancer } from './enhancers.ts';
import { mayHold, reachedModules, type Reached } from './modules.ts';
import { matches } from './patterns.ts';
import { versionSegment } from './versions.ts';

/** One controller as one application mounts it. */
interface Mounted {
  readonly app: Application | undefined;
  readonly controller: ControllerRecord;
  readonly modulePath: PathText;
  readonly modules: ReadonlySet<string>;
  readonly enhancers: readonly Enhancer[];
  /** Why it is not known to be mounted. */
  readonly because?: string;
}

/** After everything has been seen: prefixes, versions and modules may be said in any file. */
export function registerRoutes(link: LinkContext): void {
  const all = new Map(controllers(link).map((record) => [record.key, record]));
  const reached = reachedModules(link);
  const mounted = reached.flatMap((held) => controllersOf(held, all));
  const isMounted = new Set(mounted.flatMap(({ controller }) => [controller.key, ...controller.bases]));
  for (const item of mounted) mount(item, link);
  const bases = new Set([...all.values()].flatMap((controller) => controller.bases));
  for (const controller of all.values()) {
    if (controller.isBase || isMounted.has(controller.key) || (controller.isMade && bases.has(controller.key))) continue;
    const holder = controller.isMade ? undefined : mayHold(reached, controller.file);
    mount(holder === undefined ? lost(controller) : inApplication(holder, controller, undefined), link);
  }
}

function controllersOf(held: Reached, all: ReadonlyMap<string, ControllerRecord>): Mounted[] {
  return held.parts.flatMap(({ module, parts }) => parts.controllers.flatMap(({ key, made }) => {
    const controller = made ?? all.get(key);
    return controller === undefined ? [] : [inApplication(held, controller, module)];
  }));
}

function inApplication({ app, parts }: Reached, controller: ControllerRecord, module: string | undefined): Mounted {
  const paths = parts.flatMap((item) => item.parts.paths);
  return {
    app, controller,
    modulePath: paths.filter((item) => item.module === module).at(-1)?.path ?? emptyPath,
    modules: new Set(parts.flatMap((item) => item.module ?? [])),
    enhancers: parts.flatMap((item) => item.parts.enhancers),
  };
}

function lost(controller: ControllerRecord): Mounted {
  const because = controller.isMade ? 'the controller is made by a function, and no module in sight lists what that makes' : 'no application of the project imports a module that lists the controller';
  return { app: undefined, controller, modulePath: emptyPath, modules: new Set(), enhancers: [], because };
}

function mount(mounted: Mounted, link: LinkContext): void {
  const { app, controller } = mounted;
  for (const base of controller.paths) {
    for (const handler of controller.handlers) {
      const versions = app?.versioning === undefined ? [emptyPath] : [handler.versions, controller.versions, app.versioning.defaults].find((list) => list.length > 0) ?? [emptyPath];
      for (const version of versions) for (const path of handler.paths) addRoute(mounted, handler, joinPathTexts(joinPathTexts(mounted.modulePath, base), path), version, link);
    }
  }
}

function addRoute(mounted: Mounted, handler: HandlerRecord, path: PathText, version: PathText, link: LinkContext): void {
  const { app, controller, because } = mounted;
  const prefix = because === undefined ? prefixOf(app, path, handler, version) : { path: '', resolved: false, because };
  const node = `nest:${app?.id ?? ''}:${prefix.path}:${prefix.because ?? ''}`;
  const declared = normalisePath(path.path);
  const enhancers = [
    ...(app?.enhancers ?? []).filter((item) => item.path === undefined || matches({ path: item.path, isPrefix: true }, `${prefix.path}/${path.path}`, handler.method)).map((item) => item.enhancer),
    ...mounted.enhancers,
    ...consumedBy({ path: declared, method: handler.method, version, controller: controller.key, modules: mounted.modules, app }, link),
    ...handler.enhancers,
  ];
  link.routes.root(node, prefix);
  link.routes.route(node, {
    framework: 'nestjs', method: handler.method, path, at: handler.at, pos: 0,
    ...(handler.handler === undefined ? {} : { handler: handler.handler, fn: handler.handler.id }),
    handlerText: handler.text, ...inOrder(enhancers), declaresBodySchema: handler.declaresBodySchema,
  });
}

function prefixOf(app: Application | undefined, path: PathText, handler: HandlerRecord, version: PathText): PathText {
  const versioned = app?.versioning === undefined ? emptyPath : versionSegment(app.versioning, version);
  const isExcluded = app?.excluded.some((pattern) => matches(pattern, path.path, handler.method)) === true;
  return app?.prefix === undefined || isExcluded ? versioned : joinPathTexts(app.prefix, versioned);
}
