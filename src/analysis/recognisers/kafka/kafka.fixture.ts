// also: close, queue
import { Kafka, type Consumer, type Producer } from 'kafkajs';
import { onPaid } from './handlers';
const kafka = new Kafka({ clientId: 'shop', brokers: ['localhost:9092'] });
const producer = kafka.producer();
const consumer = kafka.consumer({ groupId: 'billing' });
const topic = 'orders';
export const send = (value: string) => producer.send({ topic, messages: [{ value }] }); //~ queue kafkajs produce orders
export const batch = () => producer.sendBatch({ topicMessages: [{ topic: 'orders', messages: [] }, { topic: 'audit', messages: [] }] }); //~ queue kafkajs produce orders, audit
export async function start() {
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders', 'refunds'], fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => { await onPaid(message); } }); //~ queue kafkajs consume orders, refunds
}
export async function exactlyOnce() {
  const transaction = await producer.transaction();
  await transaction.send({ topic: 'ledger', messages: [] }); //~ queue kafkajs produce ledger
  await transaction.commit();
}
export class Outbox {
  constructor(private readonly out: Producer, private readonly incoming: Consumer, private readonly mailer: { send(mail: { topic: string }): void }) {}
  flush(name: string) {
    this.mailer.send({ topic: 'news' });
    return this.out.send({ topic: name, messages: [] }); //~ queue kafkajs produce
  }
  listen() { return this.incoming.run({ eachBatch: async () => undefined }); } //~ queue kafkajs consume
}
export const stop = () => producer.disconnect(); //~ close kafkajs disconnect
export const bus = { subscribe: (name: string) => name, run: () => 1 };
bus.subscribe('orders');
bus.run();
// @file src/handlers.ts
export async function onPaid(message: unknown) { await Promise.resolve(message); }
