/** What the renewer needs from outside, in its own words. Agreed on with the team; nobody implements it yet. */

export interface Subscription {
  readonly id: string;
  readonly cents: number;
  readonly expiresAt: Date;
}

export interface SubscriptionStore {
  /** Subscriptions that have expired at this instant or before it, the oldest first. */
  dueAt(instant: Date): Promise<readonly Subscription[]>;
  /** Moves the expiry and counts the renewal. */
  extend(id: string, expiresAt: Date): Promise<void>;
}

export interface Payments {
  /** Rejects unless the provider has accepted the charge. */
  charge(subscriptionId: string, cents: number): Promise<void>;
}

export interface Clock {
  now(): Date;
}

export interface RenewalReport {
  readonly renewed: readonly string[];
  readonly failed: readonly string[];
}
