import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tokenise } from '../../../src/challenges/child/tokens.ts';
import { transpile } from '../../../src/challenges/child/transpile.ts';
import { readSource, type Source } from '../../../src/challenges/kit/coach-kit/readSource.ts';
import { Places } from '../../../src/challenges/run/places.ts';

describe('sources of a challenge', () => {
  describe('transpiling', () => {
    it('keeps lines, and handles what stripping alone cannot', () => {
      const code = 'enum Level {\n  Low,\n  High,\n}\nexport class Meter {\n  constructor(private readonly level: Level = Level.High) {}\n  get high(): boolean { return this.level === Level.High; }\n}\n\nexport const line = (new Error().stack ?? "") satisfies string;\n';
      const result = transpile(code, 'src/a.ts', () => undefined);
      assert.ok('js' in result);
      assert.equal(result.js.split('\n').length, code.split('\n').length);
      assert.equal(result.js.split('\n').findIndex((text) => text.includes('export const line')), 9);
      assert.match(result.js, /this\.level = level/);
    });

    it('rewrites relative imports only, and only imports', () => {
      const code = "import { a } from './a';\nimport pg from 'pg';\nexport { b } from \"./b.ts\";\nconst text = './a';\nconst later = () => import('./a');\na(pg, text, later, 'from', './a');\n";
      const result = transpile(code, 'src/x.ts', (specifier) => ({ './a': './a.js', './b.ts': './b.js' })[specifier]);
      assert.ok('js' in result);
      assert.equal(result.js, code.replace("from './a'", "from './a.js'").replace('"./b.ts"', "'./b.js'").replace("import('./a')", "import('./a.js')"));
    });

    it('says where the code is broken', () => {
      const result = transpile('const a = 1;\nfunction (x { }', 'src/a.ts', () => undefined);
      assert.ok('error' in result);
      assert.deepEqual({ ...result.error, message: '' }, { file: 'src/a.ts', line: 2, column: 10, message: '' });
      assert.equal(result.error.message, 'Unexpected token');
    });

    it('tells words, strings, types and comments apart', () => {
      const tokens = tokenise('const when: Date = `at ${Date.now()}`; // Date.now\n/* Date */ "Date"');
      assert.deepEqual(tokens.filter(({ text }) => text === 'Date').map(({ isType, line }) => ({ isType, line })), [{ isType: true, line: 1 }, { isType: false, line: 1 }]);
      assert.equal(tokens.at(-1)?.kind, 'string');
    });
  });

  describe('readSource', () => {
    let dir: string;
    before(async () => { dir = await mkdtemp(join(tmpdir(), 'coach-source-')); });
    after(() => rm(dir, { recursive: true, force: true }));
    const source = async (code: string): Promise<Source> => {
      await writeFile(join(dir, 'code.ts'), code);
      return readSource(join(dir, 'code.ts'));
    };

    it('finds uses in code, not in comments, strings or types', async () => {
      const found = await source("// Date.now()\nconst text = 'Date.now()';\nconst a = Date.now();\nconst b = Date['now']();\nconst c = Date?.now();\nlet t: typeof Date.now;\nconst d = new Date();\nconst e = new Date(0);\nconst f = `${Date.now()}`;\n");
      assert.deepEqual(found.uses('Date.now'), [3, 4, 5, 9]);
      assert.deepEqual(found.uses('new Date()'), [7]);
    });

    it('measures functions: name, nesting and branches', async () => {
      const found = await source([
        'export function flat(plan: { id: string }): number {',
        '  if (!plan) throw new Error("x");',
        '  return plan.id ? 1 : 2;',
        '}',
        'const deep = async (items: string[]): Promise<void> => {',
        '  for (const item of items) {',
        '    if (item && item !== "a" || item === "b") {',
        '      try { await flat({ id: item }); } catch { items.pop(); }',
        '    }',
        '  }',
        '};',
        'class Engine {',
        '  price(seats?: number): number {',
        '    return [1].map((n) => { while (n) { n -= 1; } return n; }).length + (seats ?? 0);',
        '  }',
        '}',
        'promise.catch(function () { switch (1) { case 1: break; default: } });',
      ].join('\n'));
      assert.deepEqual(found.functions(), [
        { name: 'flat', line: 1, depth: 0, complexity: 3 },
        { name: 'deep', line: 5, depth: 3, complexity: 6 },
        { name: 'price', line: 13, depth: 0, complexity: 2 },
        { name: '', line: 14, depth: 1, complexity: 2 },
        { name: '', line: 17, depth: 1, complexity: 2 },
      ]);
    });
  });

  describe('places', () => {
    const compiled = new Set(['src/a.js', 'tests/a.test.js']);

    it('maps stacks of POSIX and Windows to the files of the attempt', () => {
      const posix = new Places('/tmp/backend-coach-x1/run', (file) => compiled.has(file));
      const stack = 'Error: at work\n    at add (file:///tmp/backend-coach-x1/run/src/a.js:4:9)\n    at /tmp/backend-coach-x1/run/data/b.js:7:1\n    at node:internal/process:1:1\n    at query (file:///tmp/backend-coach-x1/run/node_modules/pg/index.js:2:2)\n    at async TestContext.<anonymous> (file:///tmp/backend-coach-x1/run/tests/a.test.js:9:3)';
      assert.deepEqual([...posix.fromStack(stack)], [{ file: 'src/a.ts', line: 4 }, { file: 'data/b.js', line: 7 }, { file: 'tests/a.test.ts', line: 9 }]);
      assert.equal(posix.readableStack(stack), 'Error: at work\n    at add (src/a.ts:4)\n    at data/b.js:7:1\n    at async TestContext.<anonymous> (tests/a.test.ts:9)');
      const windows = new Places('C:\\Users\\me\\Temp\\backend-coach-x1\\run', (file) => compiled.has(file));
      assert.deepEqual([...windows.fromStack('x\n    at add (file:///C:/Users/me/Temp/backend-coach-x1/run/src/a.js:4:9)\n    at f (c:\\Users\\me\\Temp\\backend-coach-x1\\run\\src\\a.js:5:1)')], [{ file: 'src/a.ts', line: 4 }, { file: 'src/a.ts', line: 5 }]);
      assert.equal(windows.relativeText("ENOENT: open 'C:\\Users\\me\\Temp\\backend-coach-x1\\run\\data\\x.json'"), "ENOENT: open 'data/x.json'");
    });

    it('leaves other paths alone', () => {
      const places = new Places('/tmp/run', () => true);
      assert.equal(places.relativeFile('/tmp/running/src/a.js'), undefined);
      assert.equal(places.relativeFile('/etc/passwd'), undefined);
      assert.equal(places.relativeText('/tmp/running/src/a.js and /tmp/run'), '/tmp/running/src/a.js and .');
    });
  });
});
