import type * as vscode from 'vscode';
import type { Analysis } from './project/analysis.ts';
import type { Attempts } from './challenges/attempts.ts';
import type { ChallengeFeature } from './challenges/challengeFeature.ts';
import type { LessonFeature } from './lesson/lessonFeature.ts';
import type { Lessons } from './lesson/lessons.ts';
import type { ProgressHolder } from './progress/holder.ts';
import type { Elapsed } from './stopwatch.ts';
import type { TreeElement } from './tree/liveTree.ts';
import type { SkillTreeProvider } from './tree/provider.ts';

/**
 * What `activate` returns: the live parts of the extension, so that the in-host tests look at what the person sees.
 * Not a public API: it changes without notice and no other extension should use it.
 */
export interface BackendCoachApi {
  /** What loading the extension's code and `activate` took together. */
  readonly activation: Elapsed;
  readonly analysis: Analysis;
  readonly lessons: Lessons;
  readonly progress: ProgressHolder;
  readonly attempts: Attempts;
  readonly tree: SkillTreeProvider;
  readonly view: vscode.TreeView<TreeElement>;
  readonly lesson: LessonFeature;
  readonly challenges: ChallengeFeature;
}
