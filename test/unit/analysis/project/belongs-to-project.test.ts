import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createEngine } from '../../../../src/analysis/engine.ts';
import { belongsToProject, listProject } from '../../../../src/analysis/project/files.ts';

const files: Readonly<Record<string, string>> = {
  'package.json': '{}',
  '.gitignore': 'generated/\n*.local.ts\n',
  'src/app.ts': '',
  'src/app.local.ts': '',
  'src/app.d.ts': '',
  'src/app.min.js': '',
  'src/build/plan.ts': '',
  'src/inner/.gitignore': 'secret.ts\n',
  'src/inner/secret.ts': '',
  'src/inner/open.ts': '',
  'src/legacy/old.ts': '',
  'generated/client.ts': '',
  'dist/app.js': '',
  'node_modules/pg/index.js': '',
  '.config/tool.js': '',
  'notes.md': '',
};
const exclude = ['src/legacy/**'];

describe('belongsToProject', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'belongs-'));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
  });
  after(() => { rmSync(root, { recursive: true }); });

  it('agrees with the listing about every file', () => {
    const listed = new Set(listProject(root, exclude).sources.map(({ file }) => file));
    assert.deepEqual([...listed].sort(), ['src/app.ts', 'src/build/plan.ts', 'src/inner/open.ts']);
    for (const file of Object.keys(files)) assert.equal(belongsToProject(root, file, exclude), listed.has(file), file);
  });

  it('knows a file that is not on disk yet', () => {
    assert.equal(belongsToProject(root, 'src/new/thing.ts', exclude), true);
    assert.equal(belongsToProject(root, 'generated/new.ts', exclude), false);
  });

  it('keeps an opened library file out of the engine', async () => {
    const engine = createEngine(root, [], { exclude });
    await engine.scan();
    engine.update('node_modules/pg/index.js', 'export class Pool {}');
    engine.update('src/legacy/old.ts', 'export class Old {}');
    engine.update('src/app.ts', 'export class App {}');
    assert.deepEqual(engine.current()?.project.classes.map(({ name }) => name), ['App']);
  });

  it('counts an oversized file once, opened or not', async () => {
    writeFileSync(join(root, 'src/huge.ts'), 'export const a = 1;\n'.repeat(40_000));
    const engine = createEngine(root, [], { exclude });
    const before = (await engine.scan()).files;
    engine.update('src/huge.ts', `export const b = 1;\n${'export const a = 1;\n'.repeat(40_000)}`);
    assert.deepEqual(engine.current()?.files, before);
    rmSync(join(root, 'src/huge.ts'));
  });
});
