import type { CacheUse, ClassFact, DataCall, EnvRead, Fact, OutboundCall, ProcessUse, ProjectFacts, QueueUse, Route, ServerStart } from '../../analysis/facts.ts';
import { clausesOf, type Clause } from '../../analysis/graph/effect-clauses.ts';
import type { ConceptId } from '../../skills/model.ts';
import type { HoverCategory } from '../settings.ts';
import type { Prose } from './prose.ts';

/** What a hover says about a fact, and where it leads. */
interface Subject<F extends Fact> {
  readonly category: HoverCategory;
  /** The concepts a line of this kind belongs to, the closest first; none: no hover. */
  readonly concepts: (fact: F, project: ProjectFacts) => readonly ConceptId[];
  /** One sentence, or two. */
  readonly describe: (fact: F, prose: Prose, project: ProjectFacts) => string;
}

/** Names in one list; routes in one sentence. */
const shownNames = 3;
const shownRoutes = 2;

type Table = { readonly [K in Fact['kind']]?: Subject<Extract<Fact, { kind: K }>> };

const table: Table = {
  route: {
    category: 'routes',
    concepts: routeConcepts,
    describe: describeRoute,
  },
  dataCall: {
    category: 'dataCalls',
    concepts: dataConcepts,
    describe: describeDataCall,
  },
  class: { category: 'classes', concepts: () => ['languages/composition-injection'], describe: describeClass },
  outbound: { category: 'other', concepts: () => ['distributed/timeouts-retries'], describe: describeOutbound },
  cache: { category: 'other', concepts: () => ['distributed/cache-aside'], describe: describeCache },
  queue: { category: 'other', concepts: ({ what }) => (what === 'consume' ? ['servers/graceful-shutdown'] : []), describe: describeQueue },
  env: { category: 'other', concepts: () => ['servers/config-from-environment'], describe: describeEnv },
  process: { category: 'other', concepts: ({ event }) => (isSignal(event) ? ['servers/graceful-shutdown'] : []), describe: describeSignal },
  server: { category: 'other', concepts: serverConcepts, describe: describeServer },
};

/** The subject of a fact; undefined for the kinds that hovers are silent about. */
export function subjectOf(fact: Fact, project: ProjectFacts): { readonly category: HoverCategory; readonly concepts: readonly ConceptId[]; readonly describe: (prose: Prose) => string } | undefined {
  // The table pairs each kind with its own fact type; the compiler cannot see that through the lookup.
  const subject = table[fact.kind] as Subject<Fact> | undefined;
  if (subject === undefined) return undefined;
  return { category: subject.category, concepts: subject.concepts(fact, project), describe: (prose) => subject.describe(fact, prose, project) };
}

/** What is closest to this route: the transaction it lacks comes before how its path is written. */
function routeConcepts(route: Route, project: ProjectFacts): readonly ConceptId[] {
  if (!route.path.startsWith('/')) return ['frameworks/central-error-handling'];
  const isLoose = clausesOf(project.effectsOf(route)).some(({ after }) => after === 'outside a transaction');
  const takesBody = ['POST', 'PUT', 'PATCH'].includes(route.method);
  return [...(isLoose ? ['databases/transactions' as const] : []), 'apis/resource-design' as const, ...(takesBody ? ['frameworks/request-validation' as const] : [])].slice(0, 2);
}

function describeRoute(route: Route, prose: Prose, project: ProjectFacts): string {
  const handler = route.handlerText ?? route.handler?.name;
  const by = handler === undefined ? '' : handler.startsWith('(') ? ', handled right here' : `, handled by ${prose.code(handler)}`;
  const middleware = route.middleware.length === 0 ? '' : ` after ${some(route.middleware.slice(-shownNames).map((name) => prose.code(name)), route.middleware.length - shownNames)}`;
  const isOperation = !route.path.startsWith('/');
  const what = `${prose.code(`${route.method} ${shownPath(route.path)}`)}: ${prose.text(frameworkName(route.framework))} ${isOperation ? 'operation' : 'route'}${by}${middleware}`;
  const unknown = route.resolved ? '' : `; ${isOperation ? 'whether it is served' : 'its full path'} is not known: ${prose.sentence(withoutStop(route.unresolvedBecause ?? 'a part of it is only made at run time'))}`;
  const clauses = clausesOf(project.effectsOf(route));
  const does = clauses.length === 0 ? '' : ` It ${listed(clauses.map((clause) => clauseText(clause, prose)))}.`;
  return `${what}${unknown}.${does}`;
}

function clauseText({ verb, names, more, after }: Clause, prose: Prose): string {
  return [verb, ...(names.length === 0 ? [] : [some(names.map((name) => prose.code(name)), more)]), ...(after === undefined ? [] : [after])].join(' ');
}

const operations: Readonly<Record<DataCall['operation'], string>> = {
  read: 'reads', write: 'writes', delete: 'deletes', schema: 'changes the schema of', transaction: 'runs a transaction on', raw: 'runs its own query text on',
};

const stores: Readonly<Record<NonNullable<DataCall['store']>, string>> = { 'document': 'the database', 'graph': 'the database', 'key-value': 'the key-value store', 'search': 'the search index' };

function dataConcepts({ operation, store }: DataCall): readonly ConceptId[] {
  if (store === 'search') return [];
  return [store === 'key-value' ? 'distributed/cache-aside' : operation === 'transaction' ? 'databases/transactions' : 'databases/parameterised-queries'];
}

function describeDataCall(call: DataCall, prose: Prose, project: ProjectFacts): string {
  const target = call.target === undefined ? stores[call.store ?? 'document'] : prose.code(call.target);
  const preposition = call.operation === 'delete' ? ' from' : call.operation === 'write' ? ' to' : call.operation === 'read' ? ' from' : '';
  return `${prose.code(call.method)} of ${prose.text(call.library)} ${operations[call.operation]}${preposition} ${target}.${reachedBy(call, prose, project)}`;
}

/** The routes that lead here, two of them by name. */
function reachedBy(fact: Fact, prose: Prose, project: ProjectFacts): string {
  const routes = [...new Set(project.routesReaching(fact).map(({ method, path }) => `${method} ${shownPath(path)}`))];
  if (routes.length === 0) return '';
  const named = some(routes.slice(0, shownRoutes).map((route) => prose.code(route)), routes.length - shownRoutes);
  return ` ${named} ${routes.length === 1 ? 'reaches' : 'reach'} it.`;
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
  const to = call.url === undefined ? '' : ` to ${prose.code(shownPath(call.url))}`;
  const by = call.library === call.method ? '' : ` of ${prose.text(call.library)}`;
  return `${prose.code(call.method)}${by} makes an HTTP request${to}. ${deadline}`;
}

const cacheVerbs: Readonly<Record<CacheUse['operation'], string>> = { get: 'reads from', set: 'writes to', delete: 'deletes from', scan: 'walks over the keys of' };

function describeCache(use: CacheUse, prose: Prose): string {
  const key = use.key === undefined || use.key.startsWith('fn:') ? '' : ` under ${prose.code(use.key)}`;
  const ttl = use.operation === 'set' ? { call: ' The entry expires.', store: ' The entry expires after the default of the store.', none: ' The entry never expires.', unknown: '' }[use.ttl] : '';
  return `${prose.code(use.method)} of ${prose.text(use.library)} ${cacheVerbs[use.operation]} the cache${key}.${ttl}`;
}

function describeQueue(use: QueueUse, prose: Prose): string {
  const name = use.name === undefined ? 'a queue' : prose.code(use.name);
  return `Takes jobs from ${name} (${prose.text(use.library)}): a process that stops must finish or give back the one it holds.`;
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
  express: 'Express', fastify: 'Fastify', nestjs: 'NestJS', koa: 'Koa', hono: 'Hono', hapi: 'hapi', nextjs: 'Next.js', trpc: 'tRPC', graphql: 'GraphQL', restify: 'Restify', polka: 'Polka', elysia: 'Elysia', node: 'Node',
  'nestjs-graphql': 'NestJS GraphQL', 'type-graphql': 'TypeGraphQL', 'routing-controllers': 'routing-controllers',
};

function frameworkName(framework: string): string {
  return names[framework] ?? framework;
}

/** A part that is not known is an ellipsis. */
function shownPath(path: string): string {
  return path.replaceAll('${}', '…');
}

/** `a, b and 3 more`. */
function some(items: readonly string[], more: number): string {
  return listed(more > 0 ? [...items, `${more} more`] : items);
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
