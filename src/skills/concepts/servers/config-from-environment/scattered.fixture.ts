// state: seen
export const a = process.env.MAIL_FROM; //~ evidence seen ; information scattered-environment
// @file src/b.ts
export const b = process.env.QUEUE_URL;
// @file src/c.ts
export const c = process.env.BUCKET;
// @file src/d.ts
export const d = process.env.REGION;
// @file src/e.ts
export const e = process.env.STRIPE_KEY;
