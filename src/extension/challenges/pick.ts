import * as vscode from 'vscode';
import type { ConceptEntry, ConceptId } from '../../curriculum/model.ts';
import type { State } from '../../skills/model.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { stateOf } from '../lesson/pick.ts';
import type { Lessons } from '../lesson/lessons.ts';
import type { ProgressHolder } from '../progress/holder.ts';
import { stateIcons } from '../tree/appearance.ts';
import { stateWord } from '../tree/words.ts';
import type { Attempts } from './attempts.ts';

export interface PickServices {
  readonly lessons: Lessons;
  readonly analysis: Analysis;
  readonly progress: ProgressHolder;
  readonly attempts: Attempts;
}

/** The order of need: what the code lacks first, what does not apply to it after that, what it shows already last. */
const needOrder: Readonly<Record<State, number>> = { 'not-seen': 0, seen: 1, 'not-applicable': 2, demonstrated: 3, exemplary: 4 };

/** Asks for a challenge: gaps first, those passed last and marked. */
export async function pickChallenge(services: PickServices): Promise<ConceptId | undefined> {
  const index = await services.lessons.index();
  if (!index.ok) {
    void vscode.window.showErrorMessage(index.problem);
    return undefined;
  }
  const passed = services.progress.passedChallenges();
  const withChallenge = index.value.skills.flatMap((skill) => skill.concepts.map((entry) => ({ skill: skill.title, entry })))
    .filter(({ entry }) => entry.challenge !== undefined);
  const ranked = byNeed(withChallenge.map(({ skill, entry }) => ({ skill, entry, state: stateOf(services.analysis, entry.id), passed: passed.has(entry.id) })));
  const items = ranked.map(({ skill, entry, state, passed: isPassed }) => ({
    concept: entry.id,
    label: `$(${isPassed ? 'pass-filled' : 'beaker'}) ${entry.challenge?.title ?? entry.title}`,
    description: describe(entry, state, isPassed, services.attempts.dirOf(entry.id) !== undefined),
    detail: `${skill} · ${entry.title}`,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Start a challenge'), matchOnDescription: true, matchOnDetail: true,
  });
  return picked?.concept;
}

/** Sorts by need and keeps the order of the curriculum among equals. */
export function byNeed<T extends { readonly state: State | undefined; readonly passed: boolean }>(items: readonly T[]): T[] {
  const rank = ({ state, passed }: T): number => (passed ? 10 : 0) + (state === undefined ? 0 : needOrder[state]);
  return [...items].sort((a, b) => rank(a) - rank(b));
}

function describe(entry: ConceptEntry, state: State | undefined, isPassed: boolean, isStarted: boolean): string {
  const minutes = vscode.l10n.t('{0} min', entry.challenge?.minutes ?? 0);
  const marks = [
    ...(isPassed ? [vscode.l10n.t('passed')] : isStarted ? [vscode.l10n.t('in progress')] : []),
    ...(state === undefined ? [] : [`$(${stateIcons[state].codicon}) ${stateWord(state)}`]),
  ];
  return [minutes, ...marks].join(' · ');
}
