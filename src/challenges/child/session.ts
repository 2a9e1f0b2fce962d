import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Places } from '../run/places.ts';

/** What the entry and the reporter share: they are loaded apart, in one process. */
export interface Session {
  readonly places: Places;
  /** Tests and suites at the top level that were announced and have not finished; undefined before the first. */
  open: number | undefined;
}

declare global {
  var __coachSession: Session | undefined;
}

/** The session of this process, made by whoever asks first. The working directory is the run's folder until the tests start. */
export function session(): Session {
  return globalThis.__coachSession ??= { places: placesOf(process.cwd()), open: undefined };
}

function placesOf(root: string): Places {
  return new Places(root, (file) => existsSync(join(root, file.replace(/\.([cm]?)js$/, '.$1ts'))));
}
