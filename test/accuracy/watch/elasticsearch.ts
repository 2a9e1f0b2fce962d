import type { Truth, Watched } from '../truth.ts';

type Names = Readonly<Record<string, string>>;

const client: Names = {
  search: 'read', msearch: 'read', get: 'read', mget: 'read', count: 'read', exists: 'read', index: 'write', create: 'write', update: 'write', bulk: 'write', updateByQuery: 'write', reindex: 'write',
  delete: 'delete', deleteByQuery: 'delete',
};
const indices: Names = { create: 'schema', delete: 'schema', putMapping: 'schema', putSettings: 'schema', updateAliases: 'schema', exists: 'read', get: 'read', getMapping: 'read' };

/** Watches one client of Elasticsearch or OpenSearch and its namespaces. */
export function watchElastic(truth: Truth, library: string, own: { readonly indices: object; readonly helpers: object }): void {
  const indexed = (operation: string): Watched => ([options]) => {
    const index = (options as { index?: unknown } | undefined)?.index;
    return { operation, ...(typeof index === 'string' ? { target: index } : {}) };
  };
  const watch = (target: object, names: Names): void => {
    truth.watch(target, Object.fromEntries(Object.entries(names).filter(([name]) => name in target).map(([name, operation]) => [name, indexed(operation)])), library, { direct: true });
  };
  watch(own, client);
  watch(own.indices, indices);
  watch(own.helpers, { bulk: 'write', search: 'read', scrollDocuments: 'read' });
}
