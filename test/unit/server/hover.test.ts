import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyseTexts } from '../../../src/analysis/analyse-texts.ts';
import type { LessonIndex } from '../../../src/curriculum/model.ts';
import type { Client } from '../../../src/server/client.ts';
import { FileIndex } from '../../../src/server/file-index.ts';
import { hoverAt } from '../../../src/server/hover/hover.ts';
import { settingsOf } from '../../../src/server/settings.ts';
import type { ConceptId, SkillReport } from '../../../src/skills/model.ts';

const client: Client = {
  commandLinks: true, diagnosticsInHover: false, cacheDir: undefined, lessonsDir: undefined, hoverMarkdown: true, configuration: true, registersConfiguration: true, registersWatchers: true, workspaceFolders: true,
};
const ids: readonly ConceptId[] = [
  'apis/resource-design', 'frameworks/request-validation', 'frameworks/central-error-handling', 'databases/parameterised-queries', 'databases/transactions',
  'languages/composition-injection', 'distributed/timeouts-retries', 'distributed/cache-aside', 'servers/config-from-environment', 'servers/graceful-shutdown',
];
const titleOf = (id: string): string => `Title of ${id.replaceAll('-', ' ')}`;
const concepts = ids.map((id) => ({ id, title: titleOf(id), state: 'seen' as const, evidence: [], findings: [] }));
const skills: readonly SkillReport[] = [{ id: 'apis', title: 'All', concepts }];
const lessons: LessonIndex = {
  version: 1,
  skills: [{ id: 'apis', number: 1, title: 'All', summary: '', concepts: ids.map((id) => ({ id, title: titleOf(id), level: 'foundation', why: '', tip: `Tip for ${id}.`, ladder: { seen: '', demonstrated: '', exemplary: '' }, quiz: [] })) }],
};

const source = `import express from 'express';
import { createClient } from 'redis';
import pg from 'pg';

const app = express();
const redis = createClient();
const pool = new pg.Pool();

export class Repository extends Base implements Finder, Counter {
  constructor(private readonly pool: pg.Pool) { super(); }
}

/** says nothing of itself */
export class Plain {}

app.put('/things/:id', save);
const all = await fetch('https://example.com/list', { signal: AbortSignal.timeout(1000) });
const slow = await fetch(url);
await redis.set('things', '1', { EX: 60 });
await redis.incr('visits');
const port = process.env.PORT ?? '3000';
process.on('SIGTERM', stop);
process.on('exit', stop);
app.use((error, req, res, next) => { res.status(500).end(); });
app.listen(port);
await pool
  .query(
    'SELECT 1 FROM things',
  );
`;

const controller = `import { Controller, Get, HttpCode } from '@nestjs/common';

@Controller('invoices')
export class Invoices {
  @HttpCode(200)
  @Get(':id')
  async find(id: string) {
    return this.load(id);
  }
}
`;

const resolver = `import { Mutation, Resolver, buildSchema } from 'type-graphql';

@Resolver()
class OrdersResolver {
  @Mutation(() => Boolean, { name: 'addOrder' })
  add() {
    return true;
  }
}

void buildSchema({ resolvers: [OrdersResolver] });
`;

describe('hover', () => {
  const { project } = analyseTexts(new Map([['package.json', '{}'], ['src/app.ts', source]]), []);
  const index = new FileIndex(project, skills);
  const document = TextDocument.create('file:///shop/src/app.ts', 'typescript', 1, source);

  const hover = (text: string, settings: unknown = {}): string => {
    const found = hoverAt({ document, position: document.positionAt(source.indexOf(text) + 1), file: 'src/app.ts', index, lessons, settings: settingsOf(settings), client });
    return (found?.contents as { value: string } | undefined)?.value ?? '';
  };

  const said: readonly (readonly [at: string, says: string, concept: ConceptId])[] = [
    ["app.put('/things", '`PUT /things/:id`: Express route, handled by `save`.', 'apis/resource-design'],
    ["app.put('/things", '', 'frameworks/request-validation'],
    ['class Repository', 'Class `Repository` extends `Base`, implements `Finder` and `Counter` and receives `Pool` through its constructor.', 'languages/composition-injection'],
    ['class Plain', 'Class `Plain` stands on its own: no base class, no interface and no injected collaborator.', 'languages/composition-injection'],
    ["fetch('https", '`fetch` makes an HTTP request to `https://example.com/list`. It has a deadline.', 'distributed/timeouts-retries'],
    ['fetch(url)', 'It has no deadline', 'distributed/timeouts-retries'],
    ['redis.set', '`set` of redis writes to the cache under `things`. The entry expires.', 'distributed/cache-aside'],
    ['redis.incr', '`incr` of redis writes to the key-value store.', 'distributed/cache-aside'],
    ['process.env.PORT', 'Reads `PORT` from the environment, with `3000` when it is not set.', 'servers/config-from-environment'],
    ["process.on('SIGTERM", 'Listens for `SIGTERM`', 'servers/graceful-shutdown'],
    ['app.use((error', 'Error handler: errors of the routes before it end up here (Express).', 'frameworks/central-error-handling'],
    ['app.listen', 'The server starts to listen here (Express).', 'servers/graceful-shutdown'],
    ['.query(', '`query` of pg reads from `things`.', 'databases/parameterised-queries'],
  ];
  for (const [at, says, concept] of said) {
    it(`says of ${at} …: ${says}`, () => {
      const text = hover(at);
      assert.ok(text.includes(says), text);
      assert.ok(text.includes(`**${titleOf(concept)}**`) && text.includes(`Tip for ${concept}.`), text);
      assert.ok(text.includes(encodeURIComponent(JSON.stringify([concept]))), text);
    });
  }

  it('speaks of a decorated route on its decorator and on its method, and not in the body', () => {
    const file = 'src/invoices.ts';
    const text = TextDocument.create(`file:///shop/${file}`, 'typescript', 1, controller);
    const facts = new FileIndex(analyseTexts(new Map([['package.json', '{}'], [file, controller]]), []).project, skills);
    const at = (word: string): string => {
      const position = text.positionAt(controller.indexOf(word) + 1);
      return (hoverAt({ document: text, position, file, index: facts, lessons, settings: settingsOf({}), client })?.contents as { value: string } | undefined)?.value ?? '';
    };
    for (const word of ['@Get', 'find(']) assert.match(at(word), /^`GET \/invoices\/:id`: NestJS route, handled by `Invoices.find`/, word);
    assert.match(at('class Invoices'), /^Class `Invoices`/);
    assert.equal(at('return this'), '');
  });

  it('calls a GraphQL operation by the name of its field', () => {
    const file = 'src/orders.ts';
    const text = TextDocument.create(`file:///shop/${file}`, 'typescript', 1, resolver);
    const facts = new FileIndex(analyseTexts(new Map([['package.json', '{}'], [file, resolver]]), []).project, skills);
    const found = hoverAt({ document: text, position: text.positionAt(resolver.indexOf('@Mutation') + 1), file, index: facts, lessons, settings: settingsOf({}), client });
    assert.match((found?.contents as { value: string } | undefined)?.value ?? '', /^`MUTATION addOrder`: TypeGraphQL operation, handled by `OrdersResolver.add`/);
  });

  describe('of what a route does', () => {
    const file = 'src/shop.ts';
    const code = `import express from 'express';
import { PrismaClient } from '@prisma/client';
import Redis from 'ioredis';
import { Queue, Worker } from 'bullmq';
const app = express();
const prisma = new PrismaClient();
const redis = new Redis();
app.use(one); app.use(two); app.use(three); app.use(four);
app.post('/orders', async (req, res) => { await createOrder(); res.end(); });
app.post('/carts', async (req, res) => { await prisma.$transaction(async (tx) => { await tx.cart.create({ data: {} }); await tx.line.deleteMany({}); }); res.end(); });
app.get('/orders', async (req, res) => { res.json(await load()); });
app.get('/orders/:id', async (req, res) => { res.json(await load()); });
app.get('/all', async (req, res) => { res.json(await load()); });
app.get(process.env.PREFIX + '/users', async (req, res) => { await prisma.user.findMany(); await prisma.role.findMany(); await prisma.team.findMany(); await prisma.plan.findMany(); res.end(); });
app.get('/mails', async (req, res) => { await fetch('https://mail.example.com/' + req.query.id); res.end(); });
async function createOrder() { await prisma.order.create({ data: {} }); await prisma.orderLine.create({ data: {} }); await prisma.user.findMany(); }
async function load() { const known = await redis.get('orders'); return known ?? prisma.order.findMany(); }
new Worker('mails', async () => undefined);
const mails = new Queue('mails');
app.post('/mails', async (req, res) => { await mails.add('welcome', {}); res.end(); });
prisma.job.findMany();
setInterval(load, 1000);
function one() {} function two() {} function three() {} function four() {}
`;
    const text = TextDocument.create(`file:///shop/${file}`, 'typescript', 1, code);
    const facts = new FileIndex(analyseTexts(new Map([['package.json', '{}'], [file, code]]), []).project, skills);
    const at = (word: string): string => {
      const found = hoverAt({ document: text, position: text.positionAt(code.indexOf(word) + 1), file, index: facts, lessons, settings: settingsOf({}), client });
      return (found?.contents as { value: string } | undefined)?.value ?? '';
    };
    const cases: readonly (readonly [at: string, says: string])[] = [
      ["app.post('/orders'", '`POST /orders`: Express route, handled right here after `two`, `three`, `four` and 1 more. It writes `order` and `orderLine` outside a transaction and reads `user`.\n\n**Title of databases/transactions**'],
      ["app.post('/carts'", 'It writes `cart` and deletes from `line` in a transaction.\n\n**Title of apis/resource design**'],
      ["app.get('/orders'", 'It reads `order` through the cache.'],
      ['app.get(process', '; its full path is not known: it comes from the environment \\(env.PREFIX\\) and has no default. It reads `user`, `role`, `team` and 1 more.'],
      ["app.get('/mails'", 'It calls `https://mail.example.com/…`.'],
      ['prisma.order.create', '`create` of @prisma/client writes to `order`. `POST /orders` reaches it.'],
      ['prisma.order.findMany', 'reads from `order`. `GET /orders`, `GET /orders/:id` and 1 more reach it.'],
      ['prisma.job.findMany', '`findMany` of @prisma/client reads from `job`.\n\n'],
      ["app.post('/mails'", 'It hands work to `mails`.'],
      ['new Worker', 'Takes jobs from `mails` (bullmq): a process that stops must finish or give back the one it holds.\n\n**Title of servers/graceful shutdown**'],
      ['redis.get', '`get` of ioredis reads from the cache under `orders`.\n\n**Title of distributed/cache aside**'],
    ];
    for (const [word, says] of cases) {
      it(`says at ${word} …: ${says.split('\n')[0] ?? ''}`, () => {
        const said = at(word);
        assert.ok(said.includes(says), said);
        const sentences = (said.split('\n\n')[0] ?? '').replaceAll(/`[^`]*`|\([^)]*\)/g, '').match(/\.(?=\s|$)/g) ?? [];
        assert.ok(sentences.length <= 2, said);
      });
    }

    it('is silent about timers and jobs handed over: no lesson is about them', () => { for (const word of ['setInterval', 'mails.add']) assert.equal(at(word), '', word); });
  });

  it('gives the reason of a finding unless the editor shows it in the same popup', () => {
    const at = { file: 'src/app.ts', line: 17, column: 14, endLine: 17, endColumn: 24 };
    const finding = { rule: 'no-deadline', severity: 'warning' as const, message: 'It may wait for ever.', fix: 'Give it a deadline.', at };
    const found = new FileIndex(project, [{ id: 'distributed', title: '', concepts: [{ ...concepts[0]!, findings: [finding] }] }]);
    const say = (character: number, diagnosticsInHover: boolean): string =>
      (hoverAt({ document, position: { line: 16, character }, file: 'src/app.ts', index: found, lessons, settings: settingsOf({}), client: { ...client, diagnosticsInHover } })?.contents as { value: string }).value;
    assert.match(say(15, false), /^It may wait for ever\. \*\*Fix:\*\* Give it a deadline\./);
    assert.match(say(15, true), /^\*\*Fix:\*\* Give it a deadline\./);
    assert.match(say(2, true), /^It may wait for ever\./, 'beside the marked code the editor shows nothing');
  });

  it('is silent where nothing is to be learnt', () => {
    for (const at of ["process.on('exit'", 'import express', '/** says', 'private readonly pool', "'SELECT 1"]) assert.equal(hover(at), '', at);
  });

  it('obeys the switch of its category', () => {
    assert.equal(hover('class Plain', { hover: { classes: false } }), '');
    assert.equal(hover('app.put', { hover: { routes: false } }), '');
    assert.equal(hover('.query(', { hover: { dataCalls: false } }), '');
    assert.equal(hover('app.listen', { hover: { other: false } }), '');
    assert.notEqual(hover('app.listen', { hover: { routes: false, classes: false, dataCalls: false } }), '');
  });

  it('marks the part of the code that lies on the line', () => {
    const at = document.positionAt(source.indexOf('.query(') + 1);
    const found = hoverAt({ document, position: at, file: 'src/app.ts', index, lessons, settings: settingsOf({}), client });
    assert.deepEqual(found?.range, { start: { line: at.line, character: 2 }, end: { line: at.line, character: 9 } });
  });
});
