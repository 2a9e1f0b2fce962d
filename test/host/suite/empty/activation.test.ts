import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from '../support.ts';

describe('a window without a folder', () => {
  it('activates without an error', async () => {
    assert.equal(vscode.workspace.workspaceFolders, undefined);
    assert.equal((await activated()).isActive, true);
  });
});
