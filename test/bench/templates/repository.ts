/** Source text of the queries of a feature: one class, on PostgreSQL or on Prisma. */
import { column, type Feature, firstOf, ofKind, sharedModule } from '../feature.ts';
import { aboutOperation, type Operation, parameters, resultType, typesIn } from '../operations.ts';
import { pgQueries } from './queries-pg.ts';
import { prismaQueries } from './queries-prisma.ts';

/** Where one may be missing the service decides what that means. */
export function repositoryResult(operation: Operation, feature: Feature): string {
  const type = resultType(operation, feature);
  if (operation.gives === 'page') return `readonly ${feature.Pascal}[]`;
  return operation.gives === 'one' && operation.name !== 'create' ? `${type} | undefined` : type;
}

export function repositoryParameters(operation: Operation, feature: Feature): string {
  return parameters(operation, feature).replace('actor: Actor', 'actorId: string');
}

export function repositoryFile(feature: Feature): string {
  const { Pascal, kebab, operations, database, framework } = feature;
  const queries = database === 'pg' ? pgQueries(feature) : prismaQueries(feature);
  const isInjected = framework === 'nestjs';
  const text = operations.map((operation) => `  /** ${aboutOperation(operation, feature)} */
  async ${operation.name}(${repositoryParameters(operation, feature)}): Promise<${repositoryResult(operation, feature)}> {
${queries[operation.name]}
  }
`).join('\n');
  const types = [...new Set([...typesIn(operations, feature).filter((name) => name !== 'Page'), Pascal])].sort();
  const handle = database === 'pg' ? 'pool: Pool' : `prisma: ${isInjected ? 'PrismaService' : 'PrismaClient'}`;
  const imports = [
    ...(isInjected ? [`import { ${database === 'pg' ? 'Inject, ' : ''}Injectable } from '@nestjs/common';`] : []),
    ...(database === 'pg' ? ["import type { Pool } from 'pg';"] : isInjected ? [] : ["import type { PrismaClient } from '@prisma/client';"]),
    `import type { ${types.join(', ')} } from '${sharedTypes(feature, types)}';`,
    ...(isInjected ? [database === 'pg' ? "import { POOL } from '../common/database.module';" : "import { PrismaService } from '../common/prisma.service';"] : []),
    `import { type ${Pascal}Row, to${Pascal} } from './${kebab}.mapper';`,
  ];
  return `${imports.join('\n')}

${database === 'pg' ? `const columns = 'id, status, ${feature.fields.map(({ name }) => column(name)).join(', ')}, owner_id, created_at, updated_at';\n\n` : ''}${isInjected ? '@Injectable()\n' : ''}export class ${Pascal}Repository {
  constructor(${isInjected && database === 'pg' ? '@Inject(POOL) ' : ''}private readonly ${handle}) {}

${text}${text.includes('this.one(') ? `
  /** The first row, as clients see it. */
  private one(rows: readonly ${Pascal}Row[]): ${Pascal} | undefined {
    const [row] = rows;
    return row === undefined ? undefined : to${Pascal}(row);
  }
` : ''}}
`;
}

/** Page and history are not in the folder of a feature. */
export function sharedTypes(feature: Feature, types: readonly string[]): string {
  return types.some((name) => name === 'Page' || name === 'HistoryEntry') ? '@acme/shared' : sharedModule(feature);
}

export function mapperFile(feature: Feature): string {
  const { Pascal, camel, fields, database } = feature;
  const name = (field: string): string => (database === 'pg' ? column(field) : field);
  const isLoose = feature.random('mapper')() < 0.5;
  const amount = firstOf(feature, 'number');
  return `import { type ${Pascal}, ${camel}Statuses, type ${Pascal}Status } from '${sharedModule(feature)}';

/** A row as the database hands it out${database === 'pg' ? '; numeric columns come as text' : ''}. */
export interface ${Pascal}Row {
  readonly id: string;
  readonly status: string;
${fields.map((field) => `  readonly ${name(field.name)}: ${{ text: 'string', number: database === 'pg' ? 'string' : 'number', date: 'Date | null', flag: 'boolean' }[field.kind]};`).join('\n')}
  readonly ${name('ownerId')}: string | null;
  readonly ${name('createdAt')}: Date;
  readonly ${name('updatedAt')}: Date;
}

export function to${Pascal}(row: ${Pascal}Row): ${Pascal} {
  return {
    id: row.id,
    status: statusOf(row.status),
${fields.map((field) => `    ${field.name}: ${{ text: `row.${name(field.name)}`, number: database === 'pg' ? `Number(row.${name(field.name)})` : `row.${name(field.name)}`, date: `row.${name(field.name)}?.toISOString() ?? null`, flag: `row.${name(field.name)}` }[field.kind]},`).join('\n')}
    ownerId: row.${name('ownerId')},
    createdAt: row.${name('createdAt')}.toISOString(),
    updatedAt: row.${name('updatedAt')}.toISOString(),
  };
}

function statusOf(text: string): ${Pascal}Status {
  const status = ${camel}Statuses.find((known) => known === text);
${isLoose ? `  return status ?? '${feature.statuses[0] ?? 'draft'}';` : `  if (status === undefined) throw new TypeError(\`"\${text}" is no status of ${feature.table}\`);\n  return status;`}
}
${ofKind(feature, 'number').length > 2 ? `
/** Sum of what counts, for lists that are already loaded. */
export function sum${Pascal}s(items: readonly ${Pascal}[]): number {
  return items.reduce((sum, item) => sum + item.${amount}, 0);
}
` : ''}`;
}
