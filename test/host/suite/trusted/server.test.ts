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
      const pid = await eventually('a server process', () => api.analysis.serverPid);
      process.kill(pid, 'SIGKILL');
      await eventually('the end of it', () => api.analysis.serverPid !== pid || api.analysis.status === 'failed', 30_000);
    };
    await kill();
    await eventually('a new server that answers', () => api.analysis.status === 'ready' && api.analysis.serverPid !== undefined, 30_000);
    for (let crash = 0; crash < 4; crash++) await kill();
    await eventually('giving up', () => api.analysis.status === 'failed', 30_000);
    assert.match(api.analysis.problem ?? '', /stopped \d+ times/);
    assert.deepEqual(api.tree.roots, [], 'the view offers a restart instead of stale rows');

    await vscode.commands.executeCommand('backendCoach.restartServer');
    await analysed();
    assert.ok(api.tree.roots.length >= 7);
  });
});
