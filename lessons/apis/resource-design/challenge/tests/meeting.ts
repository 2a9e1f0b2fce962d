import type { Store, Table } from '../src/store.js';

/**
 * A store in which readers can be made to meet: after `expect(n)`, the next `n` calls of `find` return together, when all
 * of them have read. So requests overlap on every machine as they do under load, and not only by luck.
 */
export function meetingStore(store: Store): { store: Store; expect(readers: number): void } {
  let missing = 0;
  const waiting: (() => void)[] = [];

  function open(): void {
    missing = 0;
    for (const resume of waiting.splice(0)) resume();
  }

  async function meet(): Promise<void> {
    if (missing === 0) return;
    missing -= 1;
    if (missing === 0) return open();
    await new Promise<void>((resume) => waiting.push(resume));
  }

  const wrap = <Row extends { readonly id: string }>(table: Table<Row>): Table<Row> => ({
    ...table,
    async find(id) {
      const found = await table.find(id);
      await meet();
      return found;
    },
  });

  return {
    store: { books: wrap(store.books), copies: wrap(store.copies), loans: wrap(store.loans) },
    expect(readers) {
      missing = readers;
      // Whoever lets requests wait for each other never has so many readers at once, and is right, too.
      setTimeout(open, 1_500).unref();
    },
  };
}
