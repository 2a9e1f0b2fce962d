import type { Evaluator } from './evaluator.ts';
import type { TypeId, TypeModel, ValueId } from './model.ts';

/** A type as it is written, in the file where it is written. */
export interface WrittenType { readonly file: string; readonly type: TypeId }

const maxDepth = 10;
const wrappers = new Set(['Readonly', 'Required', 'Partial', 'NonNullable', 'Awaited', 'Promise']);

/** The written type of a parameter of a function type, through aliases, interfaces and members: what `run: (context: Context) => void` gives the first parameter of a function written for it. */
export function parameterType(linker: Evaluator, file: string, type: TypeId, position: number): WrittenType | undefined {
  for (const at of structure(linker, { file, type }, 0)) {
    const made = typeAt(linker, at);
    const param = made?.[0] === 'fn' ? made[1]?.[position] : undefined;
    if (param !== undefined) return { file: at.file, type: param };
  }
  return undefined;
}

function typeAt(linker: Evaluator, { file, type }: WrittenType): TypeModel | undefined {
  return linker.model(file).types[type];
}

/** What a type is made of once names are looked up: function types, object types; a name that leads to an interface stays. */
function structure(linker: Evaluator, at: WrittenType, depth: number): readonly WrittenType[] {
  const type = typeAt(linker, at);
  if (type === undefined || depth > maxDepth) return [];
  switch (type[0]) {
    case 'fn':
    case 'obj': return [at];
    case 'union': return type[1].flatMap((member) => structure(linker, { file: at.file, type: member }, depth + 1));
    case 'member': {
      const [, of, name] = type;
      return typeof name !== 'string' ? [] : structure(linker, { file: at.file, type: of }, depth + 1).flatMap((holder) => member(linker, holder, name, depth + 1));
    }
    case 'ref': return referred(linker, at, type[1], type[2], depth);
    default: return [];
  }
}

function referred(linker: Evaluator, at: WrittenType, name: ValueId, args: readonly TypeId[], depth: number): readonly WrittenType[] {
  const target = linker.model(at.file).values[name];
  const [first] = args;
  if (target?.[0] === 'glob') {
    if (target[1] === 'Record') return [at];
    return first !== undefined && wrappers.has(target[1]) ? structure(linker, { file: at.file, type: first }, depth + 1) : [];
  }
  const home = target?.[0] === 'imp' ? linker.homeOf(at.file, target[1], target[2]) : { file: at.file, value: name };
  const made = home === undefined ? undefined : linker.model(home.file).values[home.value];
  if (made?.[0] === 'iface') return [at];
  return made?.[0] === 'alias' && home !== undefined ? structure(linker, { file: home.file, type: made[1] }, depth + 1) : [];
}

/** The type of a member, by its structure. */
function member(linker: Evaluator, holder: WrittenType, name: string, depth: number): readonly WrittenType[] {
  const type = typeAt(linker, holder);
  if (type === undefined || depth > maxDepth) return [];
  if (type[0] === 'obj') return type[1][name] === undefined ? [] : structure(linker, { file: holder.file, type: type[1][name] }, depth + 1);
  if (type[0] !== 'ref') return [];
  const target = linker.model(holder.file).values[type[1]];
  // `Record<string, Step>`: every member is one.
  if (target?.[0] === 'glob') return type[2][1] === undefined ? [] : structure(linker, { file: holder.file, type: type[2][1] }, depth + 1);
  const home = target?.[0] === 'imp' ? linker.homeOf(holder.file, target[1], target[2]) : { file: holder.file, value: type[1] };
  const made = home === undefined ? undefined : linker.model(home.file).values[home.value];
  const iface = made?.[0] === 'iface' && home !== undefined ? linker.model(home.file).interfaces[made[1]] : undefined;
  const own = iface?.members[name];
  if (home === undefined || iface === undefined) return [];
  if (own !== undefined) return structure(linker, { file: home.file, type: own }, depth + 1);
  return iface.ext.flatMap((base) => structure(linker, { file: home.file, type: base }, depth + 1).flatMap((inherited) => member(linker, inherited, name, depth + 1)));
}
