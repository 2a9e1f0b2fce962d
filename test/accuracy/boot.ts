/** The child process of one backend: `node boot.ts <folder>` runs its test/truth.ts and sends what that told to the parent. Open servers do not keep it. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createTruth, type Truth } from './truth.ts';
import { transpileUnder } from './transpile.ts';

const root = process.argv[2];
if (root === undefined) throw new Error('Name the folder of a backend.');
process.setSourceMapsEnabled(true);
transpileUnder(root);

const { truth, document } = createTruth(root);
const tell = entryOf(await import(pathToFileURL(join(root, 'test/truth.ts')).href));
await tell(truth);
if (process.send === undefined) {
  console.log(JSON.stringify(document(), undefined, 2));
  process.exit(0);
}
process.send(document(), () => process.exit(0));

/** The default export, one level deeper when the backend is CommonJS. */
function entryOf(module: unknown): (truth: Truth) => Promise<void> {
  const first = (module as { default?: unknown }).default;
  const entry = typeof first === 'function' ? first : (first as { default?: unknown } | undefined)?.default;
  if (typeof entry !== 'function') throw new Error('test/truth.ts has no default export that is a function.');
  return entry as (truth: Truth) => Promise<void>;
}
