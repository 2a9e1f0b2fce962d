import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';
import { observeComplexity } from './observe.ts';

const exemplaryIndexes = 3;

const findings: Readonly<Record<string, Omit<Finding, 'at'>>> = {
  joinByScan: {
    rule: 'join-by-scan', severity: 'information',
    message: 'For every item of one list this searches the whole other list: a thousand by a thousand are a million comparisons.',
    fix: 'Index the other list once (`new Map(list.map((x) => [x.id, x]))`) and look items up.',
  },
  copies: {
    rule: 'copying-accumulator', severity: 'information',
    message: 'Each step copies everything gathered so far: n items cost n² copies.',
    fix: 'Push into one array (or set properties on one object), or use map, flatMap or Object.fromEntries.',
  },
  overlap: {
    rule: 'overlapping-recursion', severity: 'information',
    message: 'Two calls on overlapping smaller inputs repeat the same work: the number of calls doubles with every step.',
    fix: 'Keep results in a map by argument, or build them up in a loop.',
  },
  sortInLoop: {
    rule: 'sort-in-loop', severity: 'information',
    message: 'The same list is sorted again on every turn of the loop.',
    fix: 'Sort it once before the loop, or keep a heap.',
  },
};

export const detector: ConceptDetector<null> = {
  version: 2,
  observe: observeComplexity,
  evaluate(project, observations) {
    const notes = observations.filter(({ at }) => project.isServerCode(at.file));
    const found = notes.flatMap(({ signal, at }): Finding[] => {
      const template = findings[signal];
      return template === undefined ? [] : [{ ...template, at }];
    });
    const lookups = notes.filter(({ signal, at }) => signal === 'lookup' && project.isReachable(at.file));
    const bounds = notes.filter(({ signal, at }) => signal === 'bound' && project.isReachable(at.file));
    const memos = notes.filter(({ signal, at }) => signal === 'memo' && project.isReachable(at.file));
    const isTop = lookups.length + memos.length >= exemplaryIndexes && bounds.length > 0 && found.length === 0;
    const supports = isTop ? 'exemplary' : 'demonstrated';
    const evidence: Evidence[] = [
      ...lookups.map(({ at }): Evidence => ({ signal: 'a list is indexed once and looked up in a loop', at, supports })),
      ...memos.map(({ at }): Evidence => ({ signal: 'results are remembered by key', at, supports })),
      ...bounds.map(({ at }): Evidence => ({ signal: 'the growth is written down beside the algorithm', at, supports })),
    ];
    const helper = notes.find(({ signal }) => signal === 'helper');
    if (evidence.length === 0 && helper !== undefined) evidence.push({ signal: 'a set, map or sort does the work', at: helper.at, supports: 'seen' });
    return judge({
      applicable: notes.some(({ signal }) => signal === 'loop'),
      evidence,
      findings: found,
      exemplary: isTop,
      next: {
        'not-applicable': 'No code here goes over lists yet.',
        'not-seen': 'Say the O() of your longest loop out loud; index a list with a Map where it is searched again and again.',
        seen: 'Replace a search inside a loop by one index (Map or Set) built before it.',
        demonstrated: 'Write the bound (`O(n log n)`) in the comment of the algorithms that matter, and mend the quadratic places.',
      },
    });
  },
};
