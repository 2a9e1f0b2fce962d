import { request as open, type IncomingHttpHeaders } from 'node:http';

/** An answer, read to its end. `json` is undefined when the body is not JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: unknown;
}

export interface Ask {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Send = (request: string, ask?: Ask) => Promise<Answer>;

/** `send('PATCH /books/book-1', { body: { title: 'Emma' } })`. Not `fetch`, which adds cache headers of its own to conditional requests. */
export function client(url: string): Send {
  return (request, { body, raw, headers } = {}) => new Promise((resolve, reject) => {
    const [method, path = '/'] = request.split(' ');
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const type = content === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) };
    const sent = open(`${url}${path}`, { method, headers: { ...type, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => { text += piece; }).on('error', reject);
      response.on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parsed(text) }); });
    });
    sent.on('error', reject).end(content);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
