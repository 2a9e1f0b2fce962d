import * as v from 'valibot';
import type { Connection } from 'vscode-languageserver/node';

/** What a hover may be about; each can be turned off by `backendCoach.hover.<name>`. */
export type HoverCategory = 'routes' | 'dataCalls' | 'classes' | 'other';

export interface Settings {
  readonly hover: Readonly<Record<HoverCategory, boolean>>;
  readonly diagnostics: boolean;
  /** Globs of what the analysis leaves out. */
  readonly exclude: readonly string[];
}

const on = v.fallback(v.optional(v.boolean(), true), true);
const schema = v.object({
  hover: v.fallback(v.optional(v.object({ routes: on, dataCalls: on, classes: on, other: on }), {}), { routes: true, dataCalls: true, classes: true, other: true }),
  diagnostics: on,
  exclude: v.fallback(v.optional(v.array(v.string()), []), []),
});

/** The section `backendCoach` of an editor's settings, made whole: a missing or senseless value is the default. */
export function settingsOf(section: unknown): Settings {
  const parsed = v.safeParse(schema, section ?? {});
  return parsed.success ? parsed.output : v.parse(schema, {});
}

/** Asks the editor for its settings per folder and remembers the answer until {@link forget}. */
export class SettingsReader {
  readonly #connection: Connection;
  readonly #canAsk: boolean;
  readonly #known = new Map<string, Promise<Settings>>();
  /** For editors that only push. */
  #pushed: unknown;

  constructor(connection: Connection, canAsk: boolean) {
    this.#connection = connection;
    this.#canAsk = canAsk;
  }

  /** Never rejects. */
  of(folder: string): Promise<Settings> {
    let settings = this.#known.get(folder);
    if (settings === undefined) {
      settings = this.#ask(folder);
      this.#known.set(folder, settings);
    }
    return settings;
  }

  /** The settings changed; `pushed` is what the editor sent along. */
  forget(pushed: unknown): void {
    this.#pushed = typeof pushed === 'object' && pushed !== null && 'backendCoach' in pushed ? pushed.backendCoach : undefined;
    this.#known.clear();
  }

  async #ask(scopeUri: string): Promise<Settings> {
    if (!this.#canAsk) return settingsOf(this.#pushed);
    try {
      return settingsOf(await this.#connection.workspace.getConfiguration({ scopeUri, section: 'backendCoach' }));
    } catch (error) {
      this.#connection.console.warn(`The settings could not be read: ${String(error)}`);
      return settingsOf(this.#pushed);
    }
  }
}
