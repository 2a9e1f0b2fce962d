import type { CanonicalPaths } from './canonical-paths.ts';
import type { Evaluator } from './evaluator.ts';
import type { FunctionResults } from './function-results.ts';
import { sameList } from './items.ts';
import type { FileModel, TypeId, ValueId } from './model.ts';
import type { Origin, ShapeOrigin, TypesGiven } from './origin.ts';
import { isSolid, none } from './origins.ts';

const unwrappingTypes: ReadonlySet<string> = new Set(['Promise', 'Awaited', 'Readonly', 'Required', 'Partial', 'NonNullable', 'Omit', 'Pick', 'Ref']);

/** A type's place, and what type parameters stand for there. */
interface Written { readonly file: string; readonly model: FileModel; readonly given: TypesGiven | undefined }

/** What is known of a value by its type alone. */
export class TypeValues {
  readonly #linker: Evaluator;
  readonly #paths: CanonicalPaths;
  readonly #results: FunctionResults;

  constructor(linker: Evaluator, paths: CanonicalPaths, results: FunctionResults) {
    this.#linker = linker;
    this.#paths = paths;
    this.#results = results;
  }

  /** `identity` is that of the value: where it was received; `given` what type parameters stand for. */
  of(file: string, id: TypeId, identity: string, depth = 0, given?: TypesGiven): readonly Origin[] {
    const model = this.#linker.model(file);
    const type = model.types[id];
    if (type === undefined || depth > 8) return none;
    switch (type[0]) {
      case 'typeof': return this.#linker.eval(file, type[1]);
      case 'union': return type[1].flatMap((member) => this.of(file, member, identity, depth + 1, given));
      case 'fn': return given === undefined || type[2] === undefined ? none : [{ is: 'shape', file, type: id, given }];
      case 'plain':
      case 'ctor': return none;
      case 'array':
      case 'obj': return [{ is: 'shape', file, type: id, ...(given === undefined ? {} : { given }) }];
      case 'member': return this.#memberType(file, model, type[1], type[2], identity, depth);
      case 'ref': return this.#typeReference({ file, model, given }, type[1], type[2], identity, depth);
    }
  }

  /** A member of something of which only the type is known. */
  member(origin: ShapeOrigin, name: string): readonly Origin[] {
    const shape = this.#linker.model(origin.file).types[origin.type];
    if (shape?.[0] === 'array') return sameList.has(name) ? [origin] : none;
    const type = shape?.[0] === 'obj' ? shape[1][name] : undefined;
    return type === undefined ? none : this.of(origin.file, type, `${origin.file}:s${origin.type}.${name}`, 0, origin.given);
  }

  /** What calling something gives of which only the type is known: the type parameter of `type Proxy<T> = () => T`; a method of a list gives the list. */
  result(origin: ShapeOrigin, identity: string): readonly Origin[] {
    const shape = this.#linker.model(origin.file).types[origin.type];
    if (shape?.[0] !== 'fn') return [origin];
    return shape[2] === undefined ? none : this.of(origin.file, shape[2], identity, 0, origin.given);
  }

  #typeReference({ file, model, given }: Written, name: ValueId, args: readonly TypeId[], identity: string, depth: number): readonly Origin[] {
    const target = model.values[name];
    if (target?.[0] === 'glob') {
      const place = given?.names.indexOf(target[1]) ?? -1;
      const type = place < 0 ? undefined : given?.types[place];
      if (given !== undefined && type !== undefined) return this.of(given.file, type, identity, depth + 1, given.outer);
      const first = args[0];
      if (first === undefined) return none;
      if (unwrappingTypes.has(target[1])) return this.of(file, first, identity, depth + 1, given);
      if (target[1] === 'ReturnType') return this.of(file, first, identity, depth + 1).flatMap((origin) => origin.is === 'fn' ? this.#results.of(origin) : origin.is === 'ext' ? [this.#paths.step(origin, '()', identity)] : none);
      if (target[1] === 'InstanceType') return this.of(file, first, identity, depth + 1).flatMap((origin) => this.#instanceOf(origin, file, args, identity));
      return none;
    }
    const made = this.#linker.eval(file, name).flatMap((origin) => this.#instanceOf(origin, file, args, identity));
    return args.length === 0 || made.some(isSolid) ? made : this.#generic({ file, model, given }, name, args, identity, depth) ?? made;
  }

  /** An alias of the project with type parameters, for what it is given here: `Proxy<typeof Order>`, `Maybe<Pool>`. */
  #generic({ file, model, given }: Written, name: ValueId, args: readonly TypeId[], identity: string, depth: number): readonly Origin[] | undefined {
    const target = model.values[name];
    const home = target?.[0] === 'imp' ? this.#linker.homeOf(file, target[1], target[2]) : { file, value: name };
    const alias = home === undefined ? undefined : this.#linker.model(home.file).values[home.value];
    if (home === undefined || alias?.[0] !== 'alias' || alias[2] === undefined) return undefined;
    return this.of(home.file, alias[1], identity, depth + 1, { names: alias[2], file, types: args, ...(given === undefined ? {} : { outer: given }) });
  }

  #memberType(file: string, model: FileModel, of: TypeId, name: string | number, identity: string, depth: number): readonly Origin[] {
    if (typeof name === 'string') return this.of(file, of, identity, depth + 1).flatMap((origin) => this.#linker.member(origin, name));
    const list = model.types[of];
    const target = list?.[0] === 'ref' ? model.values[list[1]] : undefined;
    const from = list?.[0] === 'ref' && target?.[0] === 'glob' && target[1] === 'Parameters' ? list[2][0] : undefined;
    if (from === undefined) return none;
    return this.of(file, from, identity, depth + 1).flatMap((origin): readonly Origin[] => {
      if (origin.is === 'fn') return this.#linker.parameter(origin.file, origin.fn, name);
      if (origin.is !== 'ext') return none;
      // The parameter of a parameter is what a callback receives: `Parameters<Parameters<typeof prisma.$transaction>[0]>[0]`.
      const callback = /^(.*)\(:(\d+)\)$/.exec(origin.path);
      if (callback === null || origin.from === undefined) return [this.#paths.step(origin, `(:${name})`, identity)];
      return [this.#paths.step(origin.from, `(${callback[2] ?? ''}:${name})`, identity)];
    });
  }

  #instanceOf(origin: Origin, file: string, args: readonly TypeId[], identity: string): readonly Origin[] {
    if (origin.is === 'cls') return [{ is: 'inst', file: origin.file, cls: origin.cls }];
    if (origin.is === 'ext') {
      // An alias of the project (`type Db = NodePgDatabase`) has already been evaluated to an instance.
      const made = origin.path.includes('!') || origin.path.endsWith(')') ? { ...origin, id: identity } : this.#paths.step(origin, '!', identity);
      return [args.length > 0 ? { ...made, typeArgs: { file, types: args } } : made];
    }
    return [origin];
  }
}
