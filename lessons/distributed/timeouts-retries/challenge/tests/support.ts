import assert from 'node:assert/strict';
import { BankClient, type BankOptions, type Purchase } from '../src/bank-client.js';
import { BankUnavailable } from '../src/errors.js';
import type { FakeBank } from './bank.js';

let made = 0;

export function purchase(amountCents = 4_900): Purchase {
  made += 1;
  return { id: `purchase-${made}`, amountCents, currency: 'EUR' };
}

/** A client whose breaker stays out of the way unless a test asks for it. */
export function client(bank: FakeBank, options: Partial<BankOptions> = {}): BankClient {
  return new BankClient({ baseUrl: bank.url, deadlineMs: 3_000, baseDelayMs: 20, breakerFailures: 1_000, coolDownMs: 200, ...options });
}

export interface Settled {
  readonly error: unknown;
  readonly value: unknown;
  readonly tookMs: number;
}

/** Waits for a promise at most `limitMs`; a promise that is still pending then fails the test with `complaint`. */
export async function settle(promise: Promise<unknown>, limitMs: number, complaint: string): Promise<Settled> {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => { timer = setTimeout(resolve, limitMs, 'late'); });
  const settled = promise.then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error: error ?? new Error('rejected with nothing') }),
  );
  const first = await Promise.race([settled, late]);
  clearTimeout(timer);
  if (first === 'late') assert.fail(complaint);
  return { ...first, tookMs: performance.now() - start };
}

export function assertUnavailable(error: unknown, when: string): void {
  assert.ok(error instanceof BankUnavailable, `${when} charge() has to reject with BankUnavailable, but it ${error === undefined ? 'resolved' : `rejected with ${String(error)}`}.`);
}
