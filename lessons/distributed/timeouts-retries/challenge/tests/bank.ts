import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the bank does with one request. `charge-…` books the money first and then fails to say so. */
export type Behaviour =
  | 'ok' | 'hang' | 'stall' | 'trickle' | 'reset' | 'charge-then-reset' | 'charge-then-stall'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly afterMs?: number; readonly after?: Promise<void> };

export interface BankRequest {
  readonly atMs: number;
  readonly key: string | undefined;
  /** Tells purchases apart where a test gives each its own amount. */
  readonly amountCents: number | undefined;
}

/** A real bank on a loopback port. It books one charge for each idempotency key and repeats its receipt when the key comes again. */
export class FakeBank {
  readonly requests: BankRequest[] = [];
  /** Money that really moved, in the order it did. */
  readonly booked: { readonly chargeId: string; readonly amountCents: number }[] = [];
  /** Done when `next` is used up. */
  otherwise: Behaviour = 'ok';
  readonly #receipts = new Map<string, { readonly chargeId: string; readonly amountCents: number }>();
  readonly #queue: Behaviour[] = [];
  readonly #server: Server;

  static async open(): Promise<FakeBank> {
    const bank = new FakeBank();
    await new Promise<void>((resolve) => { bank.#server.listen(0, '127.0.0.1', resolve); });
    return bank;
  }

  private constructor() {
    this.#server = createServer((request, response) => { void this.#answer(request, response); });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  next(...behaviours: readonly Behaviour[]): void {
    this.#queue.push(...behaviours);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => { this.#server.close(resolve); });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const key = request.headers['idempotency-key'];
    const atMs = performance.now();
    const behaviour = this.#queue.shift() ?? this.otherwise;
    const body = await readBody(request);
    this.requests.push({ atMs, key: typeof key === 'string' ? key : undefined, amountCents: body?.amountCents });
    if (body === undefined || behaviour === 'hang') return;
    if (behaviour === 'reset') { request.socket.resetAndDestroy(); return; }
    if (behaviour === 'stall') { startBody(response); return; }
    if (behaviour === 'trickle') { await trickle(response); return; }
    if (typeof behaviour === 'object') {
      await behaviour.after;
      await sleep(behaviour.afterMs ?? 0);
      if (behaviour.status !== 200) { send(response, behaviour.status, { error: 'see the status' }, behaviour.headers); return; }
    }
    const receipt = this.#book(typeof key === 'string' ? key : undefined, body.amountCents);
    if (behaviour === 'charge-then-reset') { request.socket.resetAndDestroy(); return; }
    if (behaviour === 'charge-then-stall') { startBody(response); return; }
    send(response, 201, receipt);
  }

  #book(key: string | undefined, amountCents: number): { readonly chargeId: string; readonly amountCents: number } {
    const known = key === undefined ? undefined : this.#receipts.get(key);
    if (known) return known;
    const receipt = { chargeId: `charge-${this.booked.length + 1}`, amountCents };
    this.booked.push(receipt);
    if (key !== undefined) this.#receipts.set(key, receipt);
    return receipt;
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function startBody(response: ServerResponse): void {
  response.writeHead(201, { 'content-type': 'application/json' });
  response.write('{"chargeId":"charge-');
}

async function trickle(response: ServerResponse): Promise<void> {
  startBody(response);
  while (!response.destroyed) {
    response.write('0');
    await sleep(25);
  }
}

async function readBody(request: IncomingMessage): Promise<{ amountCents: number } | undefined> {
  try {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    return JSON.parse(text) as { amountCents: number };
  } catch {
    return undefined; // the client went away
  }
}
