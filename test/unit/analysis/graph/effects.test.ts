import assert from 'node:assert/strict';
import { analyseTexts } from '../../../../src/analysis/analyse-texts.ts';
import { clausesOf } from '../../../../src/analysis/graph/effect-clauses.ts';
import type { ProjectFacts, RouteEffect } from '../../../../src/analysis/facts.ts';

function analyse(files: Readonly<Record<string, string>>): ProjectFacts {
  const { project, failures } = analyseTexts(new Map(Object.entries(files)), []);
  assert.deepEqual(failures, []);
  return project;
}

/** `METHOD path` to what it reaches, as `write orders outside < createOrder < save`. */
function effects(project: ProjectFacts): Record<string, string[]> {
  const name = (id: string): string => project.functions.get(id)?.name ?? id;
  return Object.fromEntries(project.routes.map((route) => [`${route.method} ${route.path}`, project.effectsOf(route).map((effect) => [said(effect), ...effect.through.map(name)].join(' < '))]));
}

function said({ fact, transaction }: RouteEffect): string {
  const where = transaction === undefined ? '' : ` ${transaction}`;
  switch (fact.kind) {
    case 'dataCall': return `${fact.operation} ${fact.target ?? '?'}${where}`;
    case 'cache': return `cache ${fact.operation} ${fact.key ?? '?'}`;
    case 'queue': return `queue ${fact.name ?? '?'}`;
    case 'outbound': return `call ${fact.url ?? '?'}`;
  }
}

const db = "import { Pool } from 'pg';\nexport const pool = new Pool();\n";

describe('effects of a route', () => {
  it('are found through what Mongoose schemas give their models and documents, each its own', () => {
    const project = analyse({
      'src/order.model.ts': `import { Schema, model, type Document } from 'mongoose';
import { lower } from './lower';
const orderSchema = new Schema({ total: Number });
orderSchema.statics.findForTenant = function (tenant: string) { return this.find({ tenant }); };
orderSchema.methods.close = async function () { this.open = false; await this.save(); };
orderSchema.static('late', function () { return this.countDocuments({}); });
orderSchema.plugin(lower);
export const Order = model('Order', orderSchema);
`,
      'src/user.model.ts': `import mongoose from 'mongoose';
const userSchema = new mongoose.Schema({ name: String }, { statics: { findForTenant(tenant: string) { return this.deleteMany({ tenant }); } }, methods: { touch() { return this.updateOne({}); } } });
export const User = mongoose.model('User', userSchema);
`,
      'src/lower.ts': `import type { Schema } from 'mongoose';
export function lower(schema: Schema) { schema.statics.findLower = function (email: string) { return this.findOne({ email }); }; }
`,
      'src/app.ts': `import express from 'express';
import { Order } from './order.model';
import { User } from './user.model';
const app = express();
app.get('/orders', async (req, res) => { res.json(await Order.findForTenant('a')); });
app.get('/users', async (req, res) => { res.json(await User.findForTenant('a')); });
app.get('/late', async (req, res) => { res.json(await Order.late()); });
app.get('/lower', async (req, res) => { res.json(await Order.findLower('a')); });
app.post('/close', async (req, res) => { const order = await Order.findById(req.body.id); await order.close(); res.end(); });
app.post('/touch', async (req, res) => { const user = new User({}); await user.touch(); res.end(); });
app.post('/not-its-own', async (req, res) => { const user = await User.findOne({}); await user.close(); res.json([User.late(), User.findLower('a'), { late: () => 1 }.late()]); });
`,
    });
    assert.deepEqual(effects(project), {
      'GET /orders': ['read Order < (inline) < findForTenant'],
      'GET /users': ['delete User outside < (inline) < findForTenant'],
      'GET /late': ['read Order < (inline) < (inline)'],
      'GET /lower': ['read ? < (inline) < findLower'],
      'POST /close': ['read Order < (inline)', 'write Order outside < (inline) < close'],
      'POST /touch': ['write User outside < (inline) < touch'],
      'POST /not-its-own': ['read User < (inline)'],
    });
  });

  it('are found through services and repositories, with the way that leads there, also in a cycle', () => {
    const project = analyse({
      'src/db.ts': db,
      'src/orders.repository.ts': `import { pool } from './db';
export class OrdersRepository {
  find(id: string) { return pool.query('SELECT * FROM orders WHERE id = $1', [id]); }
  remove(id: string) { return pool.query('DELETE FROM orders WHERE id = $1', [id]); }
  never() { return pool.query('SELECT * FROM invoices'); }
}
`,
      'src/orders.service.ts': `import type { OrdersRepository } from './orders.repository';
export class OrdersService {
  constructor(private readonly orders: OrdersRepository) {}
  async find(id: string): Promise<unknown> { return (await this.orders.find(id)) ?? this.retry(id); }
  retry(id: string): Promise<unknown> { return this.find(id); }
  async remove(ids: string[]) {
    await Promise.all(ids.map((id) => this.orders.remove(id)));
    await fetch('https://mail.example.com/removed');
  }
}
`,
      'src/app.ts': `import express from 'express';
import { OrdersRepository } from './orders.repository';
import { OrdersService } from './orders.service';
import { requireUser } from './users';
const app = express();
const service = new OrdersService(new OrdersRepository());
app.get('/orders/:id', requireUser, async function show(req, res) { res.json(await service.find(req.params.id)); });
app.delete('/orders', async function removeAll(req, res) { await service.remove(req.body.ids); res.end(); });
app.get('/health', (_req, res) => { res.end(); });
`,
      'src/users.ts': "import { pool } from './db';\nexport async function requireUser(_q: unknown, _s: unknown, next: () => void) { await pool.query('SELECT * FROM users'); next(); }\n",
    });
    assert.deepEqual(effects(project), {
      'GET /orders/:id': ['read orders < show < OrdersService.find < OrdersRepository.find', 'read users < requireUser'],
      'DELETE /orders': ['call https://mail.example.com/removed < removeAll < OrdersService.remove', 'delete orders outside < removeAll < OrdersService.remove < (inline) < OrdersRepository.remove'],
      'GET /health': [],
    });
    const [show] = project.routes;
    assert.ok(show);
    assert.deepEqual(project.effectsOf(show).map(({ by }) => by), ['handler', 'middleware']);
    assert.deepEqual(clausesOf(project.effectsOf(show)).map(({ verb, names }) => [verb, ...names]), [['reads', 'orders']], 'what every route of that middleware does is not said of each');
    const [find] = project.dataCalls.filter(({ target }) => target === 'orders');
    assert.deepEqual(project.routesReaching(find ?? {}).map(({ path }) => path), ['/orders/:id']);
    assert.deepEqual(project.routesReaching(project.dataCalls.find(({ target }) => target === 'invoices') ?? {}), []);
  });

  it('know transactions by callback, by statements and through wrappers, on every way', () => {
    const project = analyse({
      'src/db.ts': `${db}import { PrismaClient, type Prisma } from '@prisma/client';
import Database from 'better-sqlite3';
export const prisma = new PrismaClient();
const file = new Database('shop.db');
const insert = file.prepare('INSERT INTO events (id) VALUES (?)');
export const record = file.transaction((id: string) => { insert.run(id); });
export async function inTransaction(work: (client: import('pg').PoolClient) => Promise<void>) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } catch (error) { await client.query('ROLLBACK'); throw error; } finally { client.release(); }
}
export const withTx = (work: (tx: Prisma.TransactionClient) => Promise<void>) => prisma.$transaction(async (tx) => { await work(tx); });
export async function saveLine(tx: Prisma.TransactionClient) { await tx.orderLine.create({ data: {} }); }
`,
      'src/app.ts': `import express from 'express';
import { inTransaction, pool, prisma, record, saveLine, withTx } from './db';
const app = express();
app.post('/callback', async (_q, s) => { await prisma.$transaction(async (tx) => { await tx.order.create({ data: {} }); await saveLine(tx); await prisma.audit.create({ data: {} }); }); s.end(); });
app.post('/array', async (_q, s) => { await prisma.$transaction([prisma.order.create({ data: {} }), prisma.stock.update({ where: {}, data: {} })]); s.end(); });
app.post('/both', async (_q, s) => { await prisma.$transaction(async (tx) => { await saveLine(tx); }); await saveLine(prisma); s.end(); });
app.post('/statements', async (_q, s) => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE accounts SET balance = 0');
  await client.query('COMMIT');
  await pool.query('UPDATE audits SET seen = true');
  s.end();
});
app.post('/wrapped', async (_q, s) => { await inTransaction(async (client) => { await client.query('INSERT INTO ledgers VALUES (1)'); }); s.end(); });
app.post('/wrapped-orm', async (_q, s) => { await withTx(async (tx) => { await tx.refund.create({ data: {} }); }); s.end(); });
app.post('/pool', async (_q, s) => { await pool.query('BEGIN'); await pool.query('UPDATE accounts SET balance = 0'); await pool.query('COMMIT'); s.end(); });
app.post('/made', (_q, s) => { record('1'); s.end(); });
app.post('/plain', async (_q, s) => { await prisma.order.create({ data: {} }); s.end(); });
`,
    });
    const writes = Object.fromEntries(Object.entries(effects(project)).map(([route, list]) => [route.slice(5), list.map((text) => text.replace(/ < .*/, '')).filter((text) => /^(?:write|delete)/.test(text))]));
    assert.deepEqual(writes, {
      '/callback': ['write order inside', 'write audit outside', 'write orderLine inside'],
      '/array': ['write order inside', 'write stock inside'],
      '/both': ['write orderLine outside'],
      '/statements': ['write accounts inside', 'write audits outside'],
      '/wrapped': ['write ledgers inside'],
      '/wrapped-orm': ['write refund inside'],
      '/pool': ['write accounts outside'],
      '/made': ['write events inside'],
      '/plain': ['write order outside'],
    });
  });

  it('know transactions opened by middleware and by a decorator', () => {
    const project = analyse({
      'src/db.ts': `import { Sequelize, DataTypes } from 'sequelize';
export const sequelize = new Sequelize('sqlite::memory:');
export const Order = sequelize.define('Order', { id: DataTypes.STRING });
export const Line = sequelize.define('Line', { id: DataTypes.STRING });
export function transaction() {
  return async function open(_q: unknown, _s: unknown, next: () => Promise<void>) { await sequelize.transaction(async () => { await next(); }); };
}
`,
      'src/app.ts': `import express from 'express';
import { Line, Order, transaction } from './db';
const app = express();
async function place(_q: unknown, s: { end(): void }) { await Order.create({}); await Line.create({}); s.end(); }
app.post('/orders', transaction(), place);
app.post('/drafts', place);
`,
      'src/invoices.controller.ts': `import { Controller, Post } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Transactional } from 'typeorm-transactional';
import { Invoice, Payment } from './entities';
@Controller('invoices')
export class InvoicesController {
  constructor(@InjectRepository(Invoice) private readonly invoices: Repository<Invoice>, @InjectRepository(Payment) private readonly payments: Repository<Payment>) {}
  @Post() add() { return this.save(); }
  @Transactional() async save() { await this.invoices.save({}); await this.payments.save({}); }
}
`,
      'src/entities.ts': "import { Entity } from 'typeorm';\n@Entity() export class Invoice {}\n@Entity() export class Payment {}\n",
    });
    const writes = Object.fromEntries(Object.entries(effects(project)).map(([route, list]) => [route, list.filter((text) => text.startsWith('write')).map((text) => text.replace(/ < .*/, ''))]));
    assert.deepEqual(writes, {
      'POST /orders': ['write Order inside', 'write Line inside'], 'POST /drafts': ['write Order outside', 'write Line outside'],
      'POST /invoices': ['write Invoice inside', 'write Payment inside'],
    });
  });

  it('stay with the route: what other callers hand to the same function is theirs, what a factory returns is not run by it', () => {
    const project = analyse({
      'src/db.ts': db,
      'src/app.ts': `import express from 'express';
import { pool } from './db';
const app = express();
const withRetry = async <T>(work: () => Promise<T>): Promise<T> => { try { return await work(); } catch { return work(); } };
const loadOrders = () => pool.query('SELECT * FROM orders');
function makeReports() {
  const daily = () => pool.query('SELECT * FROM daily');
  return { daily, weekly: () => pool.query('SELECT * FROM weekly'), all: () => daily() };
}
app.get('/orders', async (_q, s) => { s.json(await withRetry(loadOrders)); });
app.get('/users', async (_q, s) => { s.json(await withRetry(() => pool.query('SELECT * FROM users'))); });
app.get('/reports', async (_q, s) => { const reports = makeReports(); s.json(await reports.all()); });
app.get('/lines', async (q, s) => { s.json(await Promise.all([q.query.id].map(loadLine))); });
async function loadLine(id: unknown) { return pool.query('SELECT * FROM order_lines WHERE id = $1', [id]); }
`,
    });
    assert.deepEqual(Object.fromEntries(Object.entries(effects(project)).map(([route, list]) => [route, list.map((text) => text.replace(/ < .*/, ''))])), {
      'GET /orders': ['read orders'], 'GET /users': ['read users'], 'GET /reports': ['read daily'], 'GET /lines': ['read order_lines'],
    });
  });

  it('go on behind an abstract class that is the contract, to each of a few implementations', () => {
    const project = analyse({
      'src/db.ts': `${db}import { MongoClient } from 'mongodb';\nexport const documents = new MongoClient('mongodb://localhost').db('shop').collection('documents');\n`,
      'src/orders.ts': `import { documents, pool } from './db';
export abstract class Orders { abstract save(id: string): Promise<void>; abstract close(): void; }
export class PgOrders implements Orders { async save(id: string) { await pool.query('INSERT INTO orders VALUES ($1)', [id]); } close() {} }
export class MongoOrders extends Orders { async save(id: string) { await documents.insertOne({ id }); } close() {} }
export abstract class Parcels { abstract send(): Promise<void>; }
`,
      'src/orders.controller.ts': `import { Controller, Post } from '@nestjs/common';
import { Orders, Parcels } from './orders';
@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: Orders, private readonly parcels: Parcels) {}
  @Post() async add() { await this.orders.save('1'); await this.parcels.send(); }
}
`,
    });
    assert.deepEqual(effects(project)['POST /orders'], ['write orders outside < OrdersController.add < PgOrders.save', 'write documents outside < OrdersController.add < MongoOrders.save']);
    const [route] = project.routes;
    assert.ok(route);
    assert.deepEqual(clausesOf(project.effectsOf(route)).map(({ verb, names, after }) => [verb, names.join(), after]), [['writes', 'orders,documents', undefined]], 'one of two stores is no case for a transaction');
  });

  it('name caches, queues and outbound calls once each', () => {
    const project = analyse({
      'src/app.ts': `import express from 'express';
import Redis from 'ioredis';
import { Queue } from 'bullmq';
import axios from 'axios';
const app = express();
const redis = new Redis();
const mails = new Queue('mails');
app.get('/price', async (_q, s) => {
  const known = await redis.get('price');
  if (known === null) { const { data } = await axios.get('https://prices.example.com'); await redis.set('price', data as string, 'EX', 60); }
  await mails.add('price-seen', {});
  s.json(known);
});
`,
    });
    const list = effects(project)['GET /price'] ?? [];
    assert.deepEqual(list.map((text) => text.replace(/ < .*/, '')).filter((text) => !text.startsWith('queue')), ['cache get price', 'call https://prices.example.com', 'cache set price']);
  });
});
