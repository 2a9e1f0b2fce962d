import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { analysed } from '../coach.ts';
import { eventually } from '../support.ts';

describe('the language server', () => {
  it('runs in a process of its own', async () => {
    const api = await analysed();
    assert.ok(api.analysis.serverPid);
    assert.notEqual(api.analysis.serverPid, process.pid);
  });

  it('comes back after a crash, is given up after many, and starts again when asked', async function () {
    this.timeout(120_000);
    const api = await analysed();
    const kill = async (): Promise<void> => {
      const { serverPid, map } = api.analysis;
      assert.ok(serverPid);
      process.kill(serverPid, 'SIGKILL');
      await eventually('a new server that answered, or the end', () => api.analysis.status === 'failed' || (api.analysis.serverPid !== serverPid && api.analysis.map !== map), 30_000);
    };
    for (let crash = 1; crash <= 4; crash++) {
      await kill();
      assert.equal(api.analysis.status, 'ready', `after crash ${crash}: ${api.analysis.problem ?? ''}`);
    }
    await kill();
    assert.equal(api.analysis.status, 'failed');
    assert.match(api.analysis.problem ?? '', /stopped \d+ times/);
    assert.deepEqual(api.tree.roots, [], 'the view offers a restart instead of stale rows');

    await vscode.commands.executeCommand('backendCoach.restartServer');
    await analysed();
    assert.ok(api.tree.roots.length >= 7);
  });
});
