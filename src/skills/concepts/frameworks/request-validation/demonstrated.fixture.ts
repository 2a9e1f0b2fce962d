// state: demonstrated
import express from 'express';
import Joi from 'joi';
import { z } from 'zod';
import mongoose from 'mongoose';
import { validate } from './validate';
const app = express();
const Order = mongoose.model('Order');
const Schema = z.object({ name: z.string() });
app.post('/orders', async (req, res) => { res.json(await Order.create(Schema.parse(req.body))); }); //~ evidence demonstrated
app.patch('/orders/:id', validate(Joi.object({})), async (req, res) => { res.json(await Order.updateOne({}, req.body)); }); //~ evidence demonstrated
// @file src/validate.ts
import type { NextFunction, Request, Response } from 'express';
import type Joi from 'joi';
export const validate = (schema: Joi.Schema) => (req: Request, _res: Response, next: NextFunction) => {
  const { value, error } = schema.validate(req.body);
  req.body = value;
  next(error);
};
