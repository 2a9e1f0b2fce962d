import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createEngine, type Observer } from '../../../src/analysis/engine.ts';
import { ts } from '../../../src/analysis/syntax/ts.ts';

const app = "import express from 'express';\nimport { orders } from './orders.js';\nconst app = express();\napp.use('/api', orders);\napp.listen(3000);\n";
const orders = "import { Router } from 'express';\nexport const orders = Router();\norders.get('/orders/:id', (_req, res) => { res.end(); });\n";

describe('engine', () => {
  let root: string;
  let cacheDir: string;
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'coach-engine-'));
    cacheDir = mkdtempSync(join(tmpdir(), 'coach-cache-'));
    write('src/app.ts', app);
    write('src/orders.ts', orders);
  });
  afterEach(() => {
    for (const dir of [root, cacheDir]) rmSync(dir, { recursive: true, force: true });
  });

  it('finds routes across files without package.json and tsconfig', async () => {
    const { project, files } = await createEngine(root, []).scan();
    assert.deepEqual(project.routes.map(({ method, path }) => `${method} ${path}`), ['GET /api/orders/:id']);
    assert.deepEqual(files, { analysed: 2, skipped: 0, failed: [] });
  });

  it('keeps what it can of broken syntax', async () => {
    write('src/orders.ts', `${orders}\nexport const broken = (((\nfunction {`);
    const { project } = await createEngine(root, []).scan();
    assert.equal(project.routes.length, 1);
  });

  it('skips minified and oversized files, build output, dot folders and what .gitignore names', async () => {
    write('src/vendor.js', `${'var a=1;'.repeat(2000)}\n`);
    write('public/big.js', 'x();\n'.repeat(200_000));
    write('public/lib.min.js', 'x();');
    write('dist/app.js', app);
    write('.cache/app.js', app);
    write('generated/app.ts', app);
    write('.gitignore', 'generated/\n');
    const { files, project } = await createEngine(root, []).scan();
    assert.deepEqual([...project.files.keys()].sort(), ['src/app.ts', 'src/orders.ts']);
    assert.equal(files.skipped, 3);
    assert.deepEqual(files.failed, []);
  });

  it('counts committed build output once, wherever it lies, and follows imports to the sources', async () => {
    const compiled = `"use strict";\n${app.replace("import express from 'express'", "const express = require('express')")}`;
    write('src/app.js', compiled);
    write('src/orders.js', orders);
    write('lib/app.js', app);
    write('lib/orders.js', orders);
    write('deploy/server.js', `${app}//# sourceMappingURL=server.js.map\n`);
    const engine = createEngine(root, []);
    const { project } = await engine.scan({ cacheDir });
    const roles = (facts: typeof project): Record<string, string> => Object.fromEntries([...facts.files.values()].map(({ file, role }) => [file, role]));
    assert.deepEqual(project.routes.map(({ path, at }) => `${path} ${at.file}`), ['/api/orders/:id src/orders.ts']);
    assert.deepEqual(roles(project), {
      'deploy/server.js': 'built', 'lib/app.js': 'built', 'lib/orders.js': 'built', 'src/app.js': 'built', 'src/app.ts': 'server', 'src/orders.js': 'built', 'src/orders.ts': 'server',
    });
    engine.update('lib/app.js', app);
    assert.equal(engine.current()?.project.routes.length, 1);
    for (const file of ['src/app.ts', 'src/orders.ts', 'lib/app.js', 'lib/orders.js', 'deploy/server.js']) rmSync(join(root, file));
    const alone = await createEngine(root, []).scan({ cacheDir });
    assert.deepEqual(alone.project.routes.map(({ path, at }) => `${path} ${at.file}`), ['/api/orders/:id src/orders.js'], 'without sources it is all there is');
  });

  it('says what is wrong with a damaged package.json and goes on', async () => {
    write('package.json', '{ "name": ');
    const { project, files } = await createEngine(root, []).scan();
    assert.deepEqual(files.failed, [{ file: 'package.json', reason: 'not valid JSON' }]);
    assert.equal(project.routes.length, 1);
  });

  it('follows unsaved text and goes back to disk', async () => {
    const engine = createEngine(root, []);
    assert.equal(engine.current(), undefined);
    await engine.scan();
    engine.update('src/app.ts', app.replace("'/api'", "'/v2'"));
    assert.equal(engine.current()?.project.routes[0]?.path, '/v2/orders/:id');
    engine.update('src/app.ts', undefined);
    assert.equal(engine.current()?.project.routes[0]?.path, '/api/orders/:id');
    rmSync(join(root, 'src/orders.ts'));
    engine.update('src/orders.ts', undefined);
    assert.deepEqual(engine.current()?.project.routes, []);
  });

  it('moves what it knows with an edit, and links a large project only when asked to settle', async () => {
    const engine = createEngine(root, [], { quickFiles: 0 });
    await engine.scan();
    engine.update('src/orders.ts', `// Orders of a tenant\n${orders}export const pageSize = 20;\n`);
    assert.equal(engine.isBehind, false, 'a comment and a constant nobody asked for change nothing');
    assert.deepEqual(engine.current()?.project.routes.map(({ path, at }) => [path, at.line]), [['/api/orders/:id', 4]]);
    engine.update('src/orders.ts', `${orders}orders.post('/orders', (_req, res) => { res.end(); });\n`);
    assert.equal(engine.isBehind, true);
    assert.deepEqual(engine.current()?.project.routes.map(({ method, at }) => [method, at.line]), [['GET', 3]]);
    await engine.settle();
    assert.equal(engine.isBehind, false);
    assert.deepEqual(engine.current()?.project.routes.map(({ method, at }) => [method, at.line]), [['GET', 3], ['POST', 4]]);
    engine.update('src/app.ts', app.replace("'/api'", "'/v2'"));
    await engine.settle();
    assert.deepEqual(engine.current()?.project.routes.map(({ path }) => path), ['/v2/orders/:id', '/v2/orders']);
  });

  it('starts linking over when something changes meanwhile, and stops when asked to', async () => {
    const engine = createEngine(root, [], { quickFiles: 0 });
    await engine.scan();
    engine.update('src/app.ts', app.replace("'/api'", "'/v2'"));
    const settled = engine.settle();
    engine.update('src/app.ts', app.replace("'/api'", "'/v3'"));
    await settled;
    assert.deepEqual(engine.current()?.project.routes.map(({ path }) => path), ['/v3/orders/:id']);
  });

  it('gives the same from its snapshot as from linking', async () => {
    const first = await createEngine(root, []).scan({ cacheDir });
    const second = await createEngine(root, []).scan({ cacheDir });
    assert.deepEqual(second.project.routes, first.project.routes);
    assert.deepEqual(second.project.functions.in('src/orders.ts'), first.project.functions.in('src/orders.ts'));
    write('src/orders.ts', orders.replace('/orders/:id', '/orders/:number'));
    const third = await createEngine(root, []).scan({ cacheDir });
    assert.deepEqual(third.project.routes.map(({ path }) => path), ['/api/orders/:number']);
  });

  it('parses no tests and no browser code, unless the server imports it', async () => {
    let parsed: string[] = [];
    const watching: Observer = { id: 'watch', version: 1, visit: { [ts.SyntaxKind.ImportDeclaration]: (_node: never, context) => { parsed.push(context.file); } } };
    write('src/app.test.ts', app);
    write('src/Page.tsx', "'use client';\nimport * as React from 'react';\nexport const prefix = '/pages';\nexport const Page = () => <p>{React.version}</p>;\n");
    await createEngine(root, [watching]).scan();
    assert.deepEqual([...new Set(parsed)], ['src/app.ts', 'src/orders.ts'].filter((file) => file === 'src/app.ts' || parsed.includes(file)));
    parsed = [];
    write('src/app.ts', app.replace("'/api'", 'prefix').replace('import express', "import { prefix } from './Page.tsx';\nimport express"));
    const { project } = await createEngine(root, [watching]).scan();
    assert.deepEqual(project.routes.map(({ path }) => path), ['/pages/orders/:id']);
    assert.equal(parsed.includes('src/Page.tsx'), true);
    assert.equal(parsed.includes('src/app.test.ts'), false);
    assert.equal(project.files.get('src/Page.tsx')?.role, 'browser');
  });

  it('answers from the cache what has not changed, by time or by content', async () => {
    let walked = 0;
    const counting: Observer = { id: 'count', version: 1, visit: { [ts.SyntaxKind.ExportKeyword]: () => undefined, [ts.SyntaxKind.ImportDeclaration]: () => { walked++; } } };
    const first = await createEngine(root, [counting]).scan({ cacheDir });
    assert.equal(walked, 3);
    const second = await createEngine(root, [counting]).scan({ cacheDir });
    assert.equal(walked, 3);
    assert.deepEqual(second.project.routes, first.project.routes);
    utimesSync(join(root, 'src/app.ts'), new Date(), new Date(Date.now() + 5000));
    await createEngine(root, [counting]).scan({ cacheDir });
    assert.equal(walked, 3, 'a checkout that only touches files parses nothing');
    await createEngine(root, [{ ...counting, version: 2 }]).scan({ cacheDir });
    assert.equal(walked, 6, 'another version of an observer sees every file again');
  });

  it('treats a damaged cache as empty', async () => {
    await createEngine(root, []).scan({ cacheDir });
    for (const name of readdirSync(cacheDir)) writeFileSync(join(cacheDir, name), '{"key": 1, "entries": 7');
    const { project } = await createEngine(root, []).scan({ cacheDir });
    assert.equal(project.routes.length, 1);
  });

  it('costs an observer that throws its own notes in one file only', async () => {
    const failing: Observer = { id: 'failing', version: 1, visit: { [ts.SyntaxKind.ImportDeclaration]: () => { throw new Error('no idea'); } } };
    const { project, files } = await createEngine(root, [failing]).scan();
    assert.equal(project.routes.length, 1);
    assert.deepEqual(files.failed, [{ file: 'src/app.ts', reason: 'failing: no idea' }, { file: 'src/orders.ts', reason: 'failing: no idea' }]);
  });

  it('stops when asked to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await assert.rejects(createEngine(root, []).scan({ signal: stop.signal }), /enough/);
  });
});
