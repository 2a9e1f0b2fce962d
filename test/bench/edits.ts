/**
 * Files of an analysed code base, ten edits of each as when somebody types, in a process of its own, beside a raw parse and walk of the same text.
 * Arguments: root, number of edits, cache folder (the editor has one too). Prints {@link EditResult} as JSON. Run with --expose-gc.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { createEngine } from '../../src/analysis/engine.ts';
import { detectors } from '../../src/skills/concepts/registry.ts';
import { evaluateSkills, observersOf, type SkillTitles } from '../../src/skills/skill-map.ts';
import { skillIds } from '../../src/skills/model.ts';

/** Milliseconds, one entry per edit; `heap` in bytes: what the engine holds after the scan. */
export interface EditResult {
  readonly update: number[];
  readonly link: number[];
  readonly evaluate: number[];
  readonly raw: number[];
  /** Linking the whole project after an edit that means something, in steps in the background. */
  readonly settle: number[];
  /** The longest time another task had to wait meanwhile. */
  readonly blocked: number[];
  readonly heap: number;
}

const [root = '.', count = '200', cacheDir = ''] = process.argv.slice(2);
const titles: SkillTitles = {
  skills: skillIds.map((id) => ({ id, title: id, concepts: detectors.filter((entry) => entry.id.startsWith(`${id}/`)).map((entry) => ({ id: entry.id, title: entry.id })) })),
};
const engine = createEngine(root, observersOf(detectors));
const before = heap();
const scan = await engine.scan(cacheDir === '' ? {} : { cacheDir });
const held = heap() - before;
evaluateSkills(scan, titles, detectors);

// Code that is judged: a test or a component costs next to nothing.
const files = [...scan.project.files.values()].filter(({ role }) => role === 'server').map(({ file }) => file).filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 60);
const result: EditResult = { update: [], link: [], evaluate: [], raw: [], settle: [], blocked: [], heap: held };
const warmUp = 40;
const editsOfOne = 10;
for (let edit = -warmUp; edit < Number(count); edit += 1) {
  const file = files[Math.abs(Math.floor(edit / editsOfOne) * 7919) % files.length];
  if (file === undefined) throw new Error(`${root} holds no file of a size worth editing.`);
  const text = `${readFileSync(join(root, file), 'utf8')}\nexport const edit${Math.abs(edit)} = ${edit};\n`;
  const raw = timed(() => { walk(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)); });
  const update = timed(() => { engine.update(file, text); });
  let current = scan;
  const link = timed(() => { current = engine.current() ?? scan; });
  const evaluate = timed(() => { evaluateSkills(current, titles, detectors); });
  if (edit < 0) continue;
  result.raw.push(raw);
  result.update.push(update);
  result.link.push(link);
  result.evaluate.push(evaluate);
}
for (let edit = 0; edit < 5; edit += 1) {
  const file = files[(edit * 7919) % files.length] ?? '';
  engine.update(file, `${readFileSync(join(root, file), 'utf8')}\nexport const called${edit} = (work: () => void) => work();\n`);
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 1);
    last = performance.now();
  }, 1);
  const started = performance.now();
  await engine.settle();
  result.settle.push(performance.now() - started);
  result.blocked.push(longest);
  clearInterval(watch);
}
process.stdout.write(JSON.stringify(result));

function walk(node: ts.Node): void {
  ts.forEachChild(node, walk);
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** What is held, buffers outside the heap included. */
function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
