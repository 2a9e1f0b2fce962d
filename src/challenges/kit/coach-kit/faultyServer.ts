import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { listen, type Listening } from './listen.ts';

/** How the server answers one request. Without anything: 200 and `{}`. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string as it is. */
  readonly body?: unknown;
  /** Milliseconds before anything is sent. */
  readonly delay?: number;
  /** `reset`: the connection is cut before an answer. `hang`: no answer ever. `stall`: headers and half the body, then nothing. `truncate`: half the body, then cut. */
  readonly fault?: 'reset' | 'hang' | 'stall' | 'truncate';
}

/** A request as it came. */
export interface SeenRequest {
  /** 1 for the first. */
  readonly number: number;
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Milliseconds, by `performance.now()`. */
  readonly at: number;
}

/** One reply for all, one per request in turn (the last one repeats), or a function of the request. */
export type Plan = Reply | readonly Reply[] | ((request: SeenRequest) => Reply | Promise<Reply>);

export interface FaultyServer extends Listening {
  /** Every request so far, in order of arrival. */
  readonly requests: readonly SeenRequest[];
  /** Requests being answered right now, and the most there ever were. */
  readonly inFlight: number;
  readonly maxInFlight: number;
  /** Replaces the plan; a list starts at its beginning. */
  reply(plan: Plan): void;
  /** Forgets the requests and counts, keeps the plan. */
  clear(): void;
}

/** A real HTTP server that misbehaves as told and remembers what it was asked. */
export async function faultyServer(plan: Plan = {}): Promise<FaultyServer> {
  let current = plan;
  let turn = 0;
  let inFlight = 0;
  let maxInFlight = 0;
  const requests: SeenRequest[] = [];

  const replyFor = async (request: SeenRequest): Promise<Reply> => {
    if (typeof current === 'function') return current(request);
    if (!isList(current)) return current;
    turn += 1;
    return current[Math.min(turn, current.length) - 1] ?? {};
  };
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    inFlight += 1;
    maxInFlight = Math.max(maxInFlight, inFlight);
    response.once('close', () => { inFlight -= 1; });
    const at = performance.now();
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request: SeenRequest = {
      number: requests.length + 1, method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8'), at,
    };
    requests.push(request);
    await answer(response, await replyFor(request));
  };
  const listening = await listen((incoming, response) => {
    // A client that goes away in the middle is part of the game.
    handle(incoming, response).catch(() => { response.destroy(); });
  });
  return {
    ...listening,
    requests,
    get inFlight() { return inFlight; },
    get maxInFlight() { return maxInFlight; },
    reply: (next) => {
      current = next;
      turn = 0;
    },
    clear: () => {
      requests.length = 0;
      maxInFlight = inFlight;
      turn = 0;
    },
  };
}

async function answer(response: ServerResponse, { status = 200, headers = {}, body = {}, delay = 0, fault }: Reply): Promise<void> {
  if (delay > 0) await pause(delay);
  if (fault === 'hang') return;
  if (fault === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  response.writeHead(status, { 'content-type': type, 'content-length': String(Buffer.byteLength(text)), ...headers });
  if (fault === undefined) {
    response.end(text);
    return;
  }
  response.write(text.slice(0, Math.floor(text.length / 2)));
  if (fault === 'stall') return;
  await pause(5);
  response.socket?.destroy();
}

function isList(plan: Plan): plan is readonly Reply[] {
  return Array.isArray(plan);
}
