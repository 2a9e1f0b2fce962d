/**
 * What a compiled lesson is. Lessons are written in Markdown under `lessons/`, compiled when the product is built
 * (compile.ts) and read back as these shapes (load.ts). Types only; the schemas are in schema.ts.
 *
 * Ids are paths: the concept in `lessons/databases/transactions` has the id `databases/transactions`.
 */
import type { ConceptId, SkillId } from '../skills/model.ts';

export type { ConceptId, SkillId };

export type Level = 'foundation' | 'practitioner' | 'advanced';

/** One text in both of its forms. `html` is safe by construction: no raw HTML of the author, links to https only, code coloured by classes. */
export interface Text {
  readonly html: string;
  readonly markdown: string;
}

/** `dist/lessons/index.json`: what lists, trees and hovers need, without any lesson body. */
export interface LessonIndex {
  readonly version: 1;
  /** In the order of their numbers. */
  readonly skills: readonly SkillEntry[];
}

export interface SkillEntry {
  readonly id: SkillId;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  /** By level (foundation first), then by id. */
  readonly concepts: readonly ConceptEntry[];
}

/** `why`, `tip` and `ladder` are one-sentence inline Markdown; `plainText` of markdownText.ts takes the marks away. */
export interface ConceptEntry {
  readonly id: ConceptId;
  readonly title: string;
  readonly level: Level;
  readonly why: string;
  readonly tip: string;
  readonly ladder: Ladder<string>;
  /** Ids of its quiz questions, in order. */
  readonly quiz: readonly string[];
  /** Absent while the concept has no challenge. */
  readonly challenge?: ChallengeEntry;
}

/** What has to be true of the learner's own code for each state. */
export interface Ladder<T> {
  readonly seen: T;
  readonly demonstrated: T;
  readonly exemplary: T;
}

export interface ChallengeEntry {
  readonly title: string;
  readonly minutes: number;
  /** File of the starter that opens beside the brief, POSIX path. */
  readonly open: string;
  /** Seconds for one whole test run. */
  readonly timeLimit: number;
  /** MiB. */
  readonly memoryLimit: number;
}

/** `dist/lessons/<skill>/<concept>.json`. */
export interface Lesson {
  readonly version: 1;
  readonly id: ConceptId;
  readonly skill: { readonly id: SkillId; readonly number: number; readonly title: string };
  readonly title: string;
  readonly level: Level;
  readonly why: Text;
  readonly tip: Text;
  readonly ladder: Ladder<Text>;
  readonly sections: LessonSections;
  /** In the order of the lesson; shown as tabs. */
  readonly languages: readonly LanguageSection[];
  readonly quiz: readonly Question[];
  readonly interview: { readonly question: Text; readonly strongAnswer: readonly Text[] };
  readonly references: readonly Reference[];
  readonly challenge?: LessonChallenge;
}

export interface LessonSections {
  readonly whyItMatters: Text;
  readonly idea: Text;
  readonly bad: Text;
  readonly good: Text;
  readonly whenNotTo: Text;
}

export interface LanguageSection extends Text {
  /** `Python`, `Spring`, … as a person reads it. */
  readonly title: string;
  /** The same in lower case: the key under which a preferred tab is kept. */
  readonly id: string;
}

export interface Question {
  /** Stable, unique within its lesson. */
  readonly id: string;
  readonly question: Text;
  readonly options: readonly Text[];
  /** 0-based index into `options`. */
  readonly answer: number;
  readonly explanation: Text;
}

export interface Reference {
  readonly title: string;
  /** https only. */
  readonly url: string;
}

export interface LessonChallenge extends ChallengeEntry {
  readonly brief: Text;
}

/** The one failure shape of this folder: a sentence for a person that says what and where. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };
