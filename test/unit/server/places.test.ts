import assert from 'node:assert/strict';
import { isSource, pathOf, rangeOf, relativeTo } from '../../../src/server/places.ts';

describe('places', () => {
  it('counts from nought for the protocol', () => {
    assert.deepEqual(rangeOf({ file: 'a.ts', line: 1, column: 1, endLine: 3, endColumn: 5 }), { start: { line: 0, character: 0 }, end: { line: 2, character: 4 } });
  });

  it('knows the path of a file URI and of no other', () => {
    assert.equal(pathOf('file:///srv/a%20b/%C3%BC.ts'), process.platform === 'win32' ? undefined : '/srv/a b/ü.ts');
    assert.equal(pathOf('untitled:Untitled-1'), undefined);
    assert.equal(pathOf('git:/srv/a.ts?ref=HEAD'), undefined);
    assert.equal(pathOf('file:///%E0%A4%A'), undefined);
  });

  it('is strict about what lies below a folder', () => {
    if (process.platform === 'win32') return;
    assert.equal(relativeTo('/srv/app', '/srv/app/src/a.ts'), 'src/a.ts');
    assert.equal(relativeTo('/srv/app', '/srv/application/a.ts'), undefined);
    assert.equal(relativeTo('/', '/a.ts'), 'a.ts');
  });

  it('knows source files by their ending', () => {
    for (const name of ['a.ts', 'a.tsx', 'a.mts', 'a.cjs', 'A.JS']) assert.ok(isSource(name), name);
    for (const name of ['a.json', 'a.tsv', 'ts', 'a.ts.bak']) assert.ok(!isSource(name), name);
  });
});
