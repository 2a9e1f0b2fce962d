// state: not-seen
import express from 'express';
const app = express();
app.post('/createOrder', (_req, res) => { res.end(); });
app.post('/deleteOrder', (_req, res) => { res.end(); });
app.get('/health', (_req, res) => { res.end(); });
