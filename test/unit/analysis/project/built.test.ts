import assert from 'node:assert/strict';
import { builtOutput, isCompiled } from '../../../../src/analysis/project/built.ts';

describe('build output', () => {
  const cases: readonly (readonly [what: string, files: Readonly<Record<string, string>>, built: readonly string[]])[] = [
    ['compiled beside its source', { 'src/app.ts': '', 'src/app.js': '', 'src/views/Order.tsx': '', 'src/views/Order.jsx': '', 'src/plain.js': '' }, ['src/app.js', 'src/views/Order.jsx']],
    ['below the outDir of a tsconfig', { 'tsconfig.json': '{ "compilerOptions": { "outDir": "./compiled", }, /* here */ }', 'server/app.ts': '', 'compiled/app.js': '', 'compiled/deep/other.js': '', 'tools/run.js': '' }, ['compiled/app.js', 'compiled/deep/other.js']],
    ['below an outDir of a package in a monorepo', { 'packages/api/tsconfig.build.json': '{"compilerOptions":{"outDir":"../../output/api"}}', 'packages/api/src/app.ts': '', 'output/api/app.js': '', 'output/web/app.js': '' }, ['output/api/app.js']],
    ['a folder that repeats the sources of its package', { 'package.json': '{}', 'src/app.ts': '', 'src/orders/routes.ts': '', 'lib/app.js': '', 'lib/orders/routes.js': '', 'lib/version.txt': '' }, ['lib/app.js', 'lib/orders/routes.js']],
    ['a folder with the sources folder inside', { 'package.json': '{}', 'src/app.ts': '', 'src/orders.ts': '', 'release/src/app.js': '', 'release/src/orders.js': '' }, ['release/src/app.js', 'release/src/orders.js']],
    ['where package.json leads, from TypeScript', { 'packages/a/package.json': '{"main":"./lib/index.js"}', 'packages/a/src/index.ts': '', 'packages/a/lib/index.js': '' }, ['packages/a/lib/index.js']],
    ['where package.json leads, from JavaScript', { 'package.json': '{"exports":{".":{"import":"./es/index.mjs","require":"./cjs/index.cjs"}}}', 'src/index.js': '', 'es/index.mjs': '', 'cjs/index.cjs': '' }, ['es/index.mjs', 'cjs/index.cjs']],
    ['nothing: sources in JavaScript, scripts called like sources, an outDir that is the project', {
      'package.json': '{"main":"src/index.js","bin":"bin/build.js"}', 'tsconfig.json': '{"compilerOptions":{"outDir":"."}}', 'src/index.js': '', 'src/build.ts': '', 'src/orders.ts': '', 'bin/build.js': '',
      'config/index.js': '', 'config/orders.js': '', 'config/logger.js': '', 'server/app.js': '',
    }, []],
    ['nothing in a folder that holds sources too', { 'package.json': '{"main":"lib/index.js"}', 'lib/index.js': '', 'lib/orders.ts': '', 'src/index.ts': '' }, []],
  ];
  for (const [what, files, built] of cases) {
    it(`is found ${what}`, () => {
      const texts = new Map(Object.entries(files).filter(([file]) => file.endsWith('.json')));
      const sources = Object.keys(files).filter((file) => /\.[cm]?[jt]sx?$/.test(file));
      assert.deepEqual(sources.filter(builtOutput(sources, texts)), built);
    });
  }

  it('is known by its source map, whatever folder it is in', () => {
    assert.equal(isCompiled('server/app.js', '"use strict";\nexports.a = 1;\n//# sourceMappingURL=app.js.map\n'), true);
    assert.equal(isCompiled('server/app.js', 'const comment = "//# sourceMappingURL=x";\n'), false);
    assert.equal(isCompiled('server/app.ts', 'export const a = 1;\n//# sourceMappingURL=app.js.map'), false);
  });
});
