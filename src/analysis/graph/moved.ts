import type { Fact, Observation, Span } from '../facts.ts';
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
  const at = <F extends Fact>(fact: F): F => (mentions(fact, file) ? shifted(fact, move) : fact);
  return {
    ...data,
    files: data.files.map((item) => (item.file === file ? { ...item, imports: withLines(item.imports, after) } : item)),
    facts: data.facts.map(at),
    routes: data.routes.map(at),
    classes: data.classes.map(at),
  };
}

/** Observations are told by the file alone: those of the new text take the place of the old ones. */
export function movedObservations(known: ReadonlyMap<string, readonly Observation[]>, ids: readonly string[], file: string, model: FileModel): Map<string, readonly Observation[]> {
  const found = new Map(known);
  for (const [index, id] of ids.entries()) {
    const old = known.get(id) ?? [];
    const first = old.findIndex((note) => note.at.file === file);
    const fresh = model.observations.filter(({ by }) => by === index).map((note) => observationOf(file, model, note));
    if (first < 0 && fresh.length === 0) continue;
    const rest = old.filter((note) => note.at.file !== file);
    const position = first < 0 ? rest.findIndex((note) => note.at.file > file) : first;
    found.set(id, rest.toSpliced(position < 0 ? rest.length : position, 0, ...fresh));
  }
  return found;
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

function withLines<I extends { readonly module: string; readonly line: number }>(imports: readonly I[], model: FileModel): readonly I[] {
  const lines = new Map(model.imports.map(({ module, line }) => [module, line]));
  return imports.map((item) => ({ ...item, line: lines.get(item.module) ?? item.line }));
}

function mentions(fact: Fact, file: string): boolean {
  if (fact.at.file === file) return true;
  if ('handler' in fact && fact.handler.at.file === file) return true;
  if ('sqlAt' in fact && fact.sqlAt.file === file) return true;
  return 'middlewareFunctions' in fact && fact.middlewareFunctions.some(({ at }) => at.file === file);
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
