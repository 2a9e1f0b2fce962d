import type { FileModel, ImportModel } from './model.ts';

/**
 * The models of a project's files, made or fetched when somebody asks: a file that runs in a browser is parsed only if the server imports something of it.
 */
export interface Models {
  /** Whether the project has this file. */
  has(file: string): boolean;
  get(file: string): FileModel | undefined;
  keys(): Iterable<string>;
  /** Whether a file is known by its text alone: it is parsed when somebody asks for its model. */
  isOutline(file: string): boolean;
  /** What a file imports, also of one that was never parsed. */
  importsOf(file: string): readonly ImportModel[];
}

/** Models that are all there. */
export function modelsOf(models: ReadonlyMap<string, FileModel>): Models {
  return { has: (file) => models.has(file), get: (file) => models.get(file), keys: () => models.keys(), isOutline: () => false, importsOf: (file) => models.get(file)?.imports ?? [] };
}
