// also: timer
import { Cron as NestCron, CronExpression, Interval, Timeout } from '@nestjs/schedule';
import { setTimeout as sleep, setInterval as ticks } from 'node:timers/promises';
import timers from 'node:timers';
import cron from 'node-cron';
import { CronJob } from 'cron';
import type { CronJob as Job } from 'cron';
import { Cron } from 'croner';
import schedule from 'node-schedule';
import { Agenda } from 'agenda';
import { remind, setInterval as ourInterval, tick } from './reminders';
const sweep = () => undefined;
const timer = setInterval(sweep, 60_000); //~ timer global repeated 60000 -> sweep
clearInterval(timer);
export const later = () => setTimeout(() => { sweep(); }, 5 * 60 * 1000); //~ timer global once 300000 -> (inline)
export const wait = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); }); //~ timer global once
setImmediate(sweep); //~ timer global once -> sweep
globalThis.setInterval(sweep, 1000); //~ timer global repeated 1000 -> sweep
timers.setTimeout(sweep, 10); //~ timer node:timers once 10 -> sweep
export const pause = () => sleep(250); //~ timer node:timers/promises once 250
export async function watch() { for await (const _ of ticks(1000)) sweep(); } //~ timer node:timers/promises repeated 1000
cron.schedule('0 3 * * *', async () => { await remind(); }, { timezone: 'UTC' }); //~ timer node-cron cron 0 3 * * * -> (inline)
export const valid = cron.validate('0 3 * * *');
const nightly = new CronJob('0 0 2 * * *', remind); //~ timer cron cron 0 0 2 * * * -> remind
CronJob.from({ cronTime: '0 * * * *', onTick: remind, start: true }); //~ timer cron cron 0 * * * * -> remind
nightly.stop();
new Cron('*/5 * * * *', { name: 'invoices' }, () => remind()); //~ timer croner cron */5 * * * * -> (inline)
schedule.scheduleJob('invoices', '0 6 * * 1', remind); //~ timer node-schedule cron 0 6 * * 1 -> remind
schedule.scheduleJob(new Date(2030, 0, 1), remind); //~ timer node-schedule once -> remind
const agenda = new Agenda();
agenda.define('send invoices', remind);
await agenda.every('1 hour', 'send invoices'); //~ timer agenda repeated 1 hour
await agenda.schedule('tomorrow at noon', 'send invoices'); //~ timer agenda once tomorrow at noon
export class Reports {
  @NestCron(CronExpression.EVERY_HOUR) //~ timer @nestjs/schedule cron -> Reports.hourly
  hourly() { return remind(); }
  @Interval('poll', 5000) //~ timer @nestjs/schedule repeated 5000 -> Reports.poll
  poll() { return remind(); }
  @Timeout(100) //~ timer @nestjs/schedule once 100 -> Reports.soon
  soon() { return remind(); }
  @tick(1000)
  other() { return remind(); }
}
// Look-alikes: our own functions, a local name, a type, methods of other objects.
ourInterval(sweep, 1000);
export function shadowed(setTimeout: (work: () => void, ms: number) => void) { setTimeout(sweep, 1); }
export const describe = (job: Job) => job.running;
const board = { schedule: (at: string, work: () => void) => { work(); return at; }, every: (at: string) => at };
board.schedule('0 3 * * *', sweep);
board.every('1 hour');
// @file src/reminders.ts
export const remind = async () => undefined;
export const setInterval = (work: () => void, ms: number) => { work(); return ms; };
export const tick = (ms: number) => (target: object, key: string) => { void [ms, target, key]; };
