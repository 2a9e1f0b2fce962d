import type { Evaluator } from './evaluator.ts';
import type { ValueId } from './model.ts';
import type { ExternalOrigin, Site, Text } from './origin.ts';
import { regexPath } from './regex-path.ts';
import { hole, joinText, plainText } from './text-parts.ts';
import { textFunctions, textMethods } from './text-methods.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The text that values stand for. */
export class Texts {
  readonly #linker: Evaluator;
  readonly #words: Vocabulary;

  constructor(linker: Evaluator, words: Vocabulary) {
    this.#linker = linker;
    this.#words = words;
  }

  /** The text a value stands for; the first literal alternative wins (`process.env.PREFIX ?? '/api'`). */
  of(file: string, id: ValueId, depth = 0): Text {
    const value = this.#linker.model(file).values[id];
    if (depth > 12 || value === undefined) return hole('it is computed at run time');
    if (value[0] === 'tpl') return joinText(value[1].map((part) => (typeof part === 'string' ? part : this.of(file, part, depth + 1))));
    const origins = this.#linker.eval(file, id);
    if (value[0] === 'call' && origins.some((origin) => origin.is === 'text' && origin.file === file && origin.value === id)) return this.#textOfMethod({ file, call: value[1] }, depth);
    for (const origin of origins) {
      if (origin.is === 'lit' && origin.value !== null && typeof origin.value !== 'boolean') return plainText(String(origin.value));
      if (origin.is === 'text' && !(origin.file === file && origin.value === id)) {
        return this.#linker.within(this.#linker.frameOf(origin.calls ?? []), () => this.of(origin.file, origin.value, depth + 1));
      }
      const convert = origin.is === 'ext' ? textFunctions.get(origin.path) : undefined;
      const given = convert === undefined || origin.is !== 'ext' || origin.site === undefined ? undefined : this.#linker.callAt(origin.site).args[0];
      const text = given === undefined || origin.is !== 'ext' || origin.site === undefined ? undefined : this.of(origin.site.file, given, depth + 1);
      if (text?.resolved === true && convert !== undefined) return plainText(convert(text.text));
    }
    const env = origins.find((origin): origin is ExternalOrigin => origin.is === 'ext' && origin.path.startsWith('global:process.env'));
    if (env) return hole(`it comes from the environment (${env.path.slice('global:process.'.length)}) and has no default`);
    const setting = origins.find((origin): origin is ExternalOrigin => origin.is === 'ext' && this.#words.settings.has(origin.path));
    if (setting?.site) return hole(`it comes from the configuration${this.#settingName(setting.site)} and has no default`);
    if (value[0] === 'unk' && value[1].startsWith('regex:')) {
      const { path, resolved } = regexPath(value[1].slice('regex:'.length));
      return resolved ? plainText(path) : { ...hole('it is a regular expression'), text: path };
    }
    return hole('it is computed at run time');
  }

  /** `name.toLowerCase()`, `['api', 'v1'].join('/')` of text or of a list. */
  isMadeByMethod(site: Site): boolean {
    const callee = this.#linker.model(site.file).values[this.#linker.callAt(site).callee];
    if (callee?.[0] !== 'mem' || !(callee[2] === 'join' || textMethods.has(callee[2]))) return false;
    const wanted = callee[2] === 'join' ? ['arr'] : ['lit', 'text'];
    return this.#linker.eval(site.file, callee[1]).some((origin) => wanted.includes(origin.is));
  }

  #textOfMethod(site: Site, depth: number): Text {
    const { callee, args } = this.#linker.callAt(site);
    const method = this.#linker.model(site.file).values[callee];
    if (method?.[0] !== 'mem') return hole('it is computed at run time');
    const given = args.map((arg) => (this.#linker.eval(site.file, arg).some(({ is }) => is === 'lit' || is === 'text') ? this.of(site.file, arg, depth + 1) : hole('it is computed at run time')));
    if (method[2] === 'join') {
      const list = this.#linker.eval(site.file, method[1]).find((origin) => origin.is === 'arr');
      const items = list === undefined ? undefined : this.#linker.model(list.file).values[list.value];
      if (list === undefined || items?.[0] !== 'arr') return hole('it is computed at run time');
      return joinText(items[1].flatMap((item, index) => [...(index === 0 ? [] : [given[0] ?? ',']), this.of(list.file, item, depth + 1)]));
    }
    const base = this.of(site.file, method[1], depth + 1);
    const made = base.resolved && given.every(({ resolved }) => resolved) ? textMethods.get(method[2])?.(base.text, given.map(({ text }) => text)) : undefined;
    return made === undefined ? { ...hole('it is computed at run time'), ...(base.because === undefined ? {} : { because: base.because }) } : plainText(made);
  }

  #settingName(site: Site): string {
    const first = this.#linker.callAt(site).args[0];
    const name = first === undefined ? undefined : this.of(site.file, first);
    return name?.resolved === true ? ` (${name.text})` : '';
  }
}
