import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packExtension, type Packed } from '../../harness/packExtension.ts';
import { repo } from '../../harness/paths.ts';
import { zipEntries } from './zipEntries.ts';

const megabyte = 1024 * 1024;

describe('the packed extension', () => {
  let packed: Packed;
  let files: string[];

  before(async function () {
    this.timeout(60_000);
    assert.ok(existsSync(join(repo, 'dist/extension.cjs')), 'dist/ is missing: run `npm run build` first');
    packed = await packExtension();
    files = zipEntries(packed.vsix).filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length));
  });

  it('is packed without a warning', () => {
    assert.doesNotMatch(packed.said, /warning/i);
  });

  it('stays under 12 MB', () => {
    const { size } = statSync(packed.vsix);
    assert.ok(size < 12 * megabyte, `it has ${(size / megabyte).toFixed(1)} MB`);
  });

  it('keeps the activated part under 300 KB', () => {
    const { size } = statSync(join(repo, 'dist/extension.cjs'));
    assert.ok(size < 300 * 1024, `dist/extension.cjs has ${Math.round(size / 1024)} KB`);
  });

  it('holds what the extension needs', () => {
    for (const file of [
      'package.json', 'package.nls.json', 'readme.md', 'changelog.md', 'LICENSE.txt',
      'dist/extension.cjs', 'dist/server.cjs', 'dist/server-main.cjs', 'dist/webview/lesson.js', 'dist/webview/lesson.css', 'dist/lessons/index.json', 'dist/LICENSES.txt', 'media/l10n/bundle.l10n.json',
      'dist/kit/run/main.js', 'dist/kit/run/reporter.js',
    ]) assert.ok(files.includes(file), `${file} is missing`);
  });

  it('holds the whole challenge of every concept that has one', () => {
    const challenges = files.filter((file) => /^dist\/lessons\/.*\/challenge\/brief\.md$/.test(file)).map((file) => file.slice(0, -'brief.md'.length));
    assert.ok(challenges.length > 0);
    for (const challenge of challenges) {
      assert.ok(files.includes(`${challenge}hints.md`), `${challenge}hints.md`);
      for (const part of ['starter', 'tests', 'solution']) assert.ok(files.some((file) => file.startsWith(`${challenge}${part}/`)), `${challenge}${part}/`);
    }
  });

  it('holds nothing of the workshop', () => {
    const stray = files.filter((file) => /(^|\/)mutants\//.test(file) || /^(src|test|lessons|node_modules|out|coverage|\.)/.test(file) || /\.(fixture|gen)\./.test(file)
      || file.endsWith('.map') || file === 'package-lock.json' || file.startsWith('dist/cli'));
    assert.deepEqual(stray, []);
  });

  it('holds every file its manifest names', async () => {
    const { default: manifest } = await import('../../../package.json', { with: { type: 'json' } });
    const named = [...JSON.stringify(manifest.contributes).matchAll(/"((?:media|dist)\/[^"]+)"/g)].map(([, file]) => file ?? '');
    for (const file of [manifest.main.replace('./', ''), ...named]) assert.ok(files.includes(file), `${file} is missing`);
  });
});
