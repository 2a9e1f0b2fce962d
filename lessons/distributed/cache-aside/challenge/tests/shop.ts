import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from '../src/origin.js';

/** The slow catalogue service: a real server on a loopback port that counts what it is asked. */
export class Shop {
  /** GET requests so far. */
  reads = 0;
  /** PATCH requests so far. */
  changes = 0;
  /** Milliseconds each answer takes. */
  latencyMs = 0;
  /** While true, every request is answered 503. */
  down = false;
  /** GETs that come while it is set look up their product and then wait for it before they answer. */
  gate: Promise<void> | undefined;
  /** PATCHes that come while it is set wait for it before they change anything. */
  changeGate: Promise<void> | undefined;
  readonly #products = new Map<string, Product>();
  readonly #server: Server;

  static async open(): Promise<Shop> {
    const shop = new Shop();
    await new Promise<void>((resolve) => { shop.#server.listen(0, '127.0.0.1', resolve); });
    return shop;
  }

  private constructor() {
    this.#server = createServer((request, response) => { void this.#answer(request, response); });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Creates or replaces a product behind the back of every cache. */
  put(tenantId: string, id: string, priceCents: number, name = `Product ${id}`): void {
    this.#products.set(pathOf(tenantId, id), { id, name, priceCents });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => { this.#server.close(resolve); });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const { gate, changeGate } = this;
    if (request.method === 'GET') this.reads += 1;
    else this.changes += 1;
    const product = this.#products.get(path);
    let status = this.down ? 503 : product ? 200 : 404;
    let text = '';
    for await (const chunk of request) text += String(chunk);
    await (request.method === 'GET' ? gate : changeGate);
    if (this.latencyMs > 0) await sleep(this.latencyMs);
    if (request.method === 'PATCH' && status === 200 && product) {
      this.#products.set(path, { ...product, ...(JSON.parse(text) as { priceCents: number }) });
      status = 204;
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(status === 200 ? JSON.stringify(product) : undefined);
  }
}

/** A promise and the function that fulfils it. */
export function gate(): { readonly closed: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const closed = new Promise<void>((resolve) => { open = resolve; });
  return { closed, open };
}

function pathOf(tenantId: string, productId: string): string {
  return `/tenants/${encodeURIComponent(tenantId)}/products/${encodeURIComponent(productId)}`;
}
