import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Truth } from '../truth.ts';

type Func = (this: unknown, ...args: unknown[]) => unknown;
type Client = new (...args: unknown[]) => object;
interface Runtime { readonly getPrismaClient: (config: unknown) => Client }

const library = '@prisma/client';
const runtime = '@prisma/client/runtime/client';
const onModels: Readonly<Record<string, string>> = {
  findUnique: 'read', findUniqueOrThrow: 'read', findFirst: 'read', findFirstOrThrow: 'read', findMany: 'read', count: 'read', aggregate: 'read', groupBy: 'read',
  create: 'write', createMany: 'write', createManyAndReturn: 'write', update: 'write', updateMany: 'write', updateManyAndReturn: 'write', upsert: 'write',
  delete: 'delete', deleteMany: 'delete',
};
const onClients: Readonly<Record<string, string>> = { $transaction: 'transaction', $queryRaw: 'raw', $queryRawUnsafe: 'raw', $executeRaw: 'raw', $executeRawUnsafe: 'raw' };

/**
 * Watches every Prisma Client (7) made from now on: its models, raw queries and transactions, also on extended clients and on those that a transaction
 * or an extension is handed. Prisma puts models onto clients as proxies; so do we, around them. `folder` is where the generated client is used.
 */
export function watchPrisma(truth: Truth, folder = '.'): void {
  const require = createRequire(join(truth.root, folder, 'package.json'));
  const file = require.resolve(runtime);
  const { getPrismaClient, ...rest } = require(file) as Runtime;
  const watch = (Original: Client): Client => class extends Original {
    constructor(...args: unknown[]) {
      super(...args);
      return watched(truth, this);
    }
  };
  const cached = require.cache[file];
  if (cached === undefined) throw new Error('The runtime of Prisma is not in the module cache.');
  cached.exports = { ...rest, getPrismaClient: (config: unknown) => watch(getPrismaClient(config)) };

  // ES modules get a copy of their own.
  const real = pathToFileURL(file).href;
  Object.assign(globalThis, { watchPrismaClient: watch });
  const shim = `import runtime from '${real}'; export * from '${real}'; export const getPrismaClient = (config) => globalThis.watchPrismaClient(runtime.getPrismaClient(config));`;
  registerHooks({
    resolve: (specifier, context, next) => (specifier === runtime && context.conditions.includes('import') ? { url: `data:text/javascript,${encodeURIComponent(shim)}`, format: 'module', shortCircuit: true } : next(specifier, context)),
  });
}

/** A client that tells what is called on it. */
function watched(truth: Truth, client: object): object {
  return new Proxy(client, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof key !== 'string') return value;
      if (typeof value === 'function' && key.startsWith('$')) return clientMethod(truth, target, key, value as Func);
      return typeof value === 'object' && value !== null && /^[a-z]\w*$/.test(key) ? watchedModel(truth, value, key) : value;
    },
  });
}

function clientMethod(truth: Truth, client: object, name: string, method: Func): Func {
  return (...args) => {
    const operation = onClients[name];
    if (operation !== undefined) truth.call({ library, operation });
    // `$transaction(async (tx) => …)` and `$extends((client) => …)` hand out clients.
    const given = name === '$transaction' || name === '$extends' ? args.map((arg) => (typeof arg === 'function' ? (inner: object): unknown => (arg as Func)(watched(truth, inner)) : arg)) : args;
    const made = Reflect.apply(method, client, given);
    return name === '$extends' ? watched(truth, made as object) : made;
  };
}

function watchedModel(truth: Truth, model: object, name: string): object {
  return new Proxy(model, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      const operation = typeof key === 'string' ? onModels[key] : undefined;
      if (operation === undefined || typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        truth.call({ library, operation, target: name });
        return Reflect.apply(value as Func, target, args);
      };
    },
  });
}
