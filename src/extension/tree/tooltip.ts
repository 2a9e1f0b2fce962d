import * as vscode from 'vscode';
import type { ConceptEntry } from '../../curriculum/model.ts';
import { commands } from '../ids.ts';
import { stateIcons } from './appearance.ts';
import type { ConceptNode } from './nodes.ts';
import { stateWord } from './words.ts';

const rungs = ['seen', 'demonstrated', 'exemplary'] as const;

/** Why the concept matters, the ladder with the rung the code stands on, and a link to the lesson. */
export function conceptTooltip(node: ConceptNode, entry: ConceptEntry | undefined): vscode.MarkdownString {
  const text = new vscode.MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: [commands.openLesson] };
  text.appendMarkdown('**').appendText(node.title).appendMarkdown(`** — $(${stateIcons[node.state].codicon}) `).appendText(stateWord(node.state));
  if (entry) {
    // The lesson's own Markdown, written and checked by us; the project's text never gets here.
    text.appendMarkdown(`\n\n${entry.why}\n\n`);
    for (const rung of rungs) {
      const isHere = rung === node.state;
      text.appendMarkdown(`- $(${stateIcons[rung].codicon}) ${isHere ? '**' : ''}${stateWord(rung)}${isHere ? '**' : ''}: ${entry.ladder[rung]}\n`);
    }
  }
  text.appendMarkdown(`\n\n[${vscode.l10n.t('Open the lesson')}](command:${commands.openLesson}?${encodeURIComponent(JSON.stringify([node.concept]))})`);
  return text;
}
