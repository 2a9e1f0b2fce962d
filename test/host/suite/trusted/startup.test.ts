import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { analysed, coach } from '../coach.ts';

describe('start-up', () => {
  it('costs less than 50 ms', async () => {
    const { wallMs, cpuMs } = (await coach()).activation;
    // On a busy machine the clock runs while the process waits; then the time it worked counts.
    assert.ok(Math.min(wallMs, cpuMs) < 50, `activation took ${wallMs.toFixed(1)} ms, ${cpuMs.toFixed(1)} ms of them at work`);
  });

  it('opens nothing, not even when the analysis is done', async () => {
    await analysed();
    assert.deepEqual(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs), []);
  });
});
