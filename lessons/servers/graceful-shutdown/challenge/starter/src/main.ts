import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { settings } from './settings.js';
import { connect } from './wire.js';
import { startWorker } from './worker.js';

const ledger = await connect(settings.ledgerPort);
const queue = await connect(settings.queuePort);
const worker = startWorker(queue);

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    console.error('request failed:', error);
    answer(response, 500, { error: 'internal error' });
  });
});

// Longer than the idle timeout of the load balancer, so that it never writes into a connection we just closed.
server.keepAliveTimeout = 61_000;

server.listen(settings.port, '127.0.0.1', () => {
  console.log(`listening on ${(server.address() as AddressInfo).port}`);
});

process.on('SIGTERM', async () => {
  console.log('SIGTERM: shutting down gracefully');
  server.close();
  worker.stop();
  await Promise.all([queue.close(), ledger.close()]);
  console.log('bye');
  process.exit(0);
});

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://service');
  if (pathname === '/ready') {
    answer(response, 200, { ready: true });
  } else if (pathname === '/statement') {
    const customer = searchParams.get('customer') ?? '';
    const opening = await ledger.ask<number>({ op: 'balance', customer });
    await sleep(Number(searchParams.get('ms') ?? 0)); // laying out the PDF
    const closing = await ledger.ask<number>({ op: 'balance', customer });
    answer(response, 200, { customer, opening, closing });
  } else {
    answer(response, 404, { error: 'not found' });
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
