import type { Evaluator } from './evaluator.ts';
import type { ClassModel, TypeId } from './model.ts';
import type { ExternalOrigin } from './origin.ts';

interface KnownType { readonly file: string; readonly type: TypeId }

const maxDepth = 6;

/**
 * Type arguments of a value (`Repository<User>`: `User`). A type parameter of a class in between is looked up from the class the value was reached by
 * (`class Users extends Crud<User>`, `class Crud<T> extends Repository<T>`); undefined where it stays open.
 */
export function typeArguments(linker: Evaluator, origin: ExternalOrigin): readonly (KnownType | undefined)[] {
  const { typeArgs, via } = origin;
  if (typeArgs === undefined) return [];
  return typeArgs.types.map((type) => {
    const name = freeName(linker, typeArgs.file, type);
    if (name === undefined) return { file: typeArgs.file, type };
    return via === undefined ? undefined : parameterOf(linker, via, { file: typeArgs.file, name }, new Map(), 0);
  });
}

/** The name of a type that nothing in the file declares: a type parameter, or a global type. */
function freeName(linker: Evaluator, file: string, type: TypeId): string | undefined {
  const model = linker.model(file);
  const ref = model.types[type];
  const target = ref?.[0] === 'ref' ? model.values[ref[1]] : undefined;
  return target?.[0] === 'glob' ? target[1] : undefined;
}

function parameterOf(
  linker: Evaluator, at: { readonly file: string; readonly cls: number }, wanted: { readonly file: string; readonly name: string },
  given: ReadonlyMap<string, KnownType | undefined>, depth: number,
): KnownType | undefined {
  const cls: ClassModel | undefined = linker.model(at.file).classes[at.cls];
  if (cls === undefined || depth > maxDepth) return undefined;
  if (at.file === wanted.file && given.has(wanted.name)) return given.get(wanted.name);
  const base = cls.ext === undefined ? undefined : linker.eval(at.file, cls.ext).find((origin) => origin.is === 'cls');
  if (base === undefined) return undefined;
  const names = linker.model(base.file).classes[base.cls]?.typeParams ?? [];
  const inner = new Map(names.map((name, index) => {
    const type = cls.extArgs?.[index];
    if (type === undefined) return [name, undefined] as const;
    const free = freeName(linker, at.file, type);
    return [name, free === undefined ? { file: at.file, type } : given.get(free)] as const;
  }));
  return parameterOf(linker, base, wanted, inner, depth + 1);
}
