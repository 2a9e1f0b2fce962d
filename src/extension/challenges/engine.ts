import { join } from 'node:path';
import type { ChallengeSource, Toolbox } from '../../challenges/index.ts';
import type { Lessons } from '../lesson/lessons.ts';

/** The challenge engine, loaded when a challenge is first used, and where its content and tools lie in the built extension. */
export class ChallengeEngine {
  readonly toolbox: Toolbox;
  readonly #lessons: Lessons;

  constructor(extensionPath: string, lessons: Lessons) {
    this.#lessons = lessons;
    this.toolbox = { kitDir: join(extensionPath, 'dist', 'kit'), node: process.execPath };
  }

  load(): Promise<typeof import('../../challenges/index.ts')> {
    return import('../../challenges/index.ts');
  }

  async source(concept: string): Promise<ChallengeSource> {
    const { challengeDir } = await import('../../curriculum/load.ts');
    return { id: concept, dir: challengeDir(this.#lessons.dir, concept) };
  }
}
