import * as vscode from 'vscode';
import type { Feature } from '../feature.ts';
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, TransportKind, WorkDoneProgress } from 'vscode-languageclient/node';
import type { ErrorHandler, LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import { rescanRequest, skillMapChanged, skillMapRequest } from '../../server/protocol.ts';
import { commandsInMarkdown, languages } from '../ids.ts';
import { RestartBudget } from './restartBudget.ts';

/** The conversation with the language server, as the rest of the extension sees it. */
export interface ServerConnection extends Feature {
  readonly pid: number | undefined;
  /** Asks for the skill map; the answer is unchecked. Rejects when cancelled or when the server dies. */
  requestSkillMap(token: vscode.CancellationToken, onPercent: (percent: number) => void): Promise<unknown>;
  rescan(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerEvents {
  /** The server runs (again) and knows nothing yet. */
  readonly onReady: () => void;
  /** A new skill map may be asked for. */
  readonly onChanged: () => void;
  /** The server is gone and will not be restarted; one sentence. */
  readonly onGaveUp: (reason: string) => void;
}

/**
 * Starts the server in its own process. This module is a lazily loaded chunk: it is the only one that pulls in vscode-languageclient,
 * and no activation pays for it.
 */
export async function connectToServer(serverModule: string, log: vscode.LogOutputChannel, events: ServerEvents): Promise<ServerConnection> {
  const budget = new RestartBudget();
  const run = { module: serverModule, transport: TransportKind.ipc };
  const serverOptions: ServerOptions = { run, debug: { ...run, options: { execArgv: ['--inspect=0', '--enable-source-maps'] } } };
  const client = new QuietLanguageClient('backendCoach', 'Backend Coach', serverOptions, clientOptions(log, budget, events.onGaveUp));
  client.onNotification(skillMapChanged, events.onChanged);
  let isFirstStart = true;
  client.onDidChangeState(({ newState }) => {
    if (newState === State.StartFailed) events.onGaveUp(vscode.l10n.t('The language server did not start.'));
    // The first start is awaited below; only restarts after a crash are news.
    if (newState === State.Running && !isFirstStart) events.onReady();
  });
  await client.start();
  isFirstStart = false;
  let tokens = 0;
  return {
    get pid() { return client.serverProcess?.pid; },
    async requestSkillMap(token, onPercent) {
      const workDoneToken = `backendCoach-skillMap-${++tokens}`;
      const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind !== 'end' && value.percentage !== undefined) onPercent(value.percentage);
      });
      try {
        return await client.sendRequest<unknown>(skillMapRequest, { workDoneToken }, token);
      } finally {
        listening.dispose();
      }
    },
    async rescan() { await client.sendRequest<unknown>(rescanRequest); },
    async stop() { if (client.needsStop()) await client.stop(); },
    dispose() { void client.dispose().catch((error: unknown) => { log.warn('Stopping the language server failed.', error); }); },
  };
}

function clientOptions(log: vscode.LogOutputChannel, budget: RestartBudget, onGaveUp: (reason: string) => void): LanguageClientOptions {
  const errorHandler: ErrorHandler = {
    error: (_error, _message, count) => ({ action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true }),
    closed: () => {
      if (budget.spend(Date.now())) return { action: CloseAction.Restart, handled: true };
      onGaveUp(vscode.l10n.t('The language server stopped {0} times within {1} minutes and was not started again.', budget.limit + 1, budget.minutes));
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
  return {
    documentSelector: languages.map((language) => ({ scheme: 'file', language })),
    outputChannel: log,
    traceOutputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    // What the server may assume of this editor, see src/server/client.ts.
    initializationOptions: { commandLinks: true, diagnosticsInHover: true },
    errorHandler,
    // A link to any other command renders and does nothing.
    markdown: { isTrusted: { enabledCommands: [...commandsInMarkdown] }, supportHtml: false },
    diagnosticCollectionName: 'backendCoach',
  };
}

/** Writes to the output channel and never raises a notification: what the person must know is in the view. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
