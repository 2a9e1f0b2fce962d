import { ConflictError, InvalidError, NotFoundError } from './errors.js';

export interface Order {
  readonly id: string;
  readonly customer: string;
  readonly cents: number;
  readonly status: 'open' | 'paid' | 'cancelled';
}

/** What the client of the ledger service throws. `status` is what the ledger answered us, not what we answer anybody. */
export class LedgerError extends Error {
  readonly status: number;

  constructor(status: number, url: string) {
    super(`GET ${url} failed with ${status}`);
    this.status = status;
  }
}

/**
 * Stands for the database and the services behind it. Besides the errors of errors.ts it throws what drivers and clients
 * really throw: messages full of SQL, table names and internal addresses. Leave this file as it is.
 */
export class Store {
  readonly #orders = new Map<string, Order>();
  readonly #broken: boolean;

  /** `broken` is the switch for failure drills: every call then fails as it does when the database is gone. */
  constructor(broken: boolean) {
    this.#broken = broken;
    for (const id of ['1', '2', '3']) {
      this.#orders.set(id, { id, customer: `customer-${id}`, cents: 1_000 * Number(id), status: 'open' });
    }
  }

  list(): readonly Order[] {
    this.#query('SELECT * FROM orders ORDER BY id');
    return [...this.#orders.values()];
  }

  find(id: string): Order {
    this.#query('SELECT * FROM orders WHERE id = $1');
    const order = this.#orders.get(id);
    if (!order) throw new NotFoundError(`There is no order ${id}.`);
    return order;
  }

  create(order: Order): Order {
    this.#query('INSERT INTO orders (id, customer, cents) VALUES ($1, $2, $3)');
    const fields: string[] = [];
    if (!order.id) fields.push('id');
    if (!order.customer) fields.push('customer');
    if (!Number.isSafeInteger(order.cents)) fields.push('cents');
    if (fields.length > 0) throw new InvalidError('The order is incomplete.', fields);
    if (this.#orders.has(order.id)) throw new ConflictError(`Order ${order.id} exists already.`);
    return this.#save(order);
  }

  rename(id: string, customer: string): Order {
    const order = this.find(id);
    if (!customer) throw new InvalidError('The customer has no name.', ['customer']);
    return this.#save({ ...order, customer });
  }

  settle(id: string, status: 'paid' | 'cancelled'): Order {
    const order = this.find(id);
    if (order.status !== 'open') throw new ConflictError(`Order ${id} is ${order.status}.`);
    return this.#save({ ...order, status });
  }

  remove(id: string): void {
    this.find(id);
    this.#orders.delete(id);
  }

  balance(id: string): number {
    const { customer } = this.find(id);
    throw new LedgerError(404, `http://ledger.internal:8080/accounts/${customer}?token=s3cr3t`);
  }

  archive(year: string): readonly Order[] {
    this.#query('SELECT * FROM order_archive WHERE year = $1');
    throw new Error(`relation "order_archive" does not exist: SELECT * FROM order_archive WHERE year = ${year}`);
  }

  /** Row after row, as a cursor gives them. The third one is damaged. */
  async *rows(): AsyncGenerator<string> {
    for (const order of this.list()) {
      await new Promise((resolve) => setImmediate(resolve));
      if (order.id === '3') throw new Error('invalid byte sequence for encoding "UTF8": 0x00 in orders.customer');
      yield `${order.id},${order.customer},${order.cents}\n`;
    }
  }

  #query(sql: string): void {
    if (this.#broken) throw new Error('connect ECONNREFUSED 10.0.3.7:5432', { cause: new Error(`while running: ${sql}`) });
  }

  #save(order: Order): Order {
    this.#orders.set(order.id, order);
    return order;
  }
}
