import { SubscriptionRenewer } from './renewer.js';
import type { Pool } from 'pg';
import type { Clock, Payments, SubscriptionStore } from './ports.js';

export interface Environment {
  readonly pool: Pool;
  /** Base URL of the payment provider. */
  readonly paymentsUrl: string;
  /** The system's clock unless somebody brings another one. */
  readonly clock?: Clock;
}

/**
 * The composition root: the one file that may create clients and read the system's clock. The scheduler calls this.
 * For now it hands out placeholders, because the renewer does not take anything from us anyway.
 */
export function createRenewer(_environment: Environment): SubscriptionRenewer {
  const store: SubscriptionStore = {
    dueAt: () => Promise.reject(new Error('there is no store yet')),
    extend: () => Promise.reject(new Error('there is no store yet')),
  };
  const payments: Payments = { charge: () => Promise.reject(new Error('there are no payments yet')) };
  const clock: Clock = { now: () => new Date() };
  return new SubscriptionRenewer({ store, payments, clock });
}
