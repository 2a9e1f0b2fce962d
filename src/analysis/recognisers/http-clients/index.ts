import type { OutboundCall } from '../../facts.ts';
import { deadlineOf } from '../deadline.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

/** Where a client is given its URL and its options: positions of the arguments. */
interface Shape { readonly url: number; readonly options: number }

interface Client {
  /** The client called as a function (`got(url)`); without it only its methods send. */
  readonly itself?: Shape;
  readonly methods: Readonly<Record<string, Shape>>;
  /** Options that bound a request in time. */
  readonly bounding: readonly string[];
  /** It gives up after a while by itself. */
  readonly isBounded?: true;
}

const plain: Shape = { url: 0, options: 1 };
const withData: Shape = { url: 0, options: 2 };
const byMethod: Shape = { url: 1, options: 2 };

const clients: Readonly<Record<string, Client>> = {
  got: { itself: plain, methods: all(['get', 'post', 'put', 'patch', 'delete', 'head', 'stream', 'paginate'], plain), bounding: ['timeout', 'signal'] },
  ky: { itself: plain, methods: all(['get', 'post', 'put', 'patch', 'delete', 'head'], plain), bounding: [], isBounded: true },
  ofetch: { itself: plain, methods: all(['raw', 'native'], plain), bounding: ['timeout', 'signal', 'dispatcher'] },
  // Its `timeout` bounds the connecting alone, see its README.
  needle: {
    itself: { url: 1, options: 3 },
    methods: { ...all(['get', 'head'], plain), ...all(['post', 'put', 'patch', 'delete'], withData), request: { url: 1, options: 3 } },
    bounding: ['response_timeout', 'read_timeout', 'signal'],
  },
  request: { itself: plain, methods: all(['get', 'post', 'put', 'patch', 'delete', 'del', 'head'], plain), bounding: ['timeout'] },
  '@hapi/wreck': { methods: { ...all(['get', 'post', 'put', 'patch', 'delete'], plain), request: byMethod }, bounding: ['timeout'] },
};

/** Clients by the call: got, ky, ofetch, needle, request, wreck. ky gives up after ten seconds by itself (its documented default), the others wait for ever. */
export const recogniser: Recogniser = {
  name: 'http-clients',
  modules: ['got', 'ky', 'ofetch', 'needle', 'request', 'request-promise', 'request-promise-native', '@hapi/wreck', 'wreck'],
  aliases: {
    'got.extend()': 'got', 'got.got': 'got', 'got.default': 'got', 'ky.create()': 'ky', 'ky.extend()': 'ky',
    'ofetch.ofetch': 'ofetch', 'ofetch.$fetch': 'ofetch', 'ofetch.ofetch.create()': 'ofetch', 'ofetch.create()': 'ofetch',
    'request-promise': 'request', 'request-promise-native': 'request', 'request.defaults()': 'request',
    'wreck': '@hapi/wreck', '@hapi/wreck.defaults()': '@hapi/wreck',
  },
  onCall(call, link) {
    const own = clients[call.path]?.itself;
    // Also when the method is imported by its name.
    const name = own === undefined ? call.path.slice(0, -call.method.length - 1) : call.path;
    const client = clients[name];
    const shape = own ?? client?.methods[call.method];
    if (client === undefined || shape === undefined || call.form !== 'call') return;
    const url = urlOf(call.args[shape.url]);
    link.emit({
      kind: 'outbound', ...call.base, library: call.callee.module, method: own === undefined ? call.method : 'request',
      ...(url === undefined ? {} : { url }), deadline: client.isBounded ? 'yes' : deadline(call, shape, client, link),
    });
  },
};

function all(names: readonly string[], shape: Shape): Record<string, Shape> {
  return Object.fromEntries(names.map((name) => [name, shape]));
}

/** `request({ url, timeout })` puts everything into one object. */
function urlOf(argument: Argument | undefined): string | undefined {
  const given = argument?.prop('url') ?? argument?.prop('uri') ?? argument;
  const text = given?.text().text;
  return text === '${}' ? undefined : text;
}

function deadline(call: ExternalCall, { url, options }: Shape, client: Client, link: LinkContext): OutboundCall['deadline'] {
  const first = call.args[url];
  const given = first?.entries() === undefined ? [call.args[options], call.args[options === 3 ? 2 : options]].find((argument) => argument !== undefined && argument.fn() === undefined) : first;
  const own = deadlineOf(given, client.bounding);
  const instance = clients[call.path] === undefined ? call.on : call.callee;
  if (own !== 'no' || instance?.site === undefined) return own;
  return deadlineOf(link.argumentsOf(instance)[0], client.bounding);
}
