import type { CacheUse, DataCall, OutboundCall, ProjectFacts, QueueUse, Route, RouteEffect, Transaction } from '../facts.ts';
import { type CallEdges, reversed } from './call-graph.ts';
import { contains, functionsInside } from './contains.ts';
import { findTransactions, hasTransactions, isOnPool, isOutside, isWrite } from './transactions.ts';
import { push } from '../resolve/multimap.ts';

type Reached = RouteEffect['fact'];

/** Call levels followed from a handler, and functions looked at on the way: what is further away is no longer "what this route does". */
const maxDepth = 10;
const maxVisits = 800;
/** How far from a middleware its transaction may be opened. */
const middlewareDepth = 2;
const none: readonly string[] = [];

/** Where the search stands: in a function, perhaps inside a transaction, and by which way it came. */
interface Visit { readonly fn: string; readonly unit: Transaction | undefined; readonly from: Visit | undefined; readonly depth: number }

type Project = Pick<ProjectFacts, 'routes' | 'dataCalls' | 'caches' | 'queues' | 'outbound' | 'functions' | 'callees' | 'reach' | 'isServerCode'>;

/** What routes reach through calls inside the project. Everything is worked out when it is first asked for, and kept. */
export function createEffects(project: Project, edges: CallEdges): Pick<ProjectFacts, 'transactions' | 'effectsOf' | 'routesReaching'> {
  const effects = new Map<Route, readonly RouteEffect[]>();
  let units: readonly Transaction[] | undefined;
  let ofUnits: UnitFunctions | undefined;
  let reached: ReadonlyMap<string, readonly Reached[]> | undefined;
  let backwards: ReadonlyMap<string, readonly string[]> | undefined;
  let starts: ReadonlyMap<string, readonly Route[]> | undefined;

  const transactions = (): readonly Transaction[] => (units ??= findTransactions(project, project.dataCalls.filter((call) => hasTransactions(call) && project.isServerCode(call.at.file))));

  const transactionOf = ({ fact, visit }: { readonly fact: Reached; readonly visit: Visit }): RouteEffect['transaction'] => {
    if (fact.kind !== 'dataCall' || !isWrite(fact) || !hasTransactions(fact) || !project.isServerCode(fact.at.file)) return undefined;
    if (visit.unit?.start.library === fact.library && !isOutside(fact, visit.unit)) return 'inside';
    return transactions().some((unit) => holds(unit, fact)) ? 'inside' : 'outside';
  };

  const search = (root: string, by: RouteEffect['by'], around: Transaction | undefined, found: Map<Reached, RouteEffect>): void => {
    reached ??= factsByFunction(project);
    ofUnits ??= functionsOfUnits(project, transactions(), edges);
    const { inside, openers } = ofUnits;
    const seen = new Set<string>();
    const queue: Visit[] = [{ fn: root, unit: inside.get(root) ?? around, from: undefined, depth: 0 }];
    for (const visit of queue) {
      const key = `${visit.fn}\0${visit.unit?.start.library ?? ''}`;
      if (seen.has(key) || seen.size >= maxVisits) continue;
      seen.add(key);
      for (const fact of reached.get(visit.fn) ?? []) {
        const transaction = transactionOf({ fact, visit });
        const known = found.get(fact);
        if (known === undefined) found.set(fact, { fact, by, through: wayOf(visit), ...(transaction === undefined ? {} : { transaction }) });
        else if (known.by === by && known.transaction === 'inside' && transaction === 'outside') found.set(fact, { ...known, transaction });
      }
      if (visit.depth >= maxDepth) continue;
      for (const fn of steps(edges, visit.fn)) queue.push({ fn, unit: inside.get(fn) ?? openers.get(visit.fn) ?? visit.unit, from: visit, depth: visit.depth + 1 });
    }
  };

  return {
    transactions,
    effectsOf(route) {
      const known = effects.get(route);
      if (known !== undefined) return known;
      const found = new Map<Reached, RouteEffect>();
      if (route.handler !== undefined) search(route.handler.id, 'handler', aroundHandler(route, transactions(), edges), found);
      for (const { id } of route.middlewareFunctions) search(id, 'middleware', undefined, found);
      const made = [...found.values()];
      effects.set(route, made);
      return made;
    },
    routesReaching({ fn }) {
      if (fn === undefined) return [];
      backwards ??= reversedSteps(edges);
      starts ??= routesByFunction(project.routes);
      const found = new Set<Route>();
      let edge = [fn];
      const seen = new Set(edge);
      for (let depth = 0; depth <= maxDepth && edge.length > 0; depth++) {
        const next: string[] = [];
        for (const id of edge) {
          for (const route of starts.get(id) ?? []) found.add(route);
          for (const caller of backwards.get(id) ?? none) {
            if (seen.has(caller) || seen.size >= maxVisits) continue;
            seen.add(caller);
            next.push(caller);
          }
        }
        edge = next;
      }
      return project.routes.filter((route) => found.has(route));
    },
  };
}

/** Middleware that opens a transaction (`await sequelize.transaction(() => next())`) has the handler inside. */
function aroundHandler(route: Route, units: readonly Transaction[], edges: CallEdges): Transaction | undefined {
  const running = new Set(route.middlewareFunctions.map(({ id }) => id));
  let edge = [...running];
  for (let depth = 0; depth < middlewareDepth && edge.length > 0; depth++) {
    edge = edge.flatMap((fn) => [...steps(edges, fn)]).filter((fn) => !running.has(fn));
    for (const fn of edge) running.add(fn);
  }
  return units.findLast(({ start, kind }) => kind === 'callback' && start.fn !== undefined && running.has(start.fn));
}

function rootsOf(route: Route): Set<string> {
  return new Set([...(route.handler === undefined ? [] : [route.handler]), ...route.middlewareFunctions].map(({ id }) => id));
}

/** Functions that run when one runs, as far as that does not depend on who calls it. */
function* steps(edges: CallEdges, fn: string): Generator<string> {
  const given = edges.given[fn] ?? none;
  for (const to of edges.calls[fn] ?? none) if (!given.includes(to)) yield to;
  yield* edges.inline[fn] ?? none;
}

function reversedSteps(edges: CallEdges): Map<string, string[]> {
  const from = new Set([...Object.keys(edges.calls), ...Object.keys(edges.inline)]);
  return reversed(Object.fromEntries([...from].map((fn) => [fn, [...steps(edges, fn)]])));
}

function wayOf(visit: Visit): readonly string[] {
  const way: string[] = [];
  for (let step: Visit | undefined = visit; step !== undefined; step = step.from) way.unshift(step.fn);
  return way;
}

/** A call on Redis may be a use of the cache as well: it is listed once. */
function factsByFunction({ dataCalls, caches, queues, outbound }: Project): Map<string, Reached[]> {
  const found = new Map<string, Reached[]>();
  const taken = new Set<string>();
  const add = (fact: DataCall | CacheUse | QueueUse | OutboundCall): void => {
    const { file, line, column, endLine, endColumn } = fact.at;
    const place = [file, line, column, endLine, endColumn].join();
    if (fact.fn === undefined || taken.has(place)) return;
    taken.add(place);
    const list = found.get(fact.fn);
    if (list === undefined) found.set(fact.fn, [fact]);
    else list.push(fact);
  };
  for (const use of queues) if (use.what === 'produce') add(use);
  for (const fact of [...caches, ...dataCalls, ...outbound]) add(fact);
  for (const list of found.values()) list.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
  return found;
}

interface UnitFunctions {
  /** Functions that run inside a transaction: its callbacks, and those handed to what opens it (`inTransaction(work)`). */
  readonly inside: ReadonlyMap<string, Transaction>;
  /** Functions with BEGIN and COMMIT in them: what they call runs on the same connection, as far as the text tells. */
  readonly openers: ReadonlyMap<string, Transaction>;
}

function functionsOfUnits(project: Project, units: readonly Transaction[], edges: CallEdges): UnitFunctions {
  const inside = new Map<string, Transaction>();
  const openers = new Map<string, Transaction>();
  for (const unit of units) {
    if (isOnPool(unit.start)) continue;
    const written = unit.kind === 'callback' ? functionsInside(project, unit.at) : [];
    const opener = unit.kind === 'callback' ? undefined : unit.start.fn;
    if (opener !== undefined) openers.set(opener, unit);
    for (const fn of [...written, ...[...written, ...(opener === undefined ? [] : [opener])].flatMap((id) => edges.given[id] ?? none)]) inside.set(fn, unit);
  }
  return { inside, openers };
}

/** A write beside the statements of its transaction, on its connection, or in the list given to `$transaction`. */
function holds(unit: Transaction, call: DataCall): boolean {
  if (isOnPool(unit.start) || !unit.inside.includes(call)) return false;
  if (unit.kind === 'callback') return contains(unit.at, call.at) && !isOutside(call, unit);
  return call.receiverId === unit.start.receiverId || call.fn === unit.start.fn;
}

function routesByFunction(routes: readonly Route[]): Map<string, Route[]> {
  const found = new Map<string, Route[]>();
  for (const route of routes) {
    for (const id of rootsOf(route)) push(found, id, route);
  }
  return found;
}

