import { sleep, startScript } from 'coach-kit';
import type { Environment } from './environments.js';

export interface Refused {
  readonly ending: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the service with an environment in which it must not start, and waits for its end. */
export async function refuse(env: Environment): Promise<Refused> {
  const script = startScript('src/main.ts', { env });
  const ended = await Promise.race([script.exited, script.waitForLine(/^listening on/, 10_000).catch(() => script.exited), sleep(10_000)]);
  const ending = typeof ended === 'object' ? describe(ended.code) : ended === undefined ? 'neither ended nor listened in 10 s' : 'started and listened';
  await script.kill();
  return { ending, stdout: script.stdout, stderr: script.stderr };
}

export interface Launched extends Refused {
  /** What `GET /settings` answered; undefined when the service did not start. */
  readonly settings: unknown;
}

/** Starts the service with a good environment and asks for its settings. */
export async function launch(env: Environment): Promise<Launched> {
  const script = startScript('src/main.ts', { env });
  try {
    const line = await script.waitForLine(/^listening on \d+/, 10_000);
    const response = await fetch(`http://127.0.0.1:${line.replace(/\D/g, '')}/settings`);
    return { ending: 'listened', settings: await response.json(), stdout: script.stdout, stderr: script.stderr };
  } catch {
    await script.kill();
    const { code } = await script.exited;
    return { ending: code === null ? 'did not listen' : describe(code), settings: undefined, stdout: script.stdout, stderr: script.stderr };
  } finally {
    await script.kill();
  }
}

function describe(code: number | null): string {
  return code === null ? 'was killed' : `exited with code ${code}`;
}
