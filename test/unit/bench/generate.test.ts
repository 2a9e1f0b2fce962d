import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { createEngine } from '../../../src/analysis/engine.ts';
import type { FileRole, ProjectFacts } from '../../../src/analysis/facts.ts';
import { generate, generateFiles } from '../../bench/generate.ts';

describe('the generated code base of the benchmark', () => {
  const texts = generateFiles(300);
  const sources = [...texts].filter(([file]) => /\.tsx?$/.test(file));
  let root: string;
  let project: ProjectFacts;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'coach-generated-'));
    await generate(root, 300);
    ({ project } = await createEngine(root, []).scan({ once: true }));
  });
  after(() => { rmSync(root, { recursive: true, force: true }); });

  const filesOf = (role: FileRole): string[] => [...project.files.values()].filter((file) => file.role === role).map(({ file }) => file);

  it('is the same every time, of the size asked for, and no file is like another', () => {
    assert.deepEqual([...generateFiles(300)], [...texts]);
    assert.ok(Math.abs(sources.length - 300) < 45, `${sources.length} files`);
    // What backends have in common is copied, as it is in such repositories.
    const own = sources.filter(([file]) => !/^apps\/\w+\/src\/common\//.test(file));
    assert.equal(new Set(own.map(([, text]) => text)).size, own.length);
  });

  it('is TypeScript without syntax errors', () => {
    for (const [file, text] of sources) {
      // Not in the declarations, but what every program reports of a file.
      const { parseDiagnostics } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest) as ts.SourceFile & { parseDiagnostics: readonly ts.Diagnostic[] };
      assert.deepEqual(parseDiagnostics.map(({ messageText }) => messageText), [], file);
    }
  });

  it('has the shares of server, browser, tests and scripts of public full-stack repositories', () => {
    for (const [role, least, most] of [['server', 0.41, 0.51], ['browser', 0.32, 0.42], ['test', 0.1, 0.18], ['script', 0.015, 0.045]] as const) {
      const share = filesOf(role).length / project.files.size;
      assert.ok(share >= least && share <= most, `${role}: ${share.toFixed(3)} is not from ${least} to ${most}`);
    }
    assert.deepEqual(filesOf('server').filter((file) => file.startsWith('apps/web/')), []);
    assert.deepEqual(filesOf('browser').filter((file) => !file.startsWith('apps/web/')), []);
  });

  it('has files of the usual sizes', () => {
    for (const [role, least, most] of [['server', 1_900, 3_500], ['browser', 2_000, 3_500], ['test', 3_500, 6_000]] as const) {
      const files = filesOf(role);
      const mean = files.reduce((sum, file) => sum + (texts.get(file)?.length ?? 0), 0) / files.length;
      assert.ok(mean >= least && mean <= most, `${role}: ${mean.toFixed(0)} is not from ${least} to ${most}`);
    }
  });

  it('has no more routes, queries and classes to the file than the densest real ones', () => {
    for (const [what, count, least, most] of [
      ['routes', project.routes.length, 0.12, 0.24], ['data calls', project.dataCalls.length, 0.22, 0.5], ['classes', project.classes.length, 0.25, 0.5],
    ] as const) {
      const density = count / project.files.size;
      assert.ok(density >= least && density <= most, `${what}: ${density.toFixed(3)} to the file is not from ${least} to ${most}`);
    }
    assert.deepEqual([...new Set(project.routes.map(({ framework }) => framework))].sort(), ['express', 'fastify', 'nestjs']);
    const reached = project.routes.filter((route) => project.effectsOf(route).some(({ by }) => by === 'handler'));
    assert.ok(reached.length > project.routes.length * 0.9, `${reached.length} of ${project.routes.length} routes lead to something`);
  });

  it('imports only files that exist', () => {
    const missing = [...project.files.values()].flatMap(({ file, imports }) => imports.filter((item) => item.file === undefined && /^(?:\.|@\/|@acme\/)/.test(item.module)).map((item) => `${file}: ${item.module}`));
    assert.deepEqual(missing, []);
  });
});
