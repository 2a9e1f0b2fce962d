import type { Observation, ProcessUse, ProjectFacts } from '../../../../analysis/facts.ts';
import { ts } from '../../../../analysis/syntax/ts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';
import { containerFindings } from './container.ts';

const closingMethods = new Set(['close', 'end', 'disconnect', 'destroy', 'quit', 'stop', 'shutdown', 'drain', 'terminate', '$disconnect', 'closeAll', 'closeAllConnections', 'dispose', 'teardown']);
const stopSignals = new Set(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT']);
const uncatchable = new Set(['SIGKILL', 'SIGSTOP']);
const shutdownLibraries = new Set(['close-with-grace', '@godaddy/terminus', 'stoppable', 'lightship', 'http-terminator', 'http-graceful-shutdown', 'async-exit-hook']);
const nestHooks = ['onModuleDestroy', 'beforeApplicationShutdown', 'onApplicationShutdown'];
/** Call levels from the listener in which closing must be found. */
const depth = 3;

export const detector: ConceptDetector<null> = {
  version: 1,
  observe: {
    [ts.SyntaxKind.CallExpression]: (node: ts.CallExpression, context) => {
      const callee = node.expression;
      if (!ts.isPropertyAccessExpression(callee)) return;
      if (callee.name.text === 'unref') {
        if (ts.isCallExpression(callee.expression) && ts.isIdentifier(callee.expression.expression) && callee.expression.expression.text === 'setTimeout') context.note('deadline', node, null);
      } else if (closingMethods.has(callee.name.text)) context.note('closing', node, null);
    },
    [ts.SyntaxKind.BinaryExpression]: (node: ts.BinaryExpression, context) => {
      if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
      const name = ts.isIdentifier(node.left) ? node.left.text : ts.isPropertyAccessExpression(node.left) ? node.left.name.text : '';
      if (/^(?:is)?(?:ready|readiness|shuttingDown|draining|closing|stopping|healthy|accepting)/i.test(name)) context.note('readiness', node, null);
    },
  },
  evaluate(project, observations) {
    const listens = project.servers.some(({ what }) => what === 'listen');
    const evidence: Evidence[] = [];
    const findings: Finding[] = [];
    for (const use of project.processUses) {
      if (use.what !== 'listener' || use.event === undefined) continue;
      if (uncatchable.has(use.event)) findings.push(uncatchableFinding(use));
      if (stopSignals.has(use.event) && listens && project.isServerCode(use.at.file)) judgeListener(use, project, observations, evidence, findings);
    }
    evidence.push(...libraryEvidence(project));
    if (listens) findings.push(...containerFindings(project), ...exitsInRequests(project));
    const hasTop = evidence.some(({ supports }) => supports === 'exemplary');
    return judge({
      applicable: listens,
      evidence,
      findings,
      exemplary: hasTop,
      next: {
        'not-applicable': 'No server listens here yet.',
        'not-seen': 'Listen for SIGTERM, stop accepting with `server.close()`, then close pools, then exit.',
        seen: 'In the signal handler close the server first and then its resources (pool, queue, cache), before exiting.',
        demonstrated: 'Turn readiness off before closing and add a forced exit after a deadline with an unref’d timer.',
      },
    });
  },
};

function judgeListener(use: ProcessUse, project: ProjectFacts, observations: readonly Observation<null>[], evidence: Evidence[], findings: Finding[]): void {
  if (use.handler === undefined) {
    evidence.push({ signal: `${use.event ?? ''} listener`, at: use.at, supports: 'seen' });
    return;
  }
  const reached = project.reach(use.handler.id, depth);
  const within = (fn: string | undefined): boolean => fn !== undefined && reached.has(fn);
  const noted = (signal: string): boolean => observations.some((note) => note.signal === signal && within(note.fn));
  const closesServer = project.servers.some(({ what, fn }) => what === 'close' && within(fn));
  const closesResource = project.closes.some(({ fn }) => within(fn));
  const hasResources = project.clients.length > 0;
  const event = use.event ?? '';
  if (closesServer && (closesResource || !hasResources)) {
    const isTop = noted('deadline') && noted('readiness');
    const what = closesResource ? 'closes the server, then its resources' : 'closes the server';
    evidence.push({ signal: `${event} ${what}${noted('deadline') ? ', with a deadline' : ''}`, at: use.at, supports: isTop ? 'exemplary' : 'demonstrated' });
    return;
  }
  const exit = project.processUses.find(({ what, fn }) => what === 'exit' && within(fn));
  if (exit !== undefined && !closesServer && !closesResource && !noted('closing')) {
    findings.push({
      rule: 'exit-instead-of-drain', severity: 'information', at: use.at,
      message: `On ${event} this exits at once: requests in flight are cut off and connections stay open on the other side.`,
      fix: 'Close the server, wait for its callback, close pools, then let the process end.',
    });
  }
  evidence.push({ signal: closesServer ? `${event} closes the server but not its resources` : `${event} listener`, at: use.at, supports: 'seen' });
}

function libraryEvidence(project: ProjectFacts): Evidence[] {
  const found: Evidence[] = project.libraryUses
    .filter(({ library, at }) => shutdownLibraries.has(library) && project.isReachable(at.file))
    .map(({ library, at }) => ({ signal: `${library} runs the shutdown`, at, supports: 'demonstrated' }));
  const hooks = project.servers.find(({ what }) => what === 'shutdownHooks');
  const closing = project.classes.find(({ methods }) => nestHooks.some((hook) => methods.includes(hook)));
  if (hooks !== undefined) {
    found.push({ signal: 'Nest shutdown hooks are enabled', at: hooks.at, supports: closing === undefined ? 'seen' : 'demonstrated' });
    if (closing !== undefined) found.push({ signal: `${closing.name} releases its resource on shutdown`, at: closing.at, supports: 'demonstrated' });
  }
  return found;
}

function uncatchableFinding(use: ProcessUse): Finding {
  return {
    rule: 'uncatchable-signal', severity: 'warning', at: use.at,
    message: `${use.event ?? ''} cannot be caught: this listener never runs.`,
    fix: 'Listen for SIGTERM (and SIGINT for the terminal) instead.',
  };
}

function exitsInRequests(project: ProjectFacts): Finding[] {
  const handlers = project.routes.flatMap(({ handler }) => (handler === undefined ? [] : [handler.id]));
  const inRequests = new Set(handlers.flatMap((id) => [...project.within(id)]));
  return project.processUses.filter(({ what, fn }) => what === 'exit' && fn !== undefined && inRequests.has(fn)).map(({ at }) => ({
    rule: 'exit-in-request', severity: 'warning', at,
    message: 'This ends the whole process while it serves a request: every other request in flight dies with it.',
    fix: 'Answer with an error (or pass it on) and leave exiting to the shutdown handler.',
  }));
}
