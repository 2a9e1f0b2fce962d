import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { BankUnavailable, ChargeDeclined } from './errors.js';

export interface Purchase {
  /** Made once, when the customer presses "Pay". It stays the same when the page sends the purchase again. */
  readonly id: string;
  readonly amountCents: number;
  readonly currency: string;
}

export interface Receipt {
  readonly chargeId: string;
  readonly amountCents: number;
}

export interface BankOptions {
  readonly baseUrl: string;
  /** Milliseconds one call of `charge` may take, everything included. */
  readonly deadlineMs: number;
  /** Milliseconds of the wait before the second attempt, before jitter. */
  readonly baseDelayMs: number;
  /** So many failed attempts in a row open the circuit. */
  readonly breakerFailures: number;
  /** Milliseconds the circuit stays open before one attempt may try the bank again. */
  readonly coolDownMs: number;
}

const maxAttempts = 5;

/** One instance serves the whole process: all checkouts charge through it. */
export class BankClient {
  readonly #options: BankOptions;

  constructor(options: BankOptions) {
    this.#options = options;
  }

  /** @throws {ChargeDeclined} when the bank says no, {BankUnavailable} when it could not be asked or did not answer. */
  async charge(purchase: Purchase): Promise<Receipt> {
    let reason = 'no attempt was made';
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      try {
        const response = await this.#send(purchase);
        if (response.ok) return (await response.json()) as Receipt;
        if (response.status === 402) throw new ChargeDeclined(response.status);
        reason = `the bank answered ${response.status}`;
      } catch (error) {
        if (error instanceof ChargeDeclined) throw error;
        reason = String(error);
      }
      await sleep(this.#options.baseDelayMs);
    }
    throw new BankUnavailable(`Gave up after ${maxAttempts} attempts: ${reason}`);
  }

  async #send(purchase: Purchase): Promise<Response> {
    const controller = new AbortController();
    const timer = setTimeout(() => { controller.abort(); }, this.#options.deadlineMs);
    try {
      return await fetch(new URL('/charges', this.#options.baseUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify({ amountCents: purchase.amountCents, currency: purchase.currency }),
        signal: controller.signal,
      });
    } finally {
      clearTimeout(timer);
    }
  }
}
