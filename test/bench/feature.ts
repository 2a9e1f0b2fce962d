/** A feature of the generated code base: one noun of the business, from its table to its page. Everything about it follows from its number. */
import { type Operation, operationsOf } from './operations.ts';
import { pick, seeded } from './random.ts';
import { aspects, dates, flags, numbers, statuses, subjects, texts } from './vocabulary.ts';

export interface Field { readonly name: string; readonly kind: 'text' | 'number' | 'date' | 'flag' }

export interface Feature {
  readonly index: number;
  /** `order-line`, `orderLine`, `OrderLine`, `order_lines`, `order line`; the plurals with an s. */
  readonly kebab: string;
  readonly camel: string;
  readonly Pascal: string;
  readonly table: string;
  readonly words: string;
  readonly app: keyof typeof frameworks;
  readonly framework: 'nestjs' | 'express' | 'fastify';
  readonly database: 'pg' | 'prisma';
  readonly fields: readonly Field[];
  readonly statuses: readonly string[];
  readonly operations: readonly Operation[];
  /** Which of the files that not every feature has this one has. */
  readonly parts: ReadonlySet<string>;
  /** Chance of its own for every purpose, so that a change of one file leaves the others as they were. */
  readonly random: (purpose: string) => () => number;
}

/** The backends of the workspace, one framework each. */
export const frameworks = { api: 'nestjs', store: 'express', partners: 'fastify' } as const;

export function featureOf(index: number): Feature {
  const random = (purpose: string): (() => number) => seeded(index + 1, purpose);
  const round = Math.floor(index / (subjects.length * aspects.length));
  const names = [subjects[index % subjects.length] ?? '', aspects[Math.floor(index / subjects.length) % aspects.length] ?? ''].filter((name) => name !== '');
  if (round > 0) names.push(`v${round + 1}`);
  const Pascal = names.map(capital).join('');
  const app = (['api', 'store', 'partners'] as const)[index % 3] ?? 'api';
  return {
    index, Pascal, app, random,
    kebab: names.join('-'), camel: Pascal.charAt(0).toLowerCase() + Pascal.slice(1), table: `${names.join('_')}s`, words: names.join(' '),
    framework: frameworks[app],
    database: index % 2 === 0 ? 'pg' : 'prisma',
    fields: [
      ...chosen(texts, 'text', 3, 5, random('texts')), ...chosen(numbers, 'number', 2, 4, random('numbers')),
      ...chosen(dates, 'date', 1, 2, random('dates')), ...chosen(flags, 'flag', 0, 2, random('flags')),
    ],
    statuses: pick(Object.keys(statuses), 3 + Math.floor(random('statuses')() * 4), random('status names')),
    operations: operationsOf(random('operations')),
    parts: new Set(Object.entries(parts).flatMap(([part, share]) => (random(`part ${part}`)() < share ? [part] : []))),
  };
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `unitPrice` as `unit_price` and, for people, as `Unit price`. */
export function column(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
export function label(name: string): string {
  return capital(column(name).replaceAll('_', ' '));
}

export function ofKind({ fields }: Feature, ...kinds: readonly Field['kind'][]): readonly Field[] {
  return fields.filter(({ kind }) => kinds.includes(kind));
}

/** The first field of a kind that every feature has. */
export function firstOf(feature: Feature, kind: 'text' | 'number' | 'date'): string {
  return ofKind(feature, kind)[0]?.name ?? 'id';
}

export function typeOf({ kind }: Field): string {
  return { text: 'string', number: 'number', date: 'string', flag: 'boolean' }[kind];
}

/** Folder of the feature's backend. */
export function serverDir({ app, kebab }: Feature): string {
  return `apps/${app}/src/${kebab}s`;
}

/** Half of the features import the shared package by its name, the others the folder they need. */
export function sharedModule({ index, kebab }: Feature): string {
  return index % 4 < 2 ? '@acme/shared' : `@acme/shared/${kebab}s`;
}

export function has({ operations }: Feature, name: Operation['name']): boolean {
  return operations.some((operation) => operation.name === name);
}

function chosen(from: Readonly<Record<string, string>>, kind: Field['kind'], least: number, most: number, random: () => number): Field[] {
  return pick(Object.keys(from), least + Math.floor(random() * (most - least + 1)), random).map((name) => ({ name, kind }));
}

/** Optional files, and the share of features that have them. */
const parts = {
  rules: 0.9, report: 0.8, helpers: 0.9, statistics: 0.85, import: 0.8, notifications: 0.8, pricing: 0.2, cache: 0.1, events: 0.5, policy: 0.45,
  serverIndex: 0.35, queryDto: 0.3, exportDto: 0.2, sharedFormat: 0.5, sharedSchema: 0.25,
  filters: 0.5, card: 0.3, summary: 0.3, timeline: 0.5, dialog: 0.4, reducer: 0.35, webFormat: 0.3, chart: 0.35, webIndex: 0.7, detailPage: 0.9, bulkBar: 0.5, picker: 0.4,
  board: 0.85, calendar: 0.75, wizard: 0.8, settings: 0.85, toolbar: 0.85, print: 0.6,
  routesTest: 0.85, rulesTest: 0.9, importTest: 0.7, mapperTest: 0.35, tableTest: 0.8, formTest: 0.8, hookTest: 0.55, formatTest: 0.5,
  backfill: 0.35,
};
