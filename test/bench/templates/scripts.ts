/** Source text of what somebody runs by hand or once: migrations, seeds, backfills. */
import { column, type Feature, firstOf } from '../feature.ts';
import { between, one } from '../random.ts';

/** Script files of a feature, by path from the root. */
export function scriptFiles(feature: Feature): Record<string, string> {
  const { index, kebab, table, database, parts } = feature;
  const day = new Date(Date.UTC(2023, 0, 2 + index)).toISOString().slice(0, 10).replaceAll('-', '');
  return {
    ...(database === 'pg' ? { [`packages/database/migrations/${day}090000-create-${table.replaceAll('_', '-')}.ts`]: migration(feature) } : { [`packages/database/seeds/${kebab}s.seed.ts`]: seed(feature) }),
    ...(parts.has('backfill') ? { [`scripts/${feature.app}/backfill-${kebab}-${column(firstOf(feature, 'text')).replaceAll('_', '-')}.ts`]: backfill(feature) } : {}),
  };
}

function migration(feature: Feature): string {
  const { table, fields } = feature;
  const types = { text: "text NOT NULL DEFAULT ''", number: 'numeric(14, 2) NOT NULL DEFAULT 0', date: 'timestamptz', flag: 'boolean NOT NULL DEFAULT false' };
  return `import type { PoolClient } from 'pg';

export async function up(client: PoolClient): Promise<void> {
  await client.query(\`
    CREATE TABLE ${table} (
      id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
      status text NOT NULL,
${fields.map(({ name, kind }) => `      ${column(name)} ${types[kind]},`).join('\n')}
      owner_id text,
      archived_at timestamptz,
      archived_by text,
      updated_by text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    )\`);
  await client.query('CREATE INDEX ${table}_by_${column(firstOf(feature, 'text'))} ON ${table} (${column(firstOf(feature, 'text'))}) WHERE archived_at IS NULL');
}

export async function down(client: PoolClient): Promise<void> {
  await client.query('DROP TABLE ${table}');
}
`;
}

function seed(feature: Feature): string {
  const { camel, Pascal, fields, statuses } = feature;
  const random = feature.random('seed');
  const row = (at: number): string => fields.map(({ name, kind }) => `${name}: ${{
    text: `'${one(['north', 'south', 'east', 'west', 'central'], random)}-${at}'`, number: String(between(1, 900, random)), date: `new Date('2024-0${between(1, 9, random)}-1${between(0, 9, random)}T08:00:00Z')`, flag: String(random() < 0.5),
  }[kind]}`).join(', ');
  return `import { prisma } from '@acme/database';

const rows = [
${Array.from({ length: between(4, 12, random) }, (_, at) => `  { id: '${feature.kebab}-${at + 1}', status: '${statuses[at % statuses.length] ?? 'open'}', ${row(at)} },`).join('\n')}
];

/** The same rows every time: running it twice changes nothing. */
export async function seed${Pascal}s(): Promise<number> {
  for (const row of rows) {
    await prisma.${camel}.upsert({ where: { id: row.id }, create: row, update: {} });
  }
  return rows.length;
}
`;
}

function backfill(feature: Feature): string {
  const { table, camel, database, words } = feature;
  const random = feature.random('backfill');
  const text = firstOf(feature, 'text');
  const size = between(1, 10, random) * 100;
  const [read, write] = database === 'pg'
    ? [`const { rows } = await pool.query<Row>("SELECT id, ${column(text)} AS value FROM ${table} WHERE id > $1 ORDER BY id LIMIT ${size}", [after]);`,
      `await pool.query('UPDATE ${table} SET ${column(text)} = $2 WHERE id = $1', [id, next]);`]
    : [`const found = await prisma.${camel}.findMany({ where: { id: { gt: after } }, select: { id: true, ${text}: true }, take: ${size}, orderBy: { id: 'asc' } });
    const rows: Row[] = found.map((row) => ({ id: row.id, value: row.${text} }));`,
      `await prisma.${camel}.update({ where: { id }, data: { ${text}: next } });`];
  return `/** Brings ${text} of every ${words} into the form that is written today: node scripts/${feature.app}/… [--dry-run] */
import { parseArgs } from 'node:util';
import { closeDatabase, ${database === 'pg' ? 'pool' : 'prisma'} } from '@acme/database';

interface Row { readonly id: string; readonly value: string | null }

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false }, 'after': { type: 'string', default: '' } } });

let after = values.after;
let changed = 0;
try {
  for (;;) {
    ${read}
    for (const { id, value } of rows) {
      const next = (value ?? '').trim().${one(['toLowerCase()', 'toUpperCase()', "replace(/\\s+/g, ' ')", "normalize('NFC')"], random)};
      if (next === value) continue;
      changed += 1;
      if (!values['dry-run']) ${write}
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
    console.log(\`\${after}: \${changed} so far\`);
  }
} finally {
  await closeDatabase();
}
console.log(\`\${changed} ${table.replaceAll('_', ' ')} \${values['dry-run'] ? 'would change' : 'changed'}\`);
`;
}
