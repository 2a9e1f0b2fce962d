import type { Observation, ProjectFacts } from '../../../../analysis/facts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';
import { observeGuards } from './observe.ts';

const enoughGuards = 3;
const assertions = /^(?:node:assert(?:\/strict)?(?:\.(?:ok|equal|strictEqual|notEqual|notStrictEqual|match))?|tiny-invariant|invariant)$/;

const findings: Readonly<Record<string, Omit<Finding, 'at'>>> = {
  deep: {
    rule: 'deep-nesting', severity: 'information',
    message: 'Five levels deep, nobody can say which conditions hold here.',
    fix: 'Turn the conditions round and leave early, or name an inner step as a function.',
  },
  blind: {
    rule: 'blind-non-null', severity: 'information',
    message: 'The `!` says that this lookup always finds something; when it does not, the failure shows somewhere else as "undefined".',
    fix: 'Check the result and throw an error that names what was looked for.',
  },
  masked: {
    rule: 'masking-default', severity: 'question',
    message: 'When the lookup finds nothing, this counts as zero from here on. Can that really happen, and is zero right then?',
    fix: 'If it must exist, throw when it does not.',
  },
};

export const detector: ConceptDetector<string> = {
  version: 2,
  observe: observeGuards,
  evaluate(project, observations) {
    const notes = observations.filter(({ at }) => project.isServerCode(at.file));
    const found = notes.flatMap(({ signal, at }): Finding[] => {
      const template = findings[signal];
      return template === undefined ? [] : [{ ...template, at }];
    });
    const edge = new Set(project.routes.flatMap(({ handler, middlewareFunctions }) => [...(handler === undefined ? [] : [handler.id]), ...middlewareFunctions.map(({ id }) => id)]));
    const guards = notes.filter((note) => note.signal === 'guard' && isDomain(note, project, edge));
    const asserts = project.libraryUses.filter(({ call, at }) => assertions.test(call) && project.isServerCode(at.file) && project.isReachable(at.file));
    const assertionFunctions = notes.filter(({ signal, at }) => signal === 'asserts' && project.isReachable(at.file));
    const strong = guards.length + asserts.length + assertionFunctions.length;
    const blind = found.filter(({ rule }) => rule !== 'deep-nesting').length;
    const holds = strong >= enoughGuards && guards.length + assertionFunctions.length > 0;
    const isTop = holds && asserts.length + assertionFunctions.length > 0 && found.length === 0 && strong >= enoughGuards + 2;
    const supports = isTop ? 'exemplary' : holds ? 'demonstrated' : 'seen';
    const evidence: Evidence[] = [
      ...guards.map(({ at, data }): Evidence => ({ signal: `${data === '' ? 'a function' : `${data}()`} states its precondition`, at, supports })),
      ...assertionFunctions.map(({ at, data }): Evidence => ({ signal: `assertion function ${data}()`, at, supports })),
      ...asserts.map(({ at }): Evidence => ({ signal: 'an invariant is asserted', at, supports })),
    ];
    return judge({
      applicable: notes.some(({ signal }) => signal === 'function'),
      evidence,
      findings: found,
      sites: { applicable: strong + blind, good: strong },
      exemplary: isTop,
      next: {
        'not-applicable': 'There are no functions with parameters to guard yet.',
        'not-seen': 'Say at the start of a domain function what must be true, and throw when it is not.',
        seen: 'Guard the preconditions of three exported functions or more, and keep the nesting shallow.',
        demonstrated: found.length > 0 ? 'Replace the blind `!` and masking defaults by checks that throw.' : 'Write the invariants of the domain as assertion functions.',
      },
    });
  },
};

/** An exported function of reachable server code that is no route handler: guards at the edge (handlers and middleware, by id) belong to request validation. */
function isDomain({ fn, at }: Observation<string>, project: ProjectFacts, edge: ReadonlySet<string>): boolean {
  return fn !== undefined && project.isReachable(at.file) && !edge.has(fn) && project.functions.get(fn)?.exported === true;
}
