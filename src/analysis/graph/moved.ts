import type { Fact, FileFact, Observation, Span } from '../facts.ts';
import type { FileModel, Place } from '../resolve/model.ts';
import type { LinkedData } from './project-facts.ts';
import { span } from './span.ts';

/** Where the calls, functions and classes of a file were, and where they are now. */
interface Move {
  readonly file: string;
  readonly starts: ReadonlyMap<string, readonly [number, number]>;
  readonly ends: ReadonlyMap<string, readonly [number, number]>;
}

/**
 * Linked data after an edit of one file: whatever stands before or after the edited part is where it is now.
 * What the edit itself made or took away is not known before the next linking.
 */
export function movedData(data: LinkedData, file: string, before: FileModel, after: FileModel): LinkedData {
  const move = moveOf(file, before, after);
  const at = <F extends Fact>(facts: readonly F[], positions: readonly number[]): readonly F[] => {
    if (positions.length === 0) return facts;
    const moved = facts.slice();
    for (const position of positions) moved[position] = shifted(facts[position] as F, move);
    return moved;
  };
  const mentions = mentionsIn(data);
  const of = mentions.of.get(file) ?? nowhere;
  const made: LinkedData = { ...data, files: withLines(data.files, file, after), facts: at(data.facts, of.facts), routes: at(data.routes, of.routes), classes: at(data.classes, of.classes) };
  // Nothing has come or gone, so that everything has kept its position.
  mentioned.set(made, mentions);
  return made;
}

/** Positions of the facts that mention a file. */
interface Positions { readonly facts: number[]; readonly routes: number[]; readonly classes: number[] }
interface Mentions { readonly of: ReadonlyMap<string, Positions> }

const nowhere: Positions = { facts: [], routes: [], classes: [] };
const mentioned = new WeakMap<LinkedData, Mentions>();

function mentionsIn(data: LinkedData): Mentions {
  const before = mentioned.get(data);
  if (before !== undefined) return before;
  const of = new Map<string, Positions>();
  const note = (fact: Fact, position: number, list: keyof Positions): void => {
    for (const file of filesOf(fact)) {
      let positions = of.get(file);
      if (positions === undefined) of.set(file, (positions = { facts: [], routes: [], classes: [] }));
      if (positions[list].at(-1) !== position) positions[list].push(position);
    }
  };
  data.facts.forEach((fact, position) => { note(fact, position, 'facts'); });
  data.routes.forEach((fact, position) => { note(fact, position, 'routes'); });
  data.classes.forEach((fact, position) => { note(fact, position, 'classes'); });
  const made = { of };
  mentioned.set(data, made);
  return made;
}

function filesOf(fact: Fact): readonly string[] {
  if (fact.kind === 'route') return [fact.at.file, ...(fact.handler === undefined ? [] : [fact.handler.at.file]), ...fact.middlewareFunctions.map(({ at }) => at.file)];
  return fact.kind === 'dataCall' && fact.sqlAt !== undefined ? [fact.at.file, fact.sqlAt.file] : [fact.at.file];
}

/** Observations are told by the file alone: those of the new text take the place of the old ones. */
export function movedObservations(known: ReadonlyMap<string, readonly Observation[]>, ids: readonly string[], file: string, model: FileModel): Map<string, readonly Observation[]> {
  const found = new Map(known);
  for (const [index, id] of ids.entries()) {
    const old = known.get(id) ?? [];
    const fresh = model.observations.filter(({ by }) => by === index).map((note) => observationOf(file, model, note));
    const first = firstOf(old, file);
    let after = first;
    while (old[after]?.at.file === file) after++;
    if (after > first || fresh.length > 0) found.set(id, old.toSpliced(first, after - first, ...fresh));
  }
  return found;
}

/** Where the notes of a file are, or would be: they come in the order of their files. */
function firstOf(notes: readonly Observation[], file: string): number {
  let low = 0;
  let high = notes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((notes[middle]?.at.file ?? '') < file) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One note of the walk as concepts see it. */
export function observationOf(file: string, model: FileModel, note: FileModel['observations'][number]): Observation {
  const cls = note.cls < 0 ? undefined : model.classes[note.cls]?.name;
  return {
    signal: note.signal, at: span(file, note.place), data: note.data,
    ...(note.fn < 0 ? {} : { fn: `${file}#${note.fn}` }),
    ...(cls === undefined ? {} : { inClass: cls }),
  };
}

function withLines(files: readonly FileFact[], file: string, model: FileModel): readonly FileFact[] {
  const lines = new Map(model.imports.map(({ module, line }) => [module, line]));
  const position = files.findIndex((item) => item.file === file);
  const own = files[position];
  // Most edits are below the imports.
  if (own === undefined || own.imports.every(({ module, line }) => (lines.get(module) ?? line) === line)) return files;
  return files.with(position, { ...own, imports: own.imports.map((item) => ({ ...item, line: lines.get(item.module) ?? item.line })) });
}

/** A copy in which every span of the file is where it is now. */
function shifted<T>(value: T, move: Move): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => shifted(item, move)) as T;
  if (isSpan(value)) {
    if (value.file !== move.file) return value;
    const start = move.starts.get(`${value.line}:${value.column}`);
    const end = move.ends.get(`${value.endLine}:${value.endColumn}`);
    return start === undefined || end === undefined ? value : { ...value, line: start[0], column: start[1], endLine: end[0], endColumn: end[1] };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shifted(item as unknown, move)])) as T;
}

function isSpan(value: object): value is Span {
  return 'file' in value && 'endColumn' in value;
}

function moveOf(file: string, before: FileModel, after: FileModel): Move {
  const starts = new Map<string, readonly [number, number]>();
  const ends = new Map<string, readonly [number, number]>();
  const pair = (old: readonly { readonly place: Place }[], now: readonly { readonly place: Place }[]): void => {
    const isSame = (a: number, b: number): boolean => sizeOf(old[a]?.place) === sizeOf(now[b]?.place);
    const most = Math.min(old.length, now.length);
    let head = 0;
    while (head < most && isSame(head, head)) head++;
    let tail = 0;
    while (tail < most - head && isSame(old.length - 1 - tail, now.length - 1 - tail)) tail++;
    const isWhole = old.length === now.length;
    for (const [index, { place }] of old.entries()) {
      const target = isWhole || index < head ? now[index]?.place : index >= old.length - tail ? now[index - old.length + now.length]?.place : undefined;
      if (target === undefined) continue;
      starts.set(`${place[0]}:${place[1]}`, [target[0], target[1]]);
      ends.set(`${place[2]}:${place[3]}`, [target[2], target[3]]);
    }
  };
  pair(before.classes, after.classes);
  pair(before.functions, after.functions);
  pair(before.env, after.env);
  pair(before.calls, after.calls);
  return { file, starts, ends };
}

/** Lines and columns a place covers: an edit elsewhere does not change them. */
function sizeOf(place: Place | undefined): string {
  return place === undefined ? '' : `${place[2] - place[0]}:${place[1]}:${place[3]}`;
}
