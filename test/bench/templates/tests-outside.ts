/** Source text of tests of what comes from outside: requests and files. */
import { type Feature, firstOf, label } from '../feature.ts';
import { between, one, pick } from '../random.ts';
import { example, examples } from './examples.ts';

export function routesTest(feature: Feature): string {
  const { Pascal, camel, kebab, operations, framework } = feature;
  const random = feature.random('routes test');
  const prefix = { nestjs: `/v1/${kebab}s`, express: `/api/${kebab}s`, fastify: `/partners/${kebab}s` }[framework];
  const url = (path: string): string => `${prefix}${path === '/' ? '' : path.replace(':id', `${kebab}-${between(1, 99, random)}`)}`;
  const start = {
    nestjs: `    const module = await Test.createTestingModule({ imports: [AppModule] }).compile();
    const app = module.createNestApplication();
    app.setGlobalPrefix('v1');
    await app.listen(0);
    base = await app.getUrl();
    close = () => app.close();`,
    express: `    const server = createApp().listen(0);
    base = \`http://127.0.0.1:\${(server.address() as AddressInfo).port}\`;
    close = () => new Promise((done) => { server.close(() => { done(); }); });`,
    fastify: `    const app = await createApp();
    base = await app.listen({ port: 0 });
    close = () => app.close();`,
  }[framework];
  const imports = {
    nestjs: "import { Test } from '@nestjs/testing';\nimport { afterAll, beforeAll, describe, expect, it } from 'vitest';\nimport { AppModule } from '../app.module';",
    express: "import type { AddressInfo } from 'node:net';\nimport { afterAll, beforeAll, describe, expect, it } from 'vitest';\nimport { createApp } from '../app';",
    fastify: "import { afterAll, beforeAll, describe, expect, it } from 'vitest';\nimport { createApp } from '../app';",
  }[framework];
  const reads = pick(operations.filter(({ method }) => method === 'get'), 4, random);
  return `${imports}
import { tokenFor } from '../../test/token';

const input = ${example(feature, 'routes', '')};
const more = ${examples(feature, 'routes', 3, 6)};

describe('${prefix}', () => {
  let base: string;
  let close: () => Promise<void>;
  const headers = { 'content-type': 'application/json', '${framework === 'fastify' ? 'x-api-key' : 'authorization'}': tokenFor('user-${between(1, 99, random)}') };

  beforeAll(async () => {
${start}
  });
  afterAll(async () => { await close(); });

${reads.map(({ path, gives }) => `  it('answers GET ${path}', async () => {
    const response = await fetch(\`\${base}${url(path)}\`, { headers });
    expect(${gives === 'one' || gives === 'history' ? '[200, 404]' : '[200]'}).toContain(response.status);
    expect(response.headers.get('content-type')).toMatch(/json/);
  });
`).join('\n')}
${operations.filter(({ method }) => method !== 'get').map(({ method, path }) => `  it('asks who you are before ${method.toUpperCase()} ${path}', async () => {
    const response = await fetch(\`\${base}${url(path)}\`, { method: '${method.toUpperCase()}', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) });
    expect([401, 403]).toContain(response.status);
  });
`).join('\n')}
  it('makes a ${feature.words} and finds it again', async () => {
    const made = await fetch(\`\${base}${prefix}\`, { method: 'POST', headers, body: JSON.stringify(input) });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    const found = await fetch(\`\${base}${prefix}/\${id}\`, { headers });
    const ${camel} = (await found.json()) as typeof input;
    expect(${camel}.${firstOf(feature, 'number')}).toBe(input.${firstOf(feature, 'number')});
  });

  it('makes all of them, each with a number of its own', async () => {
    const ids = new Set<string>();
    for (const item of more) {
      const response = await fetch(\`\${base}${prefix}\`, { method: 'POST', headers, body: JSON.stringify(item) });
      expect(response.status, await response.clone().text()).toBe(201);
      ids.add(((await response.json()) as { id: string }).id);
    }
    expect(ids.size).toBe(more.length);
  });

  it('takes a limit and tells where to go on', async () => {
    const first = (await (await fetch(\`\${base}${prefix}?limit=${between(1, 3, random)}\`, { headers })).json()) as { items: unknown[]; next?: string };
    expect(first.items.length).toBeGreaterThan(0);
    if (first.next === undefined) return;
    const second = (await (await fetch(\`\${base}${prefix}?limit=1&after=\${first.next}\`, { headers })).json()) as typeof first;
    expect(second.items[0]).not.toEqual(first.items[0]);
  });

  it('refuses a body that is no ${Pascal}', async () => {
    for (const body of ['[]', '{}', JSON.stringify({ ...input, ${firstOf(feature, 'number')}: 'many' })]) {
      const response = await fetch(\`\${base}${prefix}\`, { method: 'POST', headers, body });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    }
  });
});
`;
}

export function importTest(feature: Feature): string {
  const { Pascal, kebab, fields } = feature;
  const random = feature.random('import test');
  const cell = (kind: string, isGood: boolean): string => {
    if (kind === 'number') return isGood ? `${between(10, 90, random)}${one([',5', '.25', ''], random)}` : one(['many', '-', '1e9999', '12 apples'], random);
    if (kind === 'date') return isGood ? one([`${between(1, 28, random)}.0${between(1, 9, random)}.2024`, `2024-0${between(1, 9, random)}-1${between(0, 9, random)}`, ''], random) : one(['soon', '99.99.9999', 'next week'], random);
    return kind === 'flag' ? one(['yes', 'no', ''], random) : one(['north', '"quoted; text"', 'Zürich', 'A-17', '  padded  '], random);
  };
  const line = (isGood: boolean): string => fields.map(({ kind }) => cell(kind, isGood)).join(';');
  const head = fields.map(({ name }) => label(name)).join(';');
  return `import { describe, expect, it } from 'vitest';
import { read${Pascal}File } from './${kebab}.import';

const head = '${head}';
const good = [
${Array.from({ length: between(8, 20, random) }, () => `  '${line(true)}',`).join('\n')}
];
const bad = [
${Array.from({ length: between(4, 12, random) }, () => `  '${line(false)}',`).join('\n')}
];

describe('read${Pascal}File', () => {
  it('reads every line that is in order', () => {
    const { inputs } = read${Pascal}File([head, ...good].join('\\n'), ';');
    expect(inputs.length).toBeGreaterThan(0);
    expect(inputs.length).toBeLessThanOrEqual(good.length);
  });

  it('takes the line ends of every system, and the mark that some editors put in front', () => {
    const unix = read${Pascal}File([head, ...good].join('\\n'), ';');
    expect(read${Pascal}File(\`\\ufeff\${[head, ...good].join('\\r\\n')}\\r\\n\`, ';')).toEqual(unix);
  });

  it.each(bad)('says what is wrong with %s', (line) => {
    const { inputs, problems } = read${Pascal}File(\`\${head}\\n\${line}\`, ';');
    expect(inputs).toEqual([]);
    expect(problems.every((problem) => problem.line === 2)).toBe(true);
    expect(problems.map(({ field }) => field)).toContain('${firstOf(feature, 'number')}');
  });

  it('finds its columns in any order', () => {
    const turned = (text: string): string => text.split(';').reverse().join(';');
    const { problems } = read${Pascal}File(turned(head), ';');
    expect(problems).toEqual([]);
  });

  it('has nothing to say about nothing', () => {
    expect(read${Pascal}File('')).toEqual({ inputs: [], problems: [] });
    expect(read${Pascal}File(\`\${head}\\n\\n\\n\`, ';').problems).toEqual([]);
  });
});
`;
}
