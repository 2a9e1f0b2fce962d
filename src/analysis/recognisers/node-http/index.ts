import type { ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

const server = 'node:http.Server!';

/** Plain Node servers: created, listening, closed; requests made with the core clients. */
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
  },
  onCall(call, link) {
    if (/^node:https?2?\.create(?:Secure)?Server$/.test(call.path)) link.emit({ kind: 'server', ...call.base, framework: 'node:http', what: 'app' });
    else if (call.receiver === server && call.method === 'listen') link.emit({ kind: 'server', ...call.base, framework: 'node:http', what: 'listen' });
    else if (call.receiver === server && call.method === 'close') link.emit({ kind: 'server', ...call.base, framework: 'node:http', what: 'close' });
    else if (/^node:https?\.(?:request|get)$/.test(call.path)) onRequest(call, link);
  },
};

function onRequest(call: ExternalCall, link: LinkContext): void {
  const options = call.args.find((arg) => arg.entries() !== undefined);
  const hasDeadline = options?.prop('timeout') !== undefined || options?.prop('signal') !== undefined;
  const url = call.args[0]?.string();
  // `request.setTimeout` may follow: without the option the deadline is not known.
  link.emit({ kind: 'outbound', ...call.base, library: call.callee.module, method: call.method, ...(url === undefined ? {} : { url }), deadline: hasDeadline ? 'yes' : 'unknown' });
}
