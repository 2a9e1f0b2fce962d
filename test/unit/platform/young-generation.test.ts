import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const module = join(import.meta.dirname, '../../../src/platform/young-generation.ts');

/** Bytes the young generation has grown to in a process that keeps dropping what it makes. */
function grownTo(isLimited: boolean): number {
  const code = `
    import v8 from 'node:v8';
    import { limitYoungGeneration } from ${JSON.stringify(module)};
    const limit = ${isLimited ? 'limitYoungGeneration()' : '() => undefined'};
    let kept = [];
    for (let round = 0; round < 400; round += 1) {
      kept = [kept.slice(-40), Array.from({ length: 20000 }, (_, index) => ({ index, round }))].flat();
      if (round % 4 === 0) kept = kept.slice(0, 60000);
      limit();
    }
    process.stdout.write(String(v8.getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size));`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }));
}

describe('the young generation', function () {
  this.timeout(60_000);

  it('stops growing at 16 MB, where it would go on', () => {
    assert.equal(Math.round(grownTo(true) / 1024 / 1024), 16);
    assert.ok(grownTo(false) > 24 * 1024 * 1024);
  });
});
