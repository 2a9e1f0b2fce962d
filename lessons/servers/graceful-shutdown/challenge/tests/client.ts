import { request, type Agent } from 'node:http';

/**
 * What became of a request: an answer, a refused connection, or a connection that broke under it.
 * `fresh` tells that it was opened for this request: then the service may never have seen it.
 */
export type Outcome =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'broken'; readonly code: string; readonly fresh: boolean };

/** One request, on a connection of its own unless an agent is given. Never rejects. */
export function get(url: string, agent?: Agent): Promise<Outcome> {
  return new Promise((resolve) => {
    const broken = (error: NodeJS.ErrnoException): void => {
      const code = error.code ?? error.message;
      resolve(code === 'ECONNREFUSED' ? { kind: 'refused' } : { kind: 'broken', code, fresh: !sent.reusedSocket });
    };
    const sent = request(url, { agent: agent ?? false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ kind: 'answered', status: response.statusCode ?? 0, body }));
      response.on('error', broken);
    });
    sent.on('error', broken);
    sent.end();
  });
}
