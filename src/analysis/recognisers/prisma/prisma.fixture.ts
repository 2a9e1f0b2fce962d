// also: close, client
import { PrismaClient, type Prisma } from '@prisma/client';
import { PrismaClient as Generated } from './generated/prisma/client';
import { OrdersService } from './orders';
export const prisma = new PrismaClient().$extends({}); //~ client @prisma/client PrismaClient
export const other = new Generated(); //~ client @prisma/client PrismaClient
export const service = new OrdersService(prisma as unknown as PrismaClient);
export const list = () => prisma.order.findMany({ where: {} }); //~ data @prisma/client read order
export const place = () => prisma.$transaction(async (tx) => { //~ data @prisma/client transaction
  await tx.order.create({ data: {} }); //~ data @prisma/client write order
  await moveStock(tx);
});
async function moveStock(tx: Prisma.TransactionClient) {
  await tx.stock.updateMany({ data: {} }); //~ data @prisma/client write stock
}
export const batch = () => prisma.$transaction([ //~ data @prisma/client transaction
  prisma.order.createMany({ data: [] }), //~ data @prisma/client write order
  prisma.cart.delete({ where: {} }), //~ data @prisma/client delete cart
]);
export const raw = (id: string) => prisma.$queryRaw`SELECT * FROM orders WHERE id = ${id}`; //~ data @prisma/client raw
export const unsafe = (id: string) => prisma.$executeRawUnsafe('UPDATE orders SET seen = true WHERE id = $1', id); //~ data @prisma/client raw
export const remove = (id: string) => other.orderLine.delete({ where: { id } }); //~ data @prisma/client delete orderLine
export const fluent = () => prisma.user.findUnique({ where: { id: 1 } }).orders({ take: 2 }); //~ data @prisma/client read user
export const stop = () => prisma.$disconnect(); //~ close @prisma/client $disconnect
// near misses
const users = [{ id: '1', count: () => 1 }];
export const found = users.find((user) => user.id === '1');
export const counted = users.map((user) => user.count());
export const untyped = (db: any) => db.user.findMany();
export class Repo { constructor(private readonly store: { user: { findMany(): string[] } }) {} all() { return this.store.user.findMany(); } }
export const code = (error: Prisma.PrismaClientKnownRequestError) => error.code.find('P2002');
prisma.$on('query' as never, () => undefined);
void prisma.$connect();
// @file src/prisma/prisma-client.ts
import { PrismaClient } from '@prisma/client';
declare const global: { prisma?: PrismaClient };
const prisma = global.prisma || new PrismaClient(); //~ client @prisma/client PrismaClient
export default prisma;
// @file src/remembered.ts
import { PrismaClient } from '@prisma/client';
import byHand from './prisma/prisma-client';
const kept = new Map<string, unknown>();
function remember<T>(key: string, make: () => T): T {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key) as T;
}
export const prisma = remember('prisma', () => new PrismaClient()); //~ client @prisma/client PrismaClient
export const kept2 = () => prisma.coupon.count(); //~ data @prisma/client read coupon
export const handWritten = () => byHand.coupon.findFirst(); //~ data @prisma/client read coupon
const holder = globalThis as unknown as { client: PrismaClient | undefined };
export const held = holder.client ?? make();
function make() { return new PrismaClient({ log: ['error'] }); } //~ client @prisma/client PrismaClient
const assigned = (globalThis as unknown as { db?: PrismaClient }).db ??= make();
export const both = () => [held.coupon.findMany(), assigned.coupon.deleteMany()]; //~ data @prisma/client read coupon ; data @prisma/client delete coupon
// @file src/orders.ts
import { Injectable } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
@Injectable()
export class PrismaService extends PrismaClient {
  constructor() { super(); }
  drop() { return this.order.deleteMany(); } //~ data @prisma/client delete order
}
export class OrdersService {
  constructor(private readonly prisma: PrismaClient, private readonly service?: PrismaService) {}
  one(id: string) { return this.prisma.order.findUnique({ where: { id } }); } //~ data @prisma/client read order
  two(id: string) { return this.service?.invoice.upsert({ where: { id }, create: {}, update: {} }); } //~ data @prisma/client write invoice
  three() { return this.service?.$transaction((tx) => tx.invoice.groupBy({ by: ['id'] })); } //~ data @prisma/client transaction ; data @prisma/client read invoice
}
// @file src/extended.ts
import { Injectable } from '@nestjs/common';
import { Prisma } from '@prisma/client';
import { PrismaClient } from '../db/out/client.js';
import { prisma } from '@acme/prisma';
const softDelete = Prisma.defineExtension((client) => client.$extends({
  model: { $allModels: { async archive<T>(this: T, id: string) { return Prisma.getExtensionContext(this).update({ where: { id } }); } } }, //~ data @prisma/client write
  query: { order: { async delete({ args, query }: { args: object; query: (args: object) => void }) { await client.audit.create({ data: {} }); return query(args); } } }, //~ data @prisma/client write audit
}));
function extend() { return new PrismaClient().$extends(softDelete); } //~ client @prisma/client PrismaClient
type Extended = ReturnType<typeof extend>;
type Tx = Parameters<Parameters<Extended['$transaction']>[0]>[0];
@Injectable()
export class ExtendedService extends (class { constructor() { return extend(); } } as new () => Extended) {}
@Injectable()
export class MadeService extends (extend as unknown as new () => Extended) {}
class Untyped extends PrismaClient { constructor() { super(); return extendThis(this) as this; } }
function extendThis(base: PrismaClient) { return base.$extends(softDelete); }
const Typed = Untyped as unknown as new () => ReturnType<typeof extendThis>;
export class TypedService extends Typed { any() { return this.tax.findFirst(); } } //~ data @prisma/client read tax
export class Uses {
  constructor(private readonly a: ExtendedService, private readonly b: MadeService, private readonly c: TypedService, private readonly db: Extended) {}
  all() {
    return [
      this.a.tax.findMany(), //~ data @prisma/client read tax
      this.b.tax.count(), //~ data @prisma/client read tax
      this.c.tax.aggregate({}), //~ data @prisma/client read tax
      this.db.$transaction((tx) => change(tx)), //~ data @prisma/client transaction
    ];
  }
}
async function change(tx: Tx) { await tx.tax.update({ where: {}, data: {} }); } //~ data @prisma/client write tax
export const wrapped = (names: (keyof PrismaClient)[]) => names.map((name) => prisma[name].deleteMany()); //~ data @prisma/client delete
// @file src/delegates.ts
import type { Prisma, PrismaClient } from '@prisma/client';
import { prisma } from './prisma';
type Users = PrismaClient['user'];
interface Context { readonly prisma: PrismaClient; readonly userId: string }
interface Holder { get db(): PrismaClient }
export const drop = (holder: Holder) => holder.db.coupon.deleteMany(); //~ data @prisma/client delete coupon
interface Cache { user: { findMany(): string[] } }
export class UserRepository {
  constructor(private readonly users: Users, private readonly orders: Prisma.OrderDelegate, private readonly db: Pick<PrismaClient, 'cart' | 'coupon'>) {}
  all() { return this.users.findMany(); } //~ data @prisma/client read user
  open() { return this.orders.findMany({ where: { open: true } }); } //~ data @prisma/client read order
  carts() { return this.db.cart.count(); } //~ data @prisma/client read cart
}
export class AuditRepository {
  constructor(private readonly audits) {}
  log() { return this.audits.create({ data: {} }); } //~ data @prisma/client write audit
}
export const audits = new AuditRepository(prisma.audit);
export const resolve = (_root: unknown, id: number, { prisma: db }: Context) => db.user.findUnique({ where: { id } }); //~ data @prisma/client read user
export const cached = ({ user }: Cache) => user.findMany();
export const given = ({ prisma: db }: { prisma: PrismaClient }) => db.cart.findFirst(); //~ data @prisma/client read cart
// functions written for a type of the project
interface Step { name: string; run(context: { tx: Prisma.TransactionClient }): Promise<void>; undo?: (context: Cache) => void }
type Handler = (context: Context) => Promise<unknown>;
export const step: Step = {
  name: 'drop carts',
  run: async ({ tx }) => { await tx.cart.deleteMany(); }, //~ data @prisma/client delete cart
  undo: (context) => { context.user.findMany(); },
};
export const steps = { first: { async run({ tx }) { await tx.coupon.deleteMany(); } } } satisfies Record<string, Partial<Step>>; //~ data @prisma/client delete coupon
export const handler: Handler = async (context) => context.prisma.user.count(); //~ data @prisma/client read user
function clientOf(tx?: Prisma.TransactionClient) { return tx ?? prisma; }
export const either = (tx?: Prisma.TransactionClient) => (tx ?? prisma).audit.deleteMany(); //~ data @prisma/client delete audit
export const through = (tx?: Prisma.TransactionClient) => clientOf(tx).audit.count(); //~ data @prisma/client read audit
// @file db/out/client.ts
import * as runtime from '@prisma/client/runtime/client';
import * as $Class from './internal/class.js';
export const PrismaClient = $Class.getPrismaClientClass();
export type PrismaClient = $Class.PrismaClient;
export const version = runtime.clientVersion;
// @file db/out/internal/class.ts
import * as runtime from '@prisma/client/runtime/client';
export interface PrismaClient { readonly tax: { findFirst(): void } }
export function getPrismaClientClass() { return runtime.getPrismaClient({}) as unknown as new () => PrismaClient; }
// @file packages/db/package.json
// { "name": "@acme/prisma", "main": "dist/index.js" }
// @file packages/db/src/index.ts
export * from '@prisma/client';
export * from './client';
// @file packages/db/src/client.ts
import { PrismaClient } from '.prisma/client';
export const prisma = new PrismaClient(); //~ client @prisma/client PrismaClient
