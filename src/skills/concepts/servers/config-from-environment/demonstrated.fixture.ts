// state: demonstrated
import express from 'express';
import { config } from './config.js';
const app = express();
app.listen(config.port);
// @file src/config.ts
const read = (name: string): string => {
  const value = process.env[name]; //~ evidence demonstrated
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
};
const secret = process.env.JWT_SECRET;
if (!secret) throw new Error('JWT_SECRET is missing');
export const config = { port: Number(read('PORT')), secret };
