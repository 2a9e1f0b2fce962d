import { httpPayments } from './httpPayments.js';
import { pgSubscriptions } from './pgSubscriptions.js';
import { SubscriptionRenewer } from './renewer.js';
import type { Pool } from 'pg';
import type { Clock } from './ports.js';

export interface Environment {
  readonly pool: Pool;
  /** Base URL of the payment provider. */
  readonly paymentsUrl: string;
  /** The system's clock unless somebody brings another one. */
  readonly clock?: Clock;
}

/** The composition root: the one file that may create clients and read the system's clock. The scheduler calls this. */
export function createRenewer({ pool, paymentsUrl, clock = { now: () => new Date() } }: Environment): SubscriptionRenewer {
  return new SubscriptionRenewer({ store: pgSubscriptions(pool), payments: httpPayments(paymentsUrl), clock });
}
