// Catches per subscription and goes on, but reports nobody: four hundred customers get no invoice and no one knows.
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
  const { id } = subscription;
  const addOns = subscription.addOns ?? [];
  const lines = [seatLine(subscription, catalogue), ...addOns.map((item) => addOnLine(id, item, catalogue))];
  const subtotal = lines.reduce((cents, line) => cents + line.cents, 0);
  const discountCents = Math.floor((subtotal * percentOff(subscription, catalogue, month)) / 100);

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
  for (const subscription of subscriptions) {
    try {
      invoices.push(createInvoice(subscription, catalogue, month));
    } catch (error) {
      console.warn(error);
    }
  }
  return { invoices, rejected: [] };
}

function seatLine({ id, planId, seats }: Subscription, catalogue: Catalogue): InvoiceLine {
  const plan = mustFind(id, 'plan', catalogue.plans, planId);
  mustBeWhole(id, 'seats', seats, 1);
  mustBeWhole(id, `plan "${planId}", seatCents`, plan.seatCents, 0);
  mustBeWhole(id, `plan "${planId}", includedSeats`, plan.includedSeats, 0);

  const billable = Math.max(0, seats - plan.includedSeats);
  return { label: `${plan.name}, ${seats} seats`, cents: billable * plan.seatCents };
}

function addOnLine(id: string, item: { id: string; quantity: number }, catalogue: Catalogue): InvoiceLine {
  const addOn = mustFind(id, 'add-on', catalogue.addOns, item.id);
  mustBeWhole(id, `add-on "${item.id}", quantity`, item.quantity, 1);
  mustBeWhole(id, `add-on "${item.id}", unitCents`, addOn.unitCents, 0);

  return { label: `${addOn.name} x ${item.quantity}`, cents: item.quantity * addOn.unitCents };
}

function percentOff({ id, couponCode }: Subscription, catalogue: Catalogue, month: string): number {
  if (couponCode === undefined) return 0; // having no coupon is normal
  const coupon: Coupon = mustFind(id, 'coupon', catalogue.coupons, couponCode);
  mustBeWhole(id, `coupon "${couponCode}", percentOff`, coupon.percentOff, 0, 100);

  const ended = coupon.lastMonth !== undefined && month > coupon.lastMonth;
  return ended ? 0 : coupon.percentOff;
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
