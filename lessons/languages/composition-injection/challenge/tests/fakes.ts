import { sleep } from 'coach-kit';
import type { Clock, Payments, Subscription, SubscriptionStore } from '../src/ports.js';

/** A clock that shows what it is told. */
export function fakeClock(iso: string): Clock & { set(iso: string): void; advance(ms: number): void } {
  let time = new Date(iso).getTime();
  return {
    now: () => new Date(time),
    set: (to) => { time = new Date(to).getTime(); },
    advance: (ms) => { time += ms; },
  };
}

/** Keeps subscriptions in memory and writes into `events` what it is asked to do. */
export function memoryStore(subscriptions: readonly Subscription[], events: string[] = []): SubscriptionStore & { readonly expiries: ReadonlyMap<string, Date> } {
  const known = new Map(subscriptions.map((subscription) => [subscription.id, subscription]));
  return {
    get expiries() { return new Map([...known.values()].map(({ id, expiresAt }) => [id, expiresAt])); },
    dueAt: async (instant) => {
      await sleep(1);
      return [...known.values()].filter(({ expiresAt }) => expiresAt.getTime() <= instant.getTime());
    },
    extend: async (id, expiresAt) => {
      await sleep(1);
      events.push(`extend ${id}`);
      const subscription = known.get(id);
      if (subscription) known.set(id, { ...subscription, expiresAt });
    },
  };
}

/** Accepts every charge but those for the named subscriptions. */
export function memoryPayments(refused: readonly string[] = [], events: string[] = []): Payments {
  return {
    charge: async (subscriptionId, cents) => {
      await sleep(2);
      events.push(`charge ${subscriptionId} ${cents}`);
      if (refused.includes(subscriptionId)) throw new Error('refused');
    },
  };
}
