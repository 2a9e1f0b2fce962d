import type { CacheUse, ClassFact, DataCall, EnvRead, Fact, OutboundCall, ProcessUse, Route, ServerStart } from '../../analysis/facts.ts';
import type { ConceptId } from '../../skills/model.ts';
import type { HoverCategory } from '../settings.ts';
import type { Prose } from './prose.ts';

/** What a hover says about a fact, and where it leads. */
interface Subject<F extends Fact> {
  readonly category: HoverCategory;
  /** The concepts a line of this kind belongs to, the closest first; none: no hover. */
  readonly concepts: (fact: F) => readonly ConceptId[];
  /** One sentence, or two. */
  readonly describe: (fact: F, prose: Prose) => string;
}

type Table = { readonly [K in Fact['kind']]?: Subject<Extract<Fact, { kind: K }>> };

const table: Table = {
  route: {
    category: 'routes',
    concepts: ({ method, path }) => (!path.startsWith('/') ? ['frameworks/central-error-handling'] : ['POST', 'PUT', 'PATCH'].includes(method) ? ['apis/resource-design', 'frameworks/request-validation'] : ['apis/resource-design']),
    describe: describeRoute,
  },
  dataCall: {
    category: 'dataCalls',
    concepts: ({ operation, store }) => [store === 'key-value' ? 'distributed/cache-aside' : operation === 'transaction' ? 'databases/transactions' : 'databases/parameterised-queries'],
    describe: describeDataCall,
  },
  class: { category: 'classes', concepts: () => ['languages/composition-injection'], describe: describeClass },
  outbound: { category: 'other', concepts: () => ['distributed/timeouts-retries'], describe: describeOutbound },
  cache: { category: 'other', concepts: () => ['distributed/cache-aside'], describe: describeCache },
  env: { category: 'other', concepts: () => ['servers/config-from-environment'], describe: describeEnv },
  process: { category: 'other', concepts: ({ event }) => (isSignal(event) ? ['servers/graceful-shutdown'] : []), describe: describeSignal },
  server: { category: 'other', concepts: serverConcepts, describe: describeServer },
};

/** The subject of a fact; undefined for the kinds that hovers are silent about. */
export function subjectOf(fact: Fact): { readonly category: HoverCategory; readonly concepts: readonly ConceptId[]; readonly describe: (prose: Prose) => string } | undefined {
  // The table pairs each kind with its own fact type; the compiler cannot see that through the lookup.
  const subject = table[fact.kind] as Subject<Fact> | undefined;
  if (subject === undefined) return undefined;
  return { category: subject.category, concepts: subject.concepts(fact), describe: (prose) => subject.describe(fact, prose) };
}

function describeRoute(route: Route, prose: Prose): string {
  const handler = route.handlerText ?? route.handler?.name;
  const by = handler === undefined ? '' : handler.startsWith('(') ? ', handled right here' : `, handled by ${prose.code(handler)}`;
  const middleware = route.middleware.length === 0 ? '' : ` after ${listed(route.middleware.map((name) => prose.code(name)))}`;
  const isOperation = !route.path.startsWith('/');
  const what = `${prose.code(`${route.method} ${route.path}`)}: ${prose.text(frameworkName(route.framework))} ${isOperation ? 'operation' : 'route'}${by}${middleware}.`;
  if (route.resolved) return what;
  return `${what} ${isOperation ? 'Whether it is served' : 'The full path'} is not known: ${prose.sentence(withoutStop(route.unresolvedBecause ?? 'a part of it is only made at run time'))}.`;
}

const operations: Readonly<Record<DataCall['operation'], string>> = {
  read: 'reads', write: 'writes', delete: 'deletes', schema: 'changes the schema of', transaction: 'runs a transaction on', raw: 'runs its own query text on',
};

const stores: Readonly<Record<NonNullable<DataCall['store']>, string>> = { 'document': 'the database', 'graph': 'the database', 'key-value': 'the key-value store', 'search': 'the search index' };

function describeDataCall(call: DataCall, prose: Prose): string {
  const target = call.target === undefined ? stores[call.store ?? 'document'] : prose.code(call.target);
  const preposition = call.operation === 'delete' ? ' from' : call.operation === 'write' ? ' to' : call.operation === 'read' ? ' from' : '';
  return `${prose.code(call.method)} of ${prose.text(call.library)} ${operations[call.operation]}${preposition} ${target}.`;
}

function describeClass(fact: ClassFact, prose: Prose): string {
  const kind = fact.abstract ? 'abstract class' : 'class';
  const parts = [
    ...(fact.extends === undefined ? [] : [`extends ${prose.code(fact.extends)}`]),
    ...(fact.implements.length === 0 ? [] : [`implements ${listed(fact.implements.map((name) => prose.code(name)))}`]),
    ...(fact.injected.length === 0 ? [] : [`receives ${listed(fact.injected.map(({ name, type }) => prose.code(type ?? name)))} through its constructor`]),
  ];
  const what = parts.length === 0 ? 'stands on its own: no base class, no interface and no injected collaborator' : listed(parts);
  return `${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)} ${prose.code(fact.name)} ${what}.`;
}

function describeOutbound(call: OutboundCall, prose: Prose): string {
  const deadline = { yes: 'It has a deadline.', no: 'It has no deadline: a peer that never answers holds this code for as long.', unknown: 'Whether it has a deadline cannot be seen here.' }[call.deadline];
  const to = call.url === undefined ? '' : ` to ${prose.code(call.url)}`;
  const by = call.library === call.method ? '' : ` of ${prose.text(call.library)}`;
  return `${prose.code(call.method)}${by} makes an HTTP request${to}. ${deadline}`;
}

const cacheVerbs: Readonly<Record<CacheUse['operation'], string>> = { get: 'reads from', set: 'writes to', delete: 'deletes from', scan: 'walks over the keys of' };

function describeCache(use: CacheUse, prose: Prose): string {
  const key = use.key === undefined || use.key.startsWith('fn:') ? '' : ` under ${prose.code(use.key)}`;
  const ttl = use.operation === 'set' ? { call: ' The entry expires.', store: ' The entry expires after the default of the store.', none: ' The entry never expires.', unknown: '' }[use.ttl] : '';
  return `${prose.code(use.method)} of ${prose.text(use.library)} ${cacheVerbs[use.operation]} the cache${key}.${ttl}`;
}

function describeEnv(read: EnvRead, prose: Prose): string {
  if (read.name === undefined) return 'Reads the environment.';
  const fallback = read.defaultLiteral === undefined ? '' : `, with ${prose.code(read.defaultLiteral)} when it is not set`;
  return `Reads ${prose.code(read.name)} from the environment${fallback}.`;
}

function describeSignal(use: ProcessUse, prose: Prose): string {
  return `Listens for ${prose.code(use.event ?? '')}, the way an operating system or an orchestrator asks a process to stop.`;
}

function isSignal(event: string | undefined): boolean {
  return event === 'SIGTERM' || event === 'SIGINT';
}

function serverConcepts({ what }: ServerStart): readonly ConceptId[] {
  switch (what) {
    case 'errorHandler':
    case 'notFoundHandler':
    case 'globalFilter': return ['frameworks/central-error-handling'];
    case 'listen':
    case 'close':
    case 'shutdownHooks': return ['servers/graceful-shutdown'];
    case 'globalPipe': return ['frameworks/request-validation'];
    case 'app':
    case 'globalPrefix': return [];
  }
}

const serverWords: Readonly<Record<ServerStart['what'], string>> = {
  app: 'The application is made here',
  listen: 'The server starts to listen here',
  close: 'The server stops taking connections here',
  errorHandler: 'Error handler: errors of the routes before it end up here',
  notFoundHandler: 'Handler of the requests that no route answers',
  shutdownHooks: 'From here on the application listens for signals',
  globalPipe: 'Pipe that every request goes through',
  globalFilter: 'Filter that every error goes through',
  globalPrefix: 'Prefix of every route',
};

function describeServer(start: ServerStart, prose: Prose): string {
  return `${serverWords[start.what]} (${prose.text(frameworkName(start.framework))}).`;
}

const names: Readonly<Record<string, string>> = {
  express: 'Express', fastify: 'Fastify', nestjs: 'NestJS', koa: 'Koa', hono: 'Hono', hapi: 'hapi', nextjs: 'Next.js', trpc: 'tRPC', graphql: 'GraphQL', restify: 'Restify', elysia: 'Elysia', node: 'Node',
  'nestjs-graphql': 'NestJS GraphQL', 'type-graphql': 'TypeGraphQL', 'routing-controllers': 'routing-controllers',
};

function frameworkName(framework: string): string {
  return names[framework] ?? framework;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
