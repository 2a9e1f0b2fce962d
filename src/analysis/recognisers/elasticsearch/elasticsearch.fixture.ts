// also: client, close
import { Client } from '@elastic/elasticsearch';
import { Client as OpenSearch } from '@opensearch-project/opensearch';
import { ElasticsearchService } from '@nestjs/elasticsearch';
import axios from 'axios';
const client = new Client({ node: 'http://localhost:9200' }); //~ client @elastic/elasticsearch Client
const open = new OpenSearch({ node: 'http://localhost:9200' }); //~ client @opensearch-project/opensearch Client
const index = 'orders';
export const search = (text: string) => client.search({ index, query: { match: { text } } }); //~ data @elastic/elasticsearch read orders
export const add = (id: string, document: object) => client.index({ index, id, document, refresh: true }); //~ data @elastic/elasticsearch write orders
export const change = (id: string) => client.update({ index, id, doc: { seen: true } }); //~ data @elastic/elasticsearch write orders
export const drop = (id: string) => client.delete({ index, id }); //~ data @elastic/elasticsearch delete orders
export const many = (operations: object[]) => client.bulk({ operations }); //~ data @elastic/elasticsearch write
export const fill = (datasource: object[]) => client.helpers.bulk({ datasource, onDocument: () => ({ index: { _index: index } }) }); //~ data @elastic/elasticsearch write
export const prepare = () => client.indices.create({ index: 'orders' }); //~ data @elastic/elasticsearch schema orders
export const isThere = () => client.indices.exists({ index: ['orders'] }); //~ data @elastic/elasticsearch read orders
export const sql = () => client.sql.query({ query: 'SELECT 1' }); //~ data @elastic/elasticsearch raw
export const ping = () => client.ping();
export const clear = () => open.delete_by_query({ index, body: {} }); //~ data @opensearch-project/opensearch delete orders
export const map = () => open.indices.put_mapping({ index, body: {} }); //~ data @opensearch-project/opensearch schema orders
export const stop = () => client.close(); //~ close @elastic/elasticsearch close
export class SearchService {
  constructor(private readonly search: ElasticsearchService, private readonly crm: { search(text: string): string[]; delete(id: string): void }) {}
  find(text: string) {
    this.crm.delete(text);
    return [this.crm.search(text), this.search.count({ index: 'customers' })]; //~ data @elastic/elasticsearch read customers
  }
}
export const remove = (id: string) => axios.delete(`/orders/${id}`); //~ outbound axios deadline=no
export const keys = new Map<string, number>();
export const local = keys.get('orders') ?? keys.delete('orders');
