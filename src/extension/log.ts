import * as vscode from 'vscode';
import type { Feature } from './feature.ts';
import { commands } from './ids.ts';

/** The output channel that everything of ours writes to, and the command that shows it. */
export function logFeature(): Feature & { readonly log: vscode.LogOutputChannel } {
  const log = vscode.window.createOutputChannel('Backend Coach', { log: true });
  const command = vscode.commands.registerCommand(commands.showLog, () => { log.show(); });
  return {
    log,
    dispose: () => {
      command.dispose();
      log.dispose();
    },
  };
}
