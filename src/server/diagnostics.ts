import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Finding, Severity } from '../skills/model.ts';
import type { Documents } from './documents.ts';
import { rangeOf } from './places.ts';
import type { SettingsReader } from './settings.ts';
import type { Workspace } from './workspace.ts';

export const diagnosticSource = 'Backend Coach';

/** A question is asked in the skill view; it never underlines code. */
const severities: Readonly<Record<Exclude<Severity, 'question'>, DiagnosticSeverity>> = {
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** The finding as the editor underlines it; undefined for a question. */
export function diagnosticOf(finding: Finding): Diagnostic | undefined {
  if (finding.severity === 'question') return undefined;
  return { range: rangeOf(finding.at), severity: severities[finding.severity], code: finding.rule, source: diagnosticSource, message: finding.message };
}

/** Findings of the open documents, published when they differ from what the editor has. */
export class Diagnostics {
  readonly #connection: Connection;
  readonly #documents: Documents;
  readonly #workspace: Workspace;
  readonly #settings: SettingsReader;
  readonly #published = new Map<string, string>();

  constructor(connection: Connection, documents: Documents, workspace: Workspace, settings: SettingsReader) {
    this.#connection = connection;
    this.#documents = documents;
    this.#workspace = workspace;
    this.#settings = settings;
  }

  async refresh(): Promise<void> {
    await Promise.all(this.#documents.open().map((uri) => this.#refreshOne(uri)));
  }

  async clear(uri: string): Promise<void> {
    await this.#publish(uri, []);
    this.#published.delete(uri);
  }

  async #refreshOne(uri: string): Promise<void> {
    const [place] = this.#workspace.find(uri);
    if (place === undefined) return this.#publish(uri, []);
    const settings = await this.#settings.of(place.folder.uri);
    const known = place.folder.current();
    if (known === undefined || !this.#documents.isOpen(uri)) return;
    const found = settings.diagnostics ? known.index.findings(place.file) : [];
    await this.#publish(uri, found.flatMap(({ finding }) => diagnosticOf(finding) ?? []));
  }

  async #publish(uri: string, diagnostics: Diagnostic[]): Promise<void> {
    const text = JSON.stringify(diagnostics);
    if (text === (this.#published.get(uri) ?? '[]')) return;
    this.#published.set(uri, text);
    const version = this.#documents.get(uri)?.version;
    await this.#connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }
}
