import assert from 'node:assert/strict';
import { readPackageEntries } from '../../../../src/analysis/project/package-entries.ts';

const entries = readPackageEntries(JSON.stringify({
  main: './dist/index.js',
  exports: {
    '.': { types: './dist/index.d.ts', import: './dist/index.js' },
    './hono': { types: './dist/adapters/hono.d.ts', default: './dist/adapters/hono.js' },
    './features/*': './lib/features/*.js',
    './features/secret/*': null,
  },
  imports: { '#db/*': ['./src/db/*.ts'], '#config': './config.js' },
}));

describe('entries of a package.json', () => {
  it('lead to what is exported, and to the source it is built from', () => {
    assert.deepEqual(entries('./hono'), ['dist/adapters/hono.ts', 'src/adapters/hono.ts', 'dist/adapters/hono.js', 'src/adapters/hono.js']);
  });

  it('fill in what stands for the star, the longest pattern first', () => {
    assert.deepEqual(entries('./features/orders'), ['lib/features/orders.js', 'src/features/orders.js']);
    assert.deepEqual(entries('./features/secret/keys'), []);
  });

  it('know the imports of the package itself', () => {
    assert.deepEqual(entries('#db/orders'), ['src/db/orders.ts', 'src/db/orders.ts']);
    assert.deepEqual(entries('#config'), ['config.js', 'config.js']);
  });

  it('end with main for the package itself', () => {
    assert.deepEqual(entries('.').slice(-2), ['dist/index.js', 'src/index.js']);
  });

  it('take one export without subpaths for the package itself', () => {
    assert.deepEqual(readPackageEntries('{ "exports": { "import": "./out/main.js" } }')('.'), ['out/main.js', 'src/main.js']);
  });

  it('are none where nothing is said', () => {
    assert.deepEqual(entries('./unknown'), []);
    assert.deepEqual(readPackageEntries('not JSON')('.'), []);
    assert.deepEqual(readPackageEntries(undefined)('.'), []);
  });
});
