/** What the product team exports from its spreadsheet as JSON, keyed by id. Amounts are whole cents. */
export interface Catalogue {
  readonly plans: Readonly<Record<string, Plan>>;
  readonly addOns: Readonly<Record<string, AddOn>>;
  readonly coupons: Readonly<Record<string, Coupon>>;
}

export interface Plan {
  readonly name: string;
  /** Price of one seat and month; 0 for the free plan. */
  readonly seatCents: number;
  /** Seats that cost nothing. */
  readonly includedSeats: number;
}

export interface AddOn {
  readonly name: string;
  readonly unitCents: number;
}

export interface Coupon {
  /** 0 to 100. */
  readonly percentOff: number;
  /** Last month in which the coupon counts (`2026-11`). A coupon without it does not end. */
  readonly lastMonth?: string;
}

export interface Subscription {
  readonly id: string;
  readonly planId: string;
  readonly seats: number;
  /** Most customers have none. */
  readonly addOns?: readonly { readonly id: string; readonly quantity: number }[];
  /** Most customers have none. */
  readonly couponCode?: string;
  /** The customer's own order number, printed on the invoice if there is one. */
  readonly reference?: string;
}
