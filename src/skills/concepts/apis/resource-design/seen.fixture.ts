// state: seen
import express from 'express';
const app = express();
app.get('/orders', (_req, res) => { res.json([]); }); //~ evidence seen
app.post('/orders', (_req, res) => { res.json({}); });
app.get('/orders/:id', (_req, res) => { res.json({}); });
app.delete('/orders/:id', (_req, res) => { res.json({}); });
app.get('/getUsers', (_req, res) => { res.json([]); }); //~ information verb-in-path
