import type { OutboundCall } from '../../facts.ts';
import { deadlineOf } from '../deadline.ts';
import type { ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

const fetches = new Set(['global:fetch', 'node-fetch', 'cross-fetch', 'isomorphic-fetch', 'isomorphic-unfetch', '@whatwg-node/fetch.fetch', 'undici.fetch']);
const dispatcher = 'undici.Dispatcher!';
const limits = ['signal', 'headersTimeout', 'bodyTimeout'];

/** The global `fetch`, its polyfills, and undici. A fetch that the file imports or declares itself is somebody's wrapper and arrives under another name. */
export const recogniser: Recogniser = {
  name: 'fetch',
  modules: ['global:fetch', 'node-fetch', 'cross-fetch', 'isomorphic-fetch', 'isomorphic-unfetch', '@whatwg-node/fetch', 'undici'],
  aliases: {
    'global:globalThis.fetch': 'global:fetch', 'cross-fetch.fetch': 'cross-fetch',
    ...Object.fromEntries(['Pool', 'Client', 'Agent', 'BalancedPool', 'ProxyAgent', 'RetryAgent'].map((name) => [`undici.${name}!`, dispatcher])),
  },
  onCall(call, link) {
    const isFetch = fetches.has(call.path);
    const isOnDispatcher = call.receiver === dispatcher && ['request', 'stream', 'pipeline'].includes(call.method);
    if (!isFetch && !isOnDispatcher && !['undici.request', 'undici.stream', 'undici.pipeline'].includes(call.path)) return;
    const library = call.path === 'global:fetch' ? 'fetch' : call.callee.module;
    const url = isOnDispatcher ? pathOn(call, link) : call.args[0]?.text().text;
    link.emit({
      kind: 'outbound', ...call.base, library, method: isFetch ? 'fetch' : call.method,
      ...(url === undefined || url === '${}' ? {} : { url }), deadline: isOnDispatcher ? dispatcherDeadline(call, link) : deadlineOf(call.args[1], boundingOf(library, isFetch)),
    });
  },
};

function boundingOf(library: string, isFetch: boolean): readonly string[] {
  if (!isFetch) return [...limits, 'dispatcher'];
  return library === 'node-fetch' ? ['signal', 'agent', 'timeout'] : ['signal', 'dispatcher', 'agent'];
}

/** `new Pool('https://stock.example.com').request({ path: '/items' })`. */
function pathOn(call: ExternalCall, link: LinkContext): string | undefined {
  const path = call.args[0]?.prop('path')?.string();
  if (path === undefined) return undefined;
  const origin = call.args[0]?.prop('origin')?.string() ?? (call.on === undefined ? undefined : link.argumentsOf(call.on)[0]?.string()) ?? '';
  return origin.replace(/\/$/, '') + path;
}

function dispatcherDeadline(call: ExternalCall, link: LinkContext): OutboundCall['deadline'] {
  const own = deadlineOf(call.args[0], limits);
  if (own !== 'no') return own;
  if (call.on?.site === undefined) return 'unknown';
  return deadlineOf(link.argumentsOf(call.on).find((argument) => argument.entries() !== undefined), limits);
}
