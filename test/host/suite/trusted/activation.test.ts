import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from '../support.ts';

describe('activation in a trusted workspace', () => {
  it('activates without an error', async () => {
    assert.equal((await activated()).isActive, true);
  });

  it('registers every command it contributes', async () => {
    const contributed = ((await activated()).packageJSON as { contributes: { commands: { command: string }[] } }).contributes.commands.map(({ command }) => command);
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.notEqual(contributed.length, 0);
    assert.deepEqual(contributed.filter((command) => !registered.has(command)), []);
  });

  it('runs where the workspace is', () => {
    assert.equal(vscode.workspace.isTrusted, true);
  });
});
