import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sleep, startScript, waitFor } from 'coach-kit';
import type { Script } from 'coach-kit';

/** What must never reach a client: stacks, SQL, tables, addresses, tokens, words of a driver. */
const internal = /\bat [^\n]*:\d+:\d+|\b(?:SELECT|INSERT|FROM orders|relation|order_archive|ECONNREFUSED|encoding|ledger|s3cr3t)\b|10\.0\.3\.7|\.[jt]s\b/i;

const everyRoute: readonly (readonly [method: string, path: string, body?: object])[] = [
  ['GET', '/orders'],
  ['GET', '/orders/1'],
  ['GET', '/orders/1/customer'],
  ['GET', '/orders/1/receipt'],
  ['GET', '/orders/1/balance'],
  ['POST', '/orders', { id: '9', customer: 'customer-9', cents: 100 }],
  ['PATCH', '/orders/1', { customer: 'renamed' }],
  ['DELETE', '/orders/1'],
  ['POST', '/orders/1/pay'],
  ['POST', '/orders/1/cancel'],
  ['GET', '/reports/turnover'],
  ['GET', '/reports/open'],
  ['GET', '/reports/archive/2024'],
];

describe('errors of the order API', () => {
  let api: Server;
  /** The same server in a failure drill: its database is gone. */
  let drill: Server;

  before(async () => {
    [api, drill] = await Promise.all([startServer({}), startServer({ DRILL: 'database' })]);
  });

  after(async () => {
    await Promise.all([api, drill].map((server) => server?.script.kill()));
  });

  it('good answers stay as they are', async () => {
    assert.deepEqual((await api.ask('GET', '/orders/3')).body, { id: '3', customer: 'customer-3', cents: 3_000, status: 'open' });
    const receipt = await api.ask('GET', '/orders/2/receipt');
    assert.equal(receipt.text, 'customer-2: 2000 cents, open');
    assert.equal((await api.ask('POST', '/orders', { id: '20', customer: 'new', cents: 5 })).status, 201);
    assert.deepEqual((await api.ask('GET', '/reports/open')).body, { open: 4 });
    assert.equal((await api.ask('DELETE', '/orders/20')).status, 204);
  });

  it('what is missing is a 404 on every route', async () => {
    for (const [method, path, body] of [
      ['GET', '/orders/77'], ['GET', '/orders/77/customer'], ['GET', '/orders/77/receipt'], ['GET', '/orders/77/balance'],
      ['PATCH', '/orders/77', { customer: 'x' }], ['DELETE', '/orders/77'], ['POST', '/orders/77/pay'], ['POST', '/orders/77/cancel'],
    ] as const) {
      assertProblem(await api.ask(method, path, body), 404, `${method} ${path}`, 'There is no order 77.');
    }
  });

  it('a conflict is a 409, an invalid order a 422 with its fields', async () => {
    assertProblem(await api.ask('POST', '/orders', { id: '1', customer: 'twice', cents: 1 }), 409, 'POST /orders for an id that exists', 'Order 1 exists already.');
    await api.ask('POST', '/orders', { id: '30', customer: 'c', cents: 1 });
    await api.ask('POST', '/orders/30/pay');
    assertProblem(await api.ask('POST', '/orders/30/cancel'), 409, 'cancelling a paid order', 'Order 30 is paid.');
    assertProblem(await api.ask('POST', '/orders/30/pay'), 409, 'paying a paid order', 'Order 30 is paid.');

    const incomplete = await api.ask('POST', '/orders', { id: '31', cents: 1.5 });
    assertProblem(incomplete, 422, 'POST /orders without a customer', 'The order is incomplete.');
    assert.deepEqual((incomplete.body as { fields?: unknown }).fields, ['customer', 'cents'], 'Without `fields` a form cannot show where the mistake is.');
    assertProblem(await api.ask('PATCH', '/orders/30', { customer: '' }), 422, 'PATCH /orders/30 with an empty name', 'The customer has no name.');
  });

  it('a path that nothing answers is a problem document, too', async () => {
    for (const path of ['/order', '/orders/1/nothing', '/reports']) assertProblem(await api.ask('GET', path), 404, `GET ${path}`);
  });

  it('a body that is no JSON is the client\'s mistake', async () => {
    const answer = await api.ask('POST', '/orders', '{"id": "40", ');
    assertProblem(answer, 400, 'POST /orders with half a JSON document');
    assert.doesNotMatch(answer.text, internal, 'The answer shows the inside of the server.');
  });

  it('an unknown failure tells the client an id and nothing else', async () => {
    const first = await api.ask('GET', '/reports/archive/2024');
    assertUnknown(first, 'GET /reports/archive/2024');
    const second = await api.ask('GET', '/reports/archive/2024');
    assert.notEqual(idOf(second), idOf(first), 'Two failures need two ids, or the log entries cannot be told apart.');
  });

  it('an error with a status of its own is no answer of ours', async () => {
    const answer = await api.ask('GET', '/orders/1/balance');
    assert.equal(answer.status, 500, 'The order exists; it is the ledger that answered 404, to us. The client would believe the order is gone.');
    assertUnknown(answer, 'GET /orders/1/balance');
  });

  it('an unknown failure is one log line with the id, the stack and the causes', async () => {
    const archive = await api.ask('GET', '/reports/archive/1999');
    const line = await api.onlyLineAbout(idOf(archive));
    assert.match(line, /order_archive/, 'The log is where the message of the error belongs.');
    assert.match(line, /\bat [^"]*store/, 'Without the stack nobody finds the place. (An Error has no own enumerable properties, so JSON.stringify makes {} of it.)');
    const about1999 = api.output().split('\n').filter((entry) => entry.includes('year = 1999'));
    assert.equal(about1999.length, 1, `One failure is one entry. These lines are about it:\n${about1999.join('\n')}`);
    assert.equal((JSON.parse(line) as { level?: unknown }).level, 'error', 'Alerts count entries of level `error`.');

    const broken = await drill.ask('GET', '/orders/2');
    const cause = await drill.onlyLineAbout(idOf(broken));
    assert.match(cause, /ECONNREFUSED/, 'The log is where the message of the error belongs.');
    assert.match(cause, /while running: SELECT \* FROM orders WHERE id/, 'The error carries its cause, and that one says which statement failed. `error.stack` alone does not print it.');
  });

  it('a client\'s mistake is no error in the log', async () => {
    const before = api.errorLines().length;
    await api.ask('GET', '/orders/78');
    await api.ask('POST', '/orders', { id: '1', customer: 'twice', cents: 1 });
    await api.ask('POST', '/orders', {});
    await api.ask('POST', '/orders', '{"id":');
    await api.ask('GET', '/nowhere');
    await api.settled();
    const added = api.errorLines().slice(before);
    assert.deepEqual(added, [], 'Whoever is on call gets up for entries of level `error`. Nothing was wrong with the server here.');
  });

  it('every route leaves its failures to the one place', async () => {
    for (const [method, path, body] of everyRoute) {
      assertUnknown(await drill.ask(method, path, body), `${method} ${path} without a database`);
    }
  });

  it('an error in the middle of a response breaks the connection off and the server goes on', { timeout: 10_000 }, async () => {
    const before = api.errorLines().length;
    const outcome = await api.ask('GET', '/reports/export').then(
      ({ text }) => `a complete answer: ${JSON.stringify(text)}`,
      (error: unknown) => (error instanceof Error && error.name === 'TimeoutError' ? 'an answer that never ends' : 'a connection that broke off'),
    );
    assert.equal(outcome, 'a connection that broke off',
      'Two of three rows have left when the third one fails. Only a broken connection tells the client that the rest is missing.');
    assert.equal((await api.ask('GET', '/orders/1')).status, 200, 'One failed export must not take the server with it.');

    await waitFor(() => api.errorLines().length > before).catch(() => undefined);
    await api.settled();
    const added = api.errorLines().slice(before);
    assert.equal(added.length, 1, `The failed export is one entry of level \`error\`. These were written:\n${added.join('\n') || '(none)'}`);
    assert.match(added[0] ?? '', /invalid byte sequence/, 'The entry has to be about the damaged row.');
    assert.doesNotMatch(api.output(), /ERR_HTTP_HEADERS_SENT/, 'A second response was tried after the first had begun, and that failed as well.');
    assert.equal(api.output().split('\n').filter((line) => line.includes('invalid byte sequence')).length, 1, 'The error was printed a second time, outside the log.');
  });
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** Undefined when the answer is no JSON. */
  readonly body: unknown;
}

interface Server {
  readonly script: Script;
  /** Rejects when the connection breaks, and with a TimeoutError after four seconds. */
  ask(method: string, path: string, body?: object | string): Promise<Answer>;
  /** Everything printed so far, on both streams. */
  output(): string;
  errorLines(): readonly string[];
  /** The one line of the output that contains this id; fails when there is none, or more than one. */
  onlyLineAbout(id: string): Promise<string>;
  /** Waits until everything that was printed has arrived. */
  settled(): Promise<void>;
}

async function startServer(env: Record<string, string>): Promise<Server> {
  const script = startScript('src/server.ts', { env });
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await script.waitForLine('listening', 10_000))?.[0] ?? '';
  const output = (): string => `${script.stdout}\n${script.stderr}`;
  const settled = async (): Promise<void> => {
    for (let length = -1; length !== output().length;) {
      length = output().length;
      await sleep(100);
    }
  };
  return {
    script,
    output,
    settled,
    errorLines: () => script.stdout.split('\n').filter((line) => /"level":\s*"error"/.test(line)),
    ask: async (method, path, body) => {
      const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(url + path, { method, signal: AbortSignal.timeout(4_000), ...(sent === undefined ? {} : { body: sent, headers: { 'content-type': 'application/json' } }) });
      const text = await response.text();
      return { status: response.status, type: response.headers.get('content-type') ?? '', text, body: parsed(text) };
    },
    onlyLineAbout: async (id) => {
      assert.notEqual(id, '', 'The answer has no id, so there is nothing to look for in the log.');
      await waitFor(() => output().includes(id), { what: `a log line with the id ${id}. The client was told to quote it` });
      await settled();
      const lines = output().split('\n').filter((line) => line.includes(id));
      assert.equal(lines.length, 1, `The id has to appear in exactly one line:\n${lines.join('\n')}`);
      return lines[0] ?? '';
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `detail` is compared where the brief demands one. */
function assertProblem(answer: Answer, status: number, what: string, detail?: string): void {
  assert.equal(answer.status, status, `${what}: the status is wrong. The body was ${answer.text.slice(0, 200)}`);
  assert.equal(answer.type.split(';')[0], 'application/problem+json', `${what}: one format for all errors, also for this one.`);
  const { title, status: stated, detail: said } = (answer.body ?? {}) as { title?: unknown; status?: unknown; detail?: unknown };
  assert.ok(typeof title === 'string' && title !== '', `${what}: a problem has a title in words. The body was ${answer.text}`);
  assert.equal(stated, status, `${what}: the status in the body is the status of the response.`);
  if (detail !== undefined) assert.equal(said, detail, `${what}: this message was written for clients, so they should get it.`);
}

function assertUnknown(answer: Answer, what: string): void {
  assert.doesNotMatch(answer.text, internal, `${what}: the answer shows the inside of the server.`);
  assertProblem(answer, 500, what);
  assert.ok(idOf(answer).length >= 6, `${what}: the client needs an id that it can quote. The body was ${answer.text}`);
}

function idOf(answer: Answer): string {
  const id = (answer.body as { id?: unknown } | undefined)?.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}
