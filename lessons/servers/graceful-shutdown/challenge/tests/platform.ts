import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { AddressInfo } from 'node:net';

/** What one service heard, in order: `take`, `page`, `done`, `return`, `balance`, `bye`, and `lost` for a connection that ended without goodbye. */
export interface Service {
  readonly port: number;
  readonly heard: string[];
  close(): Promise<void>;
}

/** A ledger: every customer has 100. */
export function startLedger(): Promise<Service> {
  return startService((message) => (message.op === 'balance' ? 100 : undefined));
}

/** A queue with one long job; later askers get nothing. */
export function startQueue(pages: number): Promise<Service> {
  const jobs = [{ id: 'export-1', pages }];
  return startService((message) => (message.op === 'take' ? jobs.shift() ?? null : undefined));
}

async function startService(reply: (message: { op: string }) => unknown): Promise<Service> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let polite = false;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      if (!polite) heard.push('lost');
    });
    createInterface({ input: socket }).on('line', (line) => {
      const message = JSON.parse(line) as { op: string };
      heard.push(message.op);
      if (message.op === 'bye') polite = true;
      socket.write(`${JSON.stringify({ ok: reply(message) ?? null })}\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, heard, close: () => closeAll(server, sockets) };
}

function closeAll(server: Server, sockets: Set<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
