import type { Observation, ProjectFacts } from '../../../../analysis/facts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';
import { observePromises } from './observe.ts';

const enoughJoins = 3;

const findings: Readonly<Record<string, Omit<Finding, 'at'>>> = {
  forEach: {
    rule: 'lost-promise', severity: 'warning',
    message: 'forEach throws the promises of this callback away: the code after it runs before the work is done, and a failure is lost.',
    fix: 'Use `for … of` with await, or `await Promise.all(items.map(async …))`.',
  },
  executor: {
    rule: 'lost-promise', severity: 'warning',
    message: 'An async executor’s rejection goes nowhere: when something in it throws, this promise stays pending for ever.',
    fix: 'Write an async function instead of `new Promise`, or keep the executor synchronous.',
  },
  returned: {
    rule: 'lost-promise', severity: 'warning',
    message: 'Without await the promise leaves the try block before it settles: this catch never sees its failure.',
    fix: 'Write `return await …` inside try.',
  },
  floating: {
    rule: 'lost-promise', severity: 'warning',
    message: 'Nobody awaits this async call: when it fails, the failure is an unhandled rejection, and the work may never finish.',
    fix: 'Await it, return it, or mark it `void` on purpose and attach a catch.',
  },
  floatingAtTop: {
    rule: 'lost-promise', severity: 'information',
    message: 'Nothing handles a failure of this call: the process ends with an unhandled rejection.',
    fix: 'Await it at the top level, or add `.catch(…)` that logs and sets the exit code.',
  },
  oneByOne: {
    rule: 'await-in-loop', severity: 'question',
    message: 'Each turn of this loop waits for the one before. Do the items depend on each other?',
    fix: 'If not, start them together (`Promise.all`) with a limit on how many run at once.',
  },
};

export const detector: ConceptDetector<null> = {
  version: 2,
  observe: observePromises,
  evaluate(project, observations) {
    const notes = observations.filter(({ at }) => project.files.get(at.file)?.role !== 'browser');
    const found = notes.flatMap((note) => findingOf(note, project));
    const evidence: Evidence[] = [];
    const joins = notes.filter(({ signal, at }) => (signal === 'join' || signal === 'forAwait') && project.isReachable(at.file));
    for (const { at, signal } of joins) evidence.push({ signal: signal === 'join' ? 'independent promises joined' : 'for await over an async iterable', at, supports: 'demonstrated' });
    const first = notes.find(({ signal, at }) => signal === 'await' && project.isServerCode(at.file));
    if (evidence.length === 0 && first !== undefined) evidence.push({ signal: 'async/await', at: first.at, supports: 'seen' });
    const cancels = notes.some(({ signal }) => signal === 'signal');
    const isTop = joins.length >= enoughJoins && cancels && found.every(({ severity }) => severity === 'question');
    return judge({
      applicable: notes.some(({ signal }) => signal === 'await'),
      evidence: isTop ? evidence.map((item) => ({ ...item, supports: 'exemplary' })) : evidence,
      findings: found,
      exemplary: isTop,
      next: {
        'not-applicable': 'Nothing here is asynchronous yet.',
        'not-seen': 'Await or return every promise.',
        seen: found.length > 0 ? 'Mend the lost promises, and join independent work with Promise.all or allSettled.' : 'Join independent work with Promise.all or allSettled.',
        demonstrated: 'No lost promise in the project, three joins or more, and an AbortSignal passed through.',
      },
    });
  },
};

function findingOf(note: Observation<null>, project: ProjectFacts): Finding[] {
  const template = findings[note.signal];
  if (template === undefined) return [];
  if ((note.signal === 'oneByOne' || note.signal === 'floatingAtTop') && !project.isServerCode(note.at.file)) return [];
  return [{ ...template, at: note.at }];
}
