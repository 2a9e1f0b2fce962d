import type { QueueUse } from '../../facts.ts';
import { knownText } from '../known-text.ts';
import { emitQueueUse, queueUseOf } from '../queue-use.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

const producer = 'kafkajs.Producer!';
const consumer = 'kafkajs.Consumer!';

interface Run { readonly fact: QueueUse; readonly consumer: string }
interface Subscription { readonly file: string; readonly consumer: string; readonly topics: readonly string[] }

/** KafkaJS: what producers send, and consumers where they run; the topics are those the same consumer subscribes to. */
export const recogniser: Recogniser = {
  name: 'kafka',
  modules: ['kafkajs'],
  aliases: { 'kafkajs.Kafka!.producer()': producer, 'kafkajs.Kafka!.consumer()': consumer, [`${producer}.transaction()`]: producer, 'kafkajs.Transaction!': producer },
  onCall(call, link) {
    if (call.receiver === producer) onProducer(call, link);
    else if (call.receiver === consumer) onConsumer(call, link);
  },
  finish(link) {
    for (const { fact, consumer: id } of runs(link)) {
      const topics = [...new Set(subscriptions(link).filter((item) => item.consumer === id).flatMap((item) => item.topics))];
      link.emit(topics.length === 0 ? fact : { ...fact, name: topics.join(', ') });
    }
  },
};

function onProducer(call: ExternalCall, link: LinkContext): void {
  const [first] = call.args;
  if (call.method === 'send') emitQueueUse(call, link, 'produce', { name: knownText(first?.prop('topic'), link) });
  else if (call.method === 'sendBatch') emitQueueUse(call, link, 'produce', { name: [...new Set(topicsOf(first?.prop('topicMessages')))].join(', ') });
  else if (call.method === 'disconnect') link.emit({ kind: 'close', ...call.base, library: 'kafkajs', method: call.method });
}

function onConsumer(call: ExternalCall, link: LinkContext): void {
  const [first] = call.args;
  const id = call.on?.id ?? '';
  if (call.method === 'subscribe') subscriptions(link).push({ file: call.file, consumer: id, topics: [...texts(first?.prop('topic')), ...texts(first?.prop('topics'))] });
  else if (call.method === 'run') runs(link).push({ fact: queueUseOf(call, 'consume', { handler: (first?.prop('eachMessage') ?? first?.prop('eachBatch'))?.fn() }), consumer: id });
  else if (call.method === 'disconnect') link.emit({ kind: 'close', ...call.base, library: 'kafkajs', method: call.method });
}

function runs(link: LinkContext): Run[] {
  return link.scratch('kafka.runs', () => []);
}

function subscriptions(link: LinkContext): Subscription[] {
  return link.scratch('kafka.subscriptions', () => []);
}

function topicsOf(list: Argument | undefined): string[] {
  return (list?.items() ?? []).flatMap((item) => texts(item.prop('topic')));
}

function texts(argument: Argument | undefined): string[] {
  if (argument === undefined) return [];
  return (argument.items() ?? [argument]).flatMap((item) => item.string() ?? []);
}
