import type { LibraryUse, Observation, ProjectFacts, Route } from '../../../../analysis/facts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';
import { spanKey } from '../../../span-key.ts';
import { observeBodies, type BodyNote } from './observe.ts';

const validators = /^(?:zod|valibot|joi|@hapi\/joi|yup|ajv|arktype|superstruct|@sinclair\/typebox|celebrate|express-validator|class-validator)/;
const parsing = /(?:\.|^)(?:parse|parseAsync|safeParse|safeParseAsync|validate|validateAsync|validateSync|attempt|assert|create|is|check|Check|Parse|Decode|celebrate|validationResult|matchedData|checkSchema|body|compile\(\)|validateOrReject|transform)(?:\(\))?$|^ajv!\.compile\(\)$/;
/** Middleware that certainly does not check the body. */
const harmless = /^(?:express\.|json|urlencoded|bodyParser|cors|helmet|compression|morgan|cookieParser|rateLimit|limiter|session|passport|auth|require|ensure|is[A-Z]|log|pino|multer|upload|xss|mongoSanitize|hpp|\(inline\))/i;
const writing = new Set(['POST', 'PUT', 'PATCH']);
const depth = 2;
const exemplarySites = 3;

export const detector: ConceptDetector<BodyNote> = {
  version: 1,
  observe: observeBodies,
  evaluate(project, observations) {
    const checks = project.libraryUses.filter(({ library, call, at }) => validators.test(library) && parsing.test(call) && project.isServerCode(at.file));
    const checkingFunctions = new Set(checks.flatMap(({ fn }) => (fn === undefined ? [] : [fn])));
    const pipes = project.servers.filter(({ what, detail }) => what === 'globalPipe' && detail?.startsWith('ValidationPipe') === true);
    const reading = new Set(observations.filter(({ signal }) => signal === 'body').flatMap(({ fn }) => (fn === undefined ? [] : [fn])));
    const evidence: Evidence[] = [];
    const sites: { readonly route: Route; readonly isGood: boolean }[] = [];
    for (const route of project.routes) {
      if (!writing.has(route.method) || !project.isServerCode(route.at.file) || !takesBody(route, project, reading)) continue;
      const isGood = isValidated(route, project, checkingFunctions, pipes.length > 0);
      sites.push({ route, isGood });
    }
    const good = sites.filter(({ isGood }) => isGood);
    const findings = [...findingsOf(observations, project, checks, checkingFunctions), ...whitelistFindings(pipes, sites.length)];
    const isAll = good.length > 0 && good.length === sites.length;
    const isTop = isAll && good.length >= exemplarySites && findings.length === 0 && (pipes.length === 0 || pipes.every(({ detail }) => detail?.includes('whitelist') === true));
    for (const { route } of good) evidence.push({ signal: `${route.method} ${route.path} works on checked input`, at: route.at, supports: isTop ? 'exemplary' : isAll ? 'demonstrated' : 'seen' });
    const [first] = checks;
    if (evidence.length === 0 && first !== undefined && checks.length > 0 && sites.length > 0) evidence.push({ signal: `a schema is used (${first.library})`, at: first.at, supports: 'seen' });
    const open = sites.length - good.length;
    return judge({
      applicable: sites.length > 0,
      evidence,
      findings,
      sites: { applicable: sites.length, good: good.length },
      exemplary: isTop,
      next: {
        'not-applicable': 'No route takes a body yet.',
        'not-seen': 'Parse the body with a schema at the edge and use only what the schema returns.',
        seen: open > 0 ? `${open} of ${sites.length} write routes take the body as it comes: parse each with a schema and use the result.` : 'Use the value your schema returns, never req.body again.',
        demonstrated: 'Three write routes or more on checked input, with unknown keys stripped.',
      },
    });
  },
};

function takesBody(route: Route, project: ProjectFacts, reading: ReadonlySet<string>): boolean {
  if (route.declaresBodySchema) return true;
  if (route.framework === 'nestjs' || route.handler === undefined) return false;
  return [...project.within(route.handler.id)].some((fn) => reading.has(fn));
}

function isValidated(route: Route, project: ProjectFacts, checking: ReadonlySet<string>, hasPipe: boolean): boolean {
  if (route.declaresBodySchema) return route.framework !== 'nestjs' || hasPipe || route.middleware.some((name) => /pipe/i.test(name));
  const runs = [...route.middlewareFunctions.map(({ id }) => id), ...(route.handler === undefined ? [] : [route.handler.id])];
  return runs.some((id) => [...project.reach(id, depth)].some((fn) => checking.has(fn))) || route.middleware.some((name) => /celebrate|checkSchema|zodValidator|validateRequest/i.test(name));
}

/** Something before the handler may check the body: then nobody may say that it is unchecked. */
function mayBeChecked(route: Route): boolean {
  return route.declaresBodySchema || route.framework === 'nestjs' || route.framework === 'fastify' || route.middleware.some((name) => /valid|schema|sanitiz|parse|check|celebrate|zod|joi/i.test(name) || !harmless.test(name));
}

/** Every function of a handler, itself included, with the routes it serves. */
function routesByFunction(project: ProjectFacts): ReadonlyMap<string, readonly Route[]> {
  const found = new Map<string, Route[]>();
  for (const route of project.routes) {
    for (const fn of route.handler === undefined ? [] : project.within(route.handler.id)) {
      const list = found.get(fn);
      if (list === undefined) found.set(fn, [route]);
      else list.push(route);
    }
  }
  return found;
}

function findingsOf(observations: readonly Observation<BodyNote>[], project: ProjectFacts, checks: readonly LibraryUse[], checking: ReadonlySet<string>): Finding[] {
  const found: Finding[] = [];
  const calls = new Map(project.dataCalls.filter(({ store }) => store !== 'key-value').map((call) => [spanKey(call.at), call]));
  const checkCalls = new Map(checks.map((use) => [spanKey(use.at), use]));
  const routesOf = routesByFunction(project);
  for (const note of observations) {
    const { fn } = note;
    if (fn === undefined || !project.isServerCode(note.at.file)) continue;
    const routes = routesOf.get(fn) ?? [];
    const unchecked = routes.length > 0 && routes.every((route) => !mayBeChecked(route)) && ![...project.within(fn)].some((id) => checking.has(id));
    if (note.signal === 'model') {
      const call = calls.get(spanKey(note.at));
      const isModel = call !== undefined && (call.operation === 'write' || call.operation === 'delete');
      if (isModel && (unchecked || (routes.length === 0 && !checking.has(fn)))) found.push(modelFinding(note));
    } else if (note.signal === 'cast' && unchecked && routes.some(({ method }) => writing.has(method))) {
      found.push({
        rule: 'unchecked-body', severity: 'warning', at: note.at,
        message: 'A type assertion checks nothing at run time: whatever the client sends arrives here under this type.',
        fix: 'Parse the body with a schema and take the type from it.',
      });
    } else if (note.signal === 'discarded' && checkCalls.has(spanKey(note.at)) && note.data.usedLater === true) {
      found.push({
        rule: 'parsed-value-discarded', severity: 'warning', at: note.at,
        message: 'The schema’s result is thrown away and req.body is used afterwards: coerced values, defaults and stripped keys are lost.',
        fix: 'Use the value the schema returns, never req.body again.',
      });
    }
  }
  return found;
}

function modelFinding({ at }: Observation<BodyNote>): Finding {
  return {
    rule: 'body-straight-into-model', severity: 'warning', at,
    message: 'The whole request body goes into the model: a client can set any field, `role` and `balance` included.',
    fix: 'Parse the body with a schema that names the fields a client may set, and pass only its result.',
  };
}

function whitelistFindings(pipes: ProjectFacts['servers'], sites: number): Finding[] {
  return sites === 0 ? [] : pipes.filter(({ detail }) => detail === 'ValidationPipe').map(({ at }) => ({
    rule: 'validation-pipe-keeps-unknown', severity: 'information', at,
    message: 'Without `whitelist: true` the pipe lets properties through that no DTO names.',
    fix: 'Set `whitelist: true` (and `forbidNonWhitelisted` to answer 400).',
  }));
}
