import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Truth, Watched } from '../truth.ts';

interface Class { readonly prototype: object }
type Methods = Record<string, (...args: unknown[]) => unknown>;

/**
 * Watches BullMQ: queues and workers where they are made (by what their constructors call first, unless somebody else makes them), jobs where they are added.
 * Nothing of it is executed by a Redis.
 */
export function watchBullmq(truth: Truth, { Queue, Worker, FlowProducer }: { readonly Queue: Class; readonly Worker: Class; readonly FlowProducer: Class }, { made: isMadeHere = true } = {}): void {
  const named = (operation: string): Watched => (_args, self) => ({ operation, target: (self as { name: string }).name });
  const made = new WeakSet<object>();
  const first = (operation: string): Watched => (_args, self) => {
    if (made.has(self as object)) return undefined;
    made.add(self as object);
    return { operation, target: (self as { name: string }).name };
  };
  for (const [{ prototype }, methods] of [
    [Queue, { add: null, addBulk: [], upsertJobScheduler: null }], [FlowProducer, { add: null }],
  ] as const) for (const [name, result] of Object.entries(methods)) answer(prototype as Methods, name, async () => Promise.resolve(result));
  if (isMadeHere) {
    truth.watch(Queue.prototype, { waitUntilReady: first('queue') }, 'bullmq');
    truth.watch(Worker.prototype, { createLockManager: first('consume') }, 'bullmq');
  }
  truth.watch(Queue.prototype, { add: named('produce'), addBulk: named('produce'), upsertJobScheduler: named('produce') }, 'bullmq', { direct: true });
  truth.watch(FlowProducer.prototype, { add: ([tree]) => ({ operation: 'produce', target: (tree as { queueName: string }).queueName }) }, 'bullmq', { direct: true });
  answer(Queue.prototype as Methods, 'getWaitingCount', async () => Promise.resolve(0));
  answer(Worker.prototype as Methods, 'run', async () => Promise.resolve());
}

/** Watches one producer and one consumer of KafkaJS; neither is let near a broker. */
export function watchKafkajs(truth: Truth, { producer, consumer }: { readonly producer: object; readonly consumer: object }): void {
  const topics: string[] = [];
  answer(producer as Methods, 'send', async () => Promise.resolve([]));
  answer(consumer as Methods, 'subscribe', async (options) => {
    topics.push(...(options as { topics: string[] }).topics);
    return Promise.resolve();
  });
  answer(consumer as Methods, 'run', async () => Promise.resolve());
  truth.watch(producer, { send: ([record]) => ({ operation: 'produce', target: (record as { topic: string }).topic }) }, 'kafkajs', { direct: true });
  truth.watch(consumer, { run: () => ({ operation: 'consume', target: topics.join(', ') }) }, 'kafkajs', { direct: true });
}

/** Watches how Nest's modules declare queues and processors of BullMQ; before the backend is imported. */
export function watchNestQueues(truth: Truth): void {
  const require = createRequire(join(truth.root, 'package.json'));
  const folder = dirname(require.resolve('@nestjs/bullmq'));
  const nameOf = (value: unknown): string => (typeof value === 'string' ? value : (value as { name: string }).name);
  truth.watch((require(join(folder, 'bull.module.js')) as { BullModule: object }).BullModule, { registerQueue: ([options]) => ({ operation: 'queue', target: nameOf(options) }) }, 'bullmq', { direct: true });
  truth.watch(require(join(folder, 'decorators/processor.decorator.js')) as object, { Processor: ([options]) => ({ operation: 'consume', target: nameOf(options) }) }, 'bullmq', { direct: true });
}

/** Watches the decorators of Nest's message and event handlers where the backend's classes are decorated with them; before the backend is imported. */
export function watchNestMessages(truth: Truth): void {
  const require = createRequire(join(truth.root, 'package.json'));
  const folder = join(dirname(require.resolve('@nestjs/microservices')), 'decorators');
  for (const [file, name] of [['message-pattern.decorator.js', 'MessagePattern'], ['event-pattern.decorator.js', 'EventPattern']] as const) {
    truth.watch(require(join(folder, file)) as object, { [name]: ([pattern]) => ({ operation: 'consume', target: patternOf(pattern) }) }, '@nestjs/microservices', { direct: true });
  }
}

function patternOf(pattern: unknown): string {
  return typeof pattern === 'string' ? pattern : JSON.stringify(pattern);
}

function answer(target: Methods, name: string, by: (...args: unknown[]) => Promise<unknown>): void {
  if (typeof target[name] !== 'function') throw new Error(`There is no method ${name} to answer.`);
  target[name] = by;
}
