/** Source text of the shared package: what backends and the front end both know about a feature. */
import { capital, type Feature, firstOf, label, ofKind, typeOf } from '../feature.ts';
import { between, one } from '../random.ts';
import { meaningOf } from '../vocabulary.ts';

export function typesFile(feature: Feature): string {
  const { Pascal, words, fields } = feature;
  return `import type { ${Pascal}Status } from './${feature.kebab}.constants';

/** ${capital(words)} as every client sees it; dates are ISO strings. */
export interface ${Pascal} {
  readonly id: string;
  readonly status: ${Pascal}Status;
${fields.map((field) => `  /** ${meaningOf(field.name)} */\n  readonly ${field.name}: ${typeOf(field)}${field.kind === 'date' ? ' | null' : ''};`).join('\n')}
  readonly ownerId: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What somebody has to say to make one. */
export interface ${Pascal}Input {
  status?: ${Pascal}Status;
${fields.map((field) => `  ${field.name}${field.kind === 'date' || field.kind === 'flag' ? '?' : ''}: ${typeOf(field)}${field.kind === 'date' ? ' | null' : ''};`).join('\n')}
}

export interface ${Pascal}Query {
  readonly status?: ${Pascal}Status;
  readonly ${firstOf(feature, 'text')}?: string;
  readonly limit: number;
  readonly after?: string;
}

/** One row of the totals: everything with the same ${label(firstOf(feature, 'text')).toLowerCase()}. */
export interface ${Pascal}Total {
  readonly ${firstOf(feature, 'text')}: string;
  readonly count: number;
  readonly ${firstOf(feature, 'number')}: number;
}
`;
}

export function constantsFile(feature: Feature): string {
  const { Pascal, camel, statuses } = feature;
  const random = feature.random('constants');
  return `export const ${camel}Statuses = [${statuses.map((status) => `'${status}'`).join(', ')}] as const;
export type ${Pascal}Status = (typeof ${camel}Statuses)[number];

export const ${camel}StatusLabels: Readonly<Record<${Pascal}Status, string>> = {
${statuses.map((status) => `  ${status}: '${capital(status)}',`).join('\n')}
};

/** From which status one may go to which. */
export const ${camel}Transitions: Readonly<Record<${Pascal}Status, readonly ${Pascal}Status[]>> = {
${statuses.map((status, at) => `  ${status}: [${statuses.filter((_, to) => to === at + 1 || (to !== at && random() < 0.3)).map((to) => `'${to}'`).join(', ')}],`).join('\n')}
};

export const ${camel}StatusMeanings: Readonly<Record<${Pascal}Status, string>> = {
${statuses.map((status) => `  ${status}: '${meaningOf(status)}',`).join('\n')}
};

/** Everything there is to know about a field without looking at one. */
export const ${camel}Fields = [
${feature.fields.map(({ name, kind }) => `  { name: '${name}', kind: '${kind}', label: '${label(name)}', about: '${meaningOf(name)}', isRequired: ${kind === 'text' || kind === 'number'} },`).join('\n')}
] as const;

export const ${camel}Limits = {
${ofKind(feature, 'number').map(({ name }) => `  ${name}: { least: ${between(0, 9, random)}, most: ${between(10, 999, random) * 10} },`).join('\n')}
} as const;

export const default${Pascal}Status: ${Pascal}Status = '${statuses[0] ?? 'draft'}';
export const ${camel}PageSize = ${one([10, 20, 25, 30, 50, 100], random)};
${random() < 0.5 ? `export const ${camel}Permissions = { read: '${feature.kebab}:read', write: '${feature.kebab}:write', remove: '${feature.kebab}:remove' } as const;\n` : ''}`;
}

export function formatFile(feature: Feature): string {
  const { Pascal, camel, words } = feature;
  const number = firstOf(feature, 'number');
  const date = firstOf(feature, 'date');
  return `import { formatDate, formatNumber } from '../text/format';
import { ${camel}StatusLabels, ${camel}Transitions, type ${Pascal}Status } from './${feature.kebab}.constants';
import type { ${Pascal} } from './${feature.kebab}.types';

/** One line that names a ${words} in lists, mails and logs. */
export function describe${Pascal}(${camel}: ${Pascal}): string {
  const parts = [${camel}.${firstOf(feature, 'text')}, ${camel}StatusLabels[${camel}.status], formatNumber(${camel}.${number})];
  if (${camel}.${date} !== null) parts.push(formatDate(${camel}.${date}));
  return parts.filter((part) => part !== '').join(' · ');
}

export function can${Pascal}Become(from: ${Pascal}Status, to: ${Pascal}Status): boolean {
  return from === to || ${camel}Transitions[from].includes(to);
}

export function is${Pascal}Late(${camel}: Pick<${Pascal}, '${date}'>, now: Date): boolean {
  return ${camel}.${date} !== null && Date.parse(${camel}.${date}) < now.getTime();
}
${feature.random('format')() < 0.6 ? `
export function compare${Pascal}s(a: ${Pascal}, b: ${Pascal}): number {
  return b.${number} - a.${number} || a.${firstOf(feature, 'text')}.localeCompare(b.${firstOf(feature, 'text')});
}
` : ''}`;
}

export function schemaFile(feature: Feature): string {
  const { Pascal, camel, fields } = feature;
  const random = feature.random('schema');
  const check = (name: string, kind: string): string => {
    if (kind === 'text') return `z.string().trim().min(${between(1, 3, random)}).max(${between(2, 20, random) * 10})`;
    if (kind === 'number') return `z.number().min(${camel}Limits.${name}.least).max(${camel}Limits.${name}.most)`;
    return kind === 'flag' ? 'z.boolean().default(false)' : 'z.string().datetime().nullable()';
  };
  return `import { z } from 'zod';
import { ${camel}Limits, ${camel}PageSize, ${camel}Statuses } from './${feature.kebab}.constants';

export const ${camel}InputSchema = z.object({
  status: z.enum(${camel}Statuses).optional(),
${fields.map(({ name, kind }) => `  ${name}: ${check(name, kind)},`).join('\n')}
});

export const ${camel}ChangesSchema = ${camel}InputSchema.partial();

export const ${camel}QuerySchema = z.object({
  status: z.enum(${camel}Statuses).optional(),
  ${firstOf(feature, 'text')}: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(${camel}PageSize),
  after: z.string().optional(),
});

export type Parsed${Pascal}Input = z.infer<typeof ${camel}InputSchema>;
`;
}

export function featureIndexFile({ kebab, parts }: Feature): string {
  const files = ['constants', 'types', ...(parts.has('sharedFormat') ? ['format'] : []), ...(parts.has('sharedSchema') ? ['schema'] : [])];
  return `${files.map((file) => `export * from './${kebab}.${file}';`).join('\n')}\n`;
}

/** What does not belong to a feature. */
export function sharedFiles(features: readonly Feature[]): Record<string, string> {
  return {
    'index.ts': `export * from './paging/page';\nexport * from './text';\nexport * from './time/duration';\n${features.map(({ kebab }) => `export * from './${kebab}s';\n`).join('')}`,
    'text/index.ts': "export * from './format';\nexport * from './slug';\n",
    'paging/page.ts': `/** A slice of a list and how to get the next one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface HistoryEntry {
  readonly at: string;
  readonly actorId: string;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export function pageOf<T extends { readonly id: string }>(items: readonly T[], limit: number): Page<T> {
  if (items.length <= limit) return { items };
  const kept = items.slice(0, limit);
  const last = kept.at(-1);
  return last === undefined ? { items: kept } : { items: kept, next: last.id };
}
`,
    'text/format.ts': `const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

export function formatNumber(value: number): string {
  return Number.isFinite(value) ? numbers.format(value) : '–';
}

export function formatDate(value: string | Date): string {
  const date = typeof value === 'string' ? new Date(value) : value;
  return Number.isNaN(date.getTime()) ? '' : dates.format(date);
}

export function truncate(text: string, length: number): string {
  return text.length <= length ? text : \`\${text.slice(0, Math.max(0, length - 1))}…\`;
}
`,
    'text/slug.ts': `/** Lower case, ASCII, words joined by dashes. */
export function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\\u0300-\\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
`,
    'time/duration.ts': `const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of "90s", "15m", "2h" or "7d". */
export function durationOf(text: string): number {
  const match = /^(\\d+)([smhd])$/.exec(text.trim());
  if (match === null) throw new RangeError(\`"\${text}" is no duration\`);
  return Number(match[1]) * units[match[2] as keyof typeof units];
}
`,
  };
}
