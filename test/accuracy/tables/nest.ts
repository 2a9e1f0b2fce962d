import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { RouteRow } from '../truth.ts';

/** One route as Nest's router explorer registers it. */
interface Registered { readonly method: string; readonly path: string; readonly handler: string; readonly before: readonly string[] }

interface HttpEntry { readonly className: string; readonly methodName: string; readonly metadata: { readonly path: string; readonly requestMethod: string } }

/** What {@link watchNest} sees while applications are made and serve. */
export interface NestWatch {
  /** Routes of the applications initialised since they were last asked for, as the router explorer handed them to the platform: guards, interceptors and pipes in their order. */
  routes(): readonly RouteRow[];
  /** The same, after one request per route at `base`, with the middleware of modules that ran for it in front. */
  servedRoutes(base: string, headers?: Readonly<Record<string, string>>): Promise<readonly RouteRow[]>;
}

interface Using { use: (this: unknown, ...args: unknown[]) => unknown }
type Create = (this: unknown, instance: object, callback: { readonly name: string }, ...rest: unknown[]) => readonly object[];

/** Looks over the shoulder of Nest's router explorer. Before the backend is imported. */
export function watchNest(root: string): NestWatch {
  const require = createRequire(join(root, 'package.json'));
  const registered: Registered[] = [];
  const enhancers = new Map<string, Map<string, readonly string[]>>();
  const remember = (kind: string, file: string, name: string): void => {
    const { prototype } = (require(file) as Record<string, { readonly prototype: { create: Create } }>)[name] ?? fail(name);
    const { create } = prototype;
    prototype.create = function (this: unknown, instance, callback, ...rest) {
      const made = Reflect.apply(create, this, [instance, callback, ...rest]);
      const key = `${instance.constructor.name}.${callback.name}`;
      enhancers.set(key, new Map([...enhancers.get(key) ?? [], [kind, made.map((item) => item.constructor.name)]]));
      return made;
    };
  };
  remember('guard', '@nestjs/core/guards/guards-context-creator.js', 'GuardsContextCreator');
  remember('interceptor', '@nestjs/core/interceptors/interceptors-context-creator.js', 'InterceptorsContextCreator');
  remember('pipe', '@nestjs/core/pipes/pipes-context-creator.js', 'PipesContextCreator');

  const { RouterExplorer } = require('@nestjs/core/router/router-explorer.js') as { RouterExplorer: { prototype: { applyCallbackToRouter: (this: { graphInspector: unknown }, ...args: unknown[]) => void } } };
  const apply = RouterExplorer.prototype.applyCallbackToRouter;
  RouterExplorer.prototype.applyCallbackToRouter = function (this: { graphInspector: unknown }, ...args) {
    const inspector = this.graphInspector;
    this.graphInspector = {
      insertEntrypointDefinition({ className, methodName, metadata }: HttpEntry) {
        const handler = `${className}.${methodName}`;
        const own = enhancers.get(handler);
        registered.push({ method: metadata.requestMethod, path: named(metadata.path), handler, before: ['guard', 'interceptor', 'pipe'].flatMap((kind) => own?.get(kind) ?? []) });
      },
    };
    Reflect.apply(apply, this, args);
    this.graphInspector = inspector;
  };

  let ran: string[] = [];
  const recording = new Set<unknown>();
  const { MiddlewareModule } = require('@nestjs/core/middleware/middleware-module.js') as { MiddlewareModule: { prototype: { createProxy: (this: unknown, instance: Using, ...rest: unknown[]) => unknown } } };
  const { createProxy } = MiddlewareModule.prototype;
  MiddlewareModule.prototype.createProxy = function (this: unknown, instance, ...rest) {
    // Functions are wrapped in a class without a name of theirs, classes with exclusions in one that asks first.
    const owner = Object.hasOwn(instance, 'use') ? instance : ownerOfUse(instance);
    const { use } = owner;
    if (!recording.has(use)) {
      const name = owner === instance ? '' : instance.constructor.name;
      owner.use = function (this: unknown, ...args) { ran.push(name); return Reflect.apply(use, this, args); };
      recording.add(owner.use);
    }
    return Reflect.apply(createProxy, this, [instance, ...rest]);
  };

  const rows = (): readonly RouteRow[] => registered.splice(0).map(({ method, path, handler, before }) => ({ method, path, handler: handler.slice(handler.indexOf('.') + 1), middleware: before }));
  return {
    routes: rows,
    async servedRoutes(base, headers = {}) {
      const served: RouteRow[] = [];
      for (const row of rows()) {
        ran = [];
        const method = row.method === 'ALL' ? 'GET' : row.method;
        const response = await fetch(base + row.path.replace(/:\w+/g, '1'), { method, headers: { ...headers }, signal: AbortSignal.timeout(5_000) });
        await response.body?.cancel();
        served.push({ ...row, middleware: [...ran, ...row.middleware ?? []] });
      }
      return served;
    },
  };
}

function ownerOfUse(instance: Using): Using {
  let owner = instance;
  for (let at: unknown = instance; at !== null; at = Object.getPrototypeOf(at)) if (Object.hasOwn(at as object, 'use')) owner = at as Using;
  return owner;
}

/** `*rest`, `{/:id}` and `:id` are all `:name`. */
function named(path: string): string {
  return path.replace(/[{}]/g, '').replace(/\*(\w+)/g, ':$1').replace(/(?<=.)\/$/, '');
}

function fail(name: string): never {
  throw new Error(`There is no ${name} in @nestjs/core.`);
}
