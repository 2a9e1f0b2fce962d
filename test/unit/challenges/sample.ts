/** Small challenges on disk, for the tests of what runs them. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { devKit } from '../../../src/challenges/devKit.ts';
import { runChallenge, startChallenge, type ChallengeSource, type RunEvent, type RunResult, type Toolbox } from '../../../src/challenges/index.ts';

export interface SampleFiles {
  /** By path below `starter/`. */
  readonly starter: Readonly<Record<string, string>>;
  /** By path below `tests/`. */
  readonly tests: Readonly<Record<string, string>>;
  readonly solution?: Readonly<Record<string, string>>;
  readonly hints?: string;
  readonly timeLimit?: number;
  readonly memoryLimit?: number;
}

export const sampleHints = '## Point\nLook at the sign.\n### adds\nAdding is not subtracting.\n## Narrow\nThe second line.\n## Nearly tell\nWrite a plus.\n';

/** A folder for everything of one test file; call `remove` when done. */
export class Samples {
  readonly root: string;
  readonly toolbox: Toolbox;
  #count = 0;

  private constructor(root: string, toolbox: Toolbox) {
    this.root = root;
    this.toolbox = toolbox;
  }

  static async open(): Promise<Samples> {
    // Another Node to run challenges with, such as the oldest that is supported: COACH_TEST_NODE=/usr/bin/node.
    const node = process.env.COACH_TEST_NODE;
    return new Samples(await mkdtemp(join(await realpath(tmpdir()), 'coach-samples-')), { kitDir: await devKit(), ...(node === undefined ? {} : { node }) });
  }

  async challenge({ starter, tests, solution = {}, hints = sampleHints, timeLimit = 30, memoryLimit = 512 }: SampleFiles): Promise<ChallengeSource> {
    this.#count += 1;
    const dir = join(this.root, `challenge-${this.#count}`);
    const brief = `---\ntitle: A sample\nminutes: 5\ntimeLimit: ${timeLimit}\nmemoryLimit: ${memoryLimit}\nopen: ${Object.keys(starter)[0] ?? 'src/none.ts'}\n---\nMake it **right**.\n`;
    await writeFiles(dir, { 'brief.md': brief, 'hints.md': hints, ...prefixed('starter', starter), ...prefixed('tests', tests), ...prefixed('solution', solution) });
    return { id: 'languages/sample', dir };
  }

  newFolder(): string {
    this.#count += 1;
    return join(this.root, `attempt-${this.#count}`);
  }

  /** Starts a challenge in a new folder and runs it as it is. */
  async run(files: SampleFiles, { signal, onEvent }: { signal?: AbortSignal; onEvent?: (event: RunEvent) => void } = {}): Promise<RunResult> {
    const source = await this.challenge(files);
    const dir = this.newFolder();
    const started = await startChallenge({ source, toolbox: this.toolbox, target: dir });
    if (started.kind !== 'started') throw new Error(JSON.stringify(started));
    return runChallenge({ source, toolbox: this.toolbox, dir, ...(signal ? { signal } : {}), ...(onEvent ? { onEvent } : {}) });
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function writeFiles(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), text);
  }
}

/** A test file with one suite around the body. */
export function testFile(body: string, imports = ''): string {
  return `import assert from 'node:assert/strict';\nimport { describe, it } from 'node:test';\n${imports}\ndescribe('sums', () => {\n${body}\n});\n`;
}

function prefixed(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));
}
