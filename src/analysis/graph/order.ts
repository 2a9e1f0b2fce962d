import type { ModuleResolver } from '../project/modules.ts';
import type { Linker } from '../resolve/linker.ts';

/** A call on an application: where, in which function, and at which offset in its file. */
export interface Registered { readonly at: { readonly file: string }; readonly pos: number; readonly fn?: string }

/** Whether one registration runs before another; undefined when the text does not say. */
export type Order = (a: Registered, b: Registered) => boolean | undefined;

/** One step of the way from a call up to the top of a module: in which function (-1: none), and where in it. */
interface Step { readonly file: string; readonly fn: number; readonly pos: number }

const maxSteps = 12;
const maxImports = 200;

/**
 * Order of execution, as far as it can be read: inside one function by offset; across functions by the calls that lead to both
 * (`addMiddleware(app); addRoutes(app);`); across modules by who imports whom, for what stands at the top of a module runs before its importer.
 */
export function createOrder(linker: Linker, resolve: ModuleResolver, files: ReadonlySet<string>): Order {
  const ways = new Map<string, readonly Step[]>();
  const imported = new Map<string, ReadonlySet<string>>();

  const wayOf = ({ at, pos, fn }: Registered): readonly Step[] => {
    const index = fn === undefined ? -1 : Number(fn.slice(fn.lastIndexOf('#') + 1));
    const file = fn === undefined ? at.file : fn.slice(0, fn.lastIndexOf('#'));
    const key = `${file}#${index}:${pos}`;
    let way = ways.get(key);
    if (way === undefined) ways.set(key, (way = walkUp(linker, { file, fn: index, pos })));
    return way;
  };
  const importsOf = (file: string): ReadonlySet<string> => {
    const known = imported.get(file);
    if (known !== undefined) return known;
    const found = new Set<string>([file]);
    for (const from of found) {
      for (const { module, typeOnly } of linker.model(from).imports) {
        const target = typeOnly ? undefined : resolve(from, module);
        if (target !== undefined && files.has(target)) found.add(target);
      }
      if (found.size > maxImports) break;
    }
    imported.set(file, found);
    return found;
  };

  return (a, b) => {
    if (a.at.file === b.at.file && a.fn === b.fn) return a.pos < b.pos;
    const [first, second] = [wayOf(a), wayOf(b)];
    for (const step of first) {
      const other = second.find(({ file, fn }) => file === step.file && fn === step.fn);
      if (other !== undefined) return step.pos === other.pos ? undefined : step.pos < other.pos;
    }
    const [top, otherTop] = [first.at(-1), second.at(-1)];
    if (top?.fn !== -1 || otherTop?.fn !== -1) return undefined;
    return importsOf(otherTop.file).has(top.file) ? true : importsOf(top.file).has(otherTop.file) ? false : undefined;
  };
}

/** Follows callers upwards; a function that is only written somewhere, and never seen to be called, counts as running where it is written. */
function walkUp(linker: Linker, start: Step): readonly Step[] {
  const way = [start];
  for (let step = start; step.fn >= 0 && way.length < maxSteps;) {
    const above = stepAbove(linker, step);
    if (above === undefined || way.some(({ file, fn }) => file === above.file && fn === above.fn)) break;
    way.push(above);
    step = above;
  }
  return way;
}

function stepAbove(linker: Linker, { file, fn }: Step): Step | undefined {
  const model = linker.model(file);
  const made = model.functions[fn];
  if (made === undefined) return undefined;
  const isConstructor = made.cls >= 0 && model.classes[made.cls]?.ctor === fn;
  const site = (isConstructor ? linker.newsOf(file, made.cls) : linker.callsOf(file, fn))[0] ?? linker.usesOf(file, fn)[0]?.site;
  if (site === undefined) return undefined;
  const call = linker.callAt(site);
  return { file: site.file, fn: call.fn, pos: call.pos };
}
