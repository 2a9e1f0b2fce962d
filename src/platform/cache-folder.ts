import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

interface Machine {
  readonly platform?: NodeJS.Platform;
  readonly env?: NodeJS.ProcessEnv;
  readonly home?: string;
}

/** Folder for facts that can be thrown away at any time, where this operating system keeps such things; never in a project. It may not exist yet. */
export function cacheFolder({ platform = process.platform, env = process.env, home = homedir() }: Machine = {}): string {
  if (platform === 'win32') {
    return win32.join(absolute(env['LOCALAPPDATA'], (path) => win32.isAbsolute(path)) ?? win32.join(home, 'AppData', 'Local'), 'backend-coach', 'Cache');
  }
  const base = platform === 'darwin' ? posix.join(home, 'Library', 'Caches') : posix.join(home, '.cache');
  // The XDG specification: a relative path is invalid and must be ignored.
  return posix.join(absolute(env['XDG_CACHE_HOME'], (path) => posix.isAbsolute(path)) ?? base, 'backend-coach');
}

function absolute(path: string | undefined, isAbsolute: (path: string) => boolean): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}
