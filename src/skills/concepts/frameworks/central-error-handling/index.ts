import type { Observation, ProjectFacts, ServerStart } from '../../../../analysis/facts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';
import { observeErrors } from './observe.ts';

/** The same catch with a 500 in this many handlers is copy and paste. */
const copies = 4;
const depth = 2;

export const detector: ConceptDetector<null> = {
  version: 2,
  observe: observeErrors,
  evaluate(project, observations) {
    const notes = observations.filter(({ at }) => project.isServerCode(at.file));
    const handlers = project.servers.filter(({ what, at }) => (what === 'errorHandler' || what === 'globalFilter') && project.isServerCode(at.file));
    const caught = copiedCatches(notes, project);
    const hasNotFound = project.servers.some(({ what }) => what === 'notFoundHandler') || notes.some(({ signal }) => signal === 'notFound');
    const evidence: Evidence[] = [];
    for (const handler of handlers) {
      const says = (signal: string): boolean => handler.handler !== undefined && notes.some((note) => note.signal === signal && note.fn !== undefined && project.reach(handler.handler?.id ?? '', depth).has(note.fn));
      const maps = handler.what === 'globalFilter' || says('maps') || (handler.framework === 'fastify' && handler.handler === undefined);
      const isPlaced = handler.beforeRoutes !== true && project.isReachable(handler.at.file);
      const isTop = maps && isPlaced && says('logs') && caught.length === 0 && hasNotFound;
      evidence.push({ signal: signalOf(handler, maps), at: handler.at, supports: isTop ? 'exemplary' : maps && isPlaced ? 'demonstrated' : 'seen' });
    }
    const findings = [...leaks(notes, project), ...placement(handlers), ...neverCalled(notes), ...silent(handlers, notes, project), ...copied(caught)];
    return judge({
      applicable: project.routes.length > 0,
      evidence,
      findings,
      exemplary: evidence.some(({ supports }) => supports === 'exemplary') && findings.length === 0,
      next: {
        'not-applicable': 'There are no routes yet.',
        'not-seen': 'Register one error handler after the last route and throw typed errors in handlers.',
        seen: 'Let the handler map error types to statuses, after all routes, without handing internals to clients.',
        demonstrated: 'Log unknown errors with an id in the handler, answer unknown paths with a 404 handler, and drop the 500s from single handlers.',
      },
    });
  },
};

function signalOf(handler: ServerStart, maps: boolean): string {
  if (handler.what === 'globalFilter') return `a filter for the whole application (${handler.detail ?? 'Nest'})`;
  return maps ? 'one error handler maps errors to statuses' : 'an error handler';
}

function leaks(notes: readonly Observation<null>[], project: ProjectFacts): Finding[] {
  const handled = new Set(project.routes.flatMap(({ handler }) => (handler === undefined ? [] : [...project.within(handler.id)])));
  for (const { handler } of project.servers) if (handler !== undefined) for (const fn of project.within(handler.id)) handled.add(fn);
  return notes.filter(({ signal, fn }) => (signal === 'leaksStack' || signal === 'leaksError') && fn !== undefined && handled.has(fn)).map(({ at, signal }) => ({
    rule: 'error-internals-to-client', severity: signal === 'leaksStack' ? 'warning' : 'information', at,
    message: signal === 'leaksStack'
      ? 'The stack goes to the client: file paths, library versions and query fragments with it.'
      : 'With a 500 the text of an unexpected error goes to the client; nobody wrote it for them, and it may hold SQL or paths.',
    fix: 'Answer an unexpected error with a fixed text and an id, and log the error under that id.',
  }));
}

function placement(handlers: readonly ServerStart[]): Finding[] {
  return handlers.filter(({ beforeRoutes }) => beforeRoutes === true).map(({ at }) => ({
    rule: 'error-handler-too-early', severity: 'warning', at,
    message: 'Express looks for error handlers after the route that failed: routes registered below this line never reach it.',
    fix: 'Register it after the last route.',
  }));
}

function neverCalled(notes: readonly Observation<null>[]): Finding[] {
  return notes.filter(({ signal }) => signal === 'threeParameters').map(({ at }) => ({
    rule: 'error-handler-arity', severity: 'warning', at,
    message: 'Express knows an error handler by its four parameters: with three, this runs as ordinary middleware and the first one is the request.',
    fix: 'Declare all four: `(error, request, response, next)`.',
  }));
}

function silent(handlers: readonly ServerStart[], notes: readonly Observation<null>[], project: ProjectFacts): Finding[] {
  return handlers.filter(({ handler, framework }) => {
    if (handler === undefined || framework !== 'express') return false;
    const reached = project.reach(handler.id, depth);
    // It hands over to another handler, which is judged by itself.
    if (handlers.some((other) => other.handler !== undefined && other.handler.id !== handler.id && reached.has(other.handler.id))) return false;
    // Passing the error on leaves the logging to the next handler.
    return !notes.some(({ signal, fn }) => (signal === 'logs' || signal === 'passesOn') && fn !== undefined && reached.has(fn));
  }).map(({ at }) => ({
    rule: 'error-handler-without-log', severity: 'information', at,
    message: 'Unexpected errors end here without a trace: the client sees a 500 and nobody can find out why.',
    fix: 'Log what is not a known error, with its stack and an id the answer carries too.',
  }));
}

function copiedCatches(notes: readonly Observation<null>[], project: ProjectFacts): readonly Observation<null>[] {
  const handlers = new Set(project.routes.flatMap(({ handler }) => (handler === undefined ? [] : [...project.within(handler.id)])));
  const seen = new Set<string>();
  return notes.filter(({ signal, fn }) => {
    if (signal !== 'catch500' || fn === undefined || !handlers.has(fn) || seen.has(fn)) return false;
    seen.add(fn);
    return true;
  });
}

function copied(caught: readonly Observation<null>[]): Finding[] {
  const [first] = caught;
  if (first === undefined || caught.length < copies) return [];
  return [{
    rule: 'copied-catch', severity: 'information', at: first.at,
    message: `${caught.length} handlers each turn errors into a 500 by themselves: formats drift, and a new error type has to be added everywhere.`,
    fix: 'Let handlers throw and one error handler answer.',
  }];
}
