import { deadlineOf } from '../deadline.ts';
import type { Recogniser } from '../recogniser.ts';

/** The global `fetch` and its polyfills. A fetch that the file imports or declares itself is somebody's wrapper and arrives under another name. */
export const recogniser: Recogniser = {
  name: 'fetch',
  modules: ['global:fetch', 'node-fetch', 'cross-fetch', 'undici'],
  aliases: { 'global:globalThis.fetch': 'global:fetch' },
  onCall(call, link) {
    const isFetch = ['global:fetch', 'node-fetch', 'cross-fetch', 'undici.fetch'].includes(call.path);
    const isRequest = ['undici.request', 'undici.stream'].includes(call.path);
    if (!isFetch && !isRequest) return;
    const library = call.path === 'global:fetch' ? 'fetch' : call.callee.module;
    const url = call.args[0]?.text().text;
    const names = isRequest ? ['signal', 'headersTimeout', 'bodyTimeout', 'dispatcher'] : ['signal', 'dispatcher', 'agent', ...(library === 'node-fetch' ? ['timeout'] : [])];
    link.emit({
      kind: 'outbound', ...call.base, library, method: isFetch ? 'fetch' : call.method,
      ...(url === undefined || url === '${}' ? {} : { url }), deadline: deadlineOf(call.args[1], names),
    });
  },
};
