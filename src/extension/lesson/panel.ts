import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ConceptId, Lesson } from '../../curriculum/model.ts';
import { fromPageSchema } from '../../webview/messages.ts';
import type { FromPage, ToPage, YourCode } from '../../webview/messages.ts';
import { lessonPageHtml } from '../../webview/shell.ts';
import type { Analysis } from '../project/analysis.ts';
import type { Attempts } from '../challenges/attempts.ts';
import { commands } from '../ids.ts';
import type { ProgressHolder } from '../progress/holder.ts';
import { revealPlace } from '../reveal.ts';
import type { Lessons } from './lessons.ts';
import { challengeStatus, isLinkOf, isShownPlace, quizProgress, yourCode } from './pageContent.ts';
import { pageStrings } from './pageStrings.ts';

const tabKey = 'backendCoach.lessonTab';

export interface LessonServices {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly analysis: Analysis;
  readonly lessons: Lessons;
  readonly progress: ProgressHolder;
  readonly attempts: Attempts;
}

/** One lesson page in a webview panel. It may be turned to another concept; it ends when the panel is closed. */
export class LessonPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly #services: LessonServices;
  readonly #disposables: vscode.Disposable[] = [];
  #lesson: Lesson | undefined;
  #isPageReady = false;
  #shown: YourCode | undefined;

  constructor(panel: vscode.WebviewPanel, services: LessonServices) {
    this.panel = panel;
    this.#services = services;
    const { analysis, progress, attempts } = services;
    panel.webview.options = { enableScripts: true, enableCommandUris: false, enableForms: false, localResourceRoots: [webviewRoot(services.context)] };
    panel.iconPath = {
      light: vscode.Uri.joinPath(services.context.extensionUri, 'media', 'lesson-light.svg'),
      dark: vscode.Uri.joinPath(services.context.extensionUri, 'media', 'lesson-dark.svg'),
    };
    this.#disposables.push(
      panel.webview.onDidReceiveMessage((message: unknown) => { this.#receive(message); }),
      analysis.onDidChange(() => { this.#sendYourCode(); }),
      progress.onDidChange(() => { this.#sendProgress(); }),
      attempts.onDidChange(() => { this.#sendProgress(); }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => { this.#sendProgress(); }),
    );
  }

  get concept(): ConceptId | undefined { return this.#lesson?.id; }
  /** True once the page said that it runs and was sent its lesson. */
  get isReady(): boolean { return this.#isPageReady && this.#lesson !== undefined; }

  /** What the page was last told about the learner's code. */
  get shown(): YourCode | undefined { return this.#shown; }

  /** Shows the lesson of a concept; the answer is one sentence when it cannot. */
  async show(concept: ConceptId): Promise<string | undefined> {
    const result = await this.#services.lessons.lesson(concept);
    if (!result.ok) return result.problem;
    const isFirst = this.#lesson === undefined;
    this.#lesson = result.value;
    this.panel.title = vscode.l10n.t('Lesson: {0}', result.value.title);
    if (isFirst || !this.#isPageReady) this.#load();
    else this.#sendAll();
    return undefined;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #load(): void {
    const { webview } = this.panel;
    const root = webviewRoot(this.#services.context);
    this.#isPageReady = false;
    webview.html = lessonPageHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(24).toString('base64url'),
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(root, 'lesson.js')).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(root, 'lesson.css')).toString(),
      title: this.panel.title,
      lang: vscode.env.language,
    });
  }

  #receive(raw: unknown): void {
    const parsed = v.safeParse(fromPageSchema, raw);
    if (!parsed.success) {
      this.#services.log.warn(`A lesson page sent a message that is not understood: ${parsed.issues[0].message}`);
      return;
    }
    this.#handle(parsed.output);
  }

  #handle(message: FromPage): void {
    if (message.type === 'ready') {
      this.#isPageReady = true;
      this.#sendAll();
      return;
    }
    const lesson = this.#lesson;
    if (!lesson) return;
    const { log, context } = this.#services;
    switch (message.type) {
      case 'openFile':
        if (this.#shown && isShownPlace(this.#shown, message)) void revealPlace(message.folder, { ...message, column: 1, endLine: message.line, endColumn: 1 }, this.panel.viewColumn);
        else log.warn(`A lesson page asked for a place it does not show: ${message.file}`);
        return;
      case 'answerQuiz': this.#recordAnswer(lesson, message.questionId, message.choice); return;
      case 'revealInterview': return;
      case 'startChallenge': void vscode.commands.executeCommand(commands.startChallenge, lesson.id); return;
      case 'openExternal':
        if (isLinkOf(lesson, message.url)) void vscode.env.openExternal(vscode.Uri.parse(message.url, true));
        else log.warn(`A lesson page asked for a link it does not hold: ${message.url}`);
        return;
      case 'setTab': void context.globalState.update(tabKey, message.tab); return;
    }
  }

  #recordAnswer(lesson: Lesson, questionId: string, choice: number): void {
    const question = lesson.quiz.find(({ id }) => id === questionId);
    if (!question || choice >= question.options.length) return;
    this.#services.progress.record((progress) => { progress.recordAnswer(lesson.id, questionId, choice, choice === question.answer); });
  }

  #sendAll(): void {
    const lesson = this.#lesson;
    if (!lesson) return;
    const yours = this.#yourCode(lesson.id);
    this.#shown = yours;
    const tab = this.#services.context.globalState.get<string>(tabKey);
    const strings = pageStrings();
    this.#send({ type: 'init', lesson, yourCode: yours, ...this.#progressOf(lesson), ...(tab === undefined ? {} : { tab }), ...(strings ? { strings } : {}) });
  }

  #sendYourCode(): void {
    const lesson = this.#lesson;
    if (!lesson || !this.#isPageReady) return;
    const yours = this.#yourCode(lesson.id);
    if (JSON.stringify(yours) === JSON.stringify(this.#shown)) return;
    this.#shown = yours;
    this.#send({ type: 'yourCode', yourCode: yours });
  }

  #sendProgress(): void {
    if (this.#lesson && this.#isPageReady) this.#send({ type: 'progress', ...this.#progressOf(this.#lesson) });
  }

  #progressOf(lesson: Lesson): Pick<ToPage & { type: 'progress' }, 'progress' | 'challenge' | 'trusted'> {
    const { progress, attempts } = this.#services;
    return {
      progress: quizProgress(progress.document, lesson),
      challenge: challengeStatus(progress.document, lesson.id, attempts.dirOf(lesson.id) !== undefined),
      trusted: vscode.workspace.isTrusted,
    };
  }

  #yourCode(concept: ConceptId): YourCode {
    const { analysis } = this.#services;
    switch (analysis.status) {
      case 'ready': return yourCode(analysis.reportsOf(concept));
      case 'analysing': return { status: 'analysing' };
      case 'failed': return { status: 'unavailable', reason: analysis.problem ?? vscode.l10n.t('The analysis stopped.') };
      case 'noCode': return { status: 'unavailable', reason: vscode.l10n.t('This folder holds no TypeScript or JavaScript to look at.') };
      case 'idle':
        return vscode.workspace.workspaceFolders?.length
          ? { status: 'analysing' }
          : { status: 'unavailable', reason: vscode.l10n.t('Open the folder of a backend to see your own code here.') };
    }
  }

  #send(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }
}

export function webviewRoot(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview');
}

