import { setTimeout as sleep } from 'node:timers/promises';

export interface Book {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly subtitle: string | null;
}

export interface Copy {
  readonly id: string;
  readonly bookId: string;
  readonly shelf: string;
  readonly lent: boolean;
}

export interface Loan {
  readonly id: string;
  readonly copyId: string;
  readonly member: string;
  readonly returned: boolean;
}

/** A stored row and its version: 1 when it is new, one more with each write. */
export interface Stored<Row> {
  readonly row: Row;
  readonly version: number;
}

export interface Table<Row extends { readonly id: string }> {
  insert(values: Omit<Row, 'id'>): Promise<Stored<Row>>;
  find(id: string): Promise<Stored<Row> | undefined>;
  list(where?: Partial<Row>): Promise<readonly Stored<Row>[]>;
  /** Writes whatever is there now. */
  save(row: Row): Promise<Stored<Row>>;
  /** Writes only while the stored version is still `version`, check and write in one step; otherwise undefined. */
  replace(row: Row, version: number): Promise<Stored<Row> | undefined>;
  /** Removes only while the stored version is still `version`, check and removal in one step. */
  remove(id: string, version: number): Promise<boolean>;
}

export interface Store {
  readonly books: Table<Book>;
  readonly copies: Table<Copy>;
  readonly loans: Table<Loan>;
}

/** Tables in memory, with the latency of a database that is not. */
export function createStore(): Store {
  return { books: createTable<Book>('book'), copies: createTable<Copy>('copy'), loans: createTable<Loan>('loan') };
}

function createTable<Row extends { readonly id: string }>(prefix: string): Table<Row> {
  const rows = new Map<string, Stored<Row>>();
  let next = 1;

  function write(row: Row): Stored<Row> {
    const stored = { row, version: (rows.get(row.id)?.version ?? 0) + 1 };
    rows.set(row.id, stored);
    return stored;
  }

  return {
    async insert(values) {
      await sleep(2);
      return write({ ...values, id: `${prefix}-${next++}` } as unknown as Row);
    },
    async find(id) {
      await sleep(2);
      return rows.get(id);
    },
    async list(where = {}) {
      await sleep(2);
      const wanted = Object.entries(where);
      return [...rows.values()].filter(({ row }) => wanted.every(([key, value]) => row[key as keyof Row] === value));
    },
    async save(row) {
      await sleep(2);
      return write(row);
    },
    async replace(row, version) {
      await sleep(2);
      return rows.get(row.id)?.version === version ? write(row) : undefined;
    },
    async remove(id, version) {
      await sleep(2);
      return rows.get(id)?.version === version && rows.delete(id);
    },
  };
}
