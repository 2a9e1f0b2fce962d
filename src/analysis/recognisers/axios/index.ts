import type { OutboundCall } from '../../facts.ts';
import { deadlineOf } from '../deadline.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

const instance = 'axios.create()';
/** Nest's wrapper, with the methods of an instance. */
const service = '@nestjs/axios.HttpService!';
const bodyless = new Set(['get', 'delete', 'head', 'options']);
const withBody = new Set(['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm']);
const bounding = ['timeout', 'signal', 'cancelToken'];

/** axios and its instances, also as Nest's HttpService; an instance made with a `timeout` bounds all its calls. */
export const recogniser: Recogniser = {
  name: 'axios',
  modules: ['axios', '@nestjs/axios'],
  aliases: {
    'axios.AxiosInstance!': instance, 'axios.Axios!': instance, 'axios.axios': 'axios', 'axios.default': 'axios', 'axios.AxiosStatic!': 'axios',
    '@nestjs/common.HttpService!': service, [`${service}.axiosRef`]: instance,
  },
  onCall(call, link) {
    const config = configOf(call);
    if (config === undefined) return;
    const own = deadlineOf(config.argument, bounding);
    const isOnInstance = call.receiver === instance || call.receiver === service || call.path === instance;
    const deadline = own === 'no' && isOnInstance ? instanceDeadline(call, link) : own;
    const url = (config.url ?? config.argument?.prop('url'))?.text().text;
    link.emit({ kind: 'outbound', ...call.base, library: call.receiver === service ? '@nestjs/axios' : 'axios', method: config.method, ...(url === undefined || url === '${}' ? {} : { url }), deadline });
  },
};

/** Where the request config of a call stands; undefined when the call sends nothing. */
function configOf(call: ExternalCall): { readonly method: string; readonly argument: Argument | undefined; readonly url?: Argument } | undefined {
  const url = call.args[0];
  if (call.path === 'axios' || call.path === instance) {
    const isConfig = url?.entries() !== undefined;
    return { method: 'request', argument: isConfig ? url : call.args[1], ...(isConfig || url === undefined ? {} : { url }) };
  }
  if (call.receiver !== 'axios' && call.receiver !== instance && call.receiver !== service) return undefined;
  if (call.method === 'request') return { method: 'request', argument: url };
  const position = bodyless.has(call.method) ? 1 : withBody.has(call.method) ? 2 : undefined;
  return position === undefined ? undefined : { method: call.method, argument: call.args[position], ...(url === undefined ? {} : { url }) };
}

function instanceDeadline(call: ExternalCall, link: LinkContext): OutboundCall['deadline'] {
  const made = call.path === instance ? call.callee : call.on;
  return made?.site === undefined ? 'unknown' : deadlineOf(link.argumentsOf(made)[0], bounding);
}
