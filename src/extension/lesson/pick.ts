import * as vscode from 'vscode';
import type { ConceptEntry, ConceptId } from '../../curriculum/model.ts';
import type { State } from '../../skills/model.ts';
import { states } from '../../skills/model.ts';
import type { Analysis } from '../project/analysis.ts';
import { stateIcons } from '../tree/appearance.ts';
import { stateWord } from '../tree/words.ts';
import type { Lessons } from './lessons.ts';

interface ConceptItem extends vscode.QuickPickItem { readonly concept?: ConceptId }

/** Asks for a concept, grouped by skill in the order of the curriculum, each with the state of the open code. */
export async function pickConcept({ lessons, analysis }: { lessons: Lessons; analysis: Analysis }, placeHolder: string): Promise<ConceptId | undefined> {
  const index = await lessons.index();
  if (!index.ok) {
    void vscode.window.showErrorMessage(index.problem);
    return undefined;
  }
  const items = index.value.skills.flatMap((skill): ConceptItem[] => [
    { label: skill.title, kind: vscode.QuickPickItemKind.Separator },
    ...skill.concepts.map((entry) => conceptItem(entry, stateOf(analysis, entry.id))),
  ]);
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true });
  return picked?.concept;
}

/** The highest state over all folders, or undefined before the first analysis. */
export function stateOf(analysis: Analysis, concept: ConceptId): State | undefined {
  const found = analysis.reportsOf(concept).map(({ report }) => report.state);
  return found.sort((a, b) => states.indexOf(b) - states.indexOf(a))[0];
}

function conceptItem(entry: ConceptEntry, state: State | undefined): ConceptItem {
  return {
    concept: entry.id,
    label: state === undefined ? entry.title : `$(${stateIcons[state].codicon}) ${entry.title}`,
    ...(state === undefined ? {} : { description: stateWord(state) }),
  };
}
