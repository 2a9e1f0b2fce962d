// state: exemplary
import express, { type Response } from 'express';
const app = express();
const missing = (res: Response) => { res.status(404).end(); };
app.get('/orders', (_req, res) => { res.json([]); }); //~ evidence exemplary
app.post('/orders', (_req, res) => { res.status(201).json({}); });
app.get('/orders/:id', (req, res) => { if (req.fresh) { res.status(304).end(); return; } missing(res); });
app.delete('/orders/:id', (_req, res) => { res.sendStatus(204); });
app.get('/books', (_req, res) => { res.json([]); }); //~ evidence exemplary
app.put('/books/:id', (req, res) => { if (req.get('If-Match') === undefined) { res.status(412).end(); return; } missing(res); });
app.delete('/books/:id', (_req, res) => { res.sendStatus(204); });
