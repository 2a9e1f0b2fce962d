/**
 * Every challenge is sound: its starter fails, its solution passes, every mutant fails, all of it compiles, within the limits.
 * One of them alone, with details: `node src/challenges/verify.ts <skill>/<concept> --output`.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { devKit } from '../../src/challenges/devKit.ts';
import { challengeSources } from '../../src/challenges/verify.ts';
import { verifyChallenges, type Verification } from '../../src/challenges/verify/verifyChallenges.ts';

const lessons = fileURLToPath(new URL('../../lessons', import.meta.url));
const sources = await challengeSources(lessons);
const concepts = (await readdir(lessons, { recursive: true })).map((path) => path.replaceAll('\\', '/')).filter((path) => /^[^/]+\/[^/]+\/lesson\.md$/.test(path));

describe('challenges', function () {
  let reports: ReadonlyMap<string, Verification>;
  before(async function () {
    // Two at a time, a few seconds each, and as slow as the machine is busy.
    this.timeout(60 * 60_000);
    let done = 0;
    const verified = await verifyChallenges(sources, {
      toolbox: { kitDir: await devKit() },
      stopsAtFailure: true,
      onVariant: (id, { name, result }) => {
        done += 1;
        if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K    ${done}  ${id} ${name}: ${result.kind}`);
      },
    });
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    reports = new Map(verified.map((report) => [report.id, report]));
  });

  for (const lesson of concepts) {
    const id = lesson.replace('/lesson.md', '');
    it(`${id} has one`, () => {
      const dir = join(lessons, id, 'challenge');
      assert.ok(existsSync(dir), `lessons/${id} has a lesson but no challenge/: CONTRIBUTING.md, "Challenges", says what belongs in it.`);
    });
  }

  for (const { id } of sources) {
    it(`${id} is sound`, () => {
      const report = reports.get(id);
      assert.ok(report, `${id} was not verified.`);
      assert.deepEqual(report.problems, [], `${id}:\n${report.problems.map((problem) => `  - ${problem}`).join('\n')}`);
      const kinds = report.variants.map(({ kind }) => kind);
      assert.equal(kinds.filter((kind) => kind === 'starter').length, 1);
      assert.equal(kinds.filter((kind) => kind === 'solution').length, 1);
      assert.ok(kinds.filter((kind) => kind === 'mutant').length >= 3);
    });
  }
});
