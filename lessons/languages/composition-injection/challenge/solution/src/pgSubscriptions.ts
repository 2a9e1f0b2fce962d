import type { Pool } from 'pg';
import type { Subscription, SubscriptionStore } from './ports.js';

/** Subscriptions in PostgreSQL. The instant comes from the caller: `now()` would be a second clock. */
export function pgSubscriptions(pool: Pool): SubscriptionStore {
  return {
    async dueAt(instant) {
      const { rows } = await pool.query<Subscription>(
        'SELECT id, cents, expires_at AS "expiresAt" FROM subscriptions WHERE expires_at <= $1 ORDER BY expires_at, id',
        [instant],
      );
      return rows;
    },

    async extend(id, expiresAt) {
      await pool.query('UPDATE subscriptions SET expires_at = $1, renewals = renewals + 1 WHERE id = $2', [expiresAt, id]);
    },
  };
}
