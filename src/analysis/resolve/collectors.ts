import type { CanonicalPaths } from './canonical-paths.ts';
import type { Evaluator } from './evaluator.ts';
import type { ValueId } from './model.ts';

/** Which classes of the project make objects that collect routes. Each is asked once. */
export class Collectors {
  readonly #linker: Evaluator;
  readonly #paths: CanonicalPaths;
  readonly #known = new Map<string, boolean>();

  constructor(linker: Evaluator, paths: CanonicalPaths) {
    this.#linker = linker;
    this.#paths = paths;
  }

  /** Whether a class, or a class it extends, makes objects that collect routes. */
  areMadeIn(file: string, index: number, depth = 0): boolean {
    if (!this.#linker.isIndexed || depth > 4) return false;
    const key = `${file}#${index}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, false);
    const { calls, classes } = this.#linker.model(file);
    const ext = classes[index]?.ext;
    const isMaking = calls.some(({ cls, callee, form }) => cls === index && this.#isImported(file, callee, 0) && this.#linker.eval(file, callee).some((origin) => origin.is === 'ext' && this.#linker.collects(this.#paths.of(origin.path + (form === 'new' ? '!' : '()')))))
      || (ext !== undefined && this.#linker.eval(file, ext).some((base) => base.is === 'cls' && this.areMadeIn(base.file, base.cls, depth + 1)));
    this.#known.set(key, isMaking);
    return isMaking;
  }

  /** Whether a value is written as an import or a member of one: evaluating it leads back to nothing that is being evaluated. */
  #isImported(file: string, id: ValueId, depth: number): boolean {
    const { values, bindings } = this.#linker.model(file);
    const value = values[id];
    if (value?.[0] === 'mem') return this.#isImported(file, value[1], depth);
    if (value?.[0] === 'bind') return depth < 4 && bindings[value[1]]?.values.every((made) => this.#isImported(file, made, depth + 1)) === true;
    return value?.[0] === 'imp';
  }
}
