/**
 * Every id that the manifest and the code must agree on. `test/unit/extension/manifest.test.ts` compares this file with package.json and
 * package.nls.json in both directions, so an id typed anywhere else is a mistake.
 */

export const viewContainerId = 'backendCoach';
export const skillsViewId = 'backendCoach.skills';
export const lessonPanelType = 'backendCoach.lesson';
export const testControllerId = 'backendCoach.challenges';
export const walkthroughId = 'backendCoach.start';
/** Scheme of the read-only documents of a challenge: solution files and the hints shown so far. */
export const challengeScheme = 'backend-coach-challenge';
/** `TestMessage.contextValue` of a failed challenge test: the manifest hangs "Show Next Hint" on it. */
export const failureContext = 'backendCoach.failure';

export const commands = {
  openLesson: 'backendCoach.openLesson',
  revealCode: 'backendCoach.revealCode',
  refresh: 'backendCoach.refresh',
  restartServer: 'backendCoach.restartServer',
  showLog: 'backendCoach.showLog',
  showRoutes: 'backendCoach.showRoutes',
  showOnlyNotDemonstrated: 'backendCoach.showOnlyNotDemonstrated',
  showAll: 'backendCoach.showAll',
  startChallenge: 'backendCoach.startChallenge',
  runChallenge: 'backendCoach.runChallenge',
  nextHint: 'backendCoach.nextHint',
  showSolutionDiff: 'backendCoach.showSolutionDiff',
  resetChallenge: 'backendCoach.resetChallenge',
  showChallengeBrief: 'backendCoach.showChallengeBrief',
  openChallengeFolder: 'backendCoach.openChallengeFolder',
} as const;

/** Commands that a link inside Markdown (hover, tooltip) may run. Everything else stays inert. */
export const commandsInMarkdown = [commands.openLesson, commands.startChallenge, commands.revealCode] as const;

export const settings = {
  hoverRoutes: 'backendCoach.hover.routes',
  hoverDataCalls: 'backendCoach.hover.dataCalls',
  hoverClasses: 'backendCoach.hover.classes',
  hoverOther: 'backendCoach.hover.other',
  diagnostics: 'backendCoach.diagnostics',
  exclude: 'backendCoach.exclude',
  challengesFolder: 'backendCoach.challenges.folder',
  trace: 'backendCoach.trace.server',
} as const;

/** Context keys that `when` clauses of the manifest read. */
export const contextKeys = {
  /** One of {@link import('./project/status.ts').statusNames}. */
  status: 'backendCoach.status',
  onlyNotDemonstrated: 'backendCoach.onlyNotDemonstrated',
  hasAttempt: 'backendCoach.hasAttempt',
} as const;

/** Languages whose files start the analysis. */
export const languages = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'] as const;
