import type { FunctionRef, Span } from '../facts.ts';
import type { Frame } from './frames.ts';
import type { Linker } from './linker.ts';
import type { FileModel, Value, ValueId } from './model.ts';
import type { ExternalOrigin, Origin, Site, Text } from './origin.ts';

export interface Entries { readonly items: readonly (readonly [string, Argument])[]; readonly open: boolean }

/** One argument (or property) as a recogniser may look at it. */
export class Argument {
  readonly file: string;
  readonly value: ValueId;
  readonly #linker: Linker;
  /** On whose behalf it was come across: it means the same whenever it is asked. */
  readonly #frame: Frame | undefined;

  constructor(linker: Linker, file: string, value: ValueId) {
    this.#linker = linker;
    this.#frame = linker.frame;
    this.file = file;
    this.value = value;
  }

  get model(): Value {
    return this.#linker.model(this.file).values[this.value] ?? ['unk', 'missing'];
  }

  origins(): readonly Origin[] {
    return this.here(() => this.#linker.eval(this.file, this.value));
  }

  /** Runs `work` on the behalf on which this was come across. */
  here<T>(work: () => T): T {
    return this.#linker.within(this.#frame, work);
  }

  external(): readonly ExternalOrigin[] {
    return this.origins().filter((origin): origin is ExternalOrigin => origin.is === 'ext');
  }

  /** Text with holes, wherever its parts come from. */
  text(): Text {
    return this.here(() => this.#linker.text(this.file, this.value));
  }

  /** Text when it is fully known. */
  string(): string | undefined {
    const text = this.text();
    return text.resolved ? text.text : undefined;
  }

  literal(): string | number | boolean | null | undefined {
    for (const origin of this.origins()) if (origin.is === 'lit') return origin.value;
    return undefined;
  }

  /** A property, when the argument is an object literal (or a constant holding one). */
  prop(name: string): Argument | undefined {
    return this.here(() => this.#propertyOf(this.origins(), name, 0));
  }

  #propertyOf(origins: readonly Origin[], name: string, depth: number): Argument | undefined {
    for (const origin of origins) {
      const found = origin.is === 'obj' ? this.#propertyValue(origin.file, origin.value, name, depth)
        : origin.is === 'ext' && origin.path === 'global:Object.assign()' && origin.site !== undefined ? this.#assignedProperty(origin.site, name, depth) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** `Object.assign({}, defaults, { prefix })`: the last one wins. */
  #assignedProperty({ file, call }: Site, name: string, depth: number): Argument | undefined {
    for (const arg of [...this.#linker.callAt({ file, call }).args].reverse()) {
      const found = depth > 4 ? undefined : this.#propertyOf(this.#linker.eval(file, arg), name, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #propertyValue(file: string, id: ValueId, name: string, depth: number): Argument | undefined {
    const value = this.#linker.model(file).values[id];
    if (value?.[0] !== 'obj' || depth > 4) return undefined;
    for (const [key, item] of value[1]) if (key === name) return new Argument(this.#linker, file, item);
    for (const spread of value[2]) {
      const found = this.#propertyOf(this.#linker.eval(file, spread), name, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Keys and values of an object literal (or a module as a whole), those of known objects spread into it among them; undefined when it is none, `open` when something is spread in that is not known. */
  entries(): Entries | undefined {
    return this.here(() => {
      for (const origin of this.origins()) {
        const found = this.#entriesOf(origin, 0);
        if (found !== undefined) return found;
      }
      return undefined;
    });
  }

  #entriesOf(origin: Origin, depth: number): Entries | undefined {
    if (origin.is === 'ns') return { items: this.#linker.exportsOf(origin.file).map(({ name, file, value }) => [name, new Argument(this.#linker, file, value)] as const), open: false };
    const value = origin.is === 'obj' ? this.#linker.model(origin.file).values[origin.value] : undefined;
    if (origin.is !== 'obj' || value?.[0] !== 'obj') return undefined;
    const spread = value[2].map((id) => (depth > 4 ? undefined : this.#linker.eval(origin.file, id).map((inner) => this.#entriesOf(inner, depth + 1)).find((found) => found !== undefined)));
    const own = value[1].map(([key, id]) => [key, new Argument(this.#linker, origin.file, id)] as const);
    return { items: [...new Map([...spread.flatMap((found) => found?.items ?? []), ...own])], open: spread.some((found) => found?.open !== false) };
  }

  /** What is spread into an object literal. */
  spreads(): readonly Argument[] {
    return this.origins().flatMap((origin) => {
      const value = origin.is === 'obj' ? this.#linker.model(origin.file).values[origin.value] : undefined;
      return origin.is === 'obj' && value?.[0] === 'obj' ? value[2].map((spread) => this.beside(origin.file, spread)) : [];
    });
  }

  /** Items of an array literal or of `Object.values(…)`, those of lists spread into it among them; undefined when it is none. A spread that is not known stays one item. */
  items(): readonly Argument[] | undefined {
    return this.here(() => {
      for (const origin of this.origins()) {
        const found = this.#itemsOf(origin, 0);
        if (found !== undefined) return found;
      }
      return undefined;
    });
  }

  #itemsOf(origin: Origin, depth: number): readonly Argument[] | undefined {
    if (origin.is === 'ext' && origin.path === 'global:Object.values()' && origin.site !== undefined) {
      const first = this.#linker.callAt(origin.site).args[0];
      return first === undefined ? undefined : new Argument(this.#linker, origin.site.file, first).entries()?.items.map(([, item]) => item);
    }
    const value = origin.is === 'arr' ? this.#linker.model(origin.file).values[origin.value] : undefined;
    if (origin.is !== 'arr' || value?.[0] !== 'arr') return undefined;
    return value[1].flatMap((item) => {
      const spread = this.#linker.model(origin.file).values[item];
      const inner = spread?.[0] === 'elem' && depth < 4 ? this.#linker.eval(origin.file, spread[1]).flatMap((list) => this.#itemsOf(list, depth + 1) ?? []) : [];
      return inner.length === 0 ? [new Argument(this.#linker, origin.file, item)] : inner;
    });
  }

  /** Another value, read on the same behalf. */
  beside(file: string, value: ValueId): Argument {
    return this.here(() => new Argument(this.#linker, file, value));
  }

  /** The callee, when this is a call. */
  callee(): Argument | undefined {
    const value = this.model;
    return value[0] === 'call' ? this.beside(this.file, this.#linker.callAt({ file: this.file, call: value[1] }).callee) : undefined;
  }

  /** What the member was taken from: `OrdersModule` of `OrdersModule.forRoot`. */
  holder(): Argument | undefined {
    const value = this.model;
    return value[0] === 'mem' ? this.beside(this.file, value[1]) : undefined;
  }

  /** What a project function returns, read on behalf of this call. */
  returned(callee: Extract<Origin, { is: 'fn' }>): readonly Argument[] {
    const value = this.model;
    const returns = this.#linker.model(callee.file).functions[callee.fn]?.returns ?? [];
    return this.here(() => this.#linker.within(value[0] === 'call' ? this.#linker.frameOf([{ file: this.file, call: value[1] }]) : this.#linker.frame,
      () => returns.map((returned) => new Argument(this.#linker, callee.file, returned))));
  }

  /** Arguments of the call this is, as written here; empty when it is none. */
  callArguments(): readonly Argument[] {
    const value = this.model;
    return value[0] === 'call' || value[0] === 'new' ? this.#linker.callAt({ file: this.file, call: value[1] }).args.map((arg) => this.beside(this.file, arg)) : [];
  }

  /** Where the expression is written, following names but no calls. */
  source(): Argument {
    const { file, value } = this.here(() => this.#linker.sourceOf(this.file, this.value));
    return file === this.file && value === this.value ? this : this.beside(file, value);
  }

  /** What the function this is gives back, whoever calls it; undefined when it is no project function. */
  results(): readonly Argument[] | undefined {
    for (const origin of this.origins()) {
      if (origin.is === 'fn') return (this.#linker.model(origin.file).functions[origin.fn]?.returns ?? []).map((value) => this.beside(origin.file, value));
    }
    return undefined;
  }

  /** Where the object literal stands that describes a route (see `FileModel.routeObjects`): this one, or the one spread into it. */
  place(): Span | undefined {
    return this.here(() => this.#placeOf(this.origins(), 0));
  }

  #placeOf(origins: readonly Origin[], depth: number): Span | undefined {
    for (const origin of origins) {
      if (origin.is !== 'obj' || depth > 4) continue;
      const { routeObjects, values } = this.#linker.model(origin.file);
      const [line, column, endLine, endColumn] = routeObjects?.[origin.value] ?? [];
      if (line !== undefined && column !== undefined && endLine !== undefined && endColumn !== undefined) return { file: origin.file, line, column, endLine, endColumn };
      const value = values[origin.value];
      for (const spread of value?.[0] === 'obj' ? value[2] : []) {
        const found = this.#placeOf(this.#linker.eval(origin.file, spread), depth + 1);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** The project function this is, if it is one (named, inline, method or bound method). */
  fn(): FunctionRef | undefined {
    for (const origin of this.origins()) {
      if (origin.is !== 'fn') continue;
      return functionRef(this.#linker, origin.file, origin.fn);
    }
    return undefined;
  }

  /** A property that a literal object does not have: `handlers.create` of `{ list }`. */
  isAbsent(): boolean {
    const { model } = this;
    if (model[0] !== 'mem' || this.origins().length > 0) return false;
    const holders = this.here(() => this.#linker.eval(this.file, model[1]));
    return holders.length > 0 && holders.every((origin) => {
      const value = origin.is === 'obj' ? this.#linker.model(origin.file).values[origin.value] : undefined;
      return value?.[0] === 'obj' && value[2].length === 0 && !value[1].some(([key]) => key === model[2]);
    });
  }

  /** How a person would name it: `orders.create`, `validate(orderSchema)`, `(inline)`. */
  describe(): string {
    return describe(this.#linker, this.file, this.value, 0);
  }
}

export function functionRef(linker: Linker, file: string, index: number): FunctionRef | undefined {
  const fn = linker.model(file).functions[index];
  if (fn === undefined) return undefined;
  const [line, column, endLine, endColumn] = fn.place;
  return { id: `${file}#${index}`, name: fn.name === '' ? '(inline)' : fn.name, at: { file, line, column, endLine, endColumn } };
}

/** Name of the function that a value is only for the current row of a table (`for (const { handler } of routes)`). */
function functionOfRow(linker: Linker, file: string, id: ValueId): string | undefined {
  if (linker.frame?.row === undefined || !isFromRow(linker.model(file), id, 0)) return undefined;
  const [here, ...more] = linker.eval(file, id);
  return here?.is === 'fn' && more.length === 0 ? linker.model(here.file).functions[here.fn]?.name || undefined : undefined;
}

function isFromRow(model: FileModel, id: ValueId, depth: number): boolean {
  const value = model.values[id];
  switch (value?.[0]) {
    case 'elem':
    case 'param': return true;
    case 'mem':
    case 'idx': return isFromRow(model, value[1], depth);
    case 'bind': return depth < 4 && model.bindings[value[1]]?.values.some((made) => isFromRow(model, made, depth + 1)) === true;
    default: return false;
  }
}

function describe(linker: Linker, file: string, id: ValueId, depth: number): string {
  const model = linker.model(file);
  const value = model.values[id];
  if (value === undefined || depth > 4) return '…';
  const next = (other: ValueId): string => describe(linker, file, other, depth + 1);
  const ofRow = functionOfRow(linker, file, id);
  if (ofRow !== undefined) return ofRow;
  switch (value[0]) {
    case 'lit': return JSON.stringify(value[1]);
    case 'imp': return value[2] === 'default' || value[2] === '*' ? value[1].split('/').at(-1)?.replace(/\.[cm]?[jt]s$/, '') ?? value[1] : value[2];
    case 'bind': return model.bindings[value[1]]?.name ?? '…';
    case 'glob': return value[1];
    case 'mem': return ['this', 'self'].includes(model.values[value[1]]?.[0] ?? '') ? `this.${value[2]}` : `${next(value[1])}.${value[2]}`;
    case 'param': return model.functions[value[1]]?.params[value[2]]?.name ?? '…';
    case 'fn': return model.functions[value[1]]?.name || '(inline)';
    case 'cls': return model.classes[value[1]]?.name || '(class)';
    case 'call': {
      const call = model.calls[value[1]];
      return call === undefined ? '…' : `${next(call.callee)}(${call.args.map(next).join(', ')})`.slice(0, 60);
    }
    case 'new': {
      const call = model.calls[value[1]];
      return call === undefined ? '…' : `new ${next(call.callee)}()`;
    }
    case 'obj': return '{…}';
    case 'arr': return '[…]';
    case 'awt': return next(value[1]);
    case 'or': return value[1][0] === undefined ? '…' : next(value[1][0]);
    case 'this':
    case 'self': return 'this';
    default: return '…';
  }
}
