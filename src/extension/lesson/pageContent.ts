import type { ConceptEntry, Lesson } from '../../curriculum/model.ts';
import type { ProgressDocument } from '../../progress/index.ts';
import type { FolderMap } from '../../server/protocol.ts';
import type { ConceptReport } from '../../skills/model.ts';
import { states } from '../../skills/model.ts';
import type { ChallengeStatus, LessonProgress, YourCode } from '../../webview/messages.ts';

/** Places one page lists at most; the checklist has them all. */
const placeLimit = 50;

/** What a page shows of the learner, worked out from the analysis and the progress store. Plain data, no `vscode`. */

/** The reports of one concept over all folders as one: the highest state, everything found, the advice of the lowest folder. */
export function yourCode(reports: readonly { readonly folder: Pick<FolderMap, 'uri'>; readonly report: ConceptReport }[]): YourCode & { status: 'ready' } {
  const byState = [...reports].sort((a, b) => states.indexOf(a.report.state) - states.indexOf(b.report.state));
  const next = byState.find(({ report }) => report.next !== undefined)?.report.next;
  return {
    status: 'ready',
    state: byState.at(-1)?.report.state ?? 'not-applicable',
    evidence: reports.flatMap(({ folder, report }) => report.evidence.map(({ signal, supports, at }) => (
      { signal, supports, folder: folder.uri, file: at.file, line: at.line }))).slice(0, placeLimit),
    findings: reports.flatMap(({ folder, report }) => report.findings.map(({ rule, severity, message, fix, at }) => (
      { rule, severity, message, fix, folder: folder.uri, file: at.file, line: at.line }))).slice(0, placeLimit),
    ...(next === undefined ? {} : { next }),
  };
}

export function quizProgress(document: ProgressDocument | undefined, lesson: Pick<Lesson, 'id' | 'quiz'>): LessonProgress {
  const given = document?.answers[lesson.id] ?? {};
  return { answers: lesson.quiz.flatMap(({ id }) => {
    const answer = given[id];
    return answer ? [{ questionId: id, choice: answer.choice }] : [];
  }) };
}

export function challengeStatus(document: ProgressDocument | undefined, concept: ConceptEntry['id'], hasAttempt: boolean): ChallengeStatus {
  if (document?.challenges[concept]?.passed) return { state: 'passed' };
  return { state: hasAttempt ? 'in-progress' : 'not-started' };
}

/** True when the page shows this place: a message may only open what the page was given. */
export function isShownPlace(shown: YourCode, place: { readonly folder: string; readonly file: string; readonly line: number }): boolean {
  if (shown.status !== 'ready') return false;
  return [...shown.evidence, ...shown.findings].some(({ folder, file, line }) => folder === place.folder && file === place.file && line === place.line);
}

/** True when the lesson itself holds this link, as a reference or in its text. */
export function isLinkOf(lesson: Lesson, url: string): boolean {
  if (lesson.references.some((reference) => reference.url === url)) return true;
  return JSON.stringify(lesson).includes(JSON.stringify(`href="${escapeHtml(url)}"`).slice(1, -1));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
