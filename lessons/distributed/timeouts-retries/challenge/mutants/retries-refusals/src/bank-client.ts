// Mistake: only 402 is taken for a refusal; every other 4xx is retried like an outage.
import { setTimeout as sleep } from 'node:timers/promises';
import { CircuitBreaker } from './circuit-breaker.js';
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

/** What one attempt came to. A bank that says no is healthy; only silence and trouble count against it. */
type Outcome =
  | { readonly kind: 'receipt'; readonly healthy: true; readonly receipt: Receipt }
  | { readonly kind: 'declined'; readonly healthy: true; readonly status: number }
  | { readonly kind: 'trouble'; readonly healthy: boolean; readonly reason: string; readonly notBeforeMs: number };

const maxAttempts = 3;

/** One instance serves the whole process: all checkouts charge through it. */
export class BankClient {
  readonly #options: BankOptions;
  readonly #breaker: CircuitBreaker;

  constructor(options: BankOptions) {
    this.#options = options;
    this.#breaker = new CircuitBreaker(options.breakerFailures, options.coolDownMs);
  }

  /** @throws {ChargeDeclined} when the bank says no, {BankUnavailable} when it could not be asked or did not answer. */
  async charge(purchase: Purchase): Promise<Receipt> {
    const endsAt = performance.now() + this.#options.deadlineMs;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#breaker.run(() => this.#send(purchase, endsAt));
      if (!outcome) throw new BankUnavailable('The bank is failing; it is left alone for a moment.');
      if (outcome.kind === 'receipt') return outcome.receipt;
      if (outcome.kind === 'declined') throw new ChargeDeclined(outcome.status);

      const wait = Math.max(this.#backoff(attempt), outcome.notBeforeMs);
      if (attempt === maxAttempts || performance.now() + wait >= endsAt) {
        throw new BankUnavailable(`Gave up after ${attempt} attempts: ${outcome.reason}`);
      }
      await sleep(wait);
    }
  }

  async #send(purchase: Purchase, endsAt: number): Promise<Outcome> {
    const left = Math.max(0, Math.ceil(endsAt - performance.now()));
    try {
      const response = await fetch(new URL('/charges', this.#options.baseUrl), {
        method: 'POST',
        // The key belongs to the purchase: every attempt at it, now or later, must be recognised as the same one.
        headers: { 'content-type': 'application/json', 'idempotency-key': purchase.id },
        body: JSON.stringify({ amountCents: purchase.amountCents, currency: purchase.currency }),
        signal: AbortSignal.timeout(left), // reading the body below is under the same signal
      });
      if (response.ok) return { kind: 'receipt', healthy: true, receipt: (await response.json()) as Receipt };
      await response.body?.cancel();
      return refusal(response);
    } catch (error) {
      return { kind: 'trouble', healthy: false, reason: String(error), notBeforeMs: 0 };
    }
  }

  /** Doubles with each attempt; half to the whole of it, so that clients that failed together come back apart. */
  #backoff(attempt: number): number {
    const ceiling = this.#options.baseDelayMs * 2 ** (attempt - 1);
    return ceiling * (0.5 + Math.random() / 2);
  }
}

function refusal(response: Response): Outcome {
  const { status } = response;
  if (status === 402) return { kind: 'declined', healthy: true, status };
  const seconds = Number(response.headers.get('retry-after') ?? 0);
  const notBeforeMs = Number.isFinite(seconds) ? seconds * 1_000 : 0;
  return { kind: 'trouble', healthy: status === 429, reason: `the bank answered ${status}`, notBeforeMs };
}
