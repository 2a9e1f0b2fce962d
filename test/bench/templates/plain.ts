/** Source text of plain code without a framework, of which most of a backend consists: it has to be walked like any other. */
import { capital, type Feature, firstOf, label, ofKind, sharedModule } from '../feature.ts';
import { between, one, pick } from '../random.ts';
import { listFunctions } from './plain-lists.ts';
import { valueFunctions } from './plain-values.ts';

export function helpersFile(feature: Feature): string {
  const random = feature.random('helpers');
  return plainFile(feature, 'Little things', pick([...valueFunctions(feature, random), ...listFunctions(feature, random).slice(0, 4)], between(8, 14, random), random));
}

export function statisticsFile(feature: Feature): string {
  const random = feature.random('statistics');
  return plainFile(feature, 'Figures', pick(listFunctions(feature, random), between(9, 16, random), random));
}

function plainFile(feature: Feature, title: string, functions: readonly string[]): string {
  return `/** ${title} about ${feature.words}s that need nothing but the ${feature.words}s. */
import type { ${feature.Pascal} } from '${sharedModule(feature)}';

${functions.join('\n')}`;
}

export function reportFile(feature: Feature): string {
  const { Pascal, camel, table, words } = feature;
  const random = feature.random('report');
  const number = firstOf(feature, 'number');
  const text = firstOf(feature, 'text');
  return `import type { ${Pascal} } from '${sharedModule(feature)}';
import { csvLine } from '../common/csv';

export interface ${Pascal}ReportRow {
  readonly label: string;
  readonly count: number;
  readonly sum: number;
  readonly largest: number;
}

const widths: Readonly<Record<string, number>> = {
${feature.fields.map(({ name }) => `  ${name}: ${between(4, 34, random)},`).join('\n')}
};

${ofKind(feature, 'text').map(({ name }) => `/** Rows of ${table.replaceAll('_', ' ')} by ${label(name).toLowerCase()}, the largest sum first. */
export function by${capital(name)}(items: readonly ${Pascal}[]): ${Pascal}ReportRow[] {
  const groups = new Map<string, ${Pascal}ReportRow>();
  for (const item of items) {
    const key = item.${name} === '' ? '${one(['none', 'unknown', 'other', '(empty)'], random)}' : item.${name};
    const known = groups.get(key) ?? { label: key, count: 0, sum: 0, largest: 0 };
    groups.set(key, { label: key, count: known.count + 1, sum: known.sum + item.${number}, largest: Math.max(known.largest, item.${number}) });
  }
  return [...groups.values()].sort((a, b) => b.sum - a.sum || b.count - a.count).slice(0, ${between(10, 90, random)});
}
`).join('\n')}
export function ${camel}Report(items: readonly ${Pascal}[]): string {
  const rows = by${capital(text)}(items);
  const total = rows.reduce((sum, row) => sum + row.sum, 0);
  const lines = rows.map(({ label, count, sum, largest }) => csvLine([
    label.padEnd(widths['${text}'] ?? 12),
    count,
    Math.round(sum * 100) / 100,
    largest,
    total === 0 ? '' : \`\${((sum / total) * 100).toFixed(${between(0, 2, random)})} %\`,
  ]));
  return ['label;count;sum;largest;share', ...lines].join('\\n');
}

/** The same for people: a heading, a table, and a line about what stands out. */
export function ${camel}ReportText(items: readonly ${Pascal}[], title = '${capital(words)}s'): string {
  const rows = by${capital(text)}(items);
  if (rows.length === 0) return \`\${title}\\n\\n${one(['Nothing to report.', 'There were none.', 'An empty period.'], random)}\\n\`;
  const width = Math.max(...rows.map(({ label }) => label.length), ${between(8, 20, random)});
  const lines = rows.map(({ label, count, sum }) => \`\${label.padEnd(width)}  \${String(count).padStart(6)}  \${sum.toFixed(2).padStart(14)}\`);
  const [first, second] = rows;
  const remark = first !== undefined && second !== undefined && first.sum > second.sum * ${between(2, 5, random)}
    ? \`\${first.label} alone has more than ${between(2, 5, random)} times as much as \${second.label}.\`
    : \`\${rows.length} lines, none of which stands out.\`;
  return [title, '='.repeat(title.length), '', ...lines, '', remark, ''].join('\\n');
}

export function compareReports(before: readonly ${Pascal}ReportRow[], after: readonly ${Pascal}ReportRow[]): ${Pascal}ReportRow[] {
  const known = new Map(before.map((row) => [row.label, row]));
  return after
    .map((row) => {
      const old = known.get(row.label);
      return old === undefined ? row : { ...row, count: row.count - old.count, sum: row.sum - old.sum };
    })
    .filter(({ count, sum }) => count !== 0 || Math.abs(sum) > ${random().toFixed(3)});
}
`;
}

/** What comes in as text, line by line, from another system. */
export function importFile(feature: Feature): string {
  const { Pascal, camel, fields, words } = feature;
  const random = feature.random('import');
  const names = (name: string): string => pick([label(name), name.toUpperCase(), `${capital(feature.words)} ${label(name).toLowerCase()}`, label(name).replaceAll(' ', '')], between(2, 4, random), random).map((text) => `'${text}'`).join(', ');
  return `import { ${camel}Limits, ${camel}Statuses, type ${Pascal}Input } from '${sharedModule(feature)}';

export interface ImportProblem {
  /** From 1, the heading counts. */
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

export interface ${Pascal}Import {
  readonly inputs: readonly ${Pascal}Input[];
  readonly problems: readonly ImportProblem[];
}

/** What the columns are called in the files that people send us. */
const headings: Readonly<Record<keyof ${Pascal}Input, readonly string[]>> = {
  status: ['Status', 'STATE'],
${fields.map(({ name }) => `  ${name}: [${names(name)}],`).join('\n')}
};

const most = ${between(1, 20, random) * 500};

/** Reads a file of ${words}s; lines with problems are left out and told. */
export function read${Pascal}File(text: string, separator = '${one([';', ',', '\\t'], random)}'): ${Pascal}Import {
  const [head = '', ...lines] = text.replace(/^\\ufeff/, '').split(/\\r?\\n/);
  const columns = columnsOf(split(head, separator));
  const inputs: ${Pascal}Input[] = [];
  const problems: ImportProblem[] = [];
  for (const [at, line] of lines.slice(0, most).entries()) {
    if (line.trim() === '') continue;
    const cells = split(line, separator);
    const report = (field: string, message: string): void => { problems.push({ line: at + 2, field, message }); };
    const before = problems.length;
    const cell = (name: keyof ${Pascal}Input): string => cells[columns.get(name) ?? -1]?.trim() ?? '';
    const input: ${Pascal}Input = {
${fields.map(({ name, kind }) => `      ${name}: ${{
    text: `readText(cell('${name}'), ${between(2, 20, random) * 10}, (message) => { report('${name}', message); })`,
    number: `readNumber(cell('${name}'), ${camel}Limits.${name}, (message) => { report('${name}', message); })`,
    date: `readDate(cell('${name}'), (message) => { report('${name}', message); })`,
    flag: `/^(?:${one(['yes|y|1|true', 'x|yes|true', 'true|1', 'ja|yes|y'], random)})$/i.test(cell('${name}'))`,
  }[kind]},`).join('\n')}
    };
    const status = ${camel}Statuses.find((known) => known === cell('status').toLowerCase());
    if (problems.length === before) inputs.push(status === undefined ? input : { ...input, status });
  }
  if (lines.length > most) problems.push({ line: most + 1, field: '', message: \`only \${most} lines are read at once\` });
  return { inputs, problems };
}

function columnsOf(names: readonly string[]): ReadonlyMap<keyof ${Pascal}Input, number> {
  const found = new Map<keyof ${Pascal}Input, number>();
  for (const [name, known] of Object.entries(headings)) {
    const at = names.findIndex((text) => known.some((heading) => heading.toLowerCase() === text.trim().toLowerCase()));
    if (at >= 0) found.set(name as keyof ${Pascal}Input, at);
  }
  return found;
}

function readText(text: string, longest: number, report: (message: string) => void): string {
  if (text.length > longest) report(\`longer than \${longest} characters\`);
  return text.slice(0, longest);
}

function readNumber(text: string, limits: { readonly least: number; readonly most: number }, report: (message: string) => void): number {
  const value = Number(text.replace(/[\\s']/g, '').replace(',', '.'));
  if (text === '' || Number.isNaN(value)) report(\`"\${text}" is no number\`);
  else if (value < limits.least || value > limits.most) report(\`\${value} is not from \${limits.least} to \${limits.most}\`);
  return value;
}

function readDate(text: string, report: (message: string) => void): string | null {
  if (text === '') return null;
  const [, day, month, year] = /^(\\d{1,2})[./](\\d{1,2})[./](\\d{4})$/.exec(text) ?? [];
  const date = year === undefined ? new Date(text) : new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  report(\`"\${text}" is no date\`);
  return null;
}

/** Cells of a line; quotes may hold the separator, and two quotes in a row are one. */
function split(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (char === '"') {
      if (isQuoted && line.charAt(at + 1) === '"') {
        cell += char;
        at += 1;
      } else isQuoted = !isQuoted;
    } else if (char === separator && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...cells, cell];
}
`;
}

export function notificationsFile(feature: Feature): string {
  const { Pascal, camel, words, statuses } = feature;
  const random = feature.random('notifications');
  const [number, text, date] = [firstOf(feature, 'number'), firstOf(feature, 'text'), firstOf(feature, 'date')];
  const sentence = (status: string): string => one([
    `The ${words} \${${camel}.${text}} is now ${status}.`,
    `\${${camel}.${text}} has become ${status}; ${label(number).toLowerCase()} \${formatNumber(${camel}.${number})}.`,
    `Somebody has set your ${words} \${${camel}.${text}} to ${status}.`,
    `Your ${words} \${${camel}.id} (\${${camel}.${text}}) is ${status} since \${formatDate(${camel}.updatedAt)}.`,
  ], random);
  const code = `import { type ${Pascal}, ${camel}StatusLabels, type ${Pascal}Status } from '${sharedModule(feature)}';
import { logger } from '../common/logger';

export interface Notification {
  readonly to: string;
  readonly subject: string;
  readonly lines: readonly string[];
  readonly isUrgent: boolean;
}

/** What to say when a ${words} gets a status; nothing where nobody wants to hear of it. */
const sentences: Readonly<Partial<Record<${Pascal}Status, (${camel}: ${Pascal}) => string>>> = {
${statuses.filter((_, at) => at === 0 || random() < 0.8).map((status) => `  ${status}: (${camel}) => \`${sentence(status)}\`,`).join('\n')}
};

const footers = [
${pick(['You get this because you own it.', 'Change what we tell you about in your settings.', 'Answers to this message are not read.', 'Ask the support when something is wrong with it.', 'It is also in the list of the last week.'], between(2, 4, random), random).map((line) => `  '${line}',`).join('\n')}
];

export function statusNotification(${camel}: ${Pascal}, before: ${Pascal}Status): Notification | undefined {
  const sentence = sentences[${camel}.status];
  if (${camel}.ownerId === null || ${camel}.status === before || sentence === undefined) return undefined;
  return {
    to: ${camel}.ownerId,
    subject: \`${capital(words)} \${${camel}.${text}}: \${${camel}StatusLabels[before]} → \${${camel}StatusLabels[${camel}.status]}\`,
    lines: [sentence(${camel}), ...detailsOf(${camel}), '', ...footers],
    isUrgent: ${camel}.${number} > ${between(1, 90, random) * 10},
  };
}

export function reminder(${camel}: ${Pascal}, now: Date): Notification | undefined {
  if (${camel}.ownerId === null || ${camel}.${date} === null) return undefined;
  const days = Math.ceil((Date.parse(${camel}.${date}) - now.getTime()) / 86_400_000);
  if (days > ${between(3, 21, random)}) return undefined;
  const when = days < 0 ? \`${one(['was due', 'should have been done', 'is late since'], random)} \${-days} days ago\` : days === 0 ? 'is for today' : \`has \${days} days left\`;
  return { to: ${camel}.ownerId, subject: \`${capital(words)} \${${camel}.${text}} \${when}\`, lines: [...detailsOf(${camel}), '', ...footers], isUrgent: days <= ${between(0, 2, random)} };
}

/** One message instead of many for whoever owns more than one. */
export function digestOf(notifications: readonly Notification[]): Notification[] {
  const byOwner = new Map<string, Notification[]>();
  for (const notification of notifications) byOwner.set(notification.to, [...(byOwner.get(notification.to) ?? []), notification]);
  const digests = [...byOwner].map(([to, own]): Notification => {
    const [only] = own;
    if (own.length === 1 && only !== undefined) return only;
    return { to, subject: \`\${own.length} ${words}s need you\`, lines: own.map(({ subject }) => \`- \${subject}\`), isUrgent: own.some(({ isUrgent }) => isUrgent) };
  });
  logger.debug(\`\${notifications.length} notifications for \${digests.length} people\`);
  return digests.sort((a, b) => Number(b.isUrgent) - Number(a.isUrgent));
}

function detailsOf(${camel}: ${Pascal}): string[] {
  return [
${feature.fields.slice(0, between(3, 7, random)).map(({ name, kind }) => `    \`${label(name)}: \${${{ text: `${camel}.${name} || '–'`, number: `formatNumber(${camel}.${name})`, date: `${camel}.${name} === null ? '–' : formatDate(${camel}.${name})`, flag: `${camel}.${name} ? 'yes' : 'no'` }[kind]}}\`,`).join('\n')}
  ];
}
`;
  const used = ['formatDate', 'formatNumber'].filter((name) => code.includes(`${name}(`));
  return `${used.length === 0 ? '' : `import { ${used.join(', ')} } from '@acme/shared';\n`}${code}`;
}
