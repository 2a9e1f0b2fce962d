import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout. */
export const repo = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Where the embedded editor lives, outside node_modules so that `npm ci` stays small. */
export const hostHome = join(repo, '.host');
/** Everything that runs leave behind. */
export const out = join(repo, 'out');
/** mocha's JSON results, one file per suite. */
export const results = join(out, 'results');
