import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ignore from 'ignore';
import { listProject } from '../../../../src/analysis/project/files.ts';

const files = ['a.ts', 'b.local.ts', 'logs', 'src/a.ts', 'src/deep/c.js', 'src/deep/keep.ts', 'generated/g.ts', 'generated/kept/k.ts', 'tmp1/x.ts', 'tmp2/y.TS', 'odd name.ts', 'data.ts/inner.ts'];
const sources = files.filter((file) => /\.[jt]s$/.test(file));

/** Each as in the wild: folders, names without a wildcard, extensions of other files, re-inclusions. */
const ignoreFiles: Readonly<Record<string, string>> = {
  'folders and names of other files': 'generated/\nlogs\n.env\n*.log\nnpm-debug.log*\n# src/\n',
  'all, then some again': '*\n!*/\n!*.ts\n',
  'a folder taken back': '/generated/*\n!/generated/kept/\n',
  'a file taken back': 'src/deep/*\n!src/deep/keep.ts\n',
  'by extension and depth': '**/deep/**\n*.local.ts\n',
  'character classes and escapes': 'tmp[12]\nodd\\ name.ts\n',
  'a folder named like a file': 'data.ts/\n',
  'upper case': '*.TS\n',
  'carriage returns': 'src/\r\n*.local.ts\r\n',
};

describe('ignored files', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'coach-ignored-'));
    for (const file of files) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), '');
    }
  });
  afterEach(async () => { await rm(root, { recursive: true, force: true }); });

  for (const [name, text] of Object.entries(ignoreFiles)) {
    it(`are those that all patterns together say: ${name}`, async () => {
      await writeFile(join(root, '.gitignore'), text);
      const rules = ignore().add(text);
      assert.deepEqual(listProject(root).sources.map(({ file }) => file).sort(), sources.filter((file) => !rules.ignores(file)).sort());
    });
  }
});
