import { knownText } from '../known-text.ts';
import { emitQueueUse } from '../queue-use.ts';
import type { Recogniser } from '../recogniser.ts';

const channel = 'amqplib.Channel!';
const connection = 'amqplib.connect()';

/** RabbitMQ by amqplib: queues that are declared, messages sent to them or to an exchange, consumers. */
export const recogniser: Recogniser = {
  name: 'amqp',
  modules: ['amqplib', 'amqp-connection-manager'],
  aliases: {
    'amqplib.Connection!': connection, 'amqplib.ChannelModel!': connection, 'amqplib/callback_api.connect(1:1)': connection, 'amqplib/callback_api.connect(2:1)': connection,
    [`${connection}.createChannel()`]: channel, [`${connection}.createConfirmChannel()`]: channel, [`${connection}.createChannel(0:1)`]: channel, [`${connection}.createConfirmChannel(0:1)`]: channel,
    'amqplib.ConfirmChannel!': channel, 'amqp-connection-manager.connect().createChannel()': channel, 'amqp-connection-manager.ChannelWrapper!': channel,
  },
  onCall(call, link) {
    const [first, second] = call.args;
    if (call.receiver !== channel) {
      if (call.receiver === connection && call.method === 'close') link.emit({ kind: 'close', ...call.base, library: 'amqplib', method: 'close' });
      return;
    }
    switch (call.method) {
      case 'assertQueue': emitQueueUse(call, link, 'queue', { name: knownText(first, link) }); return;
      case 'sendToQueue': emitQueueUse(call, link, 'produce', { name: knownText(first, link) }); return;
      // The default exchange, `''`, leads to the queue named like the routing key.
      case 'publish': emitQueueUse(call, link, 'produce', { name: first?.string() === '' ? knownText(second, link) : knownText(first, link) }); return;
      case 'consume': emitQueueUse(call, link, 'consume', { name: knownText(first, link), handler: second?.fn() }); return;
      case 'get': emitQueueUse(call, link, 'consume', { name: knownText(first, link) }); return;
      default:
    }
  },
};
