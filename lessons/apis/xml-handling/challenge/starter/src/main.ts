import express, { type ErrorRequestHandler } from 'express';
import type { AddressInfo } from 'node:net';
import { BadInvoice, importFeed, readInvoice, writeInvoice, type Invoice } from './bridge.js';
import { openLedger } from './ledger.js';

const ledger = await openLedger(process.env.LEDGER_DIR ?? 'ledger');
const app = express();

// A partner's yearly archive came back with 413, hence the limit.
app.post('/invoices', express.text({ type: ['application/xml', 'text/xml'], limit: '100mb' }), async (request, response) => {
  if (typeof request.body !== 'string') {
    response.status(415).json({ error: 'send application/xml' });
    return;
  }
  const invoice = await readInvoice(request.body);
  response.status(201).json(invoice);
});

app.post('/render', express.json(), (request, response) => {
  response.type('application/xml').send(writeInvoice(request.body as Invoice));
});

app.post('/feed', async (request, response) => {
  // Leaving the loop over a request early would cut the connection before the sender has our answer.
  const body: AsyncIterable<Uint8Array> = request.iterator({ destroyOnReturn: false });
  response.status(201).json({ imported: await importFeed(body, ledger) });
});

app.get('/ledger', async (_request, response) => {
  response.json(await ledger.totals());
});

app.use(((error: { status?: unknown }, request, response, _next) => {
  request.resume(); // a sender reads the answer when it has sent everything
  const status = error instanceof BadInvoice ? 400 : typeof error.status === 'number' ? error.status : 500;
  if (status >= 500) console.error(error);
  response.status(status).json({ error: status < 500 && error instanceof Error ? error.message : 'internal error' });
}) satisfies ErrorRequestHandler);

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`listening on ${(server.address() as AddressInfo).port}`);
});
