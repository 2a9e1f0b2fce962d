import { basename, join } from 'node:path';
import {
  type CancellationToken, CodeActionKind, type Connection, DidChangeConfigurationNotification, type InitializeParams, type InitializeResult, TextDocumentSyncKind, type WorkspaceFolder,
} from 'vscode-languageserver/node';
import manifest from '../../package.json' with { type: 'json' };
import { createEngine } from '../analysis/engine.ts';
import { loadIndex } from '../curriculum/load.ts';
import type { LessonIndex } from '../curriculum/model.ts';
import { builtFolder } from '../platform/built.ts';
import { cacheFolder } from '../platform/cache-folder.ts';
import { detectors } from '../skills/concepts/registry.ts';
import { observersOf } from '../skills/skill-map.ts';
import { type Client, clientOf } from './client.ts';
import { codeActions } from './code-actions.ts';
import { Diagnostics } from './diagnostics.ts';
import { Documents } from './documents.ts';
import type { Folder } from './folder.ts';
import { hoverAt } from './hover/hover.ts';
import { Pacer } from './pacer.ts';
import { pathOf, uriOf } from './places.ts';
import { rescanRequest, type SkillMap, type SkillMapParams, skillMapRequest } from './protocol.ts';
import { SettingsReader } from './settings.ts';
import { AbortedError } from './shared-work.ts';
import { SkillMaps } from './skill-map.ts';
import { applyFileEvents, registerWatchers } from './watched-files.ts';
import { type FileInFolder, Workspace } from './workspace.ts';

/** Everything made once the editor has introduced itself. */
interface Session {
  readonly client: Client;
  readonly workspace: Workspace;
  readonly settings: SettingsReader;
  readonly maps: SkillMaps;
  readonly diagnostics: Diagnostics;
  readonly lessons: () => Promise<LessonIndex>;
}

/** Wires the features to a connection and starts to listen. */
export function startServer(connection: Connection): void {
  let session: Session | undefined;
  const logError = (what: string, error: unknown): void => {
    connection.console.error(`${what}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  };
  /** Runs work nobody waits for; a failure is logged and nothing more. */
  const inBackground = (what: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => { if (!(error instanceof AbortedError)) logError(what, error); });
  };

  let refreshCostMs = 0;
  const refresh = new Pacer(() => {
    if (session === undefined) return;
    const started = performance.now();
    inBackground('The skill map could not be compared', session.maps.announce());
    inBackground('The findings could not be published', session.diagnostics.refresh());
    refreshCostMs = performance.now() - started;
    // A large project must not keep the server busy while somebody types: as much rest as work.
  }, () => Math.min(1500, 30 + refreshCostMs), 3000);
  /** What an edit changes in other files of a large project follows once the typing pauses. */
  const settle = new Pacer(() => {
    for (const folder of session?.workspace.folders ?? []) inBackground(`${folder.root} could not be analysed`, folder.settle().then((changed) => { if (changed) refresh.soon(); }));
  }, 300);
  const diskRefresh = new Pacer(() => {
    refresh.now();
    settle.soon();
  }, 200, 1000);

  /** Analyses the folders of an open document without anybody asking, so that its hovers and findings are there. */
  const analyse = ({ folder }: FileInFolder): void => {
    inBackground(`${folder.root} could not be analysed`, folder.follow().then(() => { refresh.soon(); }));
  };

  const documents = new Documents(connection, {
    onText(uri, text) {
      for (const { folder, file } of session?.workspace.find(uri) ?? []) folder.update(file, text);
      refresh.soon();
      settle.soon();
    },
    onOpen(uri) {
      session?.workspace.find(uri).forEach(analyse);
    },
    onClose(uri) {
      if (session !== undefined) inBackground('The findings could not be cleared', session.diagnostics.clear(uri));
    },
  });

  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params);
    const settings = new SettingsReader(connection, client.configuration);
    const lessons = lessonsOf(client, logError);
    const workspace = new Workspace({
      cacheDir: client.cacheDir ?? cacheFolder(),
      lessons,
      createEngine: (root, exclude) => createEngine(root, observersOf(detectors), { exclude }),
      exclude: async (uri) => (await settings.of(uri)).exclude,
      openTexts: () => documents.texts(),
      onError: logError,
    });
    workspace.change(foldersOf(params), []);
    session = {
      client, workspace, settings, lessons,
      maps: new SkillMaps(connection, workspace, logError),
      diagnostics: new Diagnostics(connection, documents, workspace, settings),
    };
    return {
      serverInfo: { name: 'Backend Coach', version: manifest.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    if (session === undefined) return;
    const { client, workspace } = session;
    if (client.registersWatchers) inBackground('Watching files could not be asked for', registerWatchers(connection));
    if (client.registersConfiguration) {
      inBackground('Changes of settings could not be asked for', connection.client.register(DidChangeConfigurationNotification.type, { section: 'backendCoach' }));
    }
    if (client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        workspace.change(added, removed);
        documents.open().flatMap((uri) => workspace.find(uri)).forEach(analyse);
        refresh.soon();
      });
    }
  });

  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    if (session === undefined) return;
    inBackground('The new settings could not be applied', applySettings(session, pushed));
  });

  async function applySettings({ workspace, settings }: Session, pushed: unknown): Promise<void> {
    const before = await Promise.all(workspace.folders.map(({ uri }) => settings.of(uri)));
    settings.forget(pushed);
    for (const [index, folder] of workspace.folders.entries()) {
      const { exclude } = await settings.of(folder.uri);
      if (JSON.stringify(exclude) === JSON.stringify(before[index]?.exclude)) continue;
      await startOver(folder);
    }
    refresh.soon();
  }

  /** Lists and analyses a folder again, unless nobody wanted to know about it so far. */
  async function startOver(folder: Folder): Promise<void> {
    if (!folder.wasAsked) return;
    folder.forget(false);
    await folder.follow();
  }

  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (session === undefined) return;
    const { told, relist } = applyFileEvents(changes, session.workspace, (uri) => documents.isOpen(uri));
    if (told) diskRefresh.soon();
    for (const folder of relist) inBackground(`${folder.root} could not be analysed`, startOver(folder).then(() => { refresh.soon(); }));
  });

  connection.onHover(async ({ textDocument, position }) => {
    const place = lookUp(textDocument.uri);
    if (place === undefined || session === undefined) return null;
    const settings = await session.settings.of(place.folder.uri);
    const lessons = await session.lessons();
    return hoverAt({ ...place, position, settings, lessons, client: session.client }) ?? null;
  });

  connection.onCodeAction(async (params) => {
    const place = lookUp(params.textDocument.uri);
    if (place === undefined || session === undefined) return [];
    const { diagnostics } = await session.settings.of(place.folder.uri);
    if (!diagnostics) return [];
    return codeActions({ ...place, params, lessons: await session.lessons(), commands: session.client.commandLinks });
  });

  onRequest(skillMapRequest, async (params, token): Promise<SkillMap> => (
    session === undefined ? { folders: [] } : await session.maps.answer(skillMapParams(params), token)
  ));

  onRequest(rescanRequest, async (_params, token) => {
    if (session === undefined) return;
    for (const folder of session.workspace.folders) folder.forget(true);
    await session.maps.answer({}, token);
    refresh.soon();
  });

  connection.onShutdown(() => {
    refresh.cancel();
    settle.cancel();
    diskRefresh.cancel();
    documents.dispose();
    session?.workspace.dispose();
  });

  /** A request of ours. JSON-RPC leaves absent parameters out of the arguments, so the token may come first. */
  function onRequest(method: string, handler: (params: unknown, token: CancellationToken) => Promise<unknown>): void {
    connection.onRequest(method, (...given: [CancellationToken] | [unknown, CancellationToken]) => (
      given.length === 1 ? handler(undefined, given[0]) : handler(given[0], given[1])
    ));
  }

  /** What is known about an open document, with the text on the screen taken into account; undefined before the first scan. */
  function lookUp(uri: string) {
    documents.flush(uri);
    const document = documents.get(uri);
    const [place] = session?.workspace.find(uri) ?? [];
    const known = place?.folder.current();
    return document === undefined || place === undefined || known === undefined ? undefined : { ...place, document, index: known.index };
  }

  process.on('unhandledRejection', (error) => { logError('An unexpected error', error); });
  process.on('uncaughtException', (error) => { logError('An unexpected error', error); });
  connection.listen();
}

/** Reads the list of lessons once; without it everything works but titles and links. */
function lessonsOf({ lessonsDir }: Client, logError: (what: string, error: unknown) => void): () => Promise<LessonIndex> {
  let index: Promise<LessonIndex> | undefined;
  return () => {
    index ??= loadIndex(lessonsDir ?? join(builtFolder(), 'lessons')).then((loaded) => {
      if (loaded.ok) return loaded.value;
      logError('Lessons', loaded.problem);
      return { version: 1, skills: [] };
    });
    return index;
  };
}

function skillMapParams(params: unknown): SkillMapParams {
  const token = typeof params === 'object' && params !== null && 'workDoneToken' in params ? params.workDoneToken : undefined;
  return typeof token === 'string' || typeof token === 'number' ? { workDoneToken: token } : {};
}

/** The folders an editor opens with; older editors know one root only. */
function foldersOf({ workspaceFolders, ...old }: InitializeParams): WorkspaceFolder[] {
  if (workspaceFolders !== undefined && workspaceFolders !== null) return workspaceFolders;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what editors without workspace folders send
  const { rootUri, rootPath } = old;
  const uri = rootUri ?? (typeof rootPath === 'string' ? uriOf(rootPath) : undefined);
  return uri === undefined ? [] : [{ uri, name: basename(pathOf(uri) ?? uri) }];
}
