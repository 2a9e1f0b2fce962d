import { emitDataCall, operationsOf } from '../data-call.ts';
import { knownText } from '../known-text.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

const packages = ['@elastic/elasticsearch', '@opensearch-project/opensearch', 'elasticsearch'];
const clients = packages.map((name) => `${name}.Client!`);

/** Methods without their underscores and in small letters, by namespace: the two clients spell them differently. */
const operations: Readonly<Record<string, ReturnType<typeof operationsOf>>> = {
  '': operationsOf({
    read: 'search msearch searchtemplate msearchtemplate get getsource mget count exists existssource scroll explain termvectors mtermvectors fieldcaps openpointintime knnsearch',
    write: 'index create update bulk updatebyquery reindex', delete: 'delete deletebyquery',
  }),
  'indices': operationsOf({
    read: 'exists existsalias get getmapping getalias getsettings stats',
    schema: 'create delete putmapping putsettings putalias deletealias updatealiases puttemplate putindextemplate deletetemplate deleteindextemplate open close rollover clone shrink split',
  }),
  'helpers': operationsOf({ read: 'search scrollsearch scrolldocuments msearch', write: 'bulk' }),
  'sql': operationsOf({ raw: 'query' }),
  'esql': operationsOf({ raw: 'query' }),
};

/** Elasticsearch and OpenSearch clients: documents, indices, helpers. */
export const recogniser: Recogniser = {
  name: 'elasticsearch',
  modules: [...packages, '@nestjs/elasticsearch', 'nestjs-opensearch'],
  aliases: {
    '@nestjs/elasticsearch.ElasticsearchService!': '@elastic/elasticsearch.Client!', 'nestjs-opensearch.OpensearchClient!': '@opensearch-project/opensearch.Client!',
    ...Object.fromEntries(clients.map((path) => [`${path}.child()`, path])),
  },
  onCall(call, link) {
    if (call.form === 'new' && clients.includes(`${call.path}!`)) {
      const inClass = link.linker.model(call.file).classes[call.cls]?.name;
      link.emit({ kind: 'client', ...call.base, library: call.callee.module, what: 'Client', ...(inClass === undefined ? {} : { inClass }) });
    } else if (clients.includes(call.receiver) && call.method === 'close') link.emit({ kind: 'close', ...call.base, library: call.callee.module, method: 'close' });
    else onOperation(call, link);
  },
};

function onOperation(call: ExternalCall, link: LinkContext): void {
  const client = clients.find((path) => call.receiver === path || call.receiver.startsWith(`${path}.`));
  if (client === undefined) return;
  const isDirect = call.receiver === client;
  const operation = operations[isDirect ? '' : call.receiver.slice(client.length + 1)]?.get(call.method.replaceAll('_', '').toLowerCase());
  if (operation !== undefined) emitDataCall(call, link, operation, { store: 'search', target: indexOf(call.args[0], link), on: isDirect ? call.on : call.on?.from });
}

function indexOf(options: Argument | undefined, link: LinkContext): string | undefined {
  const index = options?.prop('index');
  const items = index?.items();
  return items === undefined ? knownText(index, link) : items.length === 1 ? knownText(items[0], link) : undefined;
}
