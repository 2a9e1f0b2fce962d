import { constructorOf } from './constructor-of.ts';
import type { Evaluator } from './evaluator.ts';
import type { ValueId } from './model.ts';
import type { InstanceOrigin, Origin, Site } from './origin.ts';

/** Values that are known, by file and id. */
export type Memo = Map<string, (readonly Origin[] | undefined)[]>;

/**
 * Code read on behalf of somebody: of one call, so that the parameters of the called function stand for what is given there,
 * or of one row of a table, so that the loop variable stands for it.
 */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly depth: number;
  readonly call?: { readonly site: Site; readonly file: string; readonly fn: number };
  /** An instance of one of the classes in `lineage`, which `this` is in all of them. */
  readonly self?: { readonly is: InstanceOrigin; readonly tag: string; readonly lineage: readonly { readonly file: string; readonly cls: number }[] };
  readonly row?: { readonly file: string; readonly id: ValueId; readonly origins: readonly Origin[] };
  readonly memo: Memo;
  readonly provisional: Memo;
  readonly inner: Map<string, Frame>;
}

const maxFrames = 6;

/** On whose behalf values are read at the moment, and what is known of them there. */
export class Frames {
  readonly #linker: Evaluator;
  current: Frame | undefined;
  /** Of the current frame: read for every value, therefore a field. */
  memo: Memo = new Map();
  #rootMemo = this.memo;
  /** Answers of which more may become known. */
  provisional: Memo = new Map();
  #rootProvisional = this.provisional;
  #ofCalls = new Map<string, Frame>();

  constructor(linker: Evaluator) {
    this.#linker = linker;
  }

  /** Drops the answers of which more is known now. */
  forget(): void {
    this.provisional = new Map();
    this.#ofCalls = new Map();
  }

  keepProvisional(file: string, id: ValueId, origins: readonly Origin[]): void {
    let memo = this.provisional.get(file);
    if (memo === undefined) this.provisional.set(file, (memo = []));
    memo[id] = origins;
  }

  /** What a value stands for in the row of a table that is being read; undefined when it is none of that. */
  rowOf(file: string, id: ValueId): readonly Origin[] | undefined {
    for (let frame = this.current; frame !== undefined; frame = frame.parent) {
      if (frame.row !== undefined && frame.row.id === id && frame.row.file === file) return frame.row.origins;
    }
    return undefined;
  }

  /** What `this` is in a class. */
  selfOf(file: string, cls: number): InstanceOrigin {
    for (let frame = this.current; frame !== undefined; frame = frame.parent) {
      if (frame.self?.lineage.some((at) => at.file === file && at.cls === cls) === true) return frame.self.is;
    }
    return { is: 'inst', file, cls };
  }

  /** Runs `work` while one value (a loop variable, the parameter of a `forEach` callback) stands for one row of a literal table. */
  withRow(file: string, id: ValueId, origins: readonly Origin[], work: () => void): void {
    this.within({ ...this.#newFrame(), row: { file, id, origins } }, work);
  }

  /** Reads on behalf of `frame` (undefined: of nobody). */
  within<T>(frame: Frame | undefined, work: () => T): T {
    if (frame === this.current) return work();
    const outer = this.current;
    const { memo, provisional } = this;
    if (outer === undefined) {
      this.#rootMemo = memo;
      this.#rootProvisional = provisional;
    }
    this.current = frame;
    this.memo = frame?.memo ?? this.#rootMemo;
    this.provisional = frame?.provisional ?? this.#rootProvisional;
    try {
      return work();
    } finally {
      this.current = outer;
      this.memo = memo;
      this.provisional = provisional;
    }
  }

  /** The frame of nested calls of project functions, outermost first; a call that is already being read changes nothing. */
  of(calls: readonly Site[]): Frame | undefined {
    let frame = this.current;
    for (const site of calls) {
      const key = `${site.file}:${site.call}`;
      if ((frame?.depth ?? 0) >= maxFrames || isRead(frame, site)) continue;
      const known: Frame | undefined = (frame?.inner ?? this.#ofCalls).get(key);
      const made: Frame | undefined = known ?? this.within(frame, () => this.#callFrame(site));
      if (made === undefined) continue;
      if (known === undefined) (frame?.inner ?? this.#ofCalls).set(key, made);
      frame = made;
    }
    return frame;
  }

  #callFrame(site: Site): Frame | undefined {
    const { callee, form } = this.#linker.callAt(site);
    const isSuper = this.#linker.model(site.file).values[callee]?.[0] === 'super';
    for (const origin of this.#linker.eval(site.file, callee)) {
      if (origin.is === 'fn') return { ...this.#newFrame(), call: { site, file: origin.file, fn: origin.fn } };
      const made = (origin.is === 'cls' && form === 'new') || (origin.is === 'inst' && isSuper) ? constructorOf(this.#linker, origin.file, origin.cls) : undefined;
      if (made !== undefined) return { ...this.#newFrame(), call: { site, file: made.file, fn: made.ctor } };
    }
    return undefined;
  }

  /** The frame in which `this` of the classes in `lineage` is one instance; `tag` names it. */
  ofSelf(is: InstanceOrigin, tag: string, lineage: readonly { readonly file: string; readonly cls: number }[]): Frame {
    const frames = this.current?.inner ?? this.#ofCalls;
    const known = frames.get(tag) ?? { ...this.#newFrame(), self: { is, tag, lineage } };
    frames.set(tag, known);
    return known;
  }

  #newFrame(): Frame {
    return { parent: this.current, depth: (this.current?.depth ?? 0) + 1, memo: new Map(), provisional: new Map(), inner: new Map() };
  }
}

function isRead(frame: Frame | undefined, site: Site): boolean {
  for (let at = frame; at !== undefined; at = at.parent) if (at.call?.site.file === site.file && at.call.site.call === site.call) return true;
  return false;
}
