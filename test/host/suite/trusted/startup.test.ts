import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { analysed, coach } from '../coach.ts';

describe('start-up', () => {
  it('costs less than 50 ms', async () => {
    const { activationMs } = await coach();
    assert.ok(activationMs < 50, `activate took ${activationMs.toFixed(1)} ms`);
  });

  it('opens nothing, not even when the analysis is done', async () => {
    await analysed();
    assert.deepEqual(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs), []);
  });
});
