// @file src/paths.ts
import express, { Router, type RequestHandler } from 'express';
const app = express();
const answer: RequestHandler = (_req, res) => { res.end(); };
app.get('/exports{/:format}', answer); //~ route GET /exports/:format
app.get('/flights/:from{-:to}', answer); //~ route GET /flights/:from-:to
app.get('/archive/*path', answer); //~ route GET /archive/:path
app.get('/orders/:id(\\d+)/:part?', answer); //~ route GET /orders/:id/:part
app.get(/^\/scans\/(?<year>\d{4})$/, answer); //~ route GET /scans/:year
app.get(/^\/v(\d+)\/(json|xml)\/?$/i, answer); //~ route GET /v:0/:1
app.get(/^\/docs\/.*\.pdf$/, answer); //~ route GET /docs/${} unresolved
app.get(/fly$/, answer); //~ route GET /${} unresolved
const zones = new Map([['eu', Router()], ['us', Router()]]);
for (const [zone, child] of zones) app.use(`/zones/${zone}`, child);
zones.get('eu')?.get('/customs', answer); //~ route GET /zones/eu/customs
zones.get('mars')?.get('/customs', answer);
const sizes = new Map([['get', 1]]);
export const size = sizes.get('get');
