import { join } from 'node:path';
import type { ConceptEntry, ConceptId, Lesson, LessonIndex, Outcome } from '../../curriculum/model.ts';

/** The compiled lessons that ship with the extension, read when first needed. */
export class Lessons {
  /** `dist/lessons`. */
  readonly dir: string;
  #index: Promise<Outcome<LessonIndex>> | undefined;

  constructor(extensionPath: string) {
    this.dir = join(extensionPath, 'dist', 'lessons');
  }

  index(): Promise<Outcome<LessonIndex>> {
    this.#index ??= import('../../curriculum/load.ts').then(({ loadIndex }) => loadIndex(this.dir));
    return this.#index;
  }

  /** All concepts in the order of the curriculum; empty when the lessons cannot be read. */
  async entries(): Promise<readonly ConceptEntry[]> {
    const index = await this.index();
    return index.ok ? index.value.skills.flatMap((skill) => skill.concepts) : [];
  }

  async entry(concept: string): Promise<ConceptEntry | undefined> {
    return (await this.entries()).find(({ id }) => id === concept);
  }

  async lesson(concept: ConceptId): Promise<Outcome<Lesson>> {
    const { loadLesson } = await import('../../curriculum/load.ts');
    return loadLesson(this.dir, concept);
  }
}
