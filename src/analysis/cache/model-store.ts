import type { FileRole } from '../facts.ts';
import type { FileModel, ImportModel } from '../resolve/model.ts';
import type { Models } from '../resolve/models.ts';

/** What is known of one file: its role, and its model or what its text alone told. */
interface Entry {
  readonly role: FileRole;
  model?: FileModel;
  /** The model as UTF-8 JSON, or where to get it from. */
  packed?: Buffer | (() => Buffer | undefined);
  readonly imports?: readonly ImportModel[];
}

/** Unpacked models kept for the next question; an edit looks at a file and its neighbours. */
const maxUnpacked = 200;
const none: readonly ImportModel[] = [];

/**
 * The models of one project. While a scan runs they are objects; afterwards they are kept as JSON, a twentieth of the trees they come from,
 * and unpacked one by one when somebody asks. Files that were only looked at are analysed when somebody asks.
 */
export class ModelStore implements Models {
  readonly #entries = new Map<string, Entry>();
  readonly #analyse: (file: string) => FileModel;
  readonly #names = new Map<string, string>();
  /** In the order of their last use. */
  readonly #unpacked = new Map<string, FileModel>();

  /** `analyse` makes the model of a file that has none; it does not throw. */
  constructor(analyse: (file: string) => FileModel) {
    this.#analyse = analyse;
  }

  has(file: string): boolean {
    return this.#entries.has(file);
  }

  get size(): number {
    return this.#entries.size;
  }

  keys(): Iterable<string> {
    return this.#entries.keys();
  }

  roles(): Map<string, FileRole> {
    return new Map([...this.#entries].map(([file, { role }]) => [file, role]));
  }

  roleOf(file: string): FileRole | undefined {
    return this.#entries.get(file)?.role;
  }

  /** Whether a file was only looked at: nothing in it runs, or it is none of ours to judge. */
  isOutline(file: string): boolean {
    return this.#entries.get(file)?.imports !== undefined;
  }

  get(file: string): FileModel | undefined {
    const entry = this.#entries.get(file);
    if (entry === undefined) return undefined;
    if (entry.model !== undefined) return entry.model;
    const known = this.#unpacked.get(file);
    if (known !== undefined) return known;
    const model = unpack(entry.packed) ?? this.#analyse(file);
    this.#unpacked.set(file, model);
    return model;
  }

  importsOf(file: string): readonly ImportModel[] {
    const entry = this.#entries.get(file);
    return entry?.imports ?? (entry === undefined ? none : this.get(file)?.imports ?? none);
  }

  /** A file that was analysed. */
  put(file: string, role: FileRole, model: FileModel): void {
    this.#unpacked.delete(file);
    this.#entries.set(file, { role, model });
  }

  /** A file that was only looked at. */
  putOutline(file: string, role: FileRole, imports: readonly ImportModel[]): void {
    this.#unpacked.delete(file);
    this.#entries.set(file, { role, imports: imports.map((item) => ({ ...item, module: this.#name(item.module) })) });
  }

  /** One string per module name, that is not a part of the source it was found in: such a part keeps the whole source alive. */
  #name(module: string): string {
    const known = this.#names.get(module);
    if (known !== undefined) return known;
    const made = Buffer.from(module).toString();
    this.#names.set(made, made);
    return made;
  }

  /** A file whose model is kept elsewhere. */
  putPacked(file: string, role: FileRole, packed: () => Buffer | undefined): void {
    this.#unpacked.delete(file);
    this.#entries.set(file, { role, packed });
  }

  delete(file: string): void {
    this.#unpacked.delete(file);
    this.#entries.delete(file);
  }

  /** From now on the model of a file is kept elsewhere. */
  moved(file: string, packed: () => Buffer | undefined): void {
    const entry = this.#entries.get(file);
    if (entry?.model === undefined) return;
    entry.packed = packed;
    delete entry.model;
  }

  /** Keeps every model as JSON only. */
  pack(): void {
    for (const entry of this.#entries.values()) {
      if (entry.model === undefined) continue;
      entry.packed = Buffer.from(JSON.stringify(entry.model));
      delete entry.model;
    }
    this.#unpacked.clear();
  }

  /** Forgets what was unpacked long ago. */
  trim(): void {
    for (const file of this.#unpacked.keys()) {
      if (this.#unpacked.size <= maxUnpacked) return;
      this.#unpacked.delete(file);
    }
  }
}

function unpack(packed: Entry['packed']): FileModel | undefined {
  const bytes = typeof packed === 'function' ? packed() : packed;
  return bytes === undefined ? undefined : JSON.parse(bytes.toString()) as FileModel;
}
