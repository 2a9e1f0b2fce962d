/** What can be done with a feature: each operation has a query, a method of the service, a route, a request of the browser and, mostly, a hook. */
import type { Feature } from './feature.ts';
import { pick } from './random.ts';

export interface Operation {
  readonly name: 'find' | 'list' | 'create' | 'update' | 'remove' | 'archive' | 'restore' | 'count' | 'search' | 'totals' | 'assign' | 'history' | 'duplicate' | 'importMany';
  readonly method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  readonly path: string;
  readonly args: readonly Argument[];
  readonly gives: 'one' | 'page' | 'many' | 'nothing' | 'count' | 'totals' | 'history';
}

export type Argument = 'id' | 'query' | 'input' | 'changes' | 'text' | 'ownerId' | 'inputs' | 'actor';

/** Three that everybody has, and three to five others; paths without a parameter come first, as they must. */
export function operationsOf(random: () => number): Operation[] {
  const chosen = new Set([...always, ...pick(others, 3 + Math.floor(random() * 3), random)]);
  return operations.filter(({ name }) => chosen.has(name)).sort((a, b) => Number(a.path.includes(':')) - Number(b.path.includes(':')));
}

/** `id: string, changes: Partial<OrderInput>`. */
export function parameters({ args }: Operation, feature: Feature): string {
  return args.map((arg) => `${arg}: ${argumentType(arg, feature)}`).join(', ');
}

export function argumentType(arg: Argument, { Pascal }: Feature): string {
  return {
    id: 'string', query: `${Pascal}Query`, input: `${Pascal}Input`, changes: `Partial<${Pascal}Input>`, text: 'string', ownerId: 'string',
    inputs: `readonly ${Pascal}Input[]`, actor: 'Actor',
  }[arg];
}

export function resultType({ gives }: Operation, { Pascal }: Feature): string {
  return {
    one: Pascal, page: `Page<${Pascal}>`, many: `readonly ${Pascal}[]`, nothing: 'void', count: 'number', totals: `readonly ${Pascal}Total[]`, history: 'readonly HistoryEntry[]',
  }[gives];
}

/** Names of the shared package that the signatures of some operations need. */
export function typesIn(operations: readonly Operation[], feature: Feature): string[] {
  const text = operations.map((operation) => `${parameters(operation, feature)} ${resultType(operation, feature)}`).join(' ');
  return [...new Set(text.match(/\b[A-Z]\w+/g))].filter((name) => name !== 'Partial' && name !== 'Actor').sort();
}

/** One sentence for comments and for the description of the interface. */
export function aboutOperation({ name }: Operation, { words }: Feature): string {
  return {
    find: `One ${words} by its id.`, list: `A page of ${words}s, in the order of their ids.`, create: `Makes a ${words} that belongs to whoever asks.`,
    update: `Changes what is given and leaves the rest of a ${words} as it was.`, remove: `Removes a ${words} for good; its history stays.`, archive: `Puts a ${words} away, where lists do not find it.`,
    restore: `Brings an archived ${words} back.`, count: `How many ${words}s there are.`, search: `The ${words}s that answer to what somebody typed, the newest first.`,
    totals: `Numbers and sums over all ${words}s, by group.`, assign: `Makes somebody else responsible for a ${words}.`, history: `Who did what to a ${words}, the latest first.`,
    duplicate: `A new ${words} like the given one.`, importMany: `Makes many ${words}s at once, all or none.`,
  }[name];
}

const operations: readonly Operation[] = [
  { name: 'list', method: 'get', path: '/', args: ['query'], gives: 'page' },
  { name: 'create', method: 'post', path: '/', args: ['input', 'actor'], gives: 'one' },
  { name: 'find', method: 'get', path: '/:id', args: ['id'], gives: 'one' },
  { name: 'update', method: 'patch', path: '/:id', args: ['id', 'changes', 'actor'], gives: 'one' },
  { name: 'remove', method: 'delete', path: '/:id', args: ['id', 'actor'], gives: 'nothing' },
  { name: 'archive', method: 'post', path: '/:id/archive', args: ['id', 'actor'], gives: 'one' },
  { name: 'restore', method: 'post', path: '/:id/restore', args: ['id', 'actor'], gives: 'one' },
  { name: 'count', method: 'get', path: '/count', args: ['query'], gives: 'count' },
  { name: 'search', method: 'get', path: '/search', args: ['text'], gives: 'many' },
  { name: 'totals', method: 'get', path: '/totals', args: [], gives: 'totals' },
  { name: 'assign', method: 'put', path: '/:id/owner', args: ['id', 'ownerId', 'actor'], gives: 'one' },
  { name: 'history', method: 'get', path: '/:id/history', args: ['id'], gives: 'history' },
  { name: 'duplicate', method: 'post', path: '/:id/duplicate', args: ['id', 'actor'], gives: 'one' },
  { name: 'importMany', method: 'post', path: '/import', args: ['inputs', 'actor'], gives: 'count' },
];

const always: readonly Operation['name'][] = ['list', 'create', 'find'];
const others = operations.map(({ name }) => name).filter((name) => !always.includes(name));
