import { type Connection, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Pacer } from './pacer.ts';
import { isSource, pathOf } from './places.ts';

/** Long enough not to analyse between two keystrokes, short enough to feel immediate. */
const quietMs = 200;

export interface DocumentEvents {
  /** The text of an open document settled; `undefined` after it was closed. */
  readonly onText: (uri: string, text: string | undefined) => void;
  readonly onOpen: (uri: string) => void;
  readonly onClose: (uri: string) => void;
}

/** The documents open in the editor, with the pause after typing. */
export class Documents {
  readonly #documents = new TextDocuments(TextDocument);
  readonly #pacers = new Map<string, Pacer>();
  readonly #events: DocumentEvents;
  /** Versions whose text was handed over. */
  readonly #delivered = new Map<string, number>();

  constructor(connection: Connection, events: DocumentEvents) {
    this.#events = events;
    this.#documents.onDidOpen(({ document: { uri } }) => {
      if (!isSource(uri)) return;
      this.#deliver(uri);
      events.onOpen(uri);
    });
    this.#documents.onDidChangeContent(({ document: { uri, version } }) => {
      if (!isSource(uri) || version === this.#delivered.get(uri)) return;
      this.#pacer(uri).soon();
    });
    this.#documents.onDidClose(({ document: { uri } }) => {
      if (!isSource(uri)) return;
      this.#pacers.get(uri)?.cancel();
      this.#pacers.delete(uri);
      this.#delivered.delete(uri);
      events.onText(uri, undefined);
      events.onClose(uri);
    });
    this.#documents.listen(connection);
  }

  get(uri: string): TextDocument | undefined {
    return this.#documents.get(uri);
  }

  /** URIs of the open source documents. */
  open(): string[] {
    return this.#documents.keys().filter(isSource);
  }

  isOpen(uri: string): boolean {
    return this.#documents.get(uri) !== undefined;
  }

  /** Absolute path and text of every open source document, the latest keystroke included. */
  *texts(): Generator<readonly [string, string]> {
    for (const uri of this.open()) {
      const path = pathOf(uri);
      const document = this.#documents.get(uri);
      if (path !== undefined && document !== undefined) yield [path, document.getText()];
    }
  }

  /** Hands over what was typed and still waits: who asks about a position means the text on the screen. */
  flush(uri: string): void {
    this.#pacers.get(uri)?.flush();
  }

  dispose(): void {
    for (const pacer of this.#pacers.values()) pacer.cancel();
  }

  #pacer(uri: string): Pacer {
    let pacer = this.#pacers.get(uri);
    if (pacer === undefined) {
      pacer = new Pacer(() => { this.#deliver(uri); }, quietMs);
      this.#pacers.set(uri, pacer);
    }
    return pacer;
  }

  #deliver(uri: string): void {
    const document = this.#documents.get(uri);
    if (document === undefined) return;
    this.#delivered.set(uri, document.version);
    this.#events.onText(uri, document.getText());
  }
}
