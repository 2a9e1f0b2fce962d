import * as vscode from 'vscode';
import type { ConceptEntry, ConceptId } from '../../curriculum/model.ts';
import type { State } from '../../skills/model.ts';
import type { Analysis } from '../project/analysis.ts';
import { stateOf } from '../lesson/pick.ts';
import type { Lessons } from '../lesson/lessons.ts';
import type { ProgressHolder } from '../progress/holder.ts';
import { stateIcons } from '../tree/appearance.ts';
import { stateWord } from '../tree/words.ts';
import type { Attempts } from './attempts.ts';
import { byNeed } from './need.ts';

export interface PickServices {
  readonly lessons: Lessons;
  readonly analysis: Analysis;
  readonly progress: ProgressHolder;
  readonly attempts: Attempts;
}

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

function describe(entry: ConceptEntry, state: State | undefined, isPassed: boolean, isStarted: boolean): string {
  const minutes = vscode.l10n.t('{0} min', entry.challenge?.minutes ?? 0);
  const marks = [
    ...(isPassed ? [vscode.l10n.t('passed')] : isStarted ? [vscode.l10n.t('in progress')] : []),
    ...(state === undefined ? [] : [`$(${stateIcons[state].codicon}) ${stateWord(state)}`]),
  ];
  return [minutes, ...marks].join(' · ');
}
