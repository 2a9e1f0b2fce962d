// also: library
import { z } from 'zod';
import { XMLParser } from 'fast-xml-parser';
import assert from 'node:assert/strict';
import { parse } from './parser';
const Order = z.object({ id: z.string() }); //~ library zod.object ; library zod.string
const parser = new XMLParser({ processEntities: false }); //~ library fast-xml-parser.XMLParser
export const read = (body: unknown) => Order.parse(body); //~ library zod.object().parse
export const feed = (text: string) => parser.parse(text); //~ library fast-xml-parser.XMLParser!.parse
export const ours = (text: string) => parse(text);
assert.ok(read({})); //~ library node:assert/strict.ok
// @file src/parser.ts
export const parse = (text: string) => JSON.parse(text);
