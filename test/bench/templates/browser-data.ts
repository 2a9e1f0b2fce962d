/** Source text of what a page knows and asks for: requests, hooks, reducers, formats. */
import { capital, type Feature, firstOf, has, label, ofKind, sharedModule } from '../feature.ts';
import { aboutOperation, type Argument, argumentType, type Operation, resultType, typesIn } from '../operations.ts';
import { between, one } from '../random.ts';
import { meaningOf } from '../vocabulary.ts';
import { sharedTypes } from './repository.ts';

const prefixes = { api: '/v1', store: '/api', partners: '/partners' } as const;

/** Files without components, by path below the folder of the feature. */
export function browserDataFiles(feature: Feature): Record<string, string> {
  const { kebab, parts } = feature;
  return {
    [`${kebab}s.client.ts`]: clientFile(feature),
    [`${kebab}.labels.ts`]: labelsFile(feature),
    [`hooks/use-${kebab}s.ts`]: listHook(feature),
    [`hooks/use-${kebab}.ts`]: itemHook(feature),
    ...(parts.has('reducer') ? { [`${kebab}-selection.ts`]: selectionFile(feature) } : {}),
    ...(parts.has('webFormat') ? { [`${kebab}.format.ts`]: webFormatFile(feature) } : {}),
  };
}

function clientArguments({ args }: Operation): Argument[] {
  return args.filter((arg) => arg !== 'actor');
}

function clientFile(feature: Feature): string {
  const { kebab, operations, words, app } = feature;
  const types = typesIn(operations, feature);
  const requests = operations.map((operation) => {
    const path = operation.path === '/' ? '' : operation.path.replace(':id', '${encodeURIComponent(id)}');
    const query = operation.args.includes('query') ? '${queryString(query)}' : operation.args.includes('text') ? '?q=${encodeURIComponent(text)}' : '';
    const body = { input: 'input', changes: 'changes', inputs: 'inputs', ownerId: '{ ownerId }' };
    const sent = operation.args.flatMap((arg) => (arg in body ? [body[arg as keyof typeof body]] : []))[0];
    const result = resultType(operation, feature);
    const options = [...(operation.method === 'get' ? [] : [`method: '${operation.method.toUpperCase()}'`]), ...(sent === undefined ? [] : [`body: ${sent}`]), ...(operation.method === 'get' ? ['signal'] : [])];
    const parameters = [...clientArguments(operation).map((arg) => `${arg}: ${argumentType(arg, feature)}`), ...(operation.method === 'get' ? ['signal?: AbortSignal'] : [])];
    const name = requestName(operation, feature);
    const isCount = operation.gives === 'count';
    return `/**
 * ${aboutOperation(operation, feature)}
 * Rejects with an HttpError${operation.path.includes(':id') ? ', of status 404 when there is no such one' : ''}${operation.method === 'get' ? '; the signal stops it' : ''}.
 */
export async function ${name}(${parameters.join(', ')}): Promise<${result}> {
  ${operation.gives === 'nothing' ? 'await' : isCount ? 'const { count } = await' : 'return'} request<${isCount ? '{ count: number }' : result}>(\`\${base}${path}${query}\`, { ${options.join(', ')} });
${isCount ? '  return count;\n' : ''}}`;
  });
  const text = requests.join('\n\n');
  return `import type { ${types.join(', ')} } from '${sharedTypes(feature, types)}';
import { ${[...(text.includes('queryString(') ? ['queryString'] : []), 'request'].join(', ')} } from '@/lib/http';

/** Requests about a ${words}. */
const base = '${prefixes[app]}/${kebab}s';

${text}
`;
}

/** What {@link clientFile} calls the request of an operation. */
export function requestName({ name, gives }: Operation, { Pascal }: Feature): string {
  return name === 'remove' || name === 'importMany' ? name : `${name}${Pascal}${gives === 'one' || gives === 'history' ? '' : 's'}`;
}

function labelsFile(feature: Feature): string {
  const { Pascal, camel, fields } = feature;
  const random = feature.random('labels');
  return `import type { ${Pascal}, ${Pascal}Status } from '${sharedModule(feature)}';

export const ${camel}Labels: Readonly<Record<keyof Omit<${Pascal}, 'id'>, string>> = {
  status: 'Status',
${fields.map(({ name }) => `  ${name}: '${label(name)}',`).join('\n')}
  ownerId: '${one(['Owner', 'Responsible', 'Assigned to'], random)}',
  createdAt: '${one(['Created', 'Made on', 'Since'], random)}',
  updatedAt: '${one(['Changed', 'Last change', 'Updated'], random)}',
};

export const ${camel}Hints: Readonly<Partial<Record<keyof ${Pascal}, string>>> = {
${ofKind(feature, 'text', 'number').slice(0, 4).map(({ name, kind }) => `  ${name}: '${kind === 'number' ? one(['A number, a point before the decimals', 'Without the unit', 'As it is on the paper'], random) : one(['As the customer writes it', 'No more than one line', 'Leave out what is in the notes'], random)}',`).join('\n')}
};

/** What a help page and a long hover say. */
export const ${camel}Help: Readonly<Record<string, { readonly title: string; readonly text: string; readonly example: string }>> = {
${fields.map(({ name, kind }) => `  ${name}: {
    title: '${one(['What is', 'About', 'On'], random)} ${label(name).toLowerCase()}',
    text: '${meaningOf(name)} ${one(['Ask the one in charge when in doubt.', 'It can be changed later.', 'It appears in the report.', 'Customers see it.'], random)}',
    example: '${{ text: `${label(name)} ${between(1, 99, random)}`, number: String(between(1, 999, random)), date: `2024-0${between(1, 9, random)}-15`, flag: 'yes' }[kind]}',
  },`).join('\n')}
};

export const ${camel}Tones: Readonly<Record<${Pascal}Status, 'neutral' | 'good' | 'warning' | 'bad'>> = {
${feature.statuses.map((status) => `  ${status}: '${one(['neutral', 'good', 'warning', 'bad'], random)}',`).join('\n')}
};
`;
}

function listHook(feature: Feature): string {
  const { Pascal, camel, kebab } = feature;
  const random = feature.random('list hook');
  const text = firstOf(feature, 'text');
  if (random() < 0.6) {
    return `import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ${camel}PageSize, type ${Pascal}Query } from '${sharedModule(feature)}';
import { useMemo } from 'react';
import { list${Pascal}s } from '../${kebab}s.client';

export const ${camel}Keys = {
  all: ['${kebab}s'] as const,
  list: (query: Partial<${Pascal}Query>) => ['${kebab}s', 'list', query] as const,
  one: (id: string) => ['${kebab}s', 'one', id] as const,
};

export function use${Pascal}s(query: Partial<${Pascal}Query> = {}) {
  const result = useInfiniteQuery({
    queryKey: ${camel}Keys.list(query),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => list${Pascal}s({ limit: ${camel}PageSize, ...query, ...(pageParam === undefined ? {} : { after: pageParam }) }, signal),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: ${between(1, 60, random)}_000,
  });
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data]);
  const ${text}s = useMemo(() => [...new Set(items.map((item) => item.${text}))].sort(), [items]);
  return { ...result, items, ${text}s };
}
`;
  }
  return `import { ${camel}PageSize, type ${Pascal}, type ${Pascal}Query } from '${sharedModule(feature)}';
import { useCallback, useEffect, useState } from 'react';
import { list${Pascal}s } from '../${kebab}s.client';

interface State {
  readonly items: readonly ${Pascal}[];
  readonly next?: string;
  readonly isLoading: boolean;
  readonly error?: Error;
}

export const ${camel}Keys = { all: ['${kebab}s'], one: (id: string) => ['${kebab}s', id] } as const;

export function use${Pascal}s(query: Partial<${Pascal}Query> = {}) {
  const [state, setState] = useState<State>({ items: [], isLoading: true });
  const { status, ${text}, limit = ${camel}PageSize } = query;

  useEffect(() => {
    const controller = new AbortController();
    setState((before) => ({ ...before, isLoading: true }));
    list${Pascal}s({ limit, ...(status === undefined ? {} : { status }), ...(${text} === undefined ? {} : { ${text} }) }, controller.signal)
      .then((page) => { setState({ items: page.items, isLoading: false, ...(page.next === undefined ? {} : { next: page.next }) }); })
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setState((before) => ({ ...before, isLoading: false, error: error as Error }));
      });
    return () => { controller.abort(); };
  }, [limit, ${text}, status]);

  const fetchNextPage = useCallback(async () => {
    if (state.next === undefined) return;
    const page = await list${Pascal}s({ limit, after: state.next });
    setState((before) => ({ items: [...before.items, ...page.items], isLoading: false, ...(page.next === undefined ? {} : { next: page.next }) }));
  }, [limit, state.next]);

  return { ...state, fetchNextPage, hasNextPage: state.next !== undefined };
}
`;
}

function itemHook(feature: Feature): string {
  const { Pascal, camel, kebab, operations } = feature;
  const changes = operations.filter(({ method }) => method !== 'get');
  const hasEager = has(feature, 'update') || has(feature, 'assign');
  const names = operations.filter(({ name }) => name === 'find' || name === 'history').concat(changes).map((operation) => requestName(operation, feature));
  return `import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ${hasEager ? `${Pascal}, ` : ''}${Pascal}Input } from '${sharedModule(feature)}';
import { ${names.sort().join(', ')} } from '../${kebab}s.client';
import { ${camel}Keys } from './use-${kebab}s';

export function use${Pascal}(id: string) {
  return useQuery({ queryKey: ${camel}Keys.one(id), queryFn: ({ signal }) => find${Pascal}(id, signal), enabled: id !== '' });
}
${has(feature, 'history') ? `
export function use${Pascal}History(id: string) {
  return useQuery({ queryKey: [...${camel}Keys.one(id), 'history'], queryFn: ({ signal }) => history${Pascal}(id, signal) });
}
` : ''}
${changes.map((operation) => {
    const args = clientArguments(operation);
    const typed = args.map((arg) => `${arg}: ${argumentType(arg, feature)}`).join('; ');
    const isEager = operation.name === 'update' || operation.name === 'assign';
    return `/** ${aboutOperation(operation, feature)} ${isEager ? 'Shown at once, and taken back when the backend refuses.' : 'Lists are loaded again.'} */
export function use${capital(operation.name)}${Pascal}() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ ${args.join(', ')} }: { ${typed} }) => ${requestName(operation, feature)}(${args.join(', ')}),
${isEager ? `    onMutate: async ({ id, ${args.filter((arg) => arg !== 'id').join(', ')} }) => {
      await queries.cancelQueries({ queryKey: ${camel}Keys.one(id) });
      const before = queries.getQueryData<${Pascal}>(${camel}Keys.one(id));
      if (before !== undefined) queries.setQueryData(${camel}Keys.one(id), { ...before, ${operation.name === 'update' ? '...changes' : 'ownerId'} });
      return { before };
    },
    onError: (_error, { id }, context) => {
      if (context?.before !== undefined) queries.setQueryData(${camel}Keys.one(id), context.before);
    },
` : ''}    onSuccess: ${operation.gives === 'one' ? `(${camel}) => {
      queries.setQueryData(${camel}Keys.one(${camel}.id), ${camel});
      void queries.invalidateQueries({ queryKey: ${camel}Keys.all });
    }` : `() => queries.invalidateQueries({ queryKey: ${camel}Keys.all })`},
  });
}
`;
  }).join('\n')}`;
}

function selectionFile(feature: Feature): string {
  const { Pascal, camel } = feature;
  const random = feature.random('selection');
  return `import type { ${Pascal} } from '${sharedModule(feature)}';

export interface ${Pascal}Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor?: string;
}

export type SelectionAction =
  | { readonly type: 'toggle'; readonly id: string }
  | { readonly type: 'range'; readonly to: string; readonly items: readonly ${Pascal}[] }
  | { readonly type: 'all'; readonly items: readonly ${Pascal}[] }
  | { readonly type: 'clear' };

export const empty${Pascal}Selection: ${Pascal}Selection = { ids: new Set() };
const most = ${between(1, 20, random) * 50};

export function ${camel}SelectionReducer(selection: ${Pascal}Selection, action: SelectionAction): ${Pascal}Selection {
  switch (action.type) {
    case 'toggle': {
      const ids = new Set(selection.ids);
      if (!ids.delete(action.id) && ids.size < most) ids.add(action.id);
      return { ids, anchor: action.id };
    }
    case 'range': {
      const order = action.items.map(({ id }) => id);
      const [from, to] = [order.indexOf(selection.anchor ?? action.to), order.indexOf(action.to)].sort((a, b) => a - b);
      return { ids: new Set([...selection.ids, ...order.slice(from, (to ?? 0) + 1)].slice(0, most)), anchor: action.to };
    }
    case 'all':
      return { ids: new Set(action.items.slice(0, most).map(({ id }) => id)) };
    case 'clear':
      return empty${Pascal}Selection;
  }
}

export function selected${Pascal}s(selection: ${Pascal}Selection, items: readonly ${Pascal}[]): readonly ${Pascal}[] {
  return items.filter(({ id }) => selection.ids.has(id));
}
`;
}

function webFormatFile(feature: Feature): string {
  const { Pascal, camel } = feature;
  const random = feature.random('web format');
  const [number, text, date] = [firstOf(feature, 'number'), firstOf(feature, 'text'), firstOf(feature, 'date')];
  return `import { formatDate, formatNumber, truncate } from '@acme/shared';
import type { ${Pascal} } from '${sharedModule(feature)}';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** The line below the name in lists and pickers. */
export function subtitleOf(${camel}: ${Pascal}): string {
  const parts = [truncate(${camel}.${text}, ${between(12, 48, random)}), formatNumber(${camel}.${number})];
  if (${camel}.${date} !== null) parts.push(formatDate(${camel}.${date}));
  return parts.join(' ${one(['·', '–', '|'], random)} ');
}

export function ageOf(${camel}: Pick<${Pascal}, 'createdAt'>, now = Date.now()): string {
  const days = Math.round((Date.parse(${camel}.createdAt) - now) / 86_400_000);
  return Math.abs(days) < ${between(20, 60, random)} ? relative.format(days, 'day') : relative.format(Math.round(days / 30), 'month');
}

export function initialsOf(${camel}: Pick<${Pascal}, '${text}'>): string {
  return ${camel}.${text}.split(/\\s+/).filter((word) => word !== '').slice(0, 2).map((word) => word.charAt(0).toUpperCase()).join('');
}
${ofKind(feature, 'number').slice(0, between(1, 3, random)).map(({ name }) => `
export function ${name}Text({ ${name} }: Pick<${Pascal}, '${name}'>): string {
  return ${name} === 0 ? '${one(['none', '–', 'nothing'], random)}' : \`\${formatNumber(${name})}${one(['', ' %', ' EUR', ' kg'], random)}\`;
}
`).join('')}`;
}
