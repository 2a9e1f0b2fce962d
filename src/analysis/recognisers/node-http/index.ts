import type { ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';
import { registerListener } from './routes.ts';

const server = 'node:http.Server!';
const request = 'node:http.IncomingMessage!';
const factories = ['node:http.createServer', 'node:https.createServer', 'node:http2.createServer', 'node:http2.createSecureServer', 'node:http.Server', 'node:https.Server'];

/** Plain Node servers: created, listening, closed, and the methods and paths their listeners distinguish; requests made with the core clients. */
export const recogniser: Recogniser = {
  name: 'node-http',
  modules: ['node:http', 'node:https', 'node:http2'],
  aliases: {
    'node:http.createServer()': server,
    'node:https.createServer()': server,
    'node:https.Server!': server,
    'node:http2.createServer()': server,
    'node:http2.createSecureServer()': server,
    'express().listen()': server,
    'node:http.Server!.listen()': server,
    'koa!.listen()': server,
    ...Object.fromEntries(factories.flatMap((path) => [[`${path}(0:0)`, request], [`${path}(1:0)`, request]])),
    'node:http.Server!.on(1:0)': request,
    'node:http.Server!.addListener(1:0)': request,
    'node:http2.Http2ServerRequest!': request,
  },
  onCall(call, link) {
    if (factories.includes(call.path)) onServer(call, link);
    else if (call.receiver === server && (call.method === 'on' || call.method === 'addListener')) onListener(call, link);
    else if (call.receiver === server && call.method === 'listen') link.emit({ kind: 'server', ...call.base, framework: 'node:http', what: 'listen' });
    else if (call.receiver === server && call.method === 'close') link.emit({ kind: 'server', ...call.base, framework: 'node:http', what: 'close' });
    else if (/^node:https?\.(?:request|get)$/.test(call.path)) onRequest(call, link);
  },
};

function onServer(call: ExternalCall, link: LinkContext): void {
  link.emit({ kind: 'server', ...call.base, framework: 'node:http', what: 'app' });
  for (const listener of call.args.slice(0, 2)) for (const origin of listener.origins()) if (origin.is === 'fn') registerListener(call.id, origin.file, origin.fn, link);
}

/** `server.on('request', listener)` */
function onListener(call: ExternalCall, link: LinkContext): void {
  const [event, listener] = call.args;
  if (call.on === undefined || event?.string() !== 'request') return;
  for (const origin of listener?.origins() ?? []) if (origin.is === 'fn') registerListener(call.on.id, origin.file, origin.fn, link);
}

function onRequest(call: ExternalCall, link: LinkContext): void {
  const options = call.args.find((arg) => arg.entries() !== undefined);
  const hasDeadline = options?.prop('timeout') !== undefined || options?.prop('signal') !== undefined;
  const url = call.args[0]?.string();
  // `request.setTimeout` may follow: without the option the deadline is not known.
  link.emit({ kind: 'outbound', ...call.base, library: call.callee.module, method: call.method, ...(url === undefined ? {} : { url }), deadline: hasDeadline ? 'yes' : 'unknown' });
}
