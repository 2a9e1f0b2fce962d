import type { CanonicalPaths } from './canonical-paths.ts';
import type { CycleGuard } from './cycle-guard.ts';
import type { Evaluator } from './evaluator.ts';
import type { ValueId } from './model.ts';
import type { ExternalOrigin, Origin, ShapeOrigin, Site } from './origin.ts';
import { maxOrigins, none, settle } from './origins.ts';
import type { PackageInstances } from './package-instances.ts';

/** Methods that hand back the items they were called on (`[…, isOn && item].filter(Boolean)`). */
export const sameList: ReadonlySet<string> = new Set(['filter', 'sort', 'reverse', 'flat', 'toSorted', 'toReversed', 'slice']);

/** Items of lists, tables and Maps. */
export class Items {
  readonly #linker: Evaluator;
  readonly #guard: CycleGuard;
  readonly #paths: CanonicalPaths;
  readonly #instances: PackageInstances;

  constructor(linker: Evaluator, guard: CycleGuard, paths: CanonicalPaths, instances: PackageInstances) {
    this.#linker = linker;
    this.#guard = guard;
    this.#paths = paths;
    this.#instances = instances;
  }

  /** What iterating over a value yields. */
  of(origin: Origin, limit = maxOrigins): readonly Origin[] {
    const table = origin.is === 'ext' ? /^global:(?:Object\.(entries|keys|values)\(\)|Map!)$/.exec(origin.path) : null;
    if (table !== null && origin.is === 'ext') return table[1] === undefined ? this.#mapRows(origin) : this.#entries(origin, table[1]);
    if (origin.is === 'ext') return this.#ofPackage(origin);
    if (origin.is === 'shape') return this.#ofShape(origin);
    if (origin.is !== 'arr' && origin.is !== 'obj') return none;
    const value = this.#linker.model(origin.file).values[origin.value];
    if (value?.[0] === 'arr') {
      // `list = [...list, item]`: the spread leads back to the list itself.
      return this.#guard.once(`${origin.file}\0${origin.value}[]`, () => value[1].slice(0, limit).flatMap((item) => {
        const spread = this.#linker.model(origin.file).values[item];
        return spread?.[0] === 'elem' ? this.#linker.eval(origin.file, spread[1]).flatMap((inner) => this.of(inner, limit)) : this.#linker.eval(origin.file, item);
      }));
    }
    if (value?.[0] === 'obj') return value[1].slice(0, limit).flatMap(([, item]) => this.#linker.eval(origin.file, item));
    return none;
  }

  /** What stands at one place; an unknown key may be any. */
  #at(origin: Origin, key: unknown): readonly Origin[] {
    if (origin.is === 'pair') return key === 0 ? [{ is: 'lit', value: origin.key }] : key === 1 ? origin.value : none;
    if (typeof key !== 'number' || origin.is !== 'arr') return this.of(origin);
    const value = this.#linker.model(origin.file).values[origin.value];
    const item = value?.[0] === 'arr' ? value[1][key] : undefined;
    return item === undefined ? none : this.#linker.eval(origin.file, item);
  }

  /** What stands under a key, known or not: `handlers[name]`, `(await Promise.all([…]))[0]`. */
  under(file: string, of: ValueId, key: unknown): readonly Origin[] {
    return this.#linker.eval(file, of).flatMap((origin) => {
      if (typeof key === 'string') return this.#linker.member(origin, key);
      if (origin.is === 'ext' && origin.path === 'global:Promise.all()' && origin.site !== undefined) {
        const first = this.#linker.callAt(origin.site).args[0];
        return first === undefined ? none : this.#linker.eval(origin.site.file, first).flatMap((list) => this.#at(list, key)).map(settle);
      }
      return origin.is === 'ext' ? [this.#instances.of(origin, '.[]') ?? this.#paths.step(origin, '.[]', `${origin.id}.[]`)] : this.#at(origin, key);
    });
  }

  /** What iterating over a value yields. */
  ofValue(file: string, id: ValueId): readonly Origin[] {
    return this.#linker.eval(file, id).flatMap((origin) => this.of(origin, 100));
  }

  #entries(origin: ExternalOrigin, what: string): readonly Origin[] {
    const first = origin.site === undefined ? undefined : this.#linker.callAt(origin.site).args[0];
    if (origin.site === undefined || first === undefined) return none;
    const { file } = origin.site;
    return this.#linker.eval(file, first).flatMap((table): readonly Origin[] => {
      const value = table.is === 'obj' ? this.#linker.model(table.file).values[table.value] : undefined;
      const rows = table.is === 'ns' ? this.#linker.exportsOf(table.file).map((item) => [item.name, item.value, item.file] as const)
        : table.is === 'obj' && value?.[0] === 'obj' ? value[1].map(([key, id]) => [key, id, table.file] as const) : [];
      return rows.flatMap(([key, id, home]): readonly Origin[] => {
        if (what === 'keys') return [{ is: 'lit', value: key }];
        const made = this.#linker.eval(home, id);
        return what === 'values' ? made : [{ is: 'pair', key, value: made }];
      });
    });
  }

  /** `new Map([['a', x], …])` iterates over its literal pairs. */
  #mapRows(origin: ExternalOrigin): readonly Origin[] {
    const first = origin.site === undefined ? undefined : this.#linker.callAt(origin.site).args[0];
    return origin.site === undefined || first === undefined ? none : this.ofValue(origin.site.file, first);
  }

  /** `new Map([['a', x]]).get('a')` is `x`. */
  ofMap(callee: ExternalOrigin, site: Site): readonly Origin[] {
    const [first] = this.#linker.callAt(site).args;
    const key = first === undefined ? undefined : this.#linker.text(site.file, first);
    if (key?.resolved !== true || callee.from === undefined) return none;
    return this.#mapRows(callee.from).flatMap((row) => {
      const [name] = this.#at(row, 0);
      return name?.is === 'lit' && name.value === key.text ? this.#at(row, 1) : none;
    });
  }

  /** Items of what a package gave; `rows.filter(…)` has those of `rows`. */
  #ofPackage(origin: ExternalOrigin): readonly Origin[] {
    for (let list: ExternalOrigin | undefined = origin; list !== undefined; list = sameList.has(/\.(\w+)\(\)$/.exec(list.path)?.[1] ?? '') ? list.from?.from : undefined) {
      const own = this.#instances.of(list, '[]');
      if (own !== undefined) return [own];
    }
    return [this.#paths.step(origin, '[]', `${origin.id}[]`)];
  }

  #ofShape(origin: ShapeOrigin): readonly Origin[] {
    const shape = this.#linker.model(origin.file).types[origin.type];
    return shape?.[0] === 'array' ? this.#linker.evalType(origin.file, shape[1], `${origin.file}:s${origin.type}`) : none;
  }
}
