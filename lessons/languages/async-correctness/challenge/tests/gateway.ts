import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, sleep } from 'coach-kit';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the gateway does to which customers. */
export interface Faults {
  /** Milliseconds until each answer. */
  readonly latency?: number;
  readonly failReads?: readonly string[];
  readonly failSaves?: readonly string[];
  /** The connection is cut instead of answered. */
  readonly cutSaves?: readonly string[];
  /** 503 for the first save, then all is well. */
  readonly busyOnce?: readonly string[];
  readonly failReports?: boolean;
  /** Answers in rounds instead of after a latency, see {@link rounds}. */
  readonly inRounds?: boolean;
}

export interface Gateway {
  readonly url: string;
  /** What the new CRM has stored. */
  readonly rows: Map<string, { name: string; email: string }>;
  readonly reports: unknown[];
  readonly maxInFlight: number;
  /** How many requests each round answered. */
  readonly roundSizes: readonly number[];
  close(): Promise<void>;
}

/** Both CRMs behind one address, as a real server. */
export async function startGateway(faults: Faults = {}): Promise<Gateway> {
  const rows = new Map<string, { name: string; email: string }>();
  const reports: unknown[] = [];
  const saves = new Map<string, number>();
  let inFlight = 0;
  let maxInFlight = 0;
  const { sizes, hold } = rounds(8);

  const answer = (method: string, path: string, body: string): { status: number; body?: unknown } | 'cut' => {
    const id = path.split('/').at(-1) ?? '';
    if (method === 'GET') {
      if (faults.failReads?.includes(id)) return { status: 500 };
      return { status: 200, body: { id, fullName: ` Customer ${id} `, mail: `${id.toUpperCase()}@EXAMPLE.COM` } };
    }
    if (path === '/new/reports') {
      if (faults.failReports) return { status: 500 };
      reports.push(JSON.parse(body));
      return { status: 201 };
    }
    const attempt = (saves.get(id) ?? 0) + 1;
    saves.set(id, attempt);
    if (faults.cutSaves?.includes(id)) return 'cut';
    if (faults.failSaves?.includes(id)) return { status: 500 };
    if (faults.busyOnce?.includes(id) && attempt === 1) return { status: 503 };
    rows.set(id, JSON.parse(body) as { name: string; email: string });
    return { status: 204 };
  };

  const server = await listen((request: IncomingMessage, response: ServerResponse) => {
    inFlight += 1;
    maxInFlight = Math.max(maxInFlight, inFlight);
    const delay = faults.inRounds ? hold : () => sleep(faults.latency ?? 5);
    void handle(request, response, answer, delay, () => { inFlight -= 1; });
  });

  return {
    url: server.url,
    rows,
    reports,
    get maxInFlight() { return maxInFlight; },
    roundSizes: sizes,
    close: () => server.close(),
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (method: string, path: string, body: string) => { status: number; body?: unknown } | 'cut',
  delay: () => Promise<void>,
  leave: () => void,
): Promise<void> {
  let text = '';
  try {
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
    await delay();
  } catch {
    leave(); // the client went away in the middle of its request
    return;
  }
  leave();
  if (request.socket.destroyed) return; // the client did not wait: nothing is stored
  const result = answer(request.method ?? '', request.url ?? '', text);
  if (result === 'cut') {
    request.socket.destroy();
    return;
  }
  response.writeHead(result.status, { 'content-type': 'application/json' });
  response.end(result.body === undefined ? '' : JSON.stringify(result.body));
}

/**
 * Holds requests and lets them go together: when `full` wait (and a moment later, to see whether more come), or when none has come
 * for a while. So the number of rounds tells how much runs in parallel, however fast the machine is.
 */
function rounds(full: number): { readonly sizes: number[]; hold(): Promise<void> } {
  const sizes: number[] = [];
  const waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const release = (): void => {
    sizes.push(waiting.length);
    for (const go of waiting.splice(0)) go();
  };
  return {
    sizes,
    hold: () => new Promise((resolve) => {
      waiting.push(resolve);
      clearTimeout(timer);
      const isOneByOne = sizes.length >= 5 && sizes.every((size) => size === 1); // it is clear by now: no need to wait
      if (isOneByOne) release();
      else timer = setTimeout(release, waiting.length >= full ? 80 : 400);
    }),
  };
}

/** `c-001`, `c-002`, … */
export function customerIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `c-${String(index + 1).padStart(3, '0')}`);
}

/** The file the script reads its ids from. */
export async function writeIds(ids: readonly string[]): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'import-')), 'ids.txt');
  await writeFile(file, `${ids.join('\n')}\n`);
  return file;
}
