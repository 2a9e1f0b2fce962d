import { dirname, join, normalize } from 'node:path/posix';
import type { Linker } from './linker.ts';
import type { ValueId } from './model.ts';

/** A place in the project: relative to its root, or to the directory the process is started in. */
export interface Location { readonly path: string; readonly from: 'root' | 'cwd' }

/** A project function whose result is asked, with what it is given. */
interface Given { readonly file: string; readonly fn: number; readonly args: readonly (Location | undefined)[] }

/**
 * Where a path expression leads: `join(__dirname, 'routes')`, `` `${import.meta.dirname}/routes` ``, `fileURLToPath(new URL('./routes', import.meta.url))`,
 * constants holding one and project functions that make one (`directoryOf(import.meta.url)`) included. Undefined when a part is computed.
 */
export function locate(linker: Linker, file: string, id: ValueId, depth = 0, given?: Given): Location | undefined {
  const model = linker.model(file);
  const value = model.values[id];
  if (value === undefined || depth > 12) return undefined;
  const next = (other: ValueId): Location | undefined => locate(linker, file, other, depth + 1, given);
  switch (value[0]) {
    case 'lit': return typeof value[1] === 'string' ? { path: value[1].replace(/^file:\/\//, ''), from: 'cwd' } : undefined;
    case 'glob': return value[1] === '__dirname' ? { path: folder(file), from: 'root' } : value[1] === '__filename' ? { path: file, from: 'root' } : undefined;
    case 'mem': {
      const on = model.values[value[1]];
      if (on?.[0] === 'glob' && on[1] === 'import.meta') return value[2] === 'dirname' ? { path: folder(file), from: 'root' } : { path: file, from: 'root' };
      if (value[2] === 'pathname' || value[2] === 'href') return next(value[1]);
      const source = linker.sourceOf(file, id);
      return source.file === file && source.value === id ? undefined : locate(linker, source.file, source.value, depth + 1, given);
    }
    case 'bind':
    case 'imp': {
      const source = linker.sourceOf(file, id);
      return source.file === file && source.value === id ? undefined : locate(linker, source.file, source.value, depth + 1, given);
    }
    case 'param': return given?.file === file && given.fn === value[1] ? given.args[value[2]] : undefined;
    case 'tpl': return chain(value[1].filter((part) => part !== '').map((part) => (typeof part === 'string' ? { path: part, from: 'cwd' } : next(part))), (paths) => paths.join(''));
    case 'call':
    case 'new': return called(linker, file, id, next, depth);
    default: return undefined;
  }
}

function called(linker: Linker, file: string, id: ValueId, next: (id: ValueId) => Location | undefined, depth: number): Location | undefined {
  const value = linker.model(file).values[id];
  if (value?.[0] !== 'call' && value?.[0] !== 'new') return undefined;
  const { callee, args } = linker.callAt({ file, call: value[1] });
  const callees = linker.eval(file, callee);
  const made = callees.find((origin) => origin.is === 'ext');
  if (made?.is !== 'ext') {
    const [fn, ...others] = callees;
    const [returned, ...more] = fn?.is === 'fn' && others.length === 0 ? linker.model(fn.file).functions[fn.fn]?.returns ?? [] : [];
    return fn?.is !== 'fn' || returned === undefined || more.length > 0 ? undefined : locate(linker, fn.file, returned, depth + 1, { file: fn.file, fn: fn.fn, args: args.map(next) });
  }
  const [first, second] = args;
  const path = made.path.replace(/\.posix\./, '.');
  if (path === 'node:path.join' || path === 'node:path.resolve') return chain(args.map(next), (paths) => normalize(join(...paths)));
  if (path === 'node:path.dirname' && first !== undefined) return chain([next(first)], ([of = '']) => folder(of));
  if (path === 'node:path.normalize' || path === 'node:url.fileURLToPath' || path === 'global:String') return first === undefined ? undefined : next(first);
  if (path === 'global:process.cwd' || path === 'node:process.cwd') return { path: '', from: 'cwd' };
  if (path !== 'global:URL' && path !== 'node:url.URL') return undefined;
  if (first === undefined || second === undefined) return first === undefined ? undefined : next(first);
  return chain([next(second), next(first)], ([base = '', rest = '']) => normalize(join(folder(base), rest)));
}

/** The first part says where the whole is; one unknown part makes the whole unknown. */
function chain(parts: readonly (Location | undefined)[], join: (paths: readonly string[]) => string): Location | undefined {
  const known = parts.filter((part) => part !== undefined);
  const [first] = known;
  return first === undefined || known.length < parts.length ? undefined : { path: join(known.map(({ path }) => path)).replace(/\/$/, ''), from: first.from };
}

function folder(file: string): string {
  const dir = dirname(file);
  return dir === '.' ? '' : dir;
}
