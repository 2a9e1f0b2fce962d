import { decorators } from '../../graph/decorators.ts';
import { knownText } from '../known-text.ts';
import { emitConsumer, emitQueueUse, nameIn } from '../queue-use.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, ProjectClass, Recogniser } from '../recogniser.ts';

const queue = 'bullmq.Queue!';
const worker = 'bullmq.Worker!';
const flow = 'bullmq.FlowProducer!';
const producing = new Set(['add', 'addBulk', 'upsertJobScheduler']);

/** BullMQ and Bull: queues, the jobs they are given, workers; Nest's processors. A class that extends `Queue` or `Worker` says its name to `super`. */
export const recogniser: Recogniser = {
  name: 'bullmq',
  modules: ['bullmq', 'bull', '@nestjs/bullmq', '@nestjs/bull'],
  aliases: {
    'bullmq.QueuePro!': queue, 'bullmq.WorkerPro!': worker, 'bull!': queue, 'bull()': queue, 'bull.Queue!': queue,
    '@nestjs/bullmq.InjectQueue()': queue, '@nestjs/bull.InjectQueue()': queue, '@nestjs/bullmq.InjectFlowProducer()': flow,
  },
  onCall(call, link) {
    const library = libraryOf(call);
    if (call.form === 'new' ? `${call.path}!` === queue || call.path === 'bull' : call.path === 'bull' || isSuperOf(call, queue, link)) {
      emitQueueUse(call, link, 'queue', { library, name: knownText(call.args[0], link) });
    } else if (call.form === 'new' ? `${call.path}!` === worker : isSuperOf(call, worker, link)) {
      emitQueueUse(call, link, 'consume', { library, name: knownText(call.args[0], link), handler: call.args[1]?.fn() });
    } else if (call.receiver === queue) onQueue(call, library, link);
    else if (call.receiver === flow && (call.method === 'add' || call.method === 'addBulk')) emitQueueUse(call, link, 'produce', { library, name: flowQueue(call.args[0]) });
    else if (/^@nestjs\/bull(?:mq)?\.BullModule\.registerQueue$/.test(call.path)) emitQueueUse(call, link, 'queue', { library, name: call.args.length === 1 ? nameIn(call.args[0]) : undefined });
  },
  onClass,
};

/** Bull and BullMQ share one canonical queue; the package is the one the value came from. */
function libraryOf(call: ExternalCall): string {
  for (let step: ExternalOrigin | undefined = call.callee; step !== undefined; step = step.from) if (/^(?:bull|@nestjs\/bull)(?:$|[.!(])/.test(step.path)) return 'bull';
  return call.callee.module === 'bull' || call.callee.module === '@nestjs/bull' ? 'bull' : 'bullmq';
}

function isSuperOf(call: ExternalCall, path: string, link: LinkContext): boolean {
  return call.path === path && link.linker.model(call.file).values[link.linker.callAt({ file: call.file, call: call.index }).callee]?.[0] === 'super';
}

function onQueue(call: ExternalCall, library: string, link: LinkContext): void {
  const { method, on } = call;
  const name = on === undefined ? undefined : queueName(on, link);
  if (producing.has(method)) emitQueueUse(call, link, 'produce', { library, name });
  // Bull's own consumer: `queue.process('resize', 5, handler)`.
  else if (method === 'process') emitQueueUse(call, link, 'consume', { library, name, handler: call.args.at(-1)?.fn() });
  else if (method === 'close') link.emit({ kind: 'close', ...call.base, library, method });
}

/** As `new Queue('mail')`, `@InjectQueue('mail')` or the `super('mail')` of a class says it. */
function queueName(on: ExternalOrigin, link: LinkContext): string | undefined {
  const declared = link.linker.declarationOf(on);
  const injection = declared === undefined ? undefined : decorators(link.linker, declared.file, declared.decorators ?? []).find(({ path }) => path.endsWith('.InjectQueue'));
  return knownText(injection?.args[0] ?? link.argumentsOf(on)[0], link) ?? (on.via === undefined ? undefined : superName(on.via, link));
}

function superName(cls: { readonly file: string; readonly cls: number }, link: LinkContext): string | undefined {
  const model = link.linker.model(cls.file);
  const call = model.calls.find(({ callee, cls: index }) => index === cls.cls && model.values[callee]?.[0] === 'super');
  return call?.args[0] === undefined ? undefined : link.argument(cls.file, call.args[0]).string();
}

function flowQueue(tree: Argument | undefined): string | undefined {
  return (tree?.items()?.[0] ?? tree)?.prop('queueName')?.string();
}

function onClass(cls: ProjectClass, link: LinkContext): void {
  const processor = cls.decorators.find(({ path }) => /^@nestjs\/bull(?:mq)?\.Processor$/.test(path));
  if (processor === undefined) return;
  const name = nameIn(processor.args[0]);
  const library = processor.path.startsWith('@nestjs/bullmq') ? 'bullmq' : 'bull';
  for (const method of cls.methods) {
    const process = method.decorators.find(({ path }) => path === '@nestjs/bull.Process');
    if (process !== undefined) emitConsumer(cls, process, method.model.fn, library, name, link);
    else if (library === 'bullmq' && method.name === 'process') emitConsumer(cls, processor, method.model.fn, library, name, link);
  }
}
