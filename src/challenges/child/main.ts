/** The process of a run: lays out the files, imports the tests, and tells the parent what happens. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ChildTask } from '../run/wire.ts';
import { tell } from './channel.ts';
import { loadFailure } from './loadFailure.ts';
import { prepare } from './prepare.ts';
import { session } from './session.ts';
import { watch } from './watchdog.ts';

const task = JSON.parse(process.argv[2] ?? '') as ChildTask;
process.argv.length = 2;
watch({ memoryLimit: task.memoryLimit, timeLimit: task.timeLimit + 5, tells: true });
const { places } = session();

const prepared = await prepare(task, realpathSync(fileURLToPath(new URL('../node_modules', import.meta.url))));
if ('errors' in prepared) {
  tell({ kind: 'compile-errors', errors: prepared.errors });
  process.exit(0);
}

let loaded = false;
let quiet = 0;
// Keeps the process alive too: a test may wait for something that holds no handle, and must not look like a finished one.
const patrol = setInterval(() => {
  quiet = loaded && session().open === 0 ? quiet + 1 : 0;
  if (quiet < 3) return;
  clearInterval(patrol);
  tell({ kind: 'done' });
}, 20);

const exit = process.exit.bind(process);
process.on('exit', (code) => { tell({ kind: 'exit', code, ...exitPlace }); });
let exitPlace: { at?: { file: string; line: number } } = {};
process.exit = (code) => {
  const [at] = places.fromStack(new Error('exit').stack ?? '');
  exitPlace = at ? { at } : {};
  return exit(code);
};

// Before each test, let the reporter pass on what happened so far: a test that blocks for ever must not hide the ones before it.
beforeEach(async () => {
  await turn();
  await turn();
});

try {
  for (const file of prepared.testFiles) {
    const path = join(process.cwd(), file);
    process.argv[1] = path;
    await import(pathToFileURL(path).href);
  }
  loaded = true;
} catch (error) {
  tell(loadFailure(error, places, prepared.compiled));
  exit(0);
}
