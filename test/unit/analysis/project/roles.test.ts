import assert from 'node:assert/strict';
import type { FileRole, PackageFact } from '../../../../src/analysis/facts.ts';
import { roleOf } from '../../../../src/analysis/project/roles.ts';
import { createExtractor } from '../../../../src/analysis/syntax/extract.ts';

const extract = createExtractor({ observers: [], aliases: new Map() });
const packages: readonly PackageFact[] = [
  { dir: 'apps/shop', dependencies: { 'react-dom': '19', vite: '7' }, scripts: {} },
  { dir: 'apps/portal', dependencies: { next: '16', 'react-dom': '19', '@prisma/client': '6' }, scripts: {} },
  { dir: 'apps/common', dependencies: { vue: '3', path: '0.12', process: '0.11' }, scripts: {} },
  { dir: 'services/orders', dependencies: { express: '5' }, scripts: {} },
  { dir: 'packages/db', name: '@acme/database', dependencies: { '@prisma/client': '6' }, scripts: {} },
];

describe('role of a file', () => {
  const cases: readonly (readonly [what: string, file: string, text: string, role: FileRole])[] = [
    ['code of a user interface package', 'apps/shop/src/store/orders.ts', 'export const load = async () => fetch("/orders");', 'browser'],
    ['a route of such a package', 'apps/shop/app/api/orders/route.ts', 'export const GET = async () => new Response();', 'server'],
    ['a module of it that uses Node', 'apps/shop/lib/keys.ts', 'import { readFileSync } from "node:fs"; export const key = readFileSync("key");', 'server'],
    ['a package with a browser framework and a database', 'apps/portal/lib/orders.ts', 'export const list = async () => fetch("https://stock.example.com");', 'server'],
    ['code that touches the page', 'services/orders/elements/upload.js', 'document.querySelector("form").addEventListener("submit", () => window.close());', 'browser'],
    ['code that asks jQuery', 'services/orders/elements/list.js', '(() => { $("#orders").on("click", () => undefined); })();', 'browser'],
    ['a polyfill among the packages of a user interface', 'apps/common/src/list.ts', 'export const load = async () => 1;', 'browser'],
    ['code that has its own document', 'services/orders/src/pdf.ts', 'export const draw = (document: { text(x: string): void }) => document.text("Invoice");', 'server'],
    ['code that drives a browser', 'services/orders/src/shot.ts', 'import puppeteer from "puppeteer"; export const title = (page: any) => page.evaluate(() => document.querySelector("h1"));', 'server'],
    ['a required Node module', 'services/orders/src/hash.js', 'const crypto = require("crypto"); module.exports = () => crypto.randomUUID();', 'server'],
    ['a component', 'services/orders/views/Order.tsx', 'export const Order = () => <p>Order</p>;', 'browser'],
    ['a module that reads from the database package of its repository', 'apps/shop/lib/orders.ts', 'import { cache } from "react"; import { prisma } from "@acme/database"; export const all = cache(() => prisma.order.findMany());', 'server'],
    ['a page that reads from it before it is rendered', 'apps/shop/routes/orders.tsx', 'import { prisma } from "@acme/database"; export const loader = () => prisma.order.findMany(); export default () => <p>Orders</p>;', 'server'],
    ['a component that needs a name of it', 'apps/shop/src/State.tsx', 'import { State } from "@acme/database/enums"; export default () => <p>{State.NEW}</p>;', 'browser'],
    ['a component with a store of its own called database', 'apps/shop/src/Draft.tsx', 'import { drafts } from "../database"; export default () => <p>{drafts.size}</p>;', 'browser'],
    ['a mail written as a component', 'services/orders/emails/Receipt.tsx', 'import * as React from "react"; export const Receipt = () => <p>Thanks</p>;', 'server'],
    ['a route of Next.js in a folder called tasks', 'apps/portal/app/api/tasks/route.ts', 'import { redirect } from "next/navigation"; export const GET = () => redirect("/");', 'server'],
    ['a route of Next.js in a folder called test', 'apps/portal/src/app/test/[id]/route.ts', 'export const GET = () => new Response();', 'server'],
    ['an API page of Next.js', 'apps/portal/pages/api/docs/index.ts', 'export default function handler() {}', 'server'],
    ['a route of Next.js among fixtures', 'apps/portal/tests/app/api/orders/route.ts', 'export const GET = () => new Response();', 'test'],
    ['settings of a tool', '.releaserc.js', 'module.exports = {};', 'script'],
    ['a seed', 'services/orders/seeds/users.ts', 'export const users = [];', 'script'],
  ];
  for (const [what, file, text, role] of cases) {
    it(`${what}: ${role}`, () => { assert.equal(roleOf(file, extract(file, text), packages), role); });
  }
});
