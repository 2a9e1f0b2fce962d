import type { DataOperation } from '../../facts.ts';
import type { ImportedName } from '../../resolve/vocabulary.ts';
import { emitDataCall } from '../data-call.ts';
import type { ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { shortSql } from '../sql.ts';

const library = '@prisma/client';
const client = '@prisma/client.PrismaClient!';
const context = '@prisma/client.Prisma.getExtensionContext()';
const operations: ReadonlyMap<string, DataOperation> = new Map([
  ...['findUnique', 'findUniqueOrThrow', 'findFirst', 'findFirstOrThrow', 'findMany', 'count', 'aggregate', 'groupBy', 'findRaw', 'aggregateRaw'].map((m) => [m, 'read'] as const),
  ...['create', 'createMany', 'createManyAndReturn', 'update', 'updateMany', 'updateManyAndReturn', 'upsert'].map((m) => [m, 'write'] as const),
  ...['delete', 'deleteMany'].map((m) => [m, 'delete'] as const),
]);

/** Prisma Client: models, transactions, raw queries; extended, generated-elsewhere and subclassed clients, single model delegates. */
export const recogniser: Recogniser = {
  name: 'prisma',
  modules: [library, 'nestjs-prisma'],
  aliases: {
    '@prisma/client.getPrismaClient()': '@prisma/client.PrismaClient',
    ...Object.fromEntries([
      ...['$extends()', '$extends(0:0)', '$transaction(0:0)', '$replica()', '$primary()'].map((step) => `${client}.${step}`),
      '@prisma/client.Prisma.TransactionClient!', '@prisma/client.Prisma.DefaultPrismaClient!', '@prisma/client.Prisma.defineExtension(0:0)', '@prisma/client.DynamicClientExtensionThis!',
      'nestjs-prisma.PrismaService!', 'nestjs-prisma.CustomPrismaService!.client',
    ].map((path) => [path, client])),
  },
  callbacks: [`${client}.$transaction()`],
  transparent: ['@zenstackhq/runtime.enhance()'],
  moduleAlias,
  onCall(call, link) {
    const delegate = call.on === undefined ? undefined : delegateOf(call.on);
    if (call.path === '@prisma/client.PrismaClient' && call.form === 'new') {
      const inClass = link.linker.model(call.file).classes[call.cls]?.name;
      link.emit({ kind: 'client', ...call.base, library, what: 'PrismaClient', ...(inClass === undefined ? {} : { inClass }) });
    } else if (call.receiver === client) onClient(call, link);
    else if (delegate !== undefined) onModel(call, delegate, link);
  },
};

const generatedPath = /(?:^|\/)(?:generated\/(?:\w+-)?(?:prisma|client)|prisma\/generated|\.prisma\/client|prisma\/client|prisma-client)(?:\/|$)/;
const runtime = /^(?:@prisma\/client|\.{1,2})\/runtime\/(?:library|client|binary|edge|wasm|react-native)/;

/**
 * A generated client may stand anywhere: it is known by the usual folders, by importing Prisma's runtime when it is committed,
 * and by the two names that only such a module exports when it is not.
 */
function moduleAlias({ specifier, name, imports }: ImportedName): string | undefined {
  if (specifier === library) return undefined;
  const isDistinct = name === 'PrismaClient' || name === 'Prisma';
  if (imports === undefined) return isDistinct || generatedPath.test(specifier) ? library : undefined;
  return isDistinct && imports.some(({ module }) => runtime.test(module)) ? library : undefined;
}

function onClient(call: ExternalCall, link: LinkContext): void {
  if (call.method === '$disconnect') link.emit({ kind: 'close', ...call.base, library, method: call.method });
  else if (call.method === '$transaction') emitDataCall(call, link, 'transaction', { library });
  else if (/^\$(?:(?:query|execute)Raw|runCommandRaw)/.test(call.method)) {
    const text = call.tagText ?? call.args[0]?.text().text;
    link.emit({
      kind: 'dataCall', ...call.base, library, operation: 'raw', method: call.method, receiver: client, receiverId: call.on?.id ?? '',
      ...(text === undefined || text === '${}' ? {} : { sql: shortSql(text) }),
    });
  }
}

interface Delegate { readonly client: ExternalOrigin; readonly model?: string }

/** `prisma.order`, `PrismaClient['order']`, `Prisma.OrderDelegate`, and the model an extension is for. */
function delegateOf(on: ExternalOrigin): Delegate | undefined {
  if (on.from?.path === client) {
    const model = on.path.slice(client.length + 1);
    return /^\w+$/.test(model) ? { client: on.from, model } : model === '[]' ? { client: on.from } : undefined;
  }
  if (on.path === context) return { client: on };
  const typed = /^@prisma\/client\.Prisma\.(\w+)Delegate!$/.exec(on.path)?.[1];
  return typed === undefined ? undefined : { client: on, model: typed.charAt(0).toLowerCase() + typed.slice(1) };
}

function onModel(call: ExternalCall, delegate: Delegate, link: LinkContext): void {
  const operation = operations.get(call.method);
  if (operation !== undefined) emitDataCall(call, link, operation, { library, target: delegate.model, on: delegate.client });
}
