import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, it } from 'node:test';
import { listen } from 'coach-kit';
import { openDatabase } from 'coach-kit/postgres';
import { createApp } from '../src/app.js';

const ada = '6f1c9a52-3d54-4f0e-9a57-0d8f3c2b1a01';
const bob = '6f1c9a52-3d54-4f0e-9a57-0d8f3c2b1a02';

describe('PATCH /profiles/:id', () => {
  let database: Awaited<ReturnType<typeof openDatabase>>;
  let server: Awaited<ReturnType<typeof listen>>;

  before(async () => {
    database = await openDatabase({ schema: await readFile('schema.sql', 'utf8') });
    server = await listen(createApp({ pool: database.pool }));
  });

  beforeEach(async () => {
    await database.sql('DELETE FROM profiles');
    await database.sql(
      `INSERT INTO profiles (id, display_name, bio, preferences, owner_id, balance_cents)
       VALUES ($1, 'Ada', 'Engines', '{"theme": "light", "newsletter": true, "tags": ["maths"]}', 'user-1', 500),
              ($2, 'Bob', NULL, '{"theme": "light", "newsletter": false, "tags": []}', 'user-2', 0)`,
      [ada, bob],
    );
  });

  after(async () => {
    await server.close();
    await database.close();
  });

  it('a good update changes what was sent and leaves the rest', async () => {
    const first = await patch(ada, { displayName: '  Ada L.  ', timezone: 'Europe/Vienna', preferences: { theme: 'dark' } });
    assert.equal(first.status, 200, `A good request was refused: ${first.text}`);
    assert.equal((first.body as { role?: unknown }).role, 'member', 'The answer is the whole profile, as it was before.');
    const row = await rowOf(ada);
    assert.equal(row.display_name.trim(), 'Ada L.');
    assert.equal(row.timezone, 'Europe/Vienna');
    assert.equal(row.bio, 'Engines', 'The bio was not sent, so it stays.');
    assert.deepEqual(row.preferences, { theme: 'dark', newsletter: true, tags: ['maths'] },
      'Only the theme was sent: newsletter and tags belong to the preferences that stay.');

    const second = await patch(ada, { bio: null, preferences: { newsletter: false, tags: ['a', 'b'.repeat(30)] } });
    assert.equal(second.status, 200, `A good request was refused: ${second.text}`);
    const after = await rowOf(ada);
    assert.equal(after.bio, null, '`null` removes the bio; it is not the same as not sending it.');
    assert.deepEqual(after.preferences, { theme: 'dark', newsletter: false, tags: ['a', 'b'.repeat(30)] });
    assert.equal(after.display_name.trim(), 'Ada L.', 'The name was not sent this time, so it stays.');

    const limits = await patch(ada, { displayName: 'x'.repeat(80), bio: 'y'.repeat(500), preferences: { tags: Array.from({ length: 10 }, () => 't') } });
    assert.equal(limits.status, 200, `Values that reach the limits exactly are allowed: ${limits.text}`);
  });

  it('only the listed fields ever reach the row', async () => {
    const attempts: readonly unknown[] = [
      { role: 'admin' },
      { displayName: 'Ada', role: 'admin', isAdmin: true },
      { ownerId: 'user-2', owner_id: 'user-2' },
      { balanceCents: 1_000_000, balance_cents: 1_000_000 },
      { displayName: 'Ada', balanceCents: 1_000_000 },
      { preferences: { theme: 'light', role: 'admin', balanceCents: 9 } },
      { id: bob, displayName: 'Mallory' },
      { displayName: 'Mallory', id: bob, ownerId: 'user-1' },
      [{ role: 'admin' }],
    ];
    const others = await rowOf(bob);
    for (const body of attempts) {
      const sent = JSON.stringify(body);
      const answer = await patch(ada, body);
      assert.ok(answer.status < 500, `The server failed on ${sent}: ${answer.status} ${answer.text}`);
      const row = await rowOf(ada);
      assert.deepEqual({ role: row.role, owner: row.owner_id, balance: row.balance_cents }, { role: 'member', owner: 'user-1', balance: 500 },
        `${sent} changed a column that clients must not set.`);
      assert.deepEqual(Object.keys(row.preferences).sort(), ['newsletter', 'tags', 'theme'],
        `${sent} left keys in the preferences that nobody asked for.`);
      assert.deepEqual(await rowOf(bob), others, `${sent} was sent to one profile and changed another.`);
    }
  });

  it('every field that is wrong is reported with its path', async () => {
    const before = await rowOf(ada);
    const answer = await patch(ada, {
      displayName: '   ',
      timezone: 'Mars/Olympus',
      bio: 5,
      preferences: { theme: 'pink', newsletter: 'yes', tags: ['fine', 7, ''] },
    });
    assert.ok([400, 422].includes(answer.status), `Seven fields are wrong, and the answer is ${answer.status} ${answer.text}`);
    assert.deepEqual([...new Set(pathsOf(answer.body))].sort(), [
      'bio', 'displayName', 'preferences.newsletter', 'preferences.tags.1', 'preferences.tags.2', 'preferences.theme', 'timezone',
    ], 'A form can mark its fields only if each of them is named, all in one answer.');
    assert.deepEqual(await rowOf(ada), before, 'A refused request must not change the row, not even its good fields.');

    for (const [body, path] of [
      [{ displayName: 12 }, 'displayName'],
      [{ displayName: null }, 'displayName'],
      [{ displayName: 'x'.repeat(81) }, 'displayName'],
      [{ displayName: ['Ada'] }, 'displayName'],
      [{ bio: 'y'.repeat(501) }, 'bio'],
      [{ timezone: { name: 'UTC' } }, 'timezone'],
      [{ preferences: 'dark' }, 'preferences'],
      [{ preferences: { tags: 'maths' } }, 'preferences.tags'],
      [{ preferences: { tags: Array.from({ length: 11 }, () => 't') } }, 'preferences.tags'],
      [{ preferences: { tags: ['t'.repeat(31)] } }, 'preferences.tags.0'],
    ] as const) {
      const single = await patch(ada, body);
      const sent = JSON.stringify(body).slice(0, 60);
      assert.ok([400, 422].includes(single.status), `${sent} breaks a rule, and the answer is ${single.status}.`);
      assert.deepEqual([...new Set(pathsOf(single.body))], [path], `${sent} has one mistake, and its path is "${path}".`);
    }
    assert.deepEqual(await rowOf(ada), before, 'A refused request must not change the row.');
  });

  it('a body with __proto__ or constructor pollutes nothing', async () => {
    for (const body of [
      '{"__proto__": {"isAdmin": true}}',
      '{"preferences": {"__proto__": {"isAdmin": true}}}',
      '{"constructor": {"prototype": {"isAdmin": true}}}',
      '{"preferences": {"constructor": {"prototype": {"isAdmin": true}}}}',
      '{"displayName": "Ada", "preferences": {"theme": "dark", "__proto__": {"isAdmin": true}}}',
    ]) {
      try {
        const answer = await patch(ada, body);
        assert.equal(Reflect.get({}, 'isAdmin'), undefined, `After ${body} every object of the process has isAdmin = true.`);
        assert.ok(answer.status < 500, `The server failed on ${body}: ${answer.text}`);
      } finally {
        Reflect.deleteProperty(Object.prototype, 'isAdmin');
      }
      assert.deepEqual(Object.keys((await rowOf(ada)).preferences).sort(), ['newsletter', 'tags', 'theme'], `${body} was stored in the preferences.`);
    }
  });

  it('huge bodies are refused and cost little', { timeout: 12_000 }, async () => {
    const before = await rowOf(ada);
    const huge: readonly (readonly [string, string])[] = [
      ['a text of 5 MB', JSON.stringify({ displayName: 'x'.repeat(5_000_000) })],
      ['a bio of 5 MB', JSON.stringify({ bio: 'x'.repeat(5_000_000) })],
      ['an array of a million elements', `{"preferences": {"tags": [${'7,'.repeat(999_999)}7]}}`],
      ['5 MB under a name nobody asked for', JSON.stringify({ avatar: 'x'.repeat(5_000_000) })],
    ];
    for (const [what, body] of huge) {
      const answer = await patch(ada, body).catch(() => undefined); // a server may also hang up on whoever sends too much
      if (answer) {
        assert.ok([400, 413, 422].includes(answer.status), `${what} was answered with ${answer.status}: it has been read, parsed and used.`);
        assert.ok(answer.text.length < 20_000, `${what} was answered with ${answer.text.length} characters: one request of this kind costs the server more than it costs the sender.`);
      }
      assert.deepEqual(await rowOf(ada), before, `${what} ended up in the row.`);
    }
  });

  it('the answer to many mistakes stays small', async () => {
    const answer = await patch(ada, `{"preferences": {"tags": [${'7,'.repeat(9_999)}7]}}`);
    assert.ok([400, 413, 422].includes(answer.status), `Ten thousand bad tags were answered with ${answer.status}.`);
    assert.ok(answer.text.length < 20_000, `A body of 20 KB was answered with ${answer.text.length} characters; list 20 mistakes, not ten thousand.`);
  });

  it('no body, or one that is no object, is the client\'s mistake', async () => {
    const before = await rowOf(ada);
    for (const [body, type] of [['', ''], ['[]', 'application/json'], ['null', 'application/json'], ['"Ada"', 'application/json'], ['{"displayName":', 'application/json'], ['displayName=Ada', 'text/plain']] as const) {
      const answer = await send(ada, body, type);
      assert.ok(answer.status < 500, `The body ${body === '' ? '(none)' : body} was answered with ${answer.status}: a 500 says the server is at fault.`);
    }
    assert.deepEqual(await rowOf(ada), before, 'None of these requests asks for a change.');
  });

  it('an id that is no UUID is the client\'s mistake', async () => {
    for (const id of ['1', 'me', "'", '6f1c9a52-3d54-4f0e-9a57-0d8f3c2b1a0']) {
      const answer = await patch(encodeURIComponent(id), { displayName: 'Ada' });
      assert.ok(answer.status >= 400 && answer.status < 500, `The id ${id} was answered with ${answer.status} ${answer.text.slice(0, 80)}`);
    }
    const unknown = await patch('6f1c9a52-3d54-4f0e-9a57-0d8f3c2b1aff', { displayName: 'Ada' });
    assert.equal(unknown.status, 404, 'A profile that does not exist is 404, as before.');
  });

  interface Row {
    display_name: string;
    timezone: string;
    bio: string | null;
    preferences: Record<string, unknown>;
    role: string;
    owner_id: string;
    balance_cents: number;
  }

  async function rowOf(id: string): Promise<Row> {
    const { rows } = await database.pool.query<Row>('SELECT * FROM profiles WHERE id = $1', [id]);
    assert.ok(rows[0], 'The profile is gone from the table.');
    return rows[0];
  }

  function patch(id: string, body: unknown): Promise<Answer> {
    return send(id, typeof body === 'string' ? body : JSON.stringify(body), 'application/json');
  }

  async function send(id: string, body: string, type: string): Promise<Answer> {
    const response = await fetch(`${server.url}/profiles/${id}`, {
      method: 'PATCH',
      ...(body === '' ? {} : { body, headers: { 'content-type': type } }),
    });
    const text = await response.text();
    return { status: response.status, text, body: parsed(text) };
  }
});

interface Answer {
  readonly status: number;
  readonly text: string;
  /** Undefined when the answer is no JSON. */
  readonly body: unknown;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pathsOf(body: unknown): readonly string[] {
  const errors = (body as { errors?: unknown } | undefined)?.errors;
  assert.ok(Array.isArray(errors), `The answer has no list \`errors\`: ${JSON.stringify(body)?.slice(0, 200) ?? 'it is no JSON'}`);
  return errors.map((error: { path?: unknown; message?: unknown }) => {
    assert.equal(typeof error.message, 'string', `An entry without a message tells nobody what to do: ${JSON.stringify(error)}`);
    return String(error.path);
  });
}
