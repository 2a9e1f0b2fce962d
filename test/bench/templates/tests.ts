/** Source text of the tests beside the sources of a backend. */
import { type Feature, firstOf, has, ofKind, sharedModule } from '../feature.ts';
import { between, one } from '../random.ts';
import { example, examples } from './examples.ts';
import { importTest, routesTest } from './tests-outside.ts';

/** Test files, by name, in the folder of the feature's backend. */
export function serverTests(feature: Feature): Record<string, string> {
  const { kebab, parts } = feature;
  return {
    [`${kebab}.service.spec.ts`]: serviceTest(feature),
    ...(parts.has('routesTest') ? { [`${kebab}.routes.spec.ts`]: routesTest(feature) } : {}),
    ...(parts.has('rulesTest') && parts.has('rules') ? { [`${kebab}.rules.spec.ts`]: rulesTest(feature) } : {}),
    ...(parts.has('importTest') && parts.has('import') ? { [`${kebab}.import.spec.ts`]: importTest(feature) } : {}),
    ...(parts.has('mapperTest') ? { [`${kebab}.mapper.spec.ts`]: mapperTest(feature) } : {}),
  };
}

function serviceTest(feature: Feature): string {
  const { Pascal, camel, kebab, operations, parts, framework, words } = feature;
  const random = feature.random('service test');
  const hasEvents = parts.has('events');
  const changing = operations.filter(({ name }) => name === 'update' || name === 'archive' || name === 'restore' || name === 'assign');
  const args: Readonly<Record<string, string>> = { id: `${camel}.id`, changes: `{ ${firstOf(feature, 'text')}: 'changed ${between(1, 99, random)}' }`, ownerId: `'user-${between(51, 99, random)}'`, actor: 'admin' };
  const argsOf = (names: readonly string[]): string => names.map((name) => args[name] ?? 'undefined').join(', ');
  return `import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ${Pascal} } from '${sharedModule(feature)}';
import type { Actor } from '../common/auth';
${hasEvents ? "import { EventBus } from '../common/events';\n" : ''}import { ${Pascal}NotFound } from './${kebab}.errors';
import type { ${Pascal}Repository } from './${kebab}.repository';
import { ${Pascal}Service } from './${kebab}.service';
${framework === 'nestjs' ? '' : "\nvi.mock('@acme/database', () => ({ pool: {}, prisma: {} }));\n"}
const admin: Actor = { id: 'user-${between(1, 50, random)}', roles: ['admin'] };
const guest: Actor = { id: 'guest-${between(1, 50, random)}', roles: ['guest'] };
const ${camel}: ${Pascal} = ${example(feature, 'service', '')};
const others: readonly ${Pascal}[] = ${examples(feature, 'service', 3, 6)};

function fakeRepository() {
  return {
${operations.map(({ name, gives }) => `    ${name}: vi.fn(async (): Promise<unknown> => ${{ one: camel, page: `[${camel}]`, many: `[${camel}]`, nothing: 'undefined', count: String(between(1, 40, random)), totals: '[]', history: '[]' }[gives]}),`).join('\n')}
  };
}

describe('${Pascal}Service', () => {
  let repository: ReturnType<typeof fakeRepository>;
${hasEvents ? '  let events: EventBus;\n' : ''}  let service: ${Pascal}Service;

  beforeEach(() => {
    repository = fakeRepository();
${hasEvents ? '    events = new EventBus();\n' : ''}    service = new ${Pascal}Service(repository as unknown as ${Pascal}Repository${hasEvents ? ', events' : ''});
  });

  it('finds a ${words} by its id', async () => {
    await expect(service.find(${camel}.id)).resolves.toEqual(${camel});
    expect(repository.find).toHaveBeenCalledWith(${camel}.id);
  });

  it('says which ${words} does not exist', async () => {
    repository.find.mockResolvedValueOnce(undefined);
    await expect(service.find('nowhere')).rejects.toThrow(${Pascal}NotFound);
  });

  it('hands out a page and where the next one begins', async () => {
    const items = [${camel}, ...others];
    repository.list.mockResolvedValueOnce(items);
    const page = await service.list({ limit: items.length - 1 });
    expect(page.items).toHaveLength(items.length - 1);
    expect(page.next).toBe(items.at(-2)?.id);
  });

  it('says nothing of a next page when there is none', async () => {
    repository.list.mockResolvedValueOnce(others);
    const page = await service.list({ limit: others.length });
    expect(page.items.map(({ id }) => id)).toEqual(others.map(({ id }) => id));
    expect(page.next).toBeUndefined();
  });

  it.each(others)('makes $id as it was given', async (other) => {
    repository.create.mockResolvedValueOnce(other);
    await expect(service.create(other, admin)).resolves.toBe(other);
  });

  it('passes on what the database says', async () => {
    repository.list.mockRejectedValueOnce(new Error('connection ${one(['lost', 'refused', 'closed'], random)}'));
    await expect(service.list({ limit: ${between(1, 50, random)} })).rejects.toThrow('connection');
  });

  it('makes one on behalf of whoever asks', async () => {
    await service.create(${camel}, admin);
    expect(repository.create).toHaveBeenCalledWith(${camel}, admin.id);
  });
${parts.has('policy') ? `
  it('does not let guests make one', async () => {
    await expect(service.create(${camel}, guest)).rejects.toThrow(/may not/);
    expect(repository.create).not.toHaveBeenCalled();
  });
` : `
  it('knows guests by their id too', async () => {
    await service.create(${camel}, guest);
    expect(repository.create).toHaveBeenCalledWith(expect.anything(), guest.id);
  });
`}${parts.has('rules') ? `
  it('refuses what the rules do not allow', async () => {
    await expect(service.create({ ...${camel}, ${firstOf(feature, 'number')}: -${between(1, 99, random)} }, admin)).rejects.toThrow('${firstOf(feature, 'number')}');
  });
` : ''}${hasEvents ? `
  it('tells others that there is a new one', async () => {
    const heard = vi.fn();
    events.on('${kebab}.created', heard);
    await service.create(${camel}, admin);
    expect(heard).toHaveBeenCalledOnce();
  });
` : ''}${changing.map(({ name, args: names }) => `
  it('fails to ${name} what is not there', async () => {
    repository.${name}.mockResolvedValueOnce(undefined);
    await expect(service.${name}(${argsOf(names)})).rejects.toThrow(${Pascal}NotFound);
  });
`).join('')}${has(feature, 'search') ? `
  it('does not search for next to nothing', async () => {
    await expect(service.search(' a ')).resolves.toEqual([]);
    expect(repository.search).not.toHaveBeenCalled();
    await service.search('${one(['north', 'first', 'spare'], random)}');
    expect(repository.search).toHaveBeenCalledOnce();
  });
` : ''}${has(feature, 'history') ? `
  it('keeps the history of what exists only', async () => {
    repository.find.mockResolvedValueOnce(undefined);
    await expect(service.history('nowhere')).rejects.toThrow();
  });
` : ''}});
`;
}

function rulesTest(feature: Feature): string {
  const { Pascal, camel, kebab } = feature;
  const random = feature.random('rules test');
  return `import { describe, expect, it } from 'vitest';
import { ${camel}Limits, ${camel}Transitions, type ${Pascal}, type ${Pascal}Status } from '${sharedModule(feature)}';
import { check${Pascal}, checkChanges, needsReview } from './${kebab}.rules';

const good: ${Pascal} = ${example(feature, 'rules', '')};
const asGood: readonly ${Pascal}[] = ${examples(feature, 'rules', 4, 8)};

describe('rules of ${feature.words}s', () => {
  it('says nothing about one that is in order', () => {
    expect(check${Pascal}(good)).toEqual([]);
  });

  it.each(asGood)('does not mind $id', (item) => {
    expect(check${Pascal}(item)).toEqual([]);
    expect(checkChanges(good, item)).toEqual([]);
  });

${ofKind(feature, 'number').map(({ name }) => `  it.each([
    { ${name}: ${camel}Limits.${name}.least - ${between(1, 9, random)} },
    { ${name}: ${camel}Limits.${name}.most + ${between(1, 99, random)} },
    { ${name}: Number.NaN },
  ])('does not accept $${name} as ${name}', (change) => {
    const problems = check${Pascal}({ ...good, ...change });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('${name}');
  });
`).join('\n')}
${ofKind(feature, 'date').map(({ name }) => `  it('knows a ${name} that is no date', () => {
    expect(check${Pascal}({ ...good, ${name}: '${one(['tomorrow', '2024-13-45', 'soon', '31.31.2024'], random)}' })).not.toEqual([]);
    expect(check${Pascal}({ ...good, ${name}: null })).toEqual([]);
  });
`).join('\n')}
  it('lets a status go where the table says, and nowhere else', () => {
    for (const [from, allowed] of Object.entries(${camel}Transitions)) {
      for (const to of Object.keys(${camel}Transitions) as ${Pascal}Status[]) {
        const problems = checkChanges({ ...good, status: from as ${Pascal}Status }, { status: to });
        expect(problems.length === 0).toBe(to === from || (allowed as readonly string[]).includes(to));
      }
    }
  });

  it('has somebody look at the large ones', () => {
    const large = { ...good, ${firstOf(feature, 'number')}: ${camel}Limits.${firstOf(feature, 'number')}.most, ${firstOf(feature, 'date')}: null };
    expect(needsReview(large, new Date('2024-0${between(1, 9, random)}-01'))).toBe(true);
    expect(needsReview({ ...large, status: '${feature.statuses.at(-1) ?? 'closed'}' }, new Date('2024-0${between(1, 9, random)}-01'))).toBe(false);
  });
});
`;
}

function mapperTest(feature: Feature): string {
  const { Pascal, kebab, database, fields } = feature;
  const random = feature.random('mapper test');
  const name = (field: string): string => (database === 'pg' ? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : field);
  return `import { describe, expect, it } from 'vitest';
import { type ${Pascal}Row, to${Pascal} } from './${kebab}.mapper';

/** As the driver hands it out. */
const row: ${Pascal}Row = {
  id: '${kebab}-${between(1, 99, random)}',
  status: '${feature.statuses[1] ?? 'open'}',
${fields.map((field) => `  ${name(field.name)}: ${{ text: `'${one(['north', 'first', 'B-3'], random)}'`, number: database === 'pg' ? `'${between(1, 99, random)}.50'` : `${between(1, 99, random)}.5`, date: `new Date('2024-03-${between(10, 28, random)}T10:00:00Z')`, flag: String(random() < 0.5) }[field.kind]},`).join('\n')}
  ${name('ownerId')}: null,
  ${name('createdAt')}: new Date('2024-01-01T00:00:00Z'),
  ${name('updatedAt')}: new Date('2024-01-0${between(2, 9, random)}T00:00:00Z'),
};

describe('to${Pascal}', () => {
  it('turns dates into text and numbers into numbers', () => {
    const found = to${Pascal}(row);
    expect(found.createdAt).toBe('2024-01-01T00:00:00.000Z');
${ofKind(feature, 'number').map((field) => `    expect(found.${field.name}).toBeCloseTo(Number(row.${name(field.name)}));`).join('\n')}
${ofKind(feature, 'date').map((field) => `    expect(found.${field.name}).toMatch(/^2024-03-/);`).join('\n')}
  });

  it('leaves absent dates out', () => {
    expect(to${Pascal}({ ...row, ${name(firstOf(feature, 'date'))}: null }).${firstOf(feature, 'date')}).toBeNull();
  });

  it('${one(['survives', 'meets', 'copes with'], random)} a status that nobody knows', () => {
    const strange = { ...row, status: 'strange-${between(1, 99, random)}' };
    let status: string;
    try {
      status = to${Pascal}(strange).status;
    } catch (error) {
      status = (error as Error).name;
    }
    expect(['TypeError', '${feature.statuses[0] ?? 'draft'}']).toContain(status);
  });
});
`;
}
