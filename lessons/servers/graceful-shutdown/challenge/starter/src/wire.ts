import { connect as connectSocket, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * A connection to one of the platform's services (ledger, job queue): one JSON object per line,
 * answered in order. Part of the platform kit; nothing to change here.
 */
export interface Connection {
  /** Rejects once the connection is closed, or when the service answers with an error. */
  ask<T>(message: object): Promise<T>;
  /** Says goodbye and waits until the service has released the session. Questions asked later reject. */
  close(): Promise<void>;
}

export async function connect(port: number): Promise<Connection> {
  const socket = await open(port);
  const waiting: PromiseWithResolvers<unknown>[] = [];
  let closed = false;

  createInterface({ input: socket }).on('line', (line) => {
    const answer = JSON.parse(line) as { ok?: unknown; error?: string };
    const asked = waiting.shift();
    if (answer.error === undefined) asked?.resolve(answer.ok);
    else asked?.reject(new Error(answer.error));
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
    for (const asked of waiting.splice(0)) asked.reject(new Error('connection lost'));
  });

  function send(message: object): Promise<unknown> {
    const asked = withResolvers();
    waiting.push(asked);
    socket.write(`${JSON.stringify(message)}\n`);
    return asked.promise;
  }

  return {
    async ask<T>(message: object): Promise<T> {
      if (closed) throw new Error('connection is closed');
      return (await send(message)) as T;
    },
    async close() {
      if (closed) return;
      closed = true;
      await send({ op: 'bye' });
      socket.end();
    },
  };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket(port, '127.0.0.1', () => resolve(socket)).once('error', reject);
  });
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function withResolvers(): PromiseWithResolvers<unknown> {
  let resolve!: (value: unknown) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<unknown>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
