import type { Span } from '../facts.ts';
import type { ModuleResolver } from '../project/modules.ts';
import type { Linker } from '../resolve/linker.ts';

/** A call on an application: where, in which function, and at which offset in its file. */
export interface Registered { readonly at: Range & { readonly file: string }; readonly pos: number; readonly fn?: string }

type Range = Partial<Pick<Span, 'line' | 'column' | 'endLine' | 'endColumn'>>;

/** Whether one registration runs before another; undefined when the text does not say. */
export type Order = (a: Registered, b: Registered) => boolean | undefined;

/** One step of the way from a call up to the top of a module: in which function (-1: none), and where in it. */
interface Step { readonly file: string; readonly fn: number; readonly pos: number; readonly range: Range }

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
    if (way === undefined) ways.set(key, (way = walkUp(linker, { file, fn: index, pos, range: at })));
    return way;
  };
  const importsOf = (file: string): ReadonlySet<string> => {
    const known = imported.get(file);
    if (known !== undefined) return known;
    const found = new Set<string>([file]);
    for (const from of found) {
      for (const { module, typeOnly } of linker.importsOf(from)) {
        const target = typeOnly ? undefined : resolve(from, module);
        if (target !== undefined && files.has(target)) found.add(target);
      }
      if (found.size > maxImports) break;
    }
    imported.set(file, found);
    return found;
  };

  return (a, b) => {
    if (a.at.file === b.at.file && a.fn === b.fn) return isFirst({ pos: a.pos, range: a.at }, { pos: b.pos, range: b.at });
    const [first, second] = [wayOf(a), wayOf(b)];
    for (const step of first) {
      const other = second.find(({ file, fn }) => file === step.file && fn === step.fn);
      if (other !== undefined) return step.pos === other.pos ? undefined : isFirst(step, other);
    }
    const [top, otherTop] = [first.at(-1), second.at(-1)];
    if (top?.fn !== -1 || otherTop?.fn !== -1) return undefined;
    return importsOf(otherTop.file).has(top.file) ? true : importsOf(top.file).has(otherTop.file) ? false : undefined;
  };
}

/** By offset, but what is written in the arguments of a call runs before the call. */
function isFirst(a: Pick<Step, 'pos' | 'range'>, b: Pick<Step, 'pos' | 'range'>): boolean {
  if (a.pos > b.pos && isInside(a.range, b.range)) return true;
  return a.pos < b.pos && !isInside(b.range, a.range);
}

function isInside(inner: Range, outer: Range): boolean {
  const [from, to] = [compare(inner.line, inner.column, outer.line, outer.column), compare(inner.endLine, inner.endColumn, outer.endLine, outer.endColumn)];
  return from > 0 && to < 0;
}

function compare(line = 0, column = 0, otherLine = 0, otherColumn = 0): number {
  return line - otherLine || column - otherColumn;
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
  const { fn: above, pos, place: [line, column, endLine, endColumn] } = linker.callAt(site);
  return { file: site.file, fn: above, pos, range: { line, column, endLine, endColumn } };
}
