import { isCalledByBackend, type Frame } from '../frames.ts';
import type { Truth } from '../truth.ts';

/** Remembers where lazy queries are built, because nothing of the backend is on the stack when they run. */
export interface Builders {
  /** Wraps methods of builders: each call by the backend's own code is a place where the query it gives back was built. */
  follow(target: object, methods?: readonly string[]): void;
  /** Notes the current place for a query. */
  note(query: object, from?: object): void;
  /** The query runs now. */
  ran(query: object, row: { readonly operation: string; readonly target?: string | undefined }): void;
  /** Where the backend's code calls the library right now; undefined when another library does. */
  here(): Frame | undefined;
}

export function createBuilders(truth: Truth, library: string, folder = library): Builders {
  const places = new WeakMap<object, readonly Frame[]>();
  const here = (): Frame | undefined => (isCalledByBackend(truth.root, folder) ? truth.site() : undefined);
  const builders: Builders = {
    here,
    follow(target, methods = methodsOf(target)) {
      for (const name of methods) {
        const original: unknown = Reflect.get(target, name);
        if (typeof original !== 'function') throw new Error(`There is no method ${name} to follow.`);
        Object.defineProperty(target, name, { configurable: true, writable: true, value: function followed(this: object, ...args: unknown[]): unknown {
          const place = here();
          const made: unknown = Reflect.apply(original, this, args);
          if (place !== undefined && typeof made === 'object' && made !== null) add(made, place, name === 'clone' ? undefined : this);
          return made;
        } });
      }
    },
    note(query, from) {
      const place = here();
      if (place !== undefined) add(query, place, from);
    },
    ran(query, { operation, target }) {
      const built = places.get(query);
      if (built !== undefined) truth.call({ library, operation, ...(target === undefined ? {} : { target }) }, built);
    },
  };
  function add(query: object, place: Frame, from: object | undefined): void {
    const known = [...places.get(query) ?? [], ...(from === undefined || from === query ? [] : places.get(from) ?? [])];
    if (!known.some(({ file, line }) => file === place.file && line === place.line)) known.push(place);
    places.set(query, known);
  }
  return builders;
}

function methodsOf(target: object): readonly string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(target)).filter(([name, { value }]) => name !== 'constructor' && name !== 'then' && !name.startsWith('_') && typeof value === 'function').map(([name]) => name);
}
