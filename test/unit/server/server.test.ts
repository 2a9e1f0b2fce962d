import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { SkillMap } from '../../../src/server/protocol.ts';
import { Editor, type EditorOptions, serverModule, until, uri, write } from './editor.ts';
import { lessonIndex, shop } from './shop.ts';

describe('language server', function () {
  this.timeout(30_000);
  let base: string;
  let root: string;
  let editors: Editor[];

  beforeEach(async () => {
    base = await realpath(await mkdtemp(join(tmpdir(), 'coach-server-')));
    root = join(base, 'shop');
    editors = [];
    await write(root, shop);
    await write(base, { 'lessons/index.json': lessonIndex });
  });

  afterEach(async () => {
    await Promise.all(editors.map((editor) => editor.stop()));
    await rm(base, { recursive: true, force: true });
  });

  const start = async (options: EditorOptions = {}): Promise<Editor> => {
    const editor = await Editor.start({ folders: [root], lessonsDir: join(base, 'lessons'), cacheDir: join(base, 'cache'), ...options });
    editors.push(editor);
    return editor;
  };
  const at = (file: string): string => join(root, file);
  const open = async (editor: Editor, file: string): Promise<string> => {
    const text = await readFile(at(file), 'utf8');
    await editor.open(at(file), text);
    return text;
  };

  for (const transport of ['stdio', 'ipc'] as const) {
    it(`answers with the skill map over ${transport}`, async () => {
      const editor = await start({ transport });
      const { folders } = await editor.skillMap('token-1');
      const [folder] = folders;
      assert.equal(folder?.uri, uri(root));
      assert.deepEqual(folder.routes.map(({ method, path }) => `${method} ${path}`), ['GET /api/orders/:id', 'POST /api/orders']);
      assert.equal(folder.files.analysed, 4);
      assert.deepEqual(folder.files.failed, []);
      assert.equal(stateOf({ folders }, 'databases/parameterised-queries'), 'seen');
      assert.deepEqual([...new Set(editor.progress.map(({ token }) => token))], ['token-1']);
      assert.deepEqual([editor.progress[0]?.value.kind, editor.progress.at(-1)?.value.kind], ['begin', 'end']);
    });
  }

  it('introduces itself and asks to be told of changes', async () => {
    const editor = await start();
    const { capabilities, serverInfo } = editor.initialized;
    assert.equal(serverInfo?.name, 'Backend Coach');
    assert.equal(capabilities.hoverProvider, true);
    await until(() => editor.registrations.length >= 2, 'registrations');
    assert.deepEqual(editor.registrations.sort(), ['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
    assert.deepEqual(capabilities.workspace?.workspaceFolders, { supported: true, changeNotifications: true });
  });

  describe('hover', () => {
    it('says what a route is, whose concepts it is, and links to their lessons', async () => {
      const editor = await start();
      await open(editor, 'src/orders.ts');
      await editor.skillMap();
      const get = await editor.hover(at('src/orders.ts'), 5, 8);
      assert.match(get ?? '', /^`GET \/api\/orders\/:id`: Express route, handled right here after `requireUser`\. It reads `orders` and `order_lines`\.\n\n\*\*Resource design\*\*/);
      assert.match(get ?? '', /\[Open the lesson\]\(command:backendCoach\.openLesson\?%5B%22apis%2Fresource-design%22%5D\)/);
      const post = await editor.hover(at('src/orders.ts'), 12, 3);
      assert.match(post ?? '', /handled by `createOrder`[\s\S]*Resource design[\s\S]*Request validation/);
    });

    it('is silent inside the body of a route, on other lines, and in files it does not know', async () => {
      const editor = await start();
      await open(editor, 'src/orders.ts');
      await editor.open(join(base, 'elsewhere.ts'), 'const a = 1;');
      await editor.skillMap();
      assert.equal(await editor.hover(at('src/orders.ts'), 9, 4), undefined);
      assert.equal(await editor.hover(at('src/orders.ts'), 0, 4), undefined);
      assert.equal(await editor.hover(join(base, 'elsewhere.ts'), 0, 4), undefined);
      assert.equal(await editor.hover(at('src/never-opened.ts'), 0, 4), undefined);
    });

    it('says why a path is not known', async () => {
      await write(root, { 'src/app.ts': "import express from 'express';\nconst app = express();\napp.listen(3000);\n" });
      const editor = await start();
      await open(editor, 'src/orders.ts');
      await editor.skillMap();
      assert.match((await editor.hover(at('src/orders.ts'), 5, 8)) ?? '', /; its full path is not known: \S[^.]*\. It reads/);
    });

    it('describes data calls, also over several lines, and puts a finding and its fix first', async () => {
      const editor = await start();
      await open(editor, 'src/orders.ts');
      await editor.skillMap();
      const bad = await editor.hover(at('src/orders.ts'), 6, 30);
      assert.match(bad ?? '', /^A value is spliced[\s\S]*\*\*Fix:\*\* [\s\S]*`query` of pg reads from `orders`/);
      const chained = await editor.hover(at('src/orders.ts'), 8, 6);
      assert.match(chained ?? '', /^`query` of pg reads from `order_lines`\. `GET \/api\/orders\/:id` reaches it\.\n\n\*\*Parameterised queries\*\*: seen/);
      assert.match(chained ?? '', /About \*Parameterised queries\*\./);
    });

    it('says what a class is', async () => {
      const editor = await start();
      await open(editor, 'src/repository.ts');
      await editor.skillMap();
      const hover = await editor.hover(at('src/repository.ts'), 4, 15);
      assert.match(hover ?? '', /^Class `PgOrders` implements `Orders` and receives `Pool` through its constructor\.\n\n\*\*Composition and injection\*\*/);
      assert.equal(await editor.hover(at('src/repository.ts'), 8, 0), undefined);
    });

    it('has no links for editors that do not run our commands, and plain text for those without Markdown', async () => {
      const plain = await start({ initializationOptions: { lessonsDir: join(base, 'lessons'), cacheDir: join(base, 'cache') }, capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } } });
      await open(plain, 'src/orders.ts');
      await plain.skillMap();
      const hover = (await plain.hover(at('src/orders.ts'), 5, 8)) ?? '';
      assert.match(hover, /^GET \/api\/orders\/:id: Express route/);
      assert.doesNotMatch(hover, /command:|\*\*|`/);
      assert.deepEqual((await plain.codeActions(at('src/orders.ts'), 6)).map(({ title }) => title), ['Bind the values instead of splicing them']);
    });

    it('can be turned off by category, without a restart', async () => {
      const editor = await start();
      await open(editor, 'src/orders.ts');
      await editor.skillMap();
      assert.ok(await editor.hover(at('src/orders.ts'), 5, 8));
      editor.settings = { hover: { routes: false, dataCalls: true, classes: true }, diagnostics: true };
      await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.equal(await editor.hover(at('src/orders.ts'), 5, 8), undefined);
      assert.ok(await editor.hover(at('src/orders.ts'), 8, 6));
    });
  });

  describe('findings', () => {
    it('are published for an open document by themselves, where they are', async () => {
      const editor = await start();
      await open(editor, 'src/orders.ts');
      await until(() => editor.diagnostics.has(uri(at('src/orders.ts'))), 'diagnostics');
      const [found, ...more] = editor.diagnostics.get(uri(at('src/orders.ts'))) ?? [];
      assert.deepEqual(more, []);
      assert.deepEqual([found?.source, found?.code, found?.severity, found?.range.start.line], ['Backend Coach', 'sql-text-from-values', 2, 6]);
      assert.equal(found?.codeDescription, undefined);
    });

    it('go away while the person types the cure, come back with undo, and are not published twice', async () => {
      const editor = await start();
      const text = await open(editor, 'src/orders.ts');
      const path = at('src/orders.ts');
      const count = (): number => editor.diagnostics.get(uri(path))?.length ?? 0;
      await until(() => count() === 1, 'the finding');
      const published = editor.published.length;
      await editor.type(path, ' ', { start: { line: 20, character: 1 }, end: { line: 20, character: 1 } });
      await sleep(600);
      assert.equal(editor.published.length, published, 'an unrelated edit publishes nothing');
      await editor.type(path, cured(text));
      await until(() => count() === 0, 'the finding to go');
      await editor.type(path, text);
      await until(() => count() === 1, 'the finding to come back');
      await editor.close(path);
      await until(() => count() === 0, 'the finding to be cleared');
    });

    it('can be turned off', async () => {
      const editor = await start({ settings: { diagnostics: false } });
      await open(editor, 'src/orders.ts');
      await editor.skillMap();
      await sleep(300);
      assert.deepEqual(editor.published, []);
      editor.settings = { diagnostics: true };
      await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await until(() => editor.diagnostics.get(uri(at('src/orders.ts')))?.length === 1, 'the finding');
    });

    it('lead to the lesson and the challenge', async () => {
      const editor = await start();
      await open(editor, 'src/orders.ts');
      await editor.skillMap();
      const actions = await editor.codeActions(at('src/orders.ts'), 6);
      assert.deepEqual(actions.map(({ title }) => title), ['Bind the values instead of splicing them', 'Open the lesson: Parameterised queries', 'Start the challenge: Parameterised queries challenge']);
      const [bind, lesson] = actions;
      assert.deepEqual(lesson?.command, { title: lesson?.title, command: 'backendCoach.openLesson', arguments: ['databases/parameterised-queries'] });
      assert.equal(lesson.kind, 'quickfix');
      assert.equal(lesson.diagnostics?.[0]?.code, 'sql-text-from-values');
      const [edit] = bind?.edit?.changes?.[uri(at('src/orders.ts'))] ?? [];
      assert.equal(edit?.newText, 'pool.query(`SELECT * FROM orders WHERE id = $1`, [req.params.id])');
      await editor.type(at('src/orders.ts'), edit.newText, edit.range);
      assert.deepEqual(await editor.codeActions(at('src/orders.ts'), 6), [], 'the repair cures the finding');
      await editor.type(at('src/orders.ts'), shop['src/orders.ts'] ?? '');
      assert.deepEqual(await editor.codeActions(at('src/orders.ts'), 12), []);
      assert.deepEqual(await editor.codeActions(at('src/orders.ts'), 6, ['refactor']), []);
      assert.equal((await editor.codeActions(at('src/orders.ts'), 6, ['quickfix'])).length, 3);
    });
  });

  describe('the skill map', () => {
    it('follows unsaved text, and is announced only when it really changed', async () => {
      const editor = await start();
      const text = await open(editor, 'src/orders.ts');
      assert.equal(stateOf(await editor.skillMap(), 'databases/parameterised-queries'), 'seen');
      await sleep(300);
      const before = editor.changes;
      await editor.type(at('src/orders.ts'), `${text}// nothing\n`);
      await sleep(600);
      assert.equal(editor.changes, before, 'a comment at the end changes nothing');
      await editor.type(at('src/orders.ts'), cured(text));
      await until(() => editor.changes > before, 'the announcement');
      assert.notEqual(stateOf(await editor.skillMap(), 'databases/parameterised-queries'), 'seen');
      await editor.close(at('src/orders.ts'));
      await until(() => editor.changes > before + 1, 'the announcement after closing without saving');
      assert.equal(stateOf(await editor.skillMap(), 'databases/parameterised-queries'), 'seen');
    });

    it('follows the disk: changed, new and deleted files, and whole folders', async () => {
      const editor = await start();
      const routes = async (): Promise<string[]> => (await editor.skillMap()).folders[0]!.routes.map(({ method, path }) => `${method} ${path}`);
      assert.equal((await routes()).length, 2);
      await write(root, { 'src/orders.ts': `${shop['src/orders.ts'] ?? ''}orders.delete('/:id', createOrder);\n` });
      await editor.filesChanged([at('src/orders.ts'), 2]);
      assert.ok((await routes()).includes('DELETE /api/orders/:id'));
      await write(root, { 'src/admin/users.ts': "import express from 'express';\nexport const admin = express();\nadmin.get('/admin/users', (_req, res) => res.json([]));\n" });
      await editor.filesChanged([at('src/admin/users.ts'), 1]);
      assert.ok((await routes()).includes('GET /admin/users'));
      await rm(at('src/admin'), { recursive: true });
      await editor.filesChanged([at('src/admin'), 3]);
      assert.ok(!(await routes()).includes('GET /admin/users'));
    });

    it('lists anew when a .gitignore changes', async () => {
      const editor = await start();
      assert.equal((await editor.skillMap()).folders[0]?.routes.length, 2);
      await write(root, { '.gitignore': 'orders.ts\n' });
      await editor.filesChanged([at('.gitignore'), 1]);
      await until(() => editor.changes > 0, 'the announcement');
      assert.equal((await editor.skillMap()).folders[0]?.routes.length, 0);
    });

    it('does not take an opened library for code of the project', async () => {
      const editor = await start();
      const { folders: before } = await editor.skillMap();
      await editor.open(at('node_modules/tool/index.js'), "const app = require('express')();\napp.get('/not-ours', (req, res) => res.end());\n");
      await sleep(300);
      assert.deepEqual((await editor.skillMap()).folders, before);
      assert.equal(editor.changes, 0);
    });

    it('keeps what the editor shows when the file changes on disk underneath', async () => {
      const editor = await start();
      await editor.open(at('src/orders.ts'), cured(shop['src/orders.ts'] ?? ''));
      assert.notEqual(stateOf(await editor.skillMap(), 'databases/parameterised-queries'), 'seen');
      await write(root, { 'src/orders.ts': shop['src/orders.ts'] ?? '' });
      await editor.filesChanged([at('src/orders.ts'), 2]);
      assert.notEqual(stateOf(await editor.skillMap(), 'databases/parameterised-queries'), 'seen');
    });

    it('can be cancelled, and asked for again', async () => {
      await write(root, Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`src/generated/module${index}.ts`, `export function work${index}(a: number) {\n  return a + ${index};\n}\n`.repeat(8).replaceAll(/work\d+/g, (name) => `${name}_${Math.random().toString(36).slice(2)}`)])));
      const editor = await start();
      const source = new CancellationTokenSource();
      editor.onProgress = ({ value }) => { if (value.kind === 'report') source.cancel(); };
      const request = editor.connection.sendRequest('backendCoach/skillMap', { workDoneToken: 'cancel-me' }, source.token);
      await assert.rejects(request, { code: -32800 });
      const { folders } = await editor.skillMap();
      assert.equal(folders[0]?.files.analysed, 1504);
    });

    it('is made anew by a rescan, whatever was remembered', async () => {
      const editor = await start();
      await editor.skillMap();
      await write(root, { 'src/late.ts': "import express from 'express';\nexport const late = express();\nlate.get('/late', (_req, res) => res.end());\n" });
      await editor.connection.sendRequest('backendCoach/rescan');
      const { folders } = await editor.skillMap();
      assert.ok(folders[0]?.routes.some(({ path }) => path === '/late'));
    });

    it('covers several folders, also nested ones, and follows their coming and going', async () => {
      const other = join(base, 'blog');
      await write(other, { 'package.json': '{"name":"blog"}', 'index.js': "const app = require('express')();\napp.get('/posts', (req, res) => res.end());\n" });
      const editor = await start({ folders: [root, other] });
      assert.deepEqual((await editor.skillMap()).folders.map(({ name, routes }) => [name, routes.length]), [['shop', 2], ['blog', 1]]);
      const folders = (event: object): Promise<void> => editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
      await folders({ added: [{ uri: uri(at('src')), name: 'src' }], removed: [{ uri: uri(other), name: 'blog' }] });
      assert.deepEqual((await editor.skillMap()).folders.map(({ name }) => name), ['shop', 'src']);
      await open(editor, 'src/orders.ts');
      assert.ok(await editor.hover(at('src/orders.ts'), 5, 8));
    });

    it('leaves out what the settings exclude, also when they change', async () => {
      const editor = await start({ settings: { exclude: ['src/orders.ts'] } });
      assert.equal((await editor.skillMap()).folders[0]?.routes.length, 0);
      editor.settings = { exclude: [] };
      await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await until(() => editor.changes > 0, 'the announcement');
      assert.equal((await editor.skillMap()).folders[0]?.routes.length, 2);
    });

    it('works for an editor that knows one root path only, and without any folder', async () => {
      const old = await start({ folders: undefined!, rootPath: root, capabilities: {} });
      assert.equal((await old.skillMap()).folders[0]?.routes.length, 2);
      const none = await start({ folders: [] });
      assert.deepEqual(await none.skillMap(), { folders: [] });
    });
  });

  describe('survives', () => {
    it('broken syntax', async () => {
      const editor = await start();
      const text = await open(editor, 'src/orders.ts');
      await editor.skillMap();
      for (const broken of [text.slice(0, 333), `${text}\nclass {{{ <div>`, 'export default (', '\u0000\uFEFF`${', text.replaceAll(')', '')]) {
        await editor.type(at('src/orders.ts'), broken);
        await editor.hover(at('src/orders.ts'), 5, 8);
      }
      await editor.type(at('src/orders.ts'), text);
      assert.ok(await editor.hover(at('src/orders.ts'), 5, 8));
      assert.equal(editor.exitCode, undefined);
    });

    it('a minified file of five megabytes, on disk and in the editor', async () => {
      const minified = 'var a=function(b){return b+1};'.repeat(180_000);
      await write(root, { 'src/vendor.bundle.js': minified });
      const editor = await start();
      const { folders } = await editor.skillMap();
      assert.equal(folders[0]?.routes.length, 2);
      await editor.open(at('src/vendor.bundle.js'), minified);
      const started = Date.now();
      assert.equal(await editor.hover(at('src/vendor.bundle.js'), 0, 100), undefined);
      assert.ok(Date.now() - started < 3000, `${Date.now() - started} ms`);
    });

    it('a missing tsconfig, a broken package.json and a folder that is gone', async () => {
      await writeFile(at('package.json'), '{ "name": ');
      const gone = join(base, 'gone');
      const editor = await start({ folders: [root, gone] });
      const { folders } = await editor.skillMap();
      assert.equal(folders.find(({ uri: folder }) => folder === uri(root))?.routes.length, 2);
      assert.equal(editor.exitCode, undefined);
    });

    it('a damaged cache', async () => {
      const first = await start();
      await first.skillMap();
      await first.stop();
      const { globSync, statSync, writeFileSync } = await import('node:fs');
      for (const file of globSync(join(base, 'cache', '**'))) if (statSync(file).isFile()) writeFileSync(file, '{"broken');
      const second = await start();
      assert.equal((await second.skillMap()).folders[0]?.routes.length, 2);
    });

    it('missing lessons, and says so in its log', async () => {
      const editor = await start({ lessonsDir: join(base, 'nowhere') });
      await editor.skillMap();
      assert.ok(editor.log.some((line) => line.includes('does not exist')), editor.log.join('\n'));
    });
  });

  it('explains itself when started by hand', () => {
    const { status, stderr } = spawnSync(process.execPath, [serverModule], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, /--stdio/);
  });
});

function stateOf({ folders }: SkillMap, concept: string): string | undefined {
  return folders[0]?.skills.flatMap(({ concepts }) => concepts).find(({ id }) => id === concept)?.state;
}

/** The orders router with its value bound instead of spliced. */
function cured(text: string): string {
  return text.replace('`SELECT * FROM orders WHERE id = ${req.params.id}`', "'SELECT * FROM orders WHERE id = $1', [req.params.id]");
}
