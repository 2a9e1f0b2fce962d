// also: close, queue
import { FlowProducer, Queue, QueueEvents, Worker, type Job } from 'bullmq';
import { names } from './names';
import { sendMail } from './handlers';
export const mail = new Queue('mail', { connection: { host: 'localhost' } }); //~ queue bullmq queue mail
const reports = new Queue<{ month: string }>(names.reports); //~ queue bullmq queue reports
export const welcome = (to: string) => mail.add('welcome', { to }); //~ queue bullmq produce mail
export const many = (list: string[]) => mail.addBulk(list.map((to) => ({ name: 'welcome', data: { to } }))); //~ queue bullmq produce mail
export const nightly = () => reports.upsertJobScheduler('nightly', { pattern: '0 3 * * *' }); //~ queue bullmq produce reports
export const worker = new Worker('mail', async (job: Job) => { await sendMail(job.data); }, { concurrency: 5 }); //~ queue bullmq consume mail
export const apart = new Worker(names.reports, './report-worker.js'); //~ queue bullmq consume reports
const flows = new FlowProducer();
export const close = (month: string) => flows.add({ name: 'close', queueName: 'months', data: { month }, children: [{ name: 'report', queueName: 'reports' }] }); //~ queue bullmq produce months
export const events = new QueueEvents('mail');
export const waiting = () => mail.getWaitingCount();
export const stop = async () => { await worker.close(); await mail.close(); }; //~ close bullmq close
const seen = new Set<string>();
export const note = (id: string) => seen.add(id);
export const cart = { add: (sku: string) => sku };
cart.add('a');
// @file src/names.ts
export const names = { reports: 'reports' } as const;
// @file src/handlers.ts
export async function sendMail(data: unknown) { await Promise.resolve(data); }
// @file src/typed.ts
import { Queue, Worker } from 'bullmq';
export class InvoiceQueue extends Queue {
  constructor() { super('invoices'); } //~ queue bullmq queue invoices
  issue(id: string) { return this.add('issue', { id }); } //~ queue bullmq produce invoices
}
export class InvoiceWorker extends Worker {
  constructor() { super('invoices', async () => undefined); } //~ queue bullmq consume invoices
}
export class Billing {
  constructor(private readonly queue: Queue, private readonly basket: { add(sku: string): void }) {}
  bill(id: string) {
    this.basket.add(id);
    return this.queue.add('bill', { id }); //~ queue bullmq produce
  }
}
// @file src/wrapper.ts
import { Queue } from 'bullmq';
export class Jobs {
  readonly #queue: Queue;
  constructor(name: string) { this.#queue = new Queue(name); } //~ queue bullmq queue
  add(job: string) { return this.#queue.add(job, {}); } //~ queue bullmq produce
}
export const exports = new Jobs('exports');
export const imports = new Jobs('imports');
// @file src/legacy.js
const Bull = require('bull');
const images = new Bull('images'); //~ queue bull queue images
images.process('resize', 5, async (job) => job.data); //~ queue bull consume images
module.exports = { resize: (id) => images.add('resize', { id }) }; //~ queue bull produce images
// @file src/nest.ts
import { BullModule, InjectQueue, Processor, WorkerHost } from '@nestjs/bullmq';
import { Process, Processor as BullProcessor } from '@nestjs/bull';
import { Injectable, Module } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';
@Processor('audio') //~ queue bullmq consume audio
export class AudioProcessor extends WorkerHost {
  async process(job: Job) { return job.name; }
  private helper() { return 1; }
}
@BullProcessor({ name: 'video' })
export class VideoProcessor {
  @Process('transcode') //~ queue bull consume video
  transcode(job: { data: unknown }) { return job.data; }
  other() { return 1; }
}
@Injectable()
export class AudioService {
  constructor(@InjectQueue('audio') private readonly audio: Queue, @InjectQueue('video') private readonly video) {}
  convert(file: string) { return this.audio.add('convert', { file }); } //~ queue bullmq produce audio
  cut(file: string) { return this.video.add('cut', { file }); } //~ queue bullmq produce video
}
@Module({ imports: [BullModule.forRoot({}), BullModule.registerQueue({ name: 'audio' })], providers: [AudioProcessor, AudioService] }) //~ queue bullmq queue audio
export class AudioModule {}
