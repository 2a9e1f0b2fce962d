import { emitConsumer, emitQueueUse } from '../queue-use.ts';
import type { Argument, Recogniser } from '../recogniser.ts';

const library = '@nestjs/microservices';
const client = `${library}.ClientProxy!`;
const patterns = new Set([`${library}.MessagePattern`, `${library}.EventPattern`]);

/** Messages and events between Nest applications: handlers by pattern, and what a client proxy sends. */
export const recogniser: Recogniser = {
  name: 'nest-messages',
  modules: [library],
  aliases: {
    [`${library}.ClientKafka!`]: client, [`${library}.ClientKafkaProxy!`]: client, [`${library}.ClientRMQ!`]: client, [`${library}.ClientRedis!`]: client, [`${library}.ClientNats!`]: client,
    [`${library}.ClientMqtt!`]: client, [`${library}.ClientTCP!`]: client, [`${library}.ClientProxyFactory.create()`]: client,
  },
  onCall(call, link) {
    if (call.receiver === client && (call.method === 'send' || call.method === 'emit')) emitQueueUse(call, link, 'produce', { library, name: patternOf(call.args[0]) });
  },
  onClass(cls, link) {
    for (const method of cls.methods) {
      for (const decorator of method.decorators) if (patterns.has(decorator.path)) emitConsumer(cls, decorator, method.model.fn, library, patternOf(decorator.args[0]), link);
    }
  },
};

/** A pattern as Nest itself writes it: text, or the sorted JSON of an object. */
function patternOf(argument: Argument | undefined): string | undefined {
  const items = argument?.entries()?.items;
  if (items === undefined) return argument?.string();
  const known = items.map(([key, value]) => [key, value.literal() ?? value.string()] as const);
  return known.some(([, value]) => value === undefined) ? undefined : `{${known.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
}
