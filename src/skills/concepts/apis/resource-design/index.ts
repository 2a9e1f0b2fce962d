import type { DataCall, Observation, ProjectFacts, Route } from '../../../../analysis/facts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';
import { observeResponses, type ResponseNote } from './responses.ts';

const verbSegment = /^(?:get|create|update|delete|remove|fetch|list|save|edit|insert|add)(?:[A-Z]\w*|[-_]\w+)$/;
const crud = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const http = new Set(['express', 'fastify', 'nestjs', 'koa', 'hapi', 'hono', 'restify', 'polka', 'routing-controllers', 'node:http', 'nextjs']);
/** Methods on one resource before it counts as CRUD-like. */
const enoughMethods = 3;
const depth = 3;

export const detector: ConceptDetector<ResponseNote> = {
  version: 1,
  observe: observeResponses,
  evaluate(project, observations) {
    const routes = project.routes.filter((route) => http.has(route.framework) && crud.has(route.method) && project.isServerCode(route.at.file));
    const statusesByFn = new Map<string, ResponseNote[]>();
    for (const note of observations) if (note.fn !== undefined) statusesByFn.set(note.fn, [...statusesByFn.get(note.fn) ?? [], note.data]);
    const resources = groupResources(routes);
    const evidence: Evidence[] = [];
    let good = 0;
    for (const resource of resources) {
      const result = judgeResource(resource, project, statusesByFn);
      if (result.isGood) good++;
      const [first] = resource.routes;
      if (first === undefined) continue;
      evidence.push({ signal: result.isGood ? `${resource.path}: ${result.summary}` : `${resource.path}: ${methodsOf(resource).join(', ')}`, at: first.at, supports: result.isGood ? 'demonstrated' : 'seen' });
    }
    const isConditional = observations.some(({ data }) => data.status === 304 || data.status === 412);
    const isTop = isConditional && good >= 2 && good === resources.length;
    return judge({
      applicable: routes.length > 0,
      evidence: isTop ? evidence.map((item) => ({ ...item, supports: 'exemplary' })) : evidence,
      findings: [...verbFindings(routes), ...errorWithSuccess(observations, routes, project), ...writingGets(routes, project)],
      exemplary: isTop,
      next: {
        'not-applicable': 'There are no HTTP routes yet.',
        'not-seen': 'Give one resource a collection and an item path with three methods or more (GET, POST, PUT/PATCH, DELETE).',
        seen: 'On one whole resource: POST answers 201, a missing item 404, DELETE 204 (or 404).',
        demonstrated: 'Do the same on every resource and answer conditional requests (ETag with 304, If-Match with 412).',
      },
    });
  },
};

interface Resource { readonly path: string; readonly routes: readonly Route[] }

/** Routes of one collection and its items: `/orders` and `/orders/:id`. */
function groupResources(routes: readonly Route[]): Resource[] {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    const path = route.path.replace(/\/:\w+$/, '');
    const last = path.split('/').at(-1) ?? '';
    if (last === '' || last.startsWith(':') || verbSegment.test(last)) continue;
    const list = groups.get(path);
    if (list === undefined) groups.set(path, [route]);
    else list.push(route);
  }
  return [...groups].map(([path, list]) => ({ path, routes: list })).filter((resource) => methodsOf(resource).length >= enoughMethods && resource.routes.some(({ path }) => path !== resource.path));
}

function methodsOf({ routes }: Resource): string[] {
  return [...new Set(routes.map(({ method }) => method))];
}

function judgeResource(resource: Resource, project: ProjectFacts, notes: ReadonlyMap<string, readonly ResponseNote[]>): { readonly isGood: boolean; readonly summary: string } {
  const statuses = (route: Route): ReadonlySet<number> => {
    const reached = route.handler === undefined ? [] : [...project.reach(route.handler.id, depth)];
    return new Set(reached.flatMap((fn) => (notes.get(fn) ?? []).map(({ status }) => status)));
  };
  const isItem = (route: Route): boolean => route.path !== resource.path;
  const post = resource.routes.find((route) => route.method === 'POST' && !isItem(route));
  const createsRight = post === undefined || post.framework === 'nestjs' || statuses(post).has(201);
  const items = resource.routes.filter(isItem);
  const missing = items.filter((route) => statuses(route).has(404)).length;
  const removal = resource.routes.find((route) => route.method === 'DELETE' && isItem(route));
  const removesRight = removal === undefined || [204, 404, 202].some((status) => statuses(removal).has(status));
  return { isGood: createsRight && removesRight && missing > 0, summary: `${methodsOf(resource).join(', ')}${post === undefined ? '' : ', POST answers 201'}, a missing item 404` };
}

/** Only where most routes are resource-like: an RPC-style API names its calls by verbs on purpose. */
function verbFindings(routes: readonly Route[]): Finding[] {
  const named = routes.filter(({ path }) => path.split('/').some((segment) => verbSegment.test(segment)));
  if (named.length === 0 || named.length * 2 > routes.length) return [];
  return named.map(({ path, at, method }) => ({
    rule: 'verb-in-path', severity: 'information', at,
    message: `${path} says in the path what ${method} already says: clients have to learn a name for each call.`,
    fix: 'Name the resource (`/orders`, `/orders/:id`) and let the method say what happens to it.',
  }));
}

function errorWithSuccess(observations: readonly Observation<ResponseNote>[], routes: readonly Route[], project: ProjectFacts): Finding[] {
  const handlers = new Set(routes.flatMap(({ handler }) => (handler === undefined ? [] : [...project.within(handler.id)])));
  return observations.filter(({ data, fn }) => data.status === 0 && fn !== undefined && handlers.has(fn)).map(({ at }) => ({
    rule: 'error-with-success-status', severity: 'information', at,
    message: 'This error goes out with status 200: caches, retries and monitoring all take it for a success.',
    fix: 'Set the status that fits (400, 404, 409, …) before sending the body.',
  }));
}

function writingGets(routes: readonly Route[], project: ProjectFacts): Finding[] {
  const found: Finding[] = [];
  const writes = new Map<string, DataCall>();
  // Filling a cache and counting visits are no changes a caller asked for.
  for (const call of project.dataCalls) if ((call.operation === 'write' || call.operation === 'delete') && call.store !== 'key-value' && call.method !== 'upsert' && call.fn !== undefined && !writes.has(call.fn)) writes.set(call.fn, call);
  for (const route of routes) {
    if (route.method !== 'GET' || route.handler === undefined) continue;
    const write = [...project.within(route.handler.id)].flatMap((fn) => writes.get(fn) ?? [])[0];
    if (write === undefined) continue;
    found.push({
      rule: 'get-that-writes', severity: 'information', at: write.at,
      message: `GET ${route.path} changes data: crawlers, prefetching and retries all assume that GET changes nothing.`,
      fix: 'Move the change behind POST, PUT, PATCH or DELETE.',
    });
  }
  return found;
}
