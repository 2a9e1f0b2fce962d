import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import { type InitializeParams, MarkupKind } from 'vscode-languageserver/node';

/** What an editor may pass as `initializationOptions`; anything else is ignored. */
const optionsSchema = v.object({
  /** The editor runs `command:backendCoach.openLesson` links in hovers and offers the extension's commands. */
  commandLinks: v.fallback(v.optional(v.boolean(), false), false),
  /** The editor shows a diagnostic's message in the same popup, above the hover: the hover then adds the fix only. */
  diagnosticsInHover: v.fallback(v.optional(v.boolean(), false), false),
  /** Folder for remembered facts; by default a cache folder of the operating system. */
  cacheDir: v.fallback(v.optional(v.pipe(v.string(), v.check(isAbsolute))), undefined),
  /** Folder of the compiled lessons; by default the one beside the server. */
  lessonsDir: v.fallback(v.optional(v.pipe(v.string(), v.check(isAbsolute))), undefined),
});

/** The editor at the other end: what it can do and where things are on its machine. */
export interface Client {
  readonly commandLinks: boolean;
  readonly diagnosticsInHover: boolean;
  readonly cacheDir: string | undefined;
  readonly lessonsDir: string | undefined;
  readonly hoverMarkdown: boolean;
  /** It answers `workspace/configuration`. */
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly workspaceFolders: boolean;
}

export function clientOf({ capabilities, initializationOptions }: InitializeParams): Client {
  const { workspace, textDocument } = capabilities;
  const options = v.safeParse(optionsSchema, initializationOptions ?? {});
  return {
    commandLinks: options.success && options.output.commandLinks,
    diagnosticsInHover: options.success && options.output.diagnosticsInHover,
    cacheDir: options.success ? options.output.cacheDir : undefined,
    lessonsDir: options.success ? options.output.lessonsDir : undefined,
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
  };
}
