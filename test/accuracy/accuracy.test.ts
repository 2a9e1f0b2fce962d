import assert from 'node:assert/strict';
import { backendNames, installBackends } from './backends.ts';
import { checkBackends, type BackendResult } from './check-backend.ts';
import { checkFigures, figuresOf, publishedFigures } from './figures.ts';

const names = backendNames();

describe('accuracy', () => {
  let results: readonly Promise<BackendResult>[] = [];

  before(function () {
    this.timeout(300_000);
    installBackends();
    results = checkBackends(names);
  });

  for (const [index, name] of names.entries()) {
    it(`${name}: static equals runtime`, async () => {
      const result = await results[index];
      assert.ok(result);
      assert.equal(result.failure, undefined);
      assert.ok([...result.routes, ...result.data].some(({ real }) => real > 0), 'it told nothing');
      assert.deepEqual([...result.routes, ...result.data].flatMap(({ differences }) => differences), []);
    });
  }

  it('the figures in the README are those of this run', async () => {
    const measured = figuresOf(await Promise.all(results));
    assert.deepEqual(checkFigures(await publishedFigures(), measured), []);
  });
});
