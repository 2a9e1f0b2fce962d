import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startScript } from 'coach-kit';

/** `status` 0 stands for a connection that broke; `json` is absent when the body is not JSON. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
}

/** An answer with what {@link Answer} leaves out of comparisons. */
export type FullAnswer = Answer & { readonly text: string; readonly type: string };

export interface Bridge {
  post(path: string, body: string, type?: string): Promise<FullAnswer>;
  /** Sends a feed piece by piece, as fast as the service takes it. */
  feed(pieces: Iterable<string>): Promise<FullAnswer>;
  totals(): Promise<unknown>;
  stop(): Promise<void>;
}

/** The service as a process of its own, with a heap of so many MiB if that is given. */
export async function startBridge(ledgerDir: string, heap?: number): Promise<Bridge> {
  const script = startScript('src/main.ts', { env: { PORT: '0', LEDGER_DIR: ledgerDir }, ...(heap === undefined ? {} : { heap }) });
  const line = await script.waitForLine(/^listening on \d+/, 10_000);
  const url = `http://127.0.0.1:${line.replace(/\D/g, '')}`;
  return {
    post: (path, body, type = 'application/xml') => send(`${url}${path}`, type, [body]),
    feed: (pieces) => send(`${url}/feed`, 'application/xml', pieces),
    totals: async () => (await fetch(`${url}/ledger`)).json(),
    stop: () => script.kill(),
  };
}

function send(url: string, type: string, pieces: Iterable<string>): Promise<FullAnswer> {
  return new Promise((resolve) => {
    const broken = (error: NodeJS.ErrnoException): void => {
      resolve(answer(0, `the connection broke: ${error.code ?? error.message}`, ''));
    };
    const sent = request(url, { method: 'POST', headers: { 'content-type': type } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => { text += piece; });
      response.on('end', () => {
        resolve(answer(response.statusCode ?? 0, text, response.headers['content-type'] ?? ''));
        sent.destroy();
      });
      response.on('error', broken);
    });
    sent.on('error', broken);
    // A service that refuses a document need not read it to its end.
    pipeline(Readable.from(pieces), sent).catch(() => undefined);
  });
}

function answer(status: number, text: string, type: string): FullAnswer {
  const full = { status, ...parsed(text) };
  // Not enumerable, so that deepEqual compares status and json.
  return Object.defineProperties(full, { text: { value: text }, type: { value: type } }) as FullAnswer;
}

function parsed(text: string): { json?: unknown } {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return {};
  }
}
