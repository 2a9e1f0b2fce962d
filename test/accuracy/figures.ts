import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repo } from '../harness/paths.ts';
import type { BackendResult } from './check-backend.ts';

export type Kind = 'routes' | 'data';

/** One line of a published table: a framework or library over all its backends. */
export interface Figure {
  readonly name: string;
  readonly backends: readonly string[];
  /** At run time. */
  readonly count: number;
  readonly precision: number;
  readonly recall: number;
}

export type Figures = Readonly<Record<Kind, readonly Figure[]>>;

const readme = join(repo, 'README.md');
const heads: Readonly<Record<Kind, readonly string[]>> = {
  routes: ['Framework', 'Backends', 'Routes', 'Precision', 'Recall'],
  data: ['Library', 'Backends', 'Call sites', 'Precision', 'Recall'],
};

/** Sums what was found in each backend. */
export function figuresOf(results: readonly BackendResult[]): Figures {
  return { routes: sum(results, 'routes'), data: sum(results, 'data') };
}

function sum(results: readonly BackendResult[], kind: Kind): readonly Figure[] {
  const parts = results.flatMap((result) => result[kind].map((comparison) => ({ backend: result.name, ...comparison })));
  return [...new Set(parts.map(({ name }) => name))].sort().map((name) => {
    const own = parts.filter((part) => part.name === name);
    const total = (key: 'found' | 'confirmed' | 'real' | 'recognised'): number => own.reduce((all, part) => all + part[key], 0);
    return { name, backends: own.map(({ backend }) => backend), count: total('real'), precision: ratio(total('confirmed'), total('found')), recall: ratio(total('recognised'), total('real')) };
  });
}

/** Three digits, rounded down: 1 means all. */
function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : Math.floor((part / whole) * 1000) / 1000;
}

/** What is wrong between the README's tables and a run of all backends; one sentence each. */
export function checkFigures(published: Figures, measured: Figures): readonly string[] {
  return (['routes', 'data'] as const).flatMap((kind) => {
    const names = [...new Set([...published[kind], ...measured[kind]].map(({ name }) => name))].sort();
    return names.flatMap((name) => {
      const before = published[kind].find((figure) => figure.name === name);
      const now = measured[kind].find((figure) => figure.name === name);
      if (before === undefined) return [`${kind}: ${name} was measured and is not in the README. ${rewrite}`];
      if (now === undefined) return [`${kind}: ${name} is in the README and was not measured.`];
      const below = (['precision', 'recall'] as const).filter((key) => now[key] < before[key]).map((key) => `${kind}: the ${key} of ${name} is ${now[key].toFixed(3)}, below the published ${before[key].toFixed(3)}.`);
      if (below.length > 0) return below;
      return row(before) === row(now) ? [] : [`${kind}: the README's row of ${name} is not what was measured. ${rewrite}`];
    });
  });
}

const rewrite = 'Run `npm run accuracy -- --write`.';

export async function publishedFigures(): Promise<Figures> {
  const text = await readFile(readme, 'utf8');
  return { routes: parse(text, 'routes'), data: parse(text, 'data') };
}

/** Puts measured rows into the README. Rows that a run of some backends cannot know (`isPartial`, and not all of the row's backends in `ran`) stay; their names come back. */
export async function publish(measured: Figures, ran: readonly string[], isPartial: boolean): Promise<readonly string[]> {
  let text = await readFile(readme, 'utf8');
  const left: string[] = [];
  for (const kind of ['routes', 'data'] as const) {
    const before = parse(text, kind);
    const rows = new Map(isPartial ? before.map((figure) => [figure.name, figure]) : []);
    for (const { name, backends } of before) if (backends.every((backend) => ran.includes(backend))) rows.delete(name);
    for (const figure of measured[kind]) {
      if (rows.has(figure.name)) left.push(figure.name);
      else rows.set(figure.name, figure);
    }
    text = text.replace(section(kind), () => `${open(kind)}\n${grid(kind, [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1)))}\n${close(kind)}`);
  }
  await writeFile(readme, text);
  return left;
}

/** The table as it stands in the README. */
export function grid(kind: Kind, figures: readonly Figure[]): string {
  return [`| ${heads[kind].join(' | ')} |`, '|---|---|---|---|---|', ...figures.map(row)].join('\n');
}

function row({ name, backends, count, precision, recall }: Figure): string {
  return `| ${name} | ${backends.join(', ')} | ${count} | ${precision.toFixed(3)} | ${recall.toFixed(3)} |`;
}

function parse(text: string, kind: Kind): readonly Figure[] {
  const found = section(kind).exec(text);
  if (found === null) throw new Error(`The README has no ${open(kind)} … ${close(kind)}.`);
  return found[0].split('\n').filter((line) => line.startsWith('| ')).slice(1).map((line) => {
    const [name = '', backends = '', count, precision, recall] = line.split('|').slice(1, -1).map((cell) => cell.trim());
    return { name, backends: backends.split(', '), count: Number(count), precision: Number(precision), recall: Number(recall) };
  });
}

function section(kind: Kind): RegExp {
  return new RegExp(`${open(kind)}[\\s\\S]*?${close(kind)}`);
}

function open(kind: Kind): string {
  return `<!-- accuracy:${kind} -->`;
}

function close(kind: Kind): string {
  return `<!-- /accuracy:${kind} -->`;
}
