// also: close, queue
import amqp, { type Channel } from 'amqplib';
const connection = await amqp.connect('amqp://localhost');
const channel = await connection.createChannel();
await channel.assertQueue('mail', { durable: true }); //~ queue amqplib queue mail
await channel.assertExchange('orders', 'topic');
export const send = (text: string) => channel.sendToQueue('mail', Buffer.from(text)); //~ queue amqplib produce mail
export const announce = (text: string) => channel.publish('orders', 'order.paid', Buffer.from(text)); //~ queue amqplib produce orders
export const direct = (text: string) => channel.publish('', 'mail', Buffer.from(text)); //~ queue amqplib produce mail
export const listen = () => channel.consume('mail', (message) => { if (message) channel.ack(message); }); //~ queue amqplib consume mail
export class Publisher {
  constructor(private readonly channel: Channel, private readonly bus: { publish(exchange: string, key: string): void }) {}
  publish(key: string) {
    this.bus.publish('orders', key);
    return this.channel.publish('orders', key, Buffer.from('')); //~ queue amqplib produce orders
  }
}
export const stop = () => connection.close(); //~ close amqplib close
// @file src/callbacks.js
const amqp = require('amqplib/callback_api');
amqp.connect('amqp://localhost', (error, connection) => {
  connection.createChannel((failure, channel) => {
    channel.consume('jobs', (message) => channel.ack(message)); //~ queue amqplib consume jobs
  });
});
