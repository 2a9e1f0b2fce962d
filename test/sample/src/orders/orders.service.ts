import { ConflictError, NotFoundError } from '../errors.ts';
import type { Product } from '../products/products.store.ts';
import type { Carrier } from '../shipping/carrier.ts';
import type { Order, OrderLine, Orders } from './orders.store.ts';
import { orderTotal } from './pricing.ts';

export interface Catalogue {
  find(id: number): Product | undefined;
  take(id: number, quantity: number): boolean;
}

export interface Wanted {
  readonly productId: number;
  readonly quantity: number;
}

export type Clock = () => Date;

/** Placing and shipping orders; storage, catalogue, carrier and time come from outside. */
export class OrderService {
  readonly #orders: Orders;
  readonly #catalogue: Catalogue;
  readonly #carrier: Carrier;
  readonly #now: Clock;

  constructor(orders: Orders, catalogue: Catalogue, carrier: Carrier, now: Clock) {
    this.#orders = orders;
    this.#catalogue = catalogue;
    this.#carrier = carrier;
    this.#now = now;
  }

  place(customerId: number, wanted: readonly Wanted[]): Order {
    const tier = this.#orders.tierOf(customerId);
    if (tier === undefined) throw new NotFoundError('customer', customerId);

    const lines = wanted.map((line): OrderLine => {
      const product = this.#catalogue.find(line.productId);
      if (!product) throw new NotFoundError('product', line.productId);
      return { ...line, priceCents: product.priceCents };
    });
    const id = this.#orders.place(customerId, this.#now().toISOString(), orderTotal(lines, tier), lines, (line) => {
      if (!this.#catalogue.take(line.productId, line.quantity)) throw new ConflictError(`Product ${line.productId} is out of stock.`);
    });
    return this.get(id);
  }

  get(id: number): Order {
    const order = this.#orders.find(id);
    if (!order) throw new NotFoundError('order', id);
    return order;
  }

  async ship(id: number): Promise<Order> {
    const order = this.get(id);
    if (order.status !== 'placed') throw new ConflictError(`Order ${id} is ${order.status}.`);
    const parcel = await this.#carrier.book(order.id, order.customerId);
    this.#orders.markShipped(id, parcel);
    return this.get(id);
  }
}
