// state: exemplary
import express from 'express';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
const app = express();
const parser = new XMLParser({ processEntities: false, isArray: (name) => name === 'line' });
const builder = new XMLBuilder({ ignoreAttributes: false });
const Invoice = z.object({ invoice: z.object({ number: z.string() }) });
app.post('/invoices', express.text({ type: 'application/xml', limit: '100kb' }), (req, res) => {
  const invoice = Invoice.parse(parser.parse(req.body)); //~ evidence exemplary
  res.type('application/xml').send(builder.build(invoice)); //~ evidence exemplary
});
