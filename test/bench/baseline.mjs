/**
 * The yardstick, a process of its own: reads the listed files and parses them with ts.createSourceFile, parents set, trees kept.
 * Arguments: file with a JSON list of absolute paths; `heap` to measure what the trees hold instead of the time.
 */
import { readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';

module.enableCompileCache?.();
const ts = createRequire(import.meta.url)('typescript');
const [list, mode] = process.argv.slice(2);
const files = JSON.parse(readFileSync(list, 'utf8'));
const before = mode === 'heap' ? heap() : 0;
const started = performance.now();
const trees = files.map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
const parseMs = performance.now() - started;
const result = { parseMs, heap: mode === 'heap' ? heap() - before : 0, maxRss: process.resourceUsage().maxRSS * 1024, files: trees.length };
process.stdout.write(JSON.stringify(result));

function heap() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
