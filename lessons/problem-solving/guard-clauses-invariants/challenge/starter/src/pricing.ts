import type { AddOn, Catalogue, Coupon, Plan, Subscription } from './catalogue.js';

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

// The spreadsheet is never complete on the first of the month, so fall back to something that does not break the run.
const unknownPlan: Plan = { name: 'Subscription', seatCents: 0, includedSeats: 0 };
const unknownAddOn: AddOn = { name: 'Add-on', unitCents: 0 };

/** One month of one subscription. `month` is written `2026-11`. */
export function createInvoice(subscription: Subscription, catalogue: Catalogue, month: string): Invoice {
  const lines: InvoiceLine[] = [];
  let subtotal = 0;
  let discountCents = 0;

  const plan = catalogue.plans[subscription.planId] ?? unknownPlan;
  if (plan) {
    const seats = subscription.seats || 0;
    if (seats > (plan.includedSeats || 0)) {
      const cents = (seats - (plan.includedSeats || 0)) * (plan.seatCents || 0);
      lines.push({ label: `${plan.name}, ${seats} seats`, cents });
      subtotal += cents;
    } else {
      lines.push({ label: `${plan.name}, ${seats} seats`, cents: 0 });
    }
    if (subscription.addOns) {
      for (const item of subscription.addOns) {
        const addOn = catalogue.addOns[item.id] ?? unknownAddOn;
        if (addOn) {
          if (item.quantity) {
            const cents = item.quantity * (addOn.unitCents || 0);
            lines.push({ label: `${addOn.name} x ${item.quantity}`, cents });
            subtotal += cents;
          }
        }
      }
    }
    if (subscription.couponCode) {
      const coupon: Coupon | undefined = catalogue.coupons[subscription.couponCode];
      if (coupon) {
        if (!coupon.lastMonth || month <= coupon.lastMonth) {
          discountCents = Math.floor((subtotal * (coupon.percentOff || 0)) / 100);
        }
      }
    }
  }

  return {
    subscriptionId: subscription.id,
    month,
    lines,
    discountCents,
    totalCents: subtotal - discountCents || 0, // never NaN, the mail template cannot print it
    reference: subscription.reference ?? null,
  };
}

/** The billing run of a month: an invoice for each subscription. */
export function runBilling(subscriptions: readonly Subscription[], catalogue: Catalogue, month: string): BillingRun {
  const invoices = subscriptions.map((subscription) => createInvoice(subscription, catalogue, month));
  return { invoices, rejected: [] };
}
