/** Requests of ours on top of LSP. Types only: the extension, the server and its clients share this file and nothing else. */
import type { Evidence, Finding, SkillReport } from '../skills/model.ts';
import type { Route } from '../analysis/facts.ts';

/** `backendCoach/skillMap` request → {@link SkillMap}; supports workDoneToken and cancellation. */
export const skillMapRequest = 'backendCoach/skillMap';
/** `backendCoach/skillMapChanged` notification, server → client, no content: ask again when you want it. */
export const skillMapChanged = 'backendCoach/skillMapChanged';
/** `backendCoach/rescan` request: forget facts of the folder(s) and analyse again. */
export const rescanRequest = 'backendCoach/rescan';

export interface SkillMapParams { readonly workDoneToken?: string | number }

export interface SkillMap {
  /** One entry per workspace folder. */
  readonly folders: readonly FolderMap[];
}

export interface FolderMap {
  /** `file:` URI of the folder. */
  readonly uri: string;
  readonly name: string;
  readonly skills: readonly SkillReport[];
  readonly routes: readonly Route[];
  readonly files: { readonly analysed: number; readonly skipped: number; readonly failed: readonly { readonly file: string; readonly reason: string }[] };
}

export type { Evidence, Finding };
