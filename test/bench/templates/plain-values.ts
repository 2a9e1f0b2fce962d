/** Source text of functions over one object of a feature. */
import { capital, type Feature, firstOf, label, ofKind } from '../feature.ts';
import { between, one } from '../random.ts';

/** Each stands on its own; names are unique within a file. */
export function valueFunctions(feature: Feature, random: () => number): string[] {
  const { Pascal, camel, words, kebab } = feature;
  const [number, text, date] = [firstOf(feature, 'number'), firstOf(feature, 'text'), firstOf(feature, 'date')];
  return [
    `export function ${camel}Key(${camel}: Pick<${Pascal}, 'id' | '${text}'>): string {
  return ['${kebab}', ${camel}.${text}.toLowerCase().replace(/\\s+/g, '-'), ${camel}.id].join(':');
}
`,
    ...ofKind(feature, 'date').map(({ name }) => `/** Days until ${label(name).toLowerCase()}; negative when it has passed, undefined when there is none. */
export function daysUntil${capital(name)}(${camel}: ${Pascal}, now: Date): number | undefined {
  if (${camel}.${name} === null) return undefined;
  const time = Date.parse(${camel}.${name});
  return Number.isNaN(time) ? undefined : Math.ceil((time - now.getTime()) / 86_400_000);
}
`),
    `export function changedFields(before: ${Pascal}, after: ${Pascal}): string[] {
  const keys = Object.keys(after) as (keyof ${Pascal})[];
  return keys.filter((key) => key !== 'updatedAt' && before[key] !== after[key]);
}
`,
    `export function is${Pascal}(value: unknown): value is ${Pascal} {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as Record<string, unknown>;
${feature.fields.map(({ name, kind }) => `  if (${kind === 'date' ? `candidate['${name}'] !== null && ` : ''}typeof candidate['${name}'] !== '${{ text: 'string', number: 'number', date: 'string', flag: 'boolean' }[kind]}') return false;`).join('\n')}
  return typeof candidate['id'] === 'string';
}
`,
    ...ofKind(feature, 'number').map(({ name }) => `/** ${label(name)} in steps, for labels that have no room for a number. */
export function ${name}Step({ ${name} }: Pick<${Pascal}, '${name}'>): 'low' | 'usual' | 'high' | 'extreme' {
  if (${name} < ${between(2, 20, random)}) return 'low';
  if (${name} < ${between(21, 200, random)}) return 'usual';
  return ${name} < ${between(201, 2000, random)} ? 'high' : 'extreme';
}
`),
    `/** How well it answers to what somebody typed: zero when not at all. */
export function relevanceOf(${camel}: ${Pascal}, typed: string): number {
  const words = typed.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  let points = 0;
  for (const word of words) {
    if (${camel}.id === word) points += ${between(50, 200, random)};
${ofKind(feature, 'text').map(({ name }) => `    if (${camel}.${name}.toLowerCase().includes(word)) points += ${between(1, 20, random)};`).join('\n')}
  }
  return words.length === 0 ? 0 : points / words.length;
}
`,
    `/** A ${words} without what must not leave the house. */
export function redact${Pascal}(${camel}: ${Pascal}): ${Pascal} {
  return {
    ...${camel},
${ofKind(feature, 'text').slice(0, between(1, 3, random)).map(({ name }) => `    ${name}: ${one([`${camel}.${name}.replace(/\\d/g, '#')`, `${camel}.${name}.slice(0, ${between(1, 5, random)}).padEnd(${camel}.${name}.length, '*')`, "'(hidden)'"], random)},`).join('\n')}
    ownerId: null,
  };
}
`,
    `/** The later of what is known about when it happens. */
export function lastMomentOf(${camel}: ${Pascal}): Date {
  const moments = [${camel}.createdAt, ${camel}.updatedAt, ${ofKind(feature, 'date').map(({ name }) => `${camel}.${name}`).join(', ')}];
  const times = moments.flatMap((moment) => (moment === null ? [] : [Date.parse(moment)])).filter((time) => !Number.isNaN(time));
  return new Date(Math.max(...times));
}
`,
    `export function merge${Pascal}(ours: ${Pascal}, theirs: Partial<${Pascal}>): ${Pascal} {
  const isNewer = Date.parse(theirs.updatedAt ?? '') > Date.parse(ours.updatedAt);
  if (!isNewer) return ours;
  return {
    ...ours,
${feature.fields.map(({ name, kind }) => `    ${name}: ${kind === 'number' ? `Math.${one(['max', 'min'], random)}(ours.${name}, theirs.${name} ?? ours.${name})` : `theirs.${name} ?? ours.${name}`},`).join('\n')}
  };
}
`,
    `/** Splits a list for requests that take no more than so many at once. */
export function inBatches<T>(items: readonly T[], size = ${between(2, 20, random) * 25}): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
`,
    `/** Waits longer every time; gives up with the last error. */
export async function retried<T>(work: () => Promise<T>, times = ${between(2, 6, random)}): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= times) throw error;
      await new Promise((done) => setTimeout(done, ${between(1, 9, random) * 50} * 2 ** attempt));
    }
  }
}
`,
    `/** The same in one line for the log. */
export function logLineOf(${camel}: ${Pascal}): string {
  const late = ${camel}.${date} !== null && Date.parse(${camel}.${date}) < Date.now() ? ' (late)' : '';
  return \`${kebab} \${${camel}.id} \${${camel}.status} ${number}=\${${camel}.${number}} ${text}="\${${camel}.${text}.replaceAll('"', "'")}"\${late}\`;
}
`,
  ];
}
