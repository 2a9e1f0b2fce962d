import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import * as v from 'valibot';
import { runCli } from '../../../src/cli/run.ts';
import { type ScanDocument, scanDocumentSchema } from '../../../src/cli/scan-document.ts';
import { memoryIo } from './terminal.ts';

const main = join(import.meta.dirname, '../../../src/cli/main.ts');

const project: Readonly<Record<string, string>> = {
  'package.json': '{"name":"library","dependencies":{"express":"5.0.0","pg":"8.0.0"}}',
  'src/app.ts': `import express from 'express';
import { Pool } from 'pg';

const pool = new Pool();
export const app = express();

abstract class Shelf { abstract size(): number; }
export class Attic extends Shelf implements Countable { size() { return 0; } }
interface Countable { size(): number }

app.get('/books/:id(\\\\d+)', async (req, res) => {
  res.json(await pool.query('SELECT * FROM books WHERE title = \\'' + req.query.title + '\\''));
});
app.use(process.env.PREFIX + '/x', inner);
const inner = express.Router();
inner.post('/loans', lend);
function lend() {}
`,
};

describe('command line', function () {
  this.timeout(20_000);
  let base: string;
  let root: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    base = await realpath(await mkdtemp(join(tmpdir(), 'coach-cli-')));
    root = join(base, 'library');
    env = { XDG_CACHE_HOME: join(base, 'cache'), LOCALAPPDATA: join(base, 'cache'), HOME: base };
    for (const [file, content] of Object.entries(project)) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), content);
    }
  });
  afterEach(async () => { await rm(base, { recursive: true, force: true }); });

  const run = async (...args: string[]) => {
    const io = memoryIo({ cwd: base, env });
    const code = await runCli(args, io);
    return { code, out: io.out(), err: io.err() };
  };
  const documentOf = (text: string): ScanDocument => v.parse(scanDocumentSchema, JSON.parse(text));

  describe('scan', () => {
    it('prints one JSON document of the promised shape', async () => {
      const { code, out, err } = await run('scan', 'library', '--format', 'json');
      assert.deepEqual([code, err], [0, '']);
      const document = documentOf(out);
      assert.equal(document.root, root);
      assert.equal(document.files.analysed, 1);
      const [get, post] = document.routes;
      assert.deepEqual({ ...get, handler: undefined }, {
        method: 'GET', path: '/books/:id', framework: 'express', file: 'src/app.ts', line: 11, endLine: 13, resolved: true, handler: undefined, middleware: [],
        reaches: [{ kind: 'data', library: 'pg', operation: 'read', target: 'books', by: 'handler', file: 'src/app.ts', line: 12 }],
      });
      assert.deepEqual([post?.method, post?.resolved, post?.handler, post?.reaches], ['POST', false, 'lend', undefined]);
      assert.match(post?.unresolvedBecause ?? '', /env\.PREFIX/);
      assert.deepEqual(document.dataCalls.map(({ library, operation, target, line }) => ({ library, operation, target, line })), [{ library: 'pg', operation: 'read', target: 'books', line: 12 }]);
      assert.deepEqual(document.classes, [
        { name: 'Shelf', file: 'src/app.ts', line: 7, abstract: true, implements: [] },
        { name: 'Attic', file: 'src/app.ts', line: 8, abstract: false, extends: 'Shelf', implements: ['Countable'] },
      ]);
      assert.deepEqual(document.findings.map(({ rule, concept, line }) => [rule, concept, line]), [['sql-text-from-values', 'databases/parameterised-queries', 12]]);
      assert.equal(document.skills.length, 7);
    });

    it('says the same from its cache, which is never in the project', async () => {
      const first = await run('scan', 'library', '--format', 'json');
      const second = await run('scan', 'library', '--format', 'json');
      assert.equal(second.out, first.out);
      assert.deepEqual((await readdir(root)).sort(), ['package.json', 'src']);
      assert.ok((await readdir(join(base, 'cache'))).length > 0);
    });

    it('keeps nothing with --no-cache', async () => {
      assert.equal((await run('scan', 'library', '--no-cache')).code, 0);
      await assert.rejects(readdir(join(base, 'cache')), { code: 'ENOENT' });
    });

    it('writes a report for people', async () => {
      const { out } = await run('scan', 'library');
      for (const part of ['1 file analysed', '/books/:id', 'unresolved: ', 'read  query  books  pg  src/app.ts:12', 'Attic', 'extends Shelf implements Countable', 'warning  src/app.ts:12', 'Fix: ', 'Databases', 'Next: ']) {
        assert.ok(out.includes(part), `${part}\n${out}`);
      }
      assert.match(out, /^ {2}GET {2}\/books\/:id {2}express {2}src\/app\.ts:11\n {6}reads books$/m);
      assert.match(out, /^Routes whose path is not known before run time \(1\)\n {2}POST {2}\/…\/x\/loans {2}express {2}src\/app\.ts:\d+\n {6}unresolved: .*env\.PREFIX/m);
      assert.ok(!out.includes('\u001b'), 'no colour on a pipe');
    });

    it('writes Markdown for a pull request', async () => {
      const { out } = await run('scan', 'library', '--format=markdown');
      assert.match(out, /^## Backend Coach\n/);
      assert.match(out, /\| warning \| `src\/app\.ts:12` \| /);
      assert.match(out, /<details><summary>Routes \(1\)<\/summary>[\s\S]*\| reads `books` \|/);
      assert.match(out, /<details><summary>Routes whose path is not known before run time \(1\)<\/summary>[\s\S]*env\.PREFIX/);
      for (const table of out.split('\n\n').filter((block) => block.startsWith('|'))) {
        const widths = new Set(table.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length));
        assert.equal(widths.size, 1, table);
      }
    });

    it('takes the current folder by default, and colours on a terminal unless told not to', async () => {
      const terminal = memoryIo({ cwd: root, env, isTTY: true });
      assert.equal(await runCli(['scan'], terminal), 0);
      assert.ok(terminal.out().includes('\u001b['));
      const plain = memoryIo({ cwd: root, env: { ...env, NO_COLOR: '1' }, isTTY: true });
      await runCli(['scan'], plain);
      assert.ok(!plain.out().includes('\u001b['));
      assert.ok(!plain.out().includes('\r'), 'progress never goes to stdout');
    });

    it('never breaks a character in two', async () => {
      const paths = Array.from({ length: 4000 }, (_, index) => `app.get('/🦉-${index}-${'x'.repeat(index % 7)}', handler);`).join('\n');
      await writeFile(join(root, 'src/owls.ts'), `import express from 'express';\nconst app = express();\nconst handler = () => {};\n${paths}\n`);
      const { out } = await run('scan', 'library', '--format', 'json');
      assert.ok(!out.includes('\uFFFD'));
      assert.equal(documentOf(out).routes.filter(({ path }) => path.startsWith('/🦉-')).length, 4000);
    });

    it('is content with a folder without code', async () => {
      await mkdir(join(base, 'empty'));
      const { code, out } = await run('scan', 'empty');
      assert.equal(code, 0);
      assert.match(out, /No TypeScript or JavaScript/);
      assert.deepEqual(documentOf((await run('scan', 'empty', '--format', 'json')).out).routes, []);
    });

    it('says in one sentence why a folder cannot be analysed', async () => {
      await writeFile(join(base, 'file.ts'), '');
      assert.deepEqual(await run('scan', 'nowhere'), { code: 1, out: '', err: 'backend-coach: nowhere cannot be analysed: there is no such folder.\n' });
      assert.deepEqual(await run('scan', 'file.ts'), { code: 1, out: '', err: 'backend-coach: file.ts cannot be analysed: it is not a folder.\n' });
    });

    it('says so when a folder may not be read', async function () {
      if (process.platform === 'win32') this.skip();
      await chmod(root, 0o000);
      // Root may read everything, so somebody else has to try.
      const asNobody = process.getuid?.() === 0 ? { uid: 65534 } : {};
      // Node hands NODE_V8_COVERAGE down by itself unless it is named, and somebody else may not write to its folder.
      const inherited = { ...process.env, NODE_V8_COVERAGE: undefined };
      const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'scan', root], { encoding: 'utf8', env: { ...inherited, ...env }, ...asNobody });
      await chmod(root, 0o700);
      assert.deepEqual([status, stdout, stderr], [1, '', `backend-coach: ${root} cannot be analysed: it may not be read.\n`]);
    });

    it('survives a file that cannot be parsed, a strange package.json and odd names', async () => {
      await writeFile(join(root, 'src/broken.ts'), 'class {{{ `${ <');
      await writeFile(join(root, 'package.json'), '{ "name": ');
      await writeFile(join(root, 'src/ünï cödé | `x`.ts'), "import express from 'express';\nexpress().get('/ü', () => {});\n");
      const { code, out } = await run('scan', 'library', '--format', 'json');
      assert.equal(code, 0);
      assert.ok(documentOf(out).routes.some(({ path }) => path === '/ü'));
      assert.equal((await run('scan', 'library', '--format', 'markdown')).code, 0);
    });
  });

  describe('as a process', () => {
    it('never cuts off a large document on a slow pipe', async () => {
      const routes = Array.from({ length: 12_000 }, (_, index) => `app.get('/resource-with-a-long-name/number-${index}', handler);`).join('\n');
      for (let part = 0; part < 4; part += 1) {
        await writeFile(join(root, `src/many${part}.ts`), `import express from 'express';\nconst app = express();\nconst handler = () => {};\n${routes.slice(part * 170_000, (part + 1) * 170_000).replace(/^[^\n]*\n/, '')}\n`);
      }
      const child = spawn(process.execPath, [main, 'scan', root, '--format', 'json', '--no-cache'], { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const out = await textOf(child.stdout);
      assert.ok(out.length > 1_000_000, `${out.length}`);
      assert.ok(documentOf(out).routes.length > 5000);
    });

    it('does not mind a reader that leaves early', () => {
      if (process.platform === 'win32') return;
      const { stderr, stdout } = spawnSync('sh', ['-c', '"$0" "$1" scan "$2" --no-cache | head -1', process.execPath, main, root], { encoding: 'utf8' });
      assert.deepEqual([stderr, stdout.split('\n').length], ['', 2]);
    });

    it('sets the exit code', () => {
      assert.equal(spawnSync(process.execPath, [main, '--help']).status, 0);
      assert.equal(spawnSync(process.execPath, [main, 'scan', join(base, 'nowhere')]).status, 1);
      assert.equal(spawnSync(process.execPath, [main, 'scna']).status, 2);
      const { version } = JSON.parse(execFileSync(process.execPath, ['-p', 'JSON.stringify(require("./package.json"))'], { encoding: 'utf8', cwd: join(import.meta.dirname, '../../..') })) as { version: string };
      assert.equal(execFileSync(process.execPath, [main, '--version'], { encoding: 'utf8' }), `${version}\n`);
    });
  });

  describe('lessons', () => {
    it('are listed and shown', async () => {
      const { code, out } = await run('lesson', 'list');
      assert.equal(code, 0);
      const [id = ''] = /databases\/[a-z-]+/.exec(out) ?? [];
      const shown = await run('lesson', 'show', id);
      assert.equal(shown.code, 0);
      assert.match(shown.out, /WHY IT MATTERS/);
      assert.ok(shown.out.includes(id));
    });

    it('that do not exist are answered with those that come close', async () => {
      const { code, err } = await run('lesson', 'show', 'databases/parametrised-queries');
      assert.equal(code, 1);
      assert.match(err, /^backend-coach: There is no lesson "databases\/parametrised-queries"\. Did you mean .*databases\/parameterised-queries.*\?\n$/);
      assert.match((await run('lesson', 'show', '../../package')).err, /There is no lesson/);
    });
  });

  describe('challenges', function () {
    this.timeout(60_000);
    const id = 'problem-solving/guard-clauses-invariants';

    it('are listed and shown', async () => {
      assert.ok((await run('challenge', 'list')).out.includes(id));
      const { code, out } = await run('challenge', 'show', id);
      assert.equal(code, 0);
      assert.match(out, /about \d+ minutes · begins in src\//);
      assert.match(out, /challenge start problem-solving\/guard-clauses-invariants <folder>/);
    });

    it('are started, run and helped with', async () => {
      assert.match((await run('challenge', 'run', 'attempt')).err, /attempt holds no challenge/);
      const started = await run('challenge', 'start', id, 'attempt');
      assert.deepEqual([started.code, started.err], [0, '']);
      assert.ok((await readdir(join(base, 'attempt'))).includes('src'));
      assert.match((await run('challenge', 'hint', 'attempt')).err, /run/i);
      const failed = await run('challenge', 'run', 'attempt');
      assert.equal(failed.code, 1);
      assert.match(failed.out, /^ {2}failed {3}\S[\s\S]*\n\d+ passed, \d+ failed in \d/m);
      assert.match(failed.err, /^backend-coach: \d+ of \d+ tests failed/);
      assert.match((await run('challenge', 'hint', 'attempt')).out, /^Point\n/);
      const again = await run('challenge', 'start', id, 'attempt');
      assert.equal(again.code, 1);
      assert.match(again.err, /already holds an attempt/);
    });

    it('leave nothing running when interrupted', async function () {
      if (process.platform === 'win32') this.skip();
      const { out } = await run('challenge', 'start', id, 'attempt');
      const [, path = ''] = /README\.md and (\S+),/.exec(out) ?? [];
      const pidFile = join(base, 'pid');
      await appendFile(path, `\nimport { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(pidFile)}, String(process.pid));\nfor (;;);\n`);
      const child = spawn(process.execPath, [main, 'challenge', 'run', join(base, 'attempt')], { stdio: ['ignore', 'pipe', 'pipe'] });
      const ended = new Promise<number | null>((resolve) => { child.on('close', resolve); });
      let pid = 0;
      for (let tries = 0; pid === 0 && tries < 400; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        pid = Number(await readFile(pidFile, 'utf8').catch(() => '0'));
      }
      assert.notEqual(pid, 0, 'the challenge never ran');
      child.kill('SIGINT');
      assert.equal(await ended, 1);
      assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
    });

    it('that do not exist are said not to', async () => {
      assert.match((await run('challenge', 'show', 'guard-clauses')).err, /no challenge "guard-clauses"\. Did you mean problem-solving\/guard-clauses-invariants\?/);
    });
  });

  describe('wrong usage', () => {
    const wrong: readonly (readonly [args: readonly string[], message: RegExp])[] = [
      [[], /a command is missing/],
      [['scna'], /there is no command "scna"/],
      [['scan', 'a', 'b'], /one folder/],
      [['scan', '--format', 'xml'], /text, json or markdown, not "xml"/],
      [['scan', '--fromat', 'json'], /--fromat/],
      [['scan', '--format'], /--format/],
      [['lesson'], /"list" or "show <id>"/],
      [['lesson', 'show'], /the id of one lesson/],
      [['lesson', 'list', '--no-cache'], /belong to "scan"/],
      [['lesson', 'teach'], /knows no "teach"/],
      [['challenge', 'start', 'a/b'], /the id of a challenge and a folder/],
      [['challenge', 'win'], /knows no "win"/],
    ];
    for (const [args, message] of wrong) {
      it(`is named: backend-coach ${args.join(' ')}`, async () => {
        const { code, out, err } = await run(...args);
        assert.deepEqual([code, out], [2, '']);
        assert.match(err, message);
        assert.equal(err.trimEnd().split('\n').length, 1, err);
      });
    }

    it('is explained by --help, with the exit codes', async () => {
      const { code, out } = await run('--help');
      assert.equal(code, 0);
      for (const word of ['scan', 'lesson', 'challenge', '--format', '--no-cache', 'Exit codes', '0  done', '1  ', '2  wrong usage']) assert.ok(out.includes(word), word);
      assert.ok(out.split('\n').every((line) => line.length <= 100));
    });
  });

  it('documents every field of the scan document', async () => {
    const doc = await readFile(join(import.meta.dirname, '../../../src/cli/scan-document.md'), 'utf8');
    const { out } = await run('scan', 'library', '--format', 'json');
    const fields = new Set<string>();
    JSON.parse(out, (key, value: unknown) => {
      if (key !== '' && !/^\d+$/.test(key)) fields.add(key);
      return value;
    });
    assert.ok(fields.size > 25);
    const words = new Set(doc.match(/[A-Za-z]+/g));
    for (const field of fields) assert.ok(words.has(field), `scan-document.md does not explain "${field}"`);
  });
});
