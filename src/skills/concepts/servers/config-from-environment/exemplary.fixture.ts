// state: exemplary
import express from 'express';
import { config } from './config.js';
const app = express();
if (process.env.NODE_ENV === 'production') app.set('trust proxy', 1);
app.listen(config.PORT);
// @file src/config.ts
import { z } from 'zod';
const schema = z.object({ PORT: z.coerce.number().default(3000), JWT_SECRET: z.string().min(32) });
export const config = schema.parse(process.env); //~ evidence exemplary
// @file .env.example
// PORT=3000
// JWT_SECRET=
