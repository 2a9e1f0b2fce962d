// state: demonstrated
import express from 'express';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
const app = express();
const parser = new XMLParser({ processEntities: false });
const Invoice = z.object({ invoice: z.object({ number: z.string() }) });
app.post('/invoices', express.text({ type: 'application/xml', limit: '100kb' }), (req, res) => {
  res.json(Invoice.parse(parser.parse(req.body))); //~ evidence demonstrated
});
