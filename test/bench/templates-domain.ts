/** Source text of what lies below the web: model, repository, service, rules, report, test. */
import { capital, fields, type Module, pick } from './module.ts';

export function modelFile({ Noun, random }: Module): string {
  const chosen = pick(fields, 9, random);
  return `export interface ${Noun} {
  readonly id: string;
${chosen.map((field) => `  readonly ${field}: ${random() < 0.5 ? 'string' : 'number'};`).join('\n')}
  readonly createdAt: Date;
}

export type New${Noun} = Omit<${Noun}, 'id' | 'createdAt'>;

export class ${Noun}NotFound extends Error {
  readonly id: string;

  constructor(id: string) {
    super(\`${Noun} \${id} does not exist\`);
    this.id = id;
  }
}

export function is${Noun}(value: unknown): value is ${Noun} {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as Record<string, unknown>;
${chosen.map((field) => `  if (candidate['${field}'] === undefined) return false;`).join('\n')}
  return typeof candidate['id'] === 'string';
}
`;
}

export function repositoryFile(module: Module): string {
  return isOnPg(module) ? pgRepository(module) : prismaRepository(module);
}

function isOnPg({ index }: Module): boolean {
  return index % 2 === 0;
}

function pgRepository({ noun, Noun }: Module): string {
  return `import type { Pool } from 'pg';
import { ${Noun}NotFound, type ${Noun}, type New${Noun} } from './${noun}.model.ts';

export interface ${Noun}Repository {
  find(id: string): Promise<${Noun}>;
  list(limit: number, after?: string): Promise<readonly ${Noun}[]>;
  create(input: New${Noun}): Promise<${Noun}>;
  remove(id: string): Promise<void>;
}

export class Pg${Noun}Repository implements ${Noun}Repository {
  constructor(private readonly pool: Pool) {}

  async find(id: string): Promise<${Noun}> {
    const { rows } = await this.pool.query<${Noun}>('SELECT * FROM ${noun}s WHERE id = $1', [id]);
    const [row] = rows;
    if (row === undefined) throw new ${Noun}NotFound(id);
    return row;
  }

  async list(limit: number, after = ''): Promise<readonly ${Noun}[]> {
    const { rows } = await this.pool.query<${Noun}>(
      \`SELECT * FROM ${noun}s
        WHERE id > $1
        ORDER BY id
        LIMIT $2\`,
      [after, limit],
    );
    return rows;
  }

  async create(input: New${Noun}): Promise<${Noun}> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<${Noun}>('INSERT INTO ${noun}s (data) VALUES ($1) RETURNING *', [JSON.stringify(input)]);
      await client.query('INSERT INTO audit (kind, data) VALUES ($1, $2)', ['${noun}', JSON.stringify(rows[0])]);
      await client.query('COMMIT');
      return rows[0] as ${Noun};
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  async remove(id: string): Promise<void> {
    await this.pool.query('DELETE FROM ${noun}s WHERE id = $1', [id]);
  }
}
`;
}

function prismaRepository({ noun, Noun }: Module): string {
  return `import type { PrismaClient } from '@prisma/client';
import { ${Noun}NotFound, type ${Noun}, type New${Noun} } from './${noun}.model.ts';

export abstract class ${Noun}Repository {
  abstract find(id: string): Promise<${Noun}>;
  abstract create(input: New${Noun}): Promise<${Noun}>;
}

export class Prisma${Noun}Repository extends ${Noun}Repository {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  async find(id: string): Promise<${Noun}> {
    const found = await this.prisma.${noun}.findUnique({ where: { id } });
    if (found === null) throw new ${Noun}NotFound(id);
    return found;
  }

  async list(limit: number, after?: string): Promise<readonly ${Noun}[]> {
    return this.prisma.${noun}.findMany({
      take: limit,
      ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
      orderBy: { id: 'asc' },
    });
  }

  async create(input: New${Noun}): Promise<${Noun}> {
    const [created] = await this.prisma.$transaction([
      this.prisma.${noun}.create({ data: input }),
      this.prisma.audit.create({ data: { kind: '${noun}' } }),
    ]);
    return created;
  }

  async remove(id: string): Promise<void> {
    await this.prisma.${noun}.delete({ where: { id } });
  }
}
`;
}

export function serviceFile(module: Module): string {
  const { noun, Noun, index, random } = module;
  const client = isOnPg(module) ? 'pool' : 'prisma';
  const repository = `${isOnPg(module) ? 'Pg' : 'Prisma'}${Noun}Repository`;
  return `import { ${client} } from '../db.ts';
import type { ${Noun}, New${Noun} } from './${noun}.model.ts';
import { ${repository} } from './${noun}.repository.ts';
import { check${Noun}, price${Noun} } from './${noun}.rules.ts';

export interface Clock { now(): Date }

export class ${Noun}Service {
  private readonly recent = new Map<string, { readonly value: ${Noun}; readonly until: number }>();

  constructor(
    private readonly repository: ${repository},
    private readonly clock: Clock = { now: () => new Date() },
  ) {}

  async find(id: string): Promise<${Noun}> {
    const known = this.recent.get(id);
    if (known !== undefined && known.until > this.clock.now().getTime()) return known.value;
    const value = await this.repository.find(id);
    this.recent.set(id, { value, until: this.clock.now().getTime() + ${1000 * (1 + Math.floor(random() * 60))} });
    return value;
  }

  async create(input: New${Noun}): Promise<${Noun}> {
    const problems = check${Noun}(input);
    if (problems.length > 0) throw new RangeError(problems.join(', '));
    const created = await this.repository.create({ ...input, amount: price${Noun}(input) } as New${Noun});
    this.recent.delete(created.id);
    return created;
  }

  async rate(currency: string): Promise<number> {
    const response = await fetch(\`https://rates.example.com/\${encodeURIComponent(currency)}\`, { signal: AbortSignal.timeout(${2000 + index}) });
    if (!response.ok) throw new Error(\`The rate of \${currency} is not to be had: \${response.status}\`);
    const { rate } = (await response.json()) as { rate: number };
    return rate;
  }

${pick(fields, 12, random).map((field) => `  describe${capital(field)}(value: ${Noun}): string {
    const text = String((value as unknown as Record<string, unknown>)['${field}'] ?? '');
    if (text === '') return 'no ${field}';
    return text.length > 20 ? \`\${text.slice(0, 17)}...\` : text;
  }
`).join('\n')}}

export const ${noun}Service = new ${Noun}Service(new ${repository}(${client}));
`;
}

export function rulesFile({ Noun, noun, random }: Module): string {
  const chosen = pick(fields, 8, random);
  return `import type { New${Noun} } from './${noun}.model.ts';

const limits = {
${chosen.map((field) => `  ${field}: { least: ${Math.floor(random() * 10)}, most: ${100 + Math.floor(random() * 900)} },`).join('\n')}
} as const;

export function check${Noun}(input: New${Noun}): string[] {
  const problems: string[] = [];
  const values = input as unknown as Record<string, number | string | undefined>;
${chosen.map((field) => `  const ${field} = values['${field}'];
  if (${field} === undefined) problems.push('${field} is missing');
  else if (typeof ${field} === 'number' && (${field} < limits.${field}.least || ${field} > limits.${field}.most)) {
    problems.push(\`${field} must be from \${limits.${field}.least} to \${limits.${field}.most}\`);
  }`).join('\n')}
  return problems;
}

export function price${Noun}(input: New${Noun}): number {
  let total = 0;
  for (const [name, value] of Object.entries(input as unknown as Record<string, unknown>)) {
    if (typeof value !== 'number') continue;
    total += name in limits ? value * ${(1 + random()).toFixed(3)} : value;
  }
  return Math.round(total * 100) / 100;
}
`;
}

/** Plain code without a framework, as most code is: it has to be walked like any other. */
export function reportFile({ Noun, noun, random }: Module): string {
  const chosen = pick(fields, fields.length, random);
  return `import type { ${Noun} } from './${noun}.model.ts';

export interface ${Noun}Row {
  readonly label: string;
  readonly values: readonly number[];
}

const widths: Readonly<Record<string, number>> = {
${chosen.map((field) => `  ${field}: ${4 + Math.floor(random() * 30)},`).join('\n')}
};

${chosen.map((field) => `/** Rows of ${noun}s by ${field}, the largest sum first. */
export function by${capital(field)}(items: readonly ${Noun}[]): ${Noun}Row[] {
  const groups = new Map<string, { sum: number; count: number; largest: number }>();
  for (const item of items) {
    const key = String((item as unknown as Record<string, unknown>)['${field}'] ?? 'none');
    const amount = Number((item as unknown as Record<string, unknown>)['amount'] ?? 0);
    const group = groups.get(key) ?? { sum: 0, count: 0, largest: 0 };
    group.sum += Number.isFinite(amount) ? amount : 0;
    group.count += 1;
    if (amount > group.largest) group.largest = amount;
    groups.set(key, group);
  }
  return [...groups]
    .sort(([, a], [, b]) => b.sum - a.sum || b.count - a.count)
    .slice(0, ${10 + Math.floor(random() * 90)})
    .map(([label, { sum, count, largest }]) => ({
      label: label.padEnd(widths['${field}'] ?? 12).slice(0, widths['${field}']),
      values: [sum, count, count === 0 ? 0 : Math.round((sum / count) * 100) / 100, largest],
    }));
}
`).join('\n')}`;
}

export function testFile({ Noun, noun, random }: Module): string {
  return `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check${Noun}, price${Noun} } from './${noun}.rules.ts';

describe('${noun}', () => {
${pick(fields, 6, random).map((field) => `  it('has an opinion about ${field}', () => {
    assert.ok(Array.isArray(check${Noun}({ ${field}: ${Math.floor(random() * 50)} } as never)));
    assert.equal(typeof price${Noun}({ ${field}: ${Math.floor(random() * 50)} } as never), 'number');
  });
`).join('\n')}});
`;
}
