import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { broken, secrets, working, type Broken } from './environments.js';
import { launch, refuse, type Launched, type Refused } from './processes.js';

describe('a service that reads its configuration at start', () => {
  let refused: (Broken & Refused)[];
  let launched: Record<keyof typeof working, Launched>;

  before(async () => {
    // A few at a time: every one is a process of its own.
    refused = (await inTurns(broken, 4, async (one) => ({ ...one, ...(await refuse(one.env)) })));
    const [plain, empty, sandbox] = await Promise.all([launch(working.plain.env), launch(working.empty.env), launch(working.sandbox.env)]);
    launched = { plain, empty, sandbox };
  }, { timeout: 50_000 });

  it('exits with code 1 in each of 12 broken environments', () => {
    const endings = refused.map(({ what, ending }) => `${what}: ${ending}`);
    assert.deepEqual(endings, broken.map(({ what }) => `${what}: exited with code 1`),
      'A process with a bad environment has to end at once, with code 1 and without listening: then the deploy stops at its first instance.');
  });

  it('names every variable that is wrong, and no other', () => {
    const named = refused.map(({ what, stderr }) => `${what}: ${namesIn(stderr).join(', ')}`);
    assert.deepEqual(named, broken.map(({ what, bad }) => `${what}: ${bad.join(', ')}`),
      'Each bad variable needs a line `NAME: what is expected` on stderr, all in one go: one message for each restart is a slow way to find eight mistakes.');
  });

  it('says in each line what is expected', () => {
    const bare = refused.flatMap(({ stderr }) => problemLines(stderr)).filter((line) => line.replace(/^[A-Z_]+:/, '').trim().length < 5);
    assert.deepEqual(bare, [], 'These lines name a variable and leave the reader alone with it.');
  });

  it('never prints a secret', () => {
    const printed = [
      ...refused.flatMap(({ what, stdout, stderr }) => leaksIn(stdout + stderr).map((name) => `${what}: prints ${name}`)),
      ...Object.entries(launched).flatMap(([what, { stdout, stderr }]) => leaksIn(stdout + stderr).map((name) => `environment "${what}": prints ${name}`)),
    ];
    assert.deepEqual(printed, [],
      'What a process prints is kept for months and read by many. Look at summaries, at messages that quote the value, and at errors that carry their input.');
  });

  it('starts in a good environment', () => {
    const problems = Object.entries(launched).filter(([, { settings }]) => settings === undefined).map(([what, { ending, stderr }]) => `${what}: ${ending}\n${stderr}`);
    assert.deepEqual(problems, [], 'These environments keep to the table of the brief. The service has to print `listening on <port>` and answer GET /settings.');
  });

  it('reads "false" and "0" as what they say', () => {
    assert.deepEqual(launched.plain.settings, working.plain.settings,
      'Here MAIL_SANDBOX is "false" and MAIL_RETRIES is "0"; SESSION_TTL, LOG_LEVEL and ALLOWED_ORIGINS are empty. Environment values are strings, and every non-empty string is truthy.');
  });

  it('treats an empty value as not set', () => {
    assert.deepEqual(launched.empty.settings, working.empty.settings,
      'Here MAIL_SANDBOX and MAIL_RETRIES are set to "", so their defaults apply. Number("") is 0, and `??` keeps an empty string.');
  });

  it('reads flags, durations and lists', () => {
    assert.deepEqual(launched.sandbox.settings, working.sandbox.settings,
      'Here MAIL_SANDBOX is "TRUE" (so MAIL_API_KEY may be missing), MAIL_RETRIES "10", SESSION_TTL "2h", and ALLOWED_ORIGINS holds two origins.');
  });

  it('prints a redacted summary before it listens', () => {
    const { stdout } = launched.plain;
    const lines = stdout.split(/\r?\n/).map((line) => line.trim());
    const listening = lines.findIndex((line) => line.startsWith('listening on '));
    const summary = new Map(lines.slice(0, Math.max(listening, 0)).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const));
    assert.deepEqual(
      ['PORT', 'LOG_LEVEL', 'SESSION_SECRET', 'MAIL_API_KEY', 'MAIL_SANDBOX', 'MAIL_RETRIES'].map((name) => `${name}=${summary.get(name) ?? '(no such line)'}`),
      ['PORT=0', 'LOG_LEVEL=info', 'SESSION_SECRET=[redacted]', 'MAIL_API_KEY=[redacted]', 'MAIL_SANDBOX=false', 'MAIL_RETRIES=0'],
      'Whoever looks into a strange deploy wants to see what this process really got: one line NAME=value for each variable, secrets as [redacted].');
    const missing = ['DATABASE_URL', 'SESSION_TTL', 'ALLOWED_ORIGINS'].filter((name) => !summary.has(name));
    assert.deepEqual(missing, [], 'The summary has no line for these variables.');
    const database = summary.get('DATABASE_URL') ?? '';
    assert.ok(database.includes('db.internal') && database.includes('billing'),
      `The summary should tell which database this is, without its password. It says DATABASE_URL=${database}`);
  });
});

function problemLines(stderr: string): string[] {
  return stderr.split(/\r?\n/).map((line) => line.trim()).filter((line) => /^[A-Z][A-Z_]+:/.test(line));
}

function namesIn(stderr: string): string[] {
  return problemLines(stderr).map((line) => line.slice(0, line.indexOf(':'))).sort();
}

function leaksIn(output: string): string[] {
  return Object.entries(secrets).filter(([, value]) => output.includes(value)).map(([name]) => `the secret "${name}"`);
}

async function inTurns<T, R>(all: readonly T[], width: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const next = all.entries();
  const lane = async (): Promise<void> => {
    for (const [index, one] of next) results[index] = await work(one);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}
