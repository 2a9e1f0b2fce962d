import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from '../support.ts';

describe('Restricted Mode', () => {
  it('really is restricted', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('activates all the same', async () => {
    assert.equal((await activated()).isActive, true);
  });
});
