import type { DatabaseSync } from 'node:sqlite';
import type { OrderService } from '../orders/orders.service.ts';

interface Subscription {
  readonly id: number;
  readonly customerId: number;
  readonly productId: number;
}

/** Places and ships this month's order of every subscription that is due. */
export function renewDueSubscriptions(db: DatabaseSync, orders: OrderService): void {
  const due = db
    .prepare("SELECT id, customer_id AS customerId, product_id AS productId FROM subscriptions WHERE next_on <= date('now')")
    .all() as unknown as Subscription[];

  due.forEach(async (subscription) => {
    const order = orders.place(subscription.customerId, [{ productId: subscription.productId, quantity: 1 }]);
    await orders.ship(order.id);
    db.prepare("UPDATE subscriptions SET next_on = date(next_on, '+1 month') WHERE id = ?").run(subscription.id);
  });
  console.log(`${due.length} subscriptions renewed`);
}
