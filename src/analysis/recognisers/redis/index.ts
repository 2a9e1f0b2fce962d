import type { DataCall, DataOperation } from '../../facts.ts';
import { dataCallOf, emitDataCall } from '../data-call.ts';
import { knownText } from '../known-text.ts';
import type { ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { emitCacheUse } from './cache-use.ts';
import { moduleCommands, operationOfCommand, strongest } from './commands.ts';

const ioredis = 'ioredis!';
const nodeRedis = 'redis.createClient()';
const batches = [`${ioredis}.pipeline()`, `${ioredis}.multi()`, `${nodeRedis}.multi()`];

/**
 * Redis by ioredis and node-redis: every command is a data call, those on plain keys are also uses of a cache. Commands of a `pipeline()` or `multi()` are sent by its
 * `exec()`: that is the row. Queues and session stores hide their commands behind their own packages and do not arrive here.
 */
export const recogniser: Recogniser = {
  name: 'redis',
  modules: ['ioredis', 'redis', '@redis/client', '@nestjs-modules/ioredis', '@liaoliaots/nestjs-redis', '@songkeys/nestjs-redis'],
  aliases: {
    'ioredis.Redis!': ioredis, 'ioredis.default!': ioredis, 'ioredis.Cluster!': ioredis, 'ioredis.Redis.Cluster!': ioredis, 'ioredis!.duplicate()': ioredis, 'fastify().redis': ioredis,
    'ioredis.ChainableCommander!': `${ioredis}.pipeline()`, 'ioredis.Pipeline!': `${ioredis}.pipeline()`,
    '@nestjs-modules/ioredis.InjectRedis()': ioredis, '@liaoliaots/nestjs-redis.InjectRedis()': ioredis, '@songkeys/nestjs-redis.InjectRedis()': ioredis,
    '@liaoliaots/nestjs-redis.RedisService!.getOrThrow()': ioredis, '@liaoliaots/nestjs-redis.RedisService!.getOrNil()': ioredis, '@liaoliaots/nestjs-redis.RedisService!.getClient()': ioredis,
    'redis.RedisClientType!': nodeRedis, 'redis.RedisClient!': nodeRedis, 'redis.RedisClusterType!': nodeRedis, 'redis.RedisClientPoolType!': nodeRedis, 'redis.createCluster()': nodeRedis,
    'redis.createClientPool()': nodeRedis, 'redis.createSentinel()': nodeRedis, '@redis/client.createClient()': nodeRedis, '@redis/client.RedisClientType!': nodeRedis,
    'redis.createClient().connect()': nodeRedis, 'redis.createClient().on()': nodeRedis, 'redis.createClient().duplicate()': nodeRedis, 'redis.createClient().withTypeMapping()': nodeRedis,
    'redis.createClient().executeIsolated(0:0)': nodeRedis, 'redis.createClient().execute(0:0)': nodeRedis,
  },
  onCall(call, link) {
    const library = call.callee.module;
    if ((call.path === 'ioredis' && call.form === 'new') || call.path === 'ioredis.Redis' || call.path === 'redis.createClient') {
      const inClass = link.linker.model(call.file).classes[call.cls]?.name;
      link.emit({ kind: 'client', ...call.base, library, what: 'Redis', ...(inClass === undefined ? {} : { inClass }) });
    } else if (call.receiver === ioredis || call.receiver === nodeRedis) onClient(call, library, link);
    else if (call.receiver.startsWith(`${nodeRedis}.`) && moduleCommands[call.receiver.slice(nodeRedis.length + 1)] !== undefined) onModule(call, link);
    else onBatch(call, link);
  },
  finish: emitBatches,
};

function onClient(call: ExternalCall, library: string, link: LinkContext): void {
  const { method } = call;
  if (['quit', 'disconnect', 'close', 'destroy'].includes(method)) link.emit({ kind: 'close', ...call.base, library, method });
  else if (/^s?publish$/i.test(method)) onMessage(call, library, 'produce', link);
  else if (/^[ps]?subscribe$/i.test(method)) onMessage(call, library, 'consume', link);
  else {
    const operation = operationOfCommand(method);
    if (operation === undefined) return;
    emitDataCall(call, link, operation, { store: 'key-value' });
    emitCacheUse(call, link);
  }
}

function onMessage(call: ExternalCall, library: string, what: 'produce' | 'consume', link: LinkContext): void {
  const name = knownText(call.args[0], link);
  const handler = what === 'consume' ? call.args[1]?.fn() : undefined;
  link.emit({ kind: 'queue', ...call.base, library, what, method: call.method, ...(name === undefined ? {} : { name }), ...(handler === undefined ? {} : { handler }) });
}

function onModule(call: ExternalCall, link: LinkContext): void {
  const operation = moduleCommands[call.receiver.slice(nodeRedis.length + 1)]?.get(call.method.toLowerCase().replaceAll('_', ''));
  if (operation !== undefined) emitDataCall(call, link, operation, { store: 'key-value', on: call.on?.from });
}

/** An `exec`, and what its batch is when it is only sent as a pipeline: what its commands do. */
interface Batch { readonly row: DataCall; readonly isPipeline: boolean }
interface Command { readonly file: string; readonly batch: string; readonly operation: DataOperation }

function onBatch(call: ExternalCall, link: LinkContext): void {
  const root = batchOf(call.on);
  if (root === undefined) return;
  if (/^exec/i.test(call.method)) {
    batchesOf(link).push({ row: dataCallOf(call, 'transaction', { store: 'key-value', on: root }), isPipeline: root.path === batches[0] || /^execAsPipeline/.test(call.method) });
    return;
  }
  const operation = operationOfCommand(call.method);
  if (operation !== undefined) commandsOf(link).push({ file: call.file, batch: root.id, operation });
}

/** The `pipeline()` or `multi()` a chain of commands goes back to. */
function batchOf(on: ExternalOrigin | undefined): ExternalOrigin | undefined {
  for (let step = on; step !== undefined; step = step.from) if (batches.includes(step.path)) return step;
  return undefined;
}

function batchesOf(link: LinkContext): Batch[] {
  return link.scratch('redis.batches', () => []);
}

function commandsOf(link: LinkContext): Command[] {
  return link.scratch('redis.commands', () => []);
}

/** A pipeline does what its commands do, wherever they were added; `multi` is a transaction. One `exec` may send several of them (a helper): still one row. */
function emitBatches(link: LinkContext): void {
  const sites = new Map<string, Batch[]>();
  for (const batch of batchesOf(link)) {
    const { file, line, column, endLine, endColumn } = batch.row.at;
    const key = [file, line, column, endLine, endColumn].join();
    sites.set(key, [...sites.get(key) ?? [], batch]);
  }
  for (const [first, ...others] of sites.values()) {
    if (first === undefined) continue;
    const sent = new Set([first, ...others].map(({ row }) => row.receiverId));
    const isPipeline = [first, ...others].every((batch) => batch.isPipeline);
    link.emit(isPipeline ? { ...first.row, operation: strongest(commandsOf(link).filter(({ batch }) => sent.has(batch)).map(({ operation }) => operation)) } : first.row);
  }
}
