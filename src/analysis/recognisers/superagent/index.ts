import type { OutboundCall } from '../../facts.ts';
import type { ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';

const client = 'superagent';
const verbs = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options']);

/** superagent: a request is a chain, and its deadline is a step of it (`request.get(url).timeout(500)`). */
export const recogniser: Recogniser = {
  name: 'superagent',
  modules: [client],
  aliases: { 'superagent.agent()': client, 'superagent.default': client, 'superagent.SuperAgentStatic!': client },
  onCall(call, link) {
    const isItself = call.path === client && call.form === 'call';
    if (isItself || (call.path === `${client}.${call.method}` && verbs.has(call.method))) onRequest(call, isItself, link);
    else if (call.method === 'timeout') {
      const request = requestOf(call.on);
      if (request?.site !== undefined) bounded(link).add(`${request.site.file}:${request.site.call}`);
    }
  },
  finish(link) {
    for (const { key, fact } of requests(link)) link.emit({ ...fact, deadline: bounded(link).has(key) ? 'yes' : 'no' });
  },
};

function onRequest(call: ExternalCall, isItself: boolean, link: LinkContext): void {
  const method = isItself ? call.args[0]?.string()?.toLowerCase() ?? 'request' : call.method;
  const url = call.args[isItself ? 1 : 0]?.text().text;
  const fact: OutboundCall = { kind: 'outbound', ...call.base, library: client, method, ...(url === undefined || url === '${}' ? {} : { url }), deadline: 'no' };
  requests(link).push({ key: `${call.file}:${call.index}`, fact });
}

/** The call that began a chain. */
function requestOf(origin: ExternalOrigin | undefined): ExternalOrigin | undefined {
  for (let step = origin; step !== undefined; step = step.from?.from) {
    if (step.path === `${client}()` || (step.path.startsWith(`${client}.`) && verbs.has(step.path.slice(client.length + 1, -2)))) return step;
  }
  return undefined;
}

interface Pending { readonly key: string; readonly fact: OutboundCall }

function requests(link: LinkContext): Pending[] {
  return link.scratch('superagent.requests', () => []);
}

function bounded(link: LinkContext): Set<string> {
  return link.scratch('superagent.bounded', () => new Set());
}
