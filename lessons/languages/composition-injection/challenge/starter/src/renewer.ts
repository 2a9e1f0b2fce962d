import { Pool } from 'pg';
import type { Clock, Payments, RenewalReport, SubscriptionStore } from './ports.js';

const period = 30 * 24 * 60 * 60 * 1_000;

// Shared, so that the admin page can show the numbers of the last run.
const renewed: string[] = [];
const failed: string[] = [];

let pool: Pool | undefined;

export class SubscriptionRenewer {
  // The parameter is what we agreed on. It is not used yet: everything below still helps itself.
  constructor(_dependencies: { readonly store: SubscriptionStore; readonly payments: Payments; readonly clock: Clock }) {
    pool ??= new Pool({ connectionString: process.env['DATABASE_URL'] });
  }

  /** Renews everything that has expired. One failed charge does not keep the others from being renewed. */
  async renewDue(): Promise<RenewalReport> {
    renewed.length = 0;
    failed.length = 0;
    const database = pool ?? new Pool();

    const { rows } = await database.query<{ id: string; cents: number; expires_at: Date }>(
      'SELECT id, cents, expires_at FROM subscriptions WHERE expires_at <= now() ORDER BY expires_at, id',
    );
    for (const row of rows) {
      // The database rounds, so look again before somebody is charged too early.
      if (row.expires_at.getTime() > Date.now()) continue;
      try {
        await database.query('UPDATE subscriptions SET expires_at = $1, renewals = renewals + 1 WHERE id = $2', [
          new Date(row.expires_at.getTime() + period),
          row.id,
        ]);
        await this.#charge(row.id, row.cents);
        renewed.push(row.id);
      } catch (error) {
        console.error(`${new Date().toISOString()} ${row.id} was not renewed`, error);
        failed.push(row.id);
      }
    }
    return { renewed, failed };
  }

  async #charge(subscriptionId: string, cents: number): Promise<void> {
    await fetch(`${process.env['PAYMENTS_URL'] ?? 'http://127.0.0.1:9'}/charges`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ subscriptionId, cents }),
    });
  }
}
