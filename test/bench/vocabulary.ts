/** The words of the business that features are made of. */

export const subjects = [
  'order', 'invoice', 'tenant', 'shipment', 'product', 'customer', 'payment', 'refund', 'coupon', 'warehouse', 'supplier', 'ticket',
  'contract', 'booking', 'vehicle', 'account', 'lease', 'meter', 'course', 'venue', 'driver', 'parcel', 'quote', 'budget',
] as const;
export const aspects = ['', 'line', 'note', 'rate', 'limit', 'review', 'claim', 'plan', 'alert', 'label', 'group', 'credit', 'member', 'version'] as const;

/** Names, and what they mean. */
export const statuses: Readonly<Record<string, string>> = {
  draft: 'Somebody is still writing it; nobody else sees it.', open: 'Anybody in charge may take it.', pending: 'It waits for somebody outside.',
  approved: 'Two people have agreed to it.', rejected: 'It was looked at and will not happen.', active: 'It counts from now on.', paused: 'It counts again later.',
  closed: 'Nothing more is going to happen.', overdue: 'It should have been done by now.', settled: 'Everything is paid.', cancelled: 'Whoever asked for it no longer wants it.',
  scheduled: 'It begins by itself when its time has come.',
};

export const texts: Readonly<Record<string, string>> = {
  reference: 'What the other side calls it.', region: 'Where it counts for the sales report.', notes: 'Anything else that a colleague should know.', channel: 'How it came to us.',
  category: 'The group it is listed under.', currency: 'Three letters, as in ISO 4217.', contactName: 'Whom to ask when something is unclear.', externalCode: 'The number in the system it came from.',
  costCenter: 'Who pays for it inside the company.', origin: 'The place it comes from, not the one it was made for.', department: 'The team that looks after it.',
  timezone: 'An IANA name; times without one are in UTC.', language: 'The language of everything we send about it.', carrier: 'Who brings it there.',
};
export const numbers: Readonly<Record<string, string>> = {
  amount: 'Before tax, in the unit of its currency.', quantity: 'How many there are, not how many were asked for.', discount: 'In percent of the list price.', weight: 'In kilograms, with what it is packed in.',
  priority: 'The larger, the sooner.', unitPrice: 'For one, before any discount.', taxRate: 'In percent; zero where none is due.', margin: 'What is left when everything is paid.',
  capacity: 'How many fit at most.', distance: 'In kilometres by road.', score: 'What the last review gave it.', deposit: 'What is kept until it comes back.',
};
export const dates: Readonly<Record<string, string>> = {
  dueAt: 'When it should be done; never, when absent.', startsAt: 'The first moment at which it counts.', expiresAt: 'The first moment at which it no longer counts.', deliveredAt: 'When it was handed over.',
  reviewedAt: 'When somebody last looked at all of it.', signedAt: 'When the other side agreed.', renewsAt: 'When it begins anew, unless somebody stops it.',
};
export const flags: Readonly<Record<string, string>> = {
  urgent: 'Whether it goes before everything else.', taxable: 'Whether tax is due on it.', recurring: 'Whether another follows when it ends.', locked: 'Whether only an admin may change it.',
  insured: 'Whether somebody pays when it is lost.', visible: 'Whether customers see it.', verified: 'Whether somebody has compared it with the paper.',
};

export function meaningOf(name: string): string {
  return texts[name] ?? numbers[name] ?? dates[name] ?? flags[name] ?? statuses[name] ?? '';
}
