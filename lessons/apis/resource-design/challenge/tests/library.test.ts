import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { listen } from 'coach-kit';
import { createLibrary } from '../src/library.js';
import { createStore, type Store } from '../src/store.js';
import { client, type Ask, type Send } from './http.js';
import { meetingStore } from './meeting.js';
import { methodsByPath, statusTable } from './table.js';

describe('the lending API', () => {
  let send: Send;
  let expectReaders: (readers: number) => void;
  let close: () => Promise<void>;

  beforeEach(async () => {
    const meeting = meetingStore(await fullStore());
    const server = await listen(createLibrary(meeting.store));
    expectReaders = meeting.expect;
    send = client(server.url);
    close = () => server.close();
  });

  afterEach(async () => {
    await close();
  });

  it('answers 30 requests with the status of the contract', async () => {
    const answered: string[] = [];
    for (const { situation, request, status: _, ...ask } of statusTable) {
      const server = await listen(createLibrary(await fullStore()));
      try {
        const fresh = client(server.url);
        answered.push(line(request, situation, (await fresh(request, await withTags(fresh, ask))).status));
      } finally {
        await server.close();
      }
    }
    assert.deepEqual(answered, statusTable.map(({ request, situation, status }) => line(request, situation, status)),
      'Clients, caches and dashboards act on the status alone. These differ from the contract:');
  });

  it('says where a new resource lives', async () => {
    for (const [request, body] of [
      ['POST /books', { title: 'Emma', author: 'Jane Austen' }], ['POST /books/book-1/copies', { shelf: 'A4' }], ['POST /loans', { copyId: 'copy-1', member: 'Ada' }],
    ] as const) {
      const created = await send(request, { body });
      const location = created.headers.location;
      assert.notEqual(location, undefined, `${request} answered without Location, so the client has to guess the URL of what it has just created.`);
      const read = await send(`GET ${new URL(String(location), 'http://library').pathname}`);
      assert.equal(read.status, 200, `${request} answered with Location: ${location}, but a GET of that path finds nothing.`);
      assert.deepEqual(created.json, read.json, `${request} has to answer with the resource as it can be read under its Location.`);
    }
  });

  it('ends in the same state after one PUT and after two', async () => {
    const body = { title: 'Emma', author: 'Jane Austen' };
    const once = await send('PUT /books/book-1', { body });
    assert.deepEqual(once.json, { id: 'book-1', ...body, subtitle: null },
      'PUT replaces the whole book: what the body leaves out is null afterwards, not what it was before.');
    const twice = await send('PUT /books/book-1', { body });
    assert.deepEqual([twice.status, twice.json], [200, once.json], 'A client that got no answer sends its PUT again. The second one must do no harm and report no error.');
    assert.deepEqual((await send('GET /books/book-1')).json, once.json, 'What PUT answered is not what is stored.');
  });

  it('clears with null and leaves alone what is absent in PATCH', async () => {
    const before = (await send('GET /books/book-1')).json as object;
    const renamed = await send('PATCH /books/book-1', { body: { title: 'Emma' } });
    assert.deepEqual(renamed.json, { ...before, title: 'Emma' }, 'The PATCH named the title only. Everything else has to stay as it was.');
    const cleared = await send('PATCH /books/book-1', { body: { subtitle: null } });
    assert.deepEqual(cleared.json, { ...before, title: 'Emma', subtitle: null }, 'An explicit null asks to clear the subtitle. `||` and `??` cannot tell it from an absent field.');
    assert.deepEqual((await send('GET /books/book-1')).json, cleared.json, 'What PATCH answered is not what is stored.');
  });

  it('lets one of two editors win and tells the other', async () => {
    const tag = (await send('GET /books/book-1')).headers.etag ?? '';
    assert.match(tag, /^"[^"]+"$/, 'GET of a book needs a strong ETag, such as "7". A weak one, W/"…", never satisfies If-Match.');
    const titles = ['Emma', 'Persuasion', 'Sanditon'];
    expectReaders(titles.length);
    const answers = await Promise.all(titles.map((title) => send('PATCH /books/book-1', { body: { title }, headers: { 'if-match': tag } })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412, 412],
      'Three editors had read the same version and saved at the same time. All but the first have to get 412. '
      + 'If more of them got 200: between comparing the version and writing lies an await, and the others pass the comparison there.');
    const winner = answers.find(({ status }) => status === 200);
    const stored = await send('GET /books/book-1');
    assert.deepEqual(stored.json, winner?.json, 'The editor who got 200 believes that this is stored.');
    assert.equal(stored.headers.etag, winner?.headers.etag, 'An answer to a change has to carry the new ETag, or the client must read again before its next change.');
    assert.notEqual(stored.headers.etag, tag, 'The book has changed and its ETag has not.');
  });

  it('lends a copy to one member, however many ask at once', async () => {
    const members = ['Ada', 'Bob', 'Cem', 'Dai'];
    expectReaders(members.length);
    const answers = await Promise.all(members.map((member) => send('POST /loans', { body: { copyId: 'copy-1', member } })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409],
      'Four members asked for the same copy at the same time, and one book cannot leave twice.');
    assert.equal(((await send('GET /copies/copy-1')).json as { lent?: boolean }).lent, true, 'The copy was lent, and GET of the copy does not say so.');
  });

  it('makes a returned copy available again', async () => {
    const returned = await send('POST /loans/loan-1/return');
    assert.equal((returned.json as { returned?: boolean } | undefined)?.returned, true, 'Returning a loan answers with the loan, returned.');
    const again = await send('POST /loans', { body: { copyId: 'copy-2', member: 'Bob' } });
    assert.equal(again.status, 201, 'The copy has come back, so the next member can have it.');
  });

  it('answers HEAD as it answers GET, without a body', async () => {
    for (const path of ['/books', '/books/book-1', '/books/book-9', '/books/book-1/copies', '/copies/copy-1', '/loans/loan-1']) {
      const get = await send(`GET ${path}`);
      const head = await send(`HEAD ${path}`);
      const seen = ['content-type', 'etag', 'content-length'];
      assert.deepEqual([head.status, ...seen.map((name) => head.headers[name])], [get.status, ...seen.map((name) => get.headers[name])],
        `HEAD ${path} promises status, ${seen.join(', ')} that GET ${path} does not keep.`);
      assert.equal(head.text, '', `HEAD ${path} came with a body.`);
    }
  });

  it('lists in Allow what a path supports, and refuses the rest with 405', async () => {
    const allowed: Record<string, string> = {};
    for (const path of Object.keys(methodsByPath)) {
      const { status, headers } = await send(`OPTIONS ${path}`);
      assert.ok(status === 200 || status === 204, `OPTIONS ${path} was answered with ${status}. It asks what is possible, and that always has an answer.`);
      allowed[path] = methodsIn(headers);
    }
    assert.deepEqual(allowed, methodsByPath, 'OPTIONS has to list in Allow exactly what the path supports.');
    for (const [path, methods] of Object.entries(methodsByPath)) {
      const unsupported = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !methods.includes(method));
      for (const method of unsupported) {
        const { status, headers } = await send(`${method} ${path}`);
        assert.deepEqual([status, methodsIn(headers)], [405, methods], `${method} ${path}: the path exists, but not with this method. That is 405, with the same Allow as OPTIONS.`);
      }
    }
  });

  it('explains every error as a problem document', async () => {
    const failures: readonly (readonly [string, Ask?])[] = [
      ['GET /books/book-9'], ['GET /shelves'], ['DELETE /books'], ['DELETE /books/book-2'], ['POST /books', { raw: '{' }], ['POST /books', { body: {} }],
    ];
    for (const [request, ask] of failures) {
      const { status, headers, json } = await send(request, ask);
      assert.equal(headers['content-type']?.split(';')[0], 'application/problem+json', `${request} failed with ${status}, and a client cannot tell from the content type that this is an error.`);
      const problem = json as { status?: unknown; title?: unknown } | undefined;
      assert.deepEqual([problem?.status, typeof problem?.title], [status, 'string'], `${request}: a problem document needs the status and a title.`);
    }
  });
});

async function fullStore(): Promise<Store> {
  const store = createStore();
  const { row: sense } = await store.books.insert({ title: 'Sense', author: 'Jane Austen', subtitle: 'A Novel' });
  const { row: ulysses } = await store.books.insert({ title: 'Ulysses', author: 'James Joyce', subtitle: null });
  await store.books.save({ ...sense, title: 'Sense and Sensibility' });
  await store.copies.insert({ bookId: sense.id, shelf: 'A1', lent: false });
  const { row: lent } = await store.copies.insert({ bookId: ulysses.id, shelf: 'J7', lent: true });
  await store.loans.insert({ copyId: lent.id, member: 'Ada', returned: false });
  await store.loans.insert({ copyId: lent.id, member: 'Bob', returned: true });
  return store;
}

async function withTags(send: Send, ask: Ask): Promise<Ask> {
  if (!ask.headers) return ask;
  // The tag of a book that has since been changed is the one its current answers do not carry.
  const current = (await send('GET /books/book-1')).headers.etag ?? '"none"';
  const headers = Object.fromEntries(Object.entries(ask.headers).map(([name, value]) => [name, value.replace('{current}', current).replace('{stale}', '"outdated"')]));
  return { ...ask, headers };
}

function line(request: string, situation: string, status: number): string {
  return `${request} (${situation}): ${status}`;
}

function methodsIn(headers: IncomingHttpHeaders): string {
  return (headers.allow ?? '').split(',').map((method) => method.trim()).filter(Boolean).sort().join(', ');
}
