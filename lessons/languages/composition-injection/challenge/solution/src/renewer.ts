import type { Clock, Payments, RenewalReport, SubscriptionStore } from './ports.js';

const period = 30 * 24 * 60 * 60 * 1_000;

export interface Dependencies {
  readonly store: SubscriptionStore;
  readonly payments: Payments;
  readonly clock: Clock;
}

export class SubscriptionRenewer {
  readonly #store: SubscriptionStore;
  readonly #payments: Payments;
  readonly #clock: Clock;

  constructor({ store, payments, clock }: Dependencies) {
    this.#store = store;
    this.#payments = payments;
    this.#clock = clock;
  }

  /** Renews everything that has expired. One failed charge does not keep the others from being renewed. */
  async renewDue(): Promise<RenewalReport> {
    const renewed: string[] = [];
    const failed: string[] = [];

    for (const subscription of await this.#store.dueAt(this.#clock.now())) {
      try {
        await this.#payments.charge(subscription.id, subscription.cents);
        await this.#store.extend(subscription.id, new Date(subscription.expiresAt.getTime() + period));
        renewed.push(subscription.id);
      } catch (error) {
        console.error(`${subscription.id} was not renewed`, error);
        failed.push(subscription.id);
      }
    }
    return { renewed, failed };
  }
}
