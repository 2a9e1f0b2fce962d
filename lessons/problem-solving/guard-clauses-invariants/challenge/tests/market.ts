import type { Random } from 'coach-kit';
import type { Catalogue, Subscription } from '../src/catalogue.js';

export const month = '2026-11';

/** As it comes out of `JSON.parse`: plain objects, with everything these inherit. */
export const catalogue = JSON.parse(`{
  "plans": {
    "free": { "name": "Free", "seatCents": 0, "includedSeats": 5 },
    "team": { "name": "Team", "seatCents": 1250, "includedSeats": 3 },
    "scale": { "name": "Scale", "seatCents": 990, "includedSeats": 0 }
  },
  "addOns": {
    "backup": { "name": "Backup", "unitCents": 333 },
    "badge": { "name": "Badge", "unitCents": 0 }
  },
  "coupons": {
    "SPRING": { "percentOff": 15 },
    "LASTMONTH": { "percentOff": 10, "lastMonth": "2026-11" },
    "ENDED": { "percentOff": 50, "lastMonth": "2026-10" },
    "NOTHING": { "percentOff": 0 },
    "PARTNER": { "percentOff": 100 }
  }
}`) as Catalogue;

export function subscription(overrides: Partial<Subscription>): Subscription {
  return { id: 'sub-1', planId: 'team', seats: 8, ...overrides };
}

const planIds = ['free', 'team', 'scale', 'team', 'scale', 'teams', 'Free', '', 'constructor', 'isPrototypeOf'];
const addOnIds = ['backup', 'badge', 'backup', 'badge', 'backup', 'badge', 'fax'];
const couponCodes = [undefined, undefined, 'SPRING', 'LASTMONTH', 'ENDED', 'NOTHING', 'PARTNER', 'spring'];
const counts = [1, 2, 3, 4, 5, 9, 40, 1_000, 7, 12, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY];

/** Some of the subscriptions are in order, the others contradict the catalogue. */
export function randomSubscription({ int, pick }: Random, id: string): Subscription {
  const couponCode = pick(couponCodes);
  const addOns = Array.from({ length: int(0, 2) }, () => ({ id: pick(addOnIds), quantity: int(1, 10) > 1 ? int(1, 50) : pick(counts) }));
  return {
    id,
    planId: pick(planIds),
    seats: int(1, 10) > 3 ? int(1, 300) : pick(counts),
    ...(addOns.length > 0 || int(0, 1) === 1 ? { addOns } : {}),
    ...(couponCode === undefined ? {} : { couponCode }),
  };
}

/** What the brief demands, worked out with lists instead of the catalogue. */
export function expectedTotal({ planId, seats, addOns = [], couponCode }: Subscription): number | 'contradiction' {
  const seatCents = new Map([['free', 0], ['team', 1_250], ['scale', 990]]).get(planId);
  const included = new Map([['free', 5], ['team', 3], ['scale', 0]]).get(planId) ?? 0;
  const unitCents = new Map([['backup', 333], ['badge', 0]]);
  const percentOff = couponCode === undefined
    ? 0
    : new Map([['SPRING', 15], ['LASTMONTH', 10], ['ENDED', 0], ['NOTHING', 0], ['PARTNER', 100]]).get(couponCode);
  const possible = (count: number): boolean => Number.isInteger(count) && count >= 1;

  if (seatCents === undefined || percentOff === undefined || !possible(seats)) return 'contradiction';
  if (addOns.some((item) => !unitCents.has(item.id) || !possible(item.quantity))) return 'contradiction';

  const addOnCents = addOns.reduce((cents, item) => cents + item.quantity * (unitCents.get(item.id) ?? 0), 0);
  const subtotal = Math.max(0, seats - included) * seatCents + addOnCents;
  return subtotal - Math.floor((subtotal * percentOff) / 100);
}
