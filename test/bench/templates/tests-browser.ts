/** Source text of the tests beside the sources of the front end and of the shared package. */
import { capital, type Feature, firstOf, has, label, ofKind, sharedModule } from '../feature.ts';
import { between, one } from '../random.ts';
import { example, examples } from './examples.ts';

/** Test files, by path below the folder of the feature in the front end. */
export function browserTests(feature: Feature): Record<string, string> {
  const { kebab, parts } = feature;
  return {
    ...(parts.has('tableTest') ? { [`components/${kebab}-table.test.tsx`]: tableTest(feature) } : {}),
    ...(parts.has('formTest') ? { [`components/${kebab}-form.test.tsx`]: formTest(feature) } : {}),
    ...(parts.has('hookTest') ? { [`hooks/use-${kebab}.test.tsx`]: hookTest(feature) } : {}),
  };
}

export function formatTest(feature: Feature): string {
  const { Pascal, kebab } = feature;
  const random = feature.random('format test');
  const date = firstOf(feature, 'date');
  return `import { describe, expect, it } from 'vitest';
import { can${Pascal}Become, describe${Pascal}, is${Pascal}Late } from './${kebab}.format';
import type { ${Pascal} } from './${kebab}.types';

const item: ${Pascal} = ${example(feature, 'format', '')};
const others: readonly ${Pascal}[] = ${examples(feature, 'format', 3, 7)};

describe('formats of ${feature.words}s', () => {
  it('names one in a line', () => {
    const text = describe${Pascal}(item);
    expect(text).toContain(item.${firstOf(feature, 'text')});
    expect(text).not.toContain('\\n');
    expect(text.split(' · ').length).toBeGreaterThan(1);
  });

  it.each(others)('names $id', (other) => {
    expect(describe${Pascal}(other).startsWith(other.${firstOf(feature, 'text')})).toBe(true);
  });

  it('leaves out what is empty', () => {
    expect(describe${Pascal}({ ...item, ${firstOf(feature, 'text')}: '', ${date}: null })).not.toMatch(/^ · | · $/);
  });

${feature.statuses.map((status) => `  it('lets ${status} stay ${status}', () => {
    expect(can${Pascal}Become('${status}', '${status}')).toBe(true);
  });
`).join('\n')}
  it.each([
    ['2024-01-0${between(1, 9, random)}T00:00:00.000Z', '2024-02-01T00:00:00.000Z', true],
    ['2024-03-0${between(1, 9, random)}T00:00:00.000Z', '2024-02-01T00:00:00.000Z', false],
    [null, '2024-02-01T00:00:00.000Z', false],
  ])('knows whether %s is late on %s', (${date}, now, late) => {
    expect(is${Pascal}Late({ ${date} }, new Date(now))).toBe(late);
  });
});
`;
}

function tableTest(feature: Feature): string {
  const { Pascal, kebab } = feature;
  const random = feature.random('table test');
  const text = firstOf(feature, 'text');
  return `import { fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ${Pascal} } from '${sharedModule(feature)}';
import { ${Pascal}Table } from './${kebab}-table';

const items: readonly ${Pascal}[] = ${examples(feature, 'table', 3, 7)};

describe('${Pascal}Table', () => {
  it('has a row for each', () => {
    render(<${Pascal}Table items={items} onOpen={vi.fn()} />);
    expect(screen.getAllByRole('row')).toHaveLength(items.length + 1);
  });

  it('says that there is nothing', () => {
    render(<${Pascal}Table items={[]} onOpen={vi.fn()} />);
    expect(screen.getByRole('status').textContent).toContain('No ${feature.words}s');
  });

  it('shows that it is loading', () => {
    render(<${Pascal}Table items={[]} isLoading onOpen={vi.fn()} />);
    expect(screen.getByLabelText('Loading')).toBeTruthy();
  });

  it('opens what is clicked twice', () => {
    const onOpen = vi.fn();
    render(<${Pascal}Table items={items} onOpen={onOpen} />);
    const [, first] = screen.getAllByRole('row');
    fireEvent.doubleClick(first as HTMLElement);
    expect(onOpen).toHaveBeenCalledOnce();
    expect(items).toContainEqual(onOpen.mock.calls[0]?.[0]);
  });

  it('turns the order round when a heading is clicked again', () => {
    render(<${Pascal}Table items={items} onOpen={vi.fn()} />);
    const order = () => screen.getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell').map((cell) => cell.textContent).join('|'));
    const [heading] = screen.getAllByRole('columnheader');
    const button = within(heading as HTMLElement).getByRole('button');
    fireEvent.click(button);
    const once = order();
    fireEvent.click(button);
    expect(order().sort()).toEqual([...once].sort());
    expect(heading?.getAttribute('aria-sort')).toBe('descending');
  });
${feature.parts.has('reducer') ? `
  it('selects by ${one(['the box in front', 'its checkbox', 'a tick'], random)}', () => {
    const onToggle = vi.fn();
    render(<${Pascal}Table items={items} selected={new Set([items[0]?.id ?? ''])} onToggle={onToggle} onOpen={vi.fn()} />);
    const boxes = screen.getAllByRole('checkbox') as HTMLInputElement[];
    expect(boxes.filter(({ checked }) => checked)).toHaveLength(1);
    fireEvent.click(boxes[1] as HTMLElement);
    expect(onToggle).toHaveBeenCalledOnce();
  });
` : `
  it('keeps ${text} as it was given', () => {
    const before = items.map((item) => item.${text});
    render(<${Pascal}Table items={items} onOpen={vi.fn()} />);
    expect(items.map((item) => item.${text})).toEqual(before);
  });
`}});
`;
}

function formTest(feature: Feature): string {
  const { Pascal, camel, kebab, fields } = feature;
  const random = feature.random('form test');
  const typed = fields.filter(({ kind }) => kind === 'text' || kind === 'number');
  return `import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ${camel}Limits, type ${Pascal} } from '${sharedModule(feature)}';
import { ${Pascal}Form, problemsOf } from './${kebab}-form';

const initial: ${Pascal} = ${example(feature, 'form', '')};

const others: readonly ${Pascal}[] = ${examples(feature, 'form', 2, 4)};

function type(label: string, value: string) {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

describe('${Pascal}Form', () => {
  it('saves what was typed', () => {
    const onSave = vi.fn();
    render(<${Pascal}Form initial={initial} onSave={onSave} />);
${typed.map(({ name, kind }) => `    type('${label(name)}', '${kind === 'number' ? between(10, 90, random) : one(['south', 'second', 'C-4', 'yearly'], random)}');`).join('\n')}
    fireEvent.submit(screen.getByRole('form'));
    expect(onSave).toHaveBeenCalledOnce();
${typed.slice(0, 3).map(({ name, kind }) => `    expect(onSave.mock.calls[0]?.[0].${name}).toBeTypeOf('${kind === 'number' ? 'number' : 'string'}');`).join('\n')}
  });

  it('does not save what is wrong, and says why', () => {
    const onSave = vi.fn();
    render(<${Pascal}Form initial={initial} onSave={onSave} />);
    type('${label(firstOf(feature, 'text'))}', '   ');
    fireEvent.submit(screen.getByRole('form'));
    expect(onSave).not.toHaveBeenCalled();
    expect(screen.getByRole('alert').textContent).toBe('${label(firstOf(feature, 'text'))} is missing');
  });

  it('forgets a complaint as soon as somebody does something about it', () => {
    render(<${Pascal}Form initial={{ ...initial, ${firstOf(feature, 'text')}: '' }} onSave={vi.fn()} />);
    fireEvent.submit(screen.getByRole('form'));
    type('${label(firstOf(feature, 'text'))}', '${one(['now', 'here', 'given'], random)}');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each(others)('finds nothing wrong with $id', (other) => {
    const onSave = vi.fn();
    render(<${Pascal}Form initial={other} onSave={onSave} />);
    fireEvent.submit(screen.getByRole('form'));
    expect(onSave).toHaveBeenCalledWith(other);
  });

  it('can be left', () => {
    const onCancel = vi.fn();
    render(<${Pascal}Form onSave={vi.fn()} onCancel={onCancel} />);
    fireEvent.click(screen.getByText('Cancel'));
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it('cannot be sent twice', () => {
    render(<${Pascal}Form initial={initial} isSaving onSave={vi.fn()} />);
    expect(screen.getAllByRole('button').some((button) => (button as HTMLButtonElement).disabled)).toBe(true);
  });
${ofKind(feature, 'number').map(({ name }) => `
  it('keeps ${label(name).toLowerCase()} within its limits', () => {
    expect(problemsOf({ ...initial, ${name}: ${camel}Limits.${name}.most + ${between(1, 50, random)} }).${name}).toContain(String(${camel}Limits.${name}.most));
    expect(problemsOf({ ...initial, ${name}: ${camel}Limits.${name}.most }).${name}).toBeUndefined();
  });
`).join('')}});
`;
}

function hookTest(feature: Feature): string {
  const { Pascal, camel, kebab, operations } = feature;
  const random = feature.random('hook test');
  const changes = operations.filter(({ args, gives }) => args.join() === 'id,actor' && gives === 'one');
  return `import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ${Pascal} } from '${sharedModule(feature)}';
import { ${['use' + Pascal, ...changes.map(({ name }) => `use${capital(name)}${Pascal}`), ...(has(feature, 'history') ? [`use${Pascal}History`] : [])].sort().join(', ')} } from './use-${kebab}';

const ${camel}: ${Pascal} = ${example(feature, 'hook', '')};
const others: readonly ${Pascal}[] = ${examples(feature, 'hook', 2, 5)};

function answer(body: unknown, status = 200) {
  return vi.fn(async () => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }));
}

describe('use${Pascal}', () => {
  let queries: QueryClient;
  const wrapper = ({ children }: { readonly children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;

  beforeEach(() => {
    queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  });
  afterEach(() => {
    queries.clear();
    vi.unstubAllGlobals();
  });

  it('loads it', async () => {
    vi.stubGlobal('fetch', answer(${camel}));
    const { result } = renderHook(() => use${Pascal}(${camel}.id), { wrapper });
    await waitFor(() => { expect(result.current.data).toEqual(${camel}); });
  });

  it.each(others)('loads $id too', async (other) => {
    vi.stubGlobal('fetch', answer(other));
    const { result } = renderHook(() => use${Pascal}(other.id), { wrapper });
    await waitFor(() => { expect(result.current.data?.${firstOf(feature, 'text')}).toBe(other.${firstOf(feature, 'text')}); });
  });

  it('does not ask for nothing', () => {
    const fetched = answer(${camel});
    vi.stubGlobal('fetch', fetched);
    renderHook(() => use${Pascal}(''), { wrapper });
    expect(fetched).not.toHaveBeenCalled();
  });

  it('reports what the backend says', async () => {
    vi.stubGlobal('fetch', answer({ error: 'There is no ${feature.words} ${between(1, 99, random)}' }, ${one([404, 403, 500], random)}));
    const { result } = renderHook(() => use${Pascal}('${kebab}-${between(1, 99, random)}'), { wrapper });
    await waitFor(() => { expect(result.current.error?.message).toContain('There is no'); });
  });
${has(feature, 'history') ? `
  it('loads the history', async () => {
    vi.stubGlobal('fetch', answer([{ at: ${camel}.createdAt, actorId: 'user-${between(1, 99, random)}', action: 'created', details: {} }]));
    const { result } = renderHook(() => use${Pascal}History(${camel}.id), { wrapper });
    await waitFor(() => { expect(result.current.data).toHaveLength(1); });
  });
` : ''}${changes.map(({ name }) => `
  it('keeps what ${name} gives back', async () => {
    const fetched = answer({ ...${camel}, ${firstOf(feature, 'number')}: ${between(100, 900, random)} });
    vi.stubGlobal('fetch', fetched);
    const { result } = renderHook(() => use${capital(name)}${Pascal}(), { wrapper });
    result.current.mutate({ id: ${camel}.id });
    await waitFor(() => { expect(result.current.isSuccess).toBe(true); });
    expect(fetched).toHaveBeenCalledWith(expect.stringContaining(${camel}.id), expect.objectContaining({ method: 'POST' }));
  });
`).join('')}});
`;
}
