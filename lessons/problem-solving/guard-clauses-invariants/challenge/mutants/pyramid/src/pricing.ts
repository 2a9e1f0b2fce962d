// Checks everything, but between the steps of the calculation and four blocks deep.
import type { Catalogue, Coupon, Subscription } from './catalogue.js';

export interface InvoiceLine {
  readonly label: string;
  readonly cents: number;
}

export interface Invoice {
  readonly subscriptionId: string;
  readonly month: string;
  readonly lines: readonly InvoiceLine[];
  readonly discountCents: number;
  readonly totalCents: number;
  readonly reference: string | null;
}

export interface BillingRun {
  readonly invoices: readonly Invoice[];
  /** Subscriptions that got no invoice, with the reason for the person who has to look into it. */
  readonly rejected: readonly { readonly subscriptionId: string; readonly reason: string }[];
}

/** Subscription and catalogue contradict each other: somebody has to look at the data, no amount would be right. */
export class BillingContradiction extends Error {
  constructor(subscriptionId: string, what: string) {
    super(`subscription ${subscriptionId}: ${what}`);
    this.name = 'BillingContradiction';
  }
}

/** One month of one subscription. `month` is written `2026-11`. Throws a {@link BillingContradiction}. */
export function createInvoice(subscription: Subscription, catalogue: Catalogue, month: string): Invoice {
  const { id, planId, seats, couponCode } = subscription;
  const lines: InvoiceLine[] = [];
  let subtotal = 0;
  let discountCents = 0;

  const plan = mustFind(id, 'plan', catalogue.plans, planId);
  mustBeWhole(id, 'seats', seats, 1);
  mustBeWhole(id, `plan "${planId}", seatCents`, plan.seatCents, 0);
  mustBeWhole(id, `plan "${planId}", includedSeats`, plan.includedSeats, 0);
  if (seats > plan.includedSeats) {
    subtotal += (seats - plan.includedSeats) * plan.seatCents;
  }
  lines.push({ label: `${plan.name}, ${seats} seats`, cents: subtotal });
  if (subscription.addOns) {
    if (subscription.addOns.length > 0) {
      for (const item of subscription.addOns) {
        if (item.id !== '') {
          const addOn = mustFind(id, 'add-on', catalogue.addOns, item.id);
          mustBeWhole(id, `add-on "${item.id}", quantity`, item.quantity, 1);
          mustBeWhole(id, `add-on "${item.id}", unitCents`, addOn.unitCents, 0);
          lines.push({ label: `${addOn.name} x ${item.quantity}`, cents: item.quantity * addOn.unitCents });
          subtotal += item.quantity * addOn.unitCents;
        }
      }
    }
  }
  if (couponCode !== undefined) {
    const coupon: Coupon = mustFind(id, 'coupon', catalogue.coupons, couponCode);
    mustBeWhole(id, `coupon "${couponCode}", percentOff`, coupon.percentOff, 0, 100);
    if (coupon.lastMonth === undefined || month <= coupon.lastMonth) {
      discountCents = Math.floor((subtotal * coupon.percentOff) / 100);
    }
  }

  return {
    subscriptionId: id,
    month,
    lines,
    discountCents,
    totalCents: subtotal - discountCents,
    reference: subscription.reference ?? null,
  };
}

/** The billing run of a month. A contradiction costs one invoice and is reported; it does not stop the others. */
export function runBilling(subscriptions: readonly Subscription[], catalogue: Catalogue, month: string): BillingRun {
  const invoices: Invoice[] = [];
  const rejected: { subscriptionId: string; reason: string }[] = [];
  for (const subscription of subscriptions) {
    try {
      invoices.push(createInvoice(subscription, catalogue, month));
    } catch (error) {
      if (!(error instanceof BillingContradiction)) throw error;
      rejected.push({ subscriptionId: subscription.id, reason: error.message });
    }
  }
  return { invoices, rejected };
}

/** `Object.hasOwn`, because every object answers to "constructor". */
function mustFind<T>(id: string, kind: string, table: Readonly<Record<string, T>>, key: string): T {
  const entry = Object.hasOwn(table, key) ? table[key] : undefined;
  if (entry === undefined) throw new BillingContradiction(id, `there is no ${kind} "${key}"`);
  return entry;
}

/** Says what must hold, so that NaN fails it as well. */
function mustBeWhole(id: string, what: string, value: number, min: number, max = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return;
  throw new BillingContradiction(id, `${what} must be a whole number from ${min}, not ${value}`);
}
