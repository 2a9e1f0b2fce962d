import type { DataCall, DataOperation } from '../../facts.ts';
import type { ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';
import { shortSql } from '../sql.ts';

const client = '@prisma/client.PrismaClient!';
const operations: ReadonlyMap<string, DataOperation> = new Map([
  ...['findUnique', 'findUniqueOrThrow', 'findFirst', 'findFirstOrThrow', 'findMany', 'count', 'aggregate', 'groupBy', 'findRaw', 'aggregateRaw'].map((m) => [m, 'read'] as const),
  ...['create', 'createMany', 'createManyAndReturn', 'update', 'updateMany', 'updateManyAndReturn', 'upsert'].map((m) => [m, 'write'] as const),
  ...['delete', 'deleteMany'].map((m) => [m, 'delete'] as const),
]);

/** Prisma Client: models, transactions, raw queries; extended, generated-elsewhere and subclassed clients. */
export const recogniser: Recogniser = {
  name: 'prisma',
  modules: ['@prisma/client'],
  aliases: {
    [`${client}.$extends()`]: client,
    [`${client}.$transaction(0:0)`]: client,
    '@prisma/client.Prisma.TransactionClient!': client,
  },
  moduleAlias: (specifier) => (/(?:^|\/)(?:generated\/(?:\w+-)?(?:prisma|client)|prisma\/generated|\.prisma\/client|prisma\/client|prisma-client)(?:\/|$)/.test(specifier) && specifier !== '@prisma/client' ? '@prisma/client' : undefined),
  onCall(call, link) {
    if (call.path === '@prisma/client.PrismaClient' && call.form === 'new') {
      const inClass = link.linker.model(call.file).classes[call.cls]?.name;
      link.emit({ kind: 'client', ...call.base, library: '@prisma/client', what: 'PrismaClient', ...(inClass === undefined ? {} : { inClass }) });
    } else if (call.receiver === client) onClient(call, link);
    else if (call.on?.from?.path === client) onModel(call, link);
  },
};

function onClient(call: ExternalCall, link: LinkContext): void {
  if (call.method === '$disconnect') link.emit({ kind: 'close', ...call.base, library: '@prisma/client', method: call.method });
  const operation = call.method === '$transaction' ? 'transaction' : /^\$(?:query|execute)Raw/.test(call.method) ? 'raw' : undefined;
  if (operation === undefined) return;
  const text = call.tagText ?? (operation === 'raw' ? call.args[0]?.text().text : undefined);
  link.emit({ ...row(call, operation, call.on?.id), ...(text === undefined || text === '${}' ? {} : { sql: shortSql(text) }) });
}

function onModel(call: ExternalCall, link: LinkContext): void {
  const operation = operations.get(call.method);
  const model = call.receiver.slice(client.length + 1);
  if (operation === undefined || model.startsWith('$')) return;
  link.emit({ ...row(call, operation, call.on?.from?.id), ...(model === '[]' ? {} : { target: model }) });
}

function row(call: ExternalCall, operation: DataOperation, id: string | undefined): DataCall {
  return { kind: 'dataCall', ...call.base, library: '@prisma/client', operation, method: call.method, receiver: client, receiverId: id ?? '' };
}
