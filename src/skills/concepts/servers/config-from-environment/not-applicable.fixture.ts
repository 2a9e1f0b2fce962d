// state: not-applicable
import express from 'express';
const app = express();
app.listen(3000);
// @file test/setup.ts
process.env.JWT_SECRET = process.env.JWT_SECRET || 'test-secret';
// @file scripts/seed.ts
export const url = process.env.DATABASE_URL ?? 'postgres://localhost/dev';
