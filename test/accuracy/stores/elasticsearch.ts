import { createServer } from 'node:http';
import { listenHttp, readText, type HttpStore } from './http.ts';

interface Hit { readonly _index: string; readonly _id: string; _source: unknown }

/** A small Elasticsearch on loopback, in memory: documents by index and id; every search finds all documents of its index. The clients insist on the product header. */
export async function startElastic(): Promise<HttpStore> {
  const documents = new Map<string, Hit>();
  const ofIndex = (index: string): Hit[] => [...documents.values()].filter((hit) => hit._index === index);
  const keep = (index: string, id: string, source: unknown): void => { documents.set(`${index}/${id}`, { _index: index, _id: id, _source: source }); };

  const bulk = (lines: readonly string[], fallback: string): unknown => {
    const items: unknown[] = [];
    for (let at = 0; at < lines.length; at++) {
      const action = JSON.parse(lines[at] ?? '{}') as Record<string, { _index?: string; _id?: string }>;
      const [[kind, { _index: index = fallback, _id: id = String(documents.size) }] = ['index', {}]] = Object.entries(action);
      if (kind === 'delete') documents.delete(`${index}/${id}`);
      else keep(index, id, JSON.parse(lines[++at] ?? '{}'));
      items.push({ [kind]: { _index: index, _id: id, status: 200, result: 'created' } });
    }
    return { took: 1, errors: false, items };
  };

  const answer = (method: string, path: string, text: string): readonly [status: number, body: unknown] => {
    const [index = '', action = '', id = ''] = path.split('/').filter((part) => part !== '');
    if (index === '' || index === '_cluster') return [200, { version: { number: '9.0.0', build_flavor: 'default', distribution: 'opensearch' }, tagline: 'You Know, for Search' }];
    if (index === '_bulk' || action === '_bulk') return [200, bulk(text.split('\n').filter((line) => line !== ''), index)];
    if (index === '_query' || index === '_sql') return [200, { columns: [], values: [], rows: [] }];
    const json = (): { doc?: object; script?: unknown } => (text === '' ? {} : JSON.parse(text) as { doc?: object });
    switch (action) {
      case '': return [method === 'HEAD' ? 404 : 200, { acknowledged: true, index }];
      case '_doc':
      case '_create': {
        const key = id === '' ? String(documents.size) : decodeURIComponent(id);
        const known = documents.get(`${index}/${key}`);
        if (method === 'GET') return [known === undefined ? 404 : 200, { _index: index, _id: key, found: known !== undefined, _source: known?._source }];
        if (method === 'DELETE') documents.delete(`${index}/${key}`);
        else keep(index, key, json());
        return [200, { _index: index, _id: key, result: method === 'DELETE' ? 'deleted' : 'created' }];
      }
      case '_update': {
        const known = documents.get(`${index}/${id}`);
        keep(index, id, { ...(known?._source as object | undefined), ...json().doc });
        return [200, { _index: index, _id: id, result: 'updated' }];
      }
      case '_search': return [200, { took: 1, timed_out: false, hits: { total: { value: ofIndex(index).length, relation: 'eq' }, hits: ofIndex(index) } }];
      case '_count': return [200, { count: ofIndex(index).length }];
      case '_delete_by_query': return [200, { deleted: 0 }];
      case '_update_by_query': return [200, { updated: 0 }];
      default: return [200, { acknowledged: true }];
    }
  };
  return listenHttp(createServer((request, response) => {
    void readText(request).then((text) => {
      const [path = '/'] = (request.url ?? '/').split('?');
      const [status, body] = answer(request.method ?? 'GET', path, text);
      response.writeHead(status, { 'content-type': request.headers.accept?.includes('compatible-with') === true ? 'application/vnd.elasticsearch+json;compatible-with=9' : 'application/json', 'x-elastic-product': 'Elasticsearch' });
      response.end(JSON.stringify(body));
    });
  }));
}
