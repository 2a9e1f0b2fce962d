import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Feature } from '../feature.ts';
import type { ConceptId } from '../../curriculum/model.ts';
import { pageStateSchema } from '../../webview/messages.ts';
import { conceptArgument } from '../conceptArgument.ts';
import { commands, lessonPanelType } from '../ids.ts';
import { LessonPanel } from './panel.ts';
import type { LessonServices } from './panel.ts';
import { pickConcept } from './pick.ts';

const lastLessonKey = 'backendCoach.lastLesson';

export interface LessonFeature extends Feature {
  /** The open lesson, if any: there is one panel, which turns to another lesson as a preview does. */
  readonly current: LessonPanel | undefined;
  open(concept: ConceptId): Promise<void>;
  /** What the serializer does with a panel of the last session and the state its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
}

/** Opens lessons and brings an open one back after the window was reloaded. */
export function lessonFeature(services: LessonServices): LessonFeature {
  let current: LessonPanel | undefined;

  const adopt = (panel: vscode.WebviewPanel): LessonPanel => {
    const adopted = new LessonPanel(panel, services);
    current = adopted;
    panel.onDidDispose(() => {
      adopted.dispose();
      if (current === adopted) current = undefined;
    });
    return adopted;
  };

  const open = async (concept: ConceptId): Promise<void> => {
    void services.analysis.start();
    const isNew = current === undefined;
    const lesson = current ?? adopt(vscode.window.createWebviewPanel(
      lessonPanelType, vscode.l10n.t('Lesson'), { viewColumn: vscode.ViewColumn.Beside }, { enableFindWidget: true },
    ));
    if (!isNew) lesson.panel.reveal(undefined, false);
    const problem = await lesson.show(concept);
    if (problem === undefined) {
      await services.context.workspaceState.update(lastLessonKey, concept);
      return;
    }
    services.log.error(problem);
    if (isNew) lesson.panel.dispose();
    void vscode.window.showErrorMessage(problem);
  };

  const restore = async (panel: vscode.WebviewPanel, state: unknown): Promise<void> => {
    const known = v.safeParse(pageStateSchema, state);
    const concept = known.success ? known.output.id : services.context.workspaceState.get<string>(lastLessonKey);
    if (current || concept === undefined) {
      panel.dispose();
      return;
    }
    void services.analysis.start();
    const problem = await adopt(panel).show(concept as ConceptId);
    if (problem === undefined) return;
    services.log.error(problem);
    panel.dispose();
  };

  const parts = vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(lessonPanelType, { deserializeWebviewPanel: restore }),
    vscode.commands.registerCommand(commands.openLesson, async (argument: unknown) => {
      const concept = conceptArgument(argument) ?? await pickConcept(services, vscode.l10n.t('Open a lesson'));
      if (concept !== undefined) await open(concept);
    }),
  );
  return {
    get current() { return current; },
    open,
    restore,
    dispose: () => {
      parts.dispose();
      current?.dispose();
    },
  };
}
