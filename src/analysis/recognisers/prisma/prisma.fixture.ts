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
export const raw = (id: string) => prisma.$queryRaw`SELECT * FROM orders WHERE id = ${id}`; //~ data @prisma/client raw
export const remove = (id: string) => other.orderLine.delete({ where: { id } }); //~ data @prisma/client delete orderLine
export const stop = () => prisma.$disconnect(); //~ close @prisma/client $disconnect
const users = [{ id: '1' }];
export const found = users.find((user) => user.id === '1');
export const untyped = (db: any) => db.user.findMany();
export class Repo { constructor(private readonly store: { user: { findMany(): string[] } }) {} all() { return this.store.user.findMany(); } }
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
}
