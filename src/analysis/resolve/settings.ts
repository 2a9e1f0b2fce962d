import type { Evaluator } from './evaluator.ts';
import type { FunctionResults } from './function-results.ts';
import type { Origin, Site } from './origin.ts';
import { none } from './origins.ts';

/** Settings that are read by name, and what the configuration of the project says about them. */
export class Settings {
  readonly #linker: Evaluator;
  readonly #results: FunctionResults;
  readonly #settings: { readonly prefix: string; readonly file: string; readonly fn: number }[] = [];

  constructor(linker: Evaluator, results: FunctionResults) {
    this.#linker = linker;
    this.#results = results;
  }

  /** Says that the settings whose names begin with `prefix` are properties of what a function returns. */
  provide(prefix: string, file: string, fn: number): void {
    this.#settings.push({ prefix, file, fn });
  }

  /** What the configuration of the project says about the setting that is read here, and the default given here. */
  readAt(site: Site, fallback: number): readonly Origin[] {
    this.#linker.mayChange();
    const { args } = this.#linker.callAt(site);
    const name = args[0] === undefined ? undefined : this.#linker.text(site.file, args[0]);
    for (const { prefix, file, fn } of name?.resolved === true ? this.#settings : []) {
      if (prefix !== '' && name?.text.startsWith(`${prefix}.`) !== true) continue;
      const keys = name?.text.slice(prefix === '' ? 0 : prefix.length + 1).split('.') ?? [];
      const found = keys.reduce<readonly Origin[]>((holders, key) => holders.flatMap((holder) => this.#linker.member(holder, key)), this.#results.of({ is: 'fn', file, fn }));
      if (found.length > 0) return found;
    }
    const given = args[fallback];
    return given === undefined ? none : this.#linker.eval(site.file, given).filter(({ is }) => is === 'lit' || is === 'text');
  }
}
