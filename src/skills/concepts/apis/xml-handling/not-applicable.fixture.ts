// state: not-applicable
import express from 'express';
const app = express();
const icon = (size: number) => `<svg width="${size}"></svg>`;
app.get('/', (_req, res) => { res.send(`<html><body>${icon(3)}</body></html>`); });
export const title = (html: string) => /<title>(.*)<\/title>/.exec(html);
// @file scripts/pom.ts
import { XMLParser } from 'fast-xml-parser';
export const read = (text: string) => new XMLParser().parse(text);
