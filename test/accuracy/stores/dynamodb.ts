import { createServer } from 'node:http';
import { listenHttp, readJson, type HttpStore } from './http.ts';

type Item = Record<string, unknown>;
interface Input {
  readonly TableName?: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly RequestItems?: Readonly<Record<string, readonly { PutRequest?: { Item: Item } }[] & { Keys?: readonly Item[] }>>;
  readonly TransactItems?: readonly Readonly<Record<string, Input>>[];
}

/** A small DynamoDB on loopback, in memory: items by their key attributes as they are given; conditions, filters and expressions are not read. */
export async function startDynamo(): Promise<HttpStore> {
  const tables = new Map<string, Item[]>();
  const rows = (name = ''): Item[] => {
    const known = tables.get(name) ?? [];
    tables.set(name, known);
    return known;
  };
  const find = ({ TableName, Key = {} }: Input): Item | undefined => rows(TableName).find((item) => Object.entries(Key).every(([name, value]) => JSON.stringify(item[name]) === JSON.stringify(value)));
  const drop = (input: Input): void => {
    const found = find(input);
    if (found !== undefined) rows(input.TableName).splice(rows(input.TableName).indexOf(found), 1);
  };
  const put = (table: string | undefined, item: Item | undefined): void => { if (item !== undefined) rows(table).push(item); };

  const answer = (operation: string, input: Input): unknown => {
    switch (operation) {
      case 'PutItem': put(input.TableName, input.Item); return {};
      case 'GetItem': return { Item: find(input) };
      case 'UpdateItem': {
        if (find(input) === undefined) put(input.TableName, { ...input.Key });
        return { Attributes: find(input) };
      }
      case 'DeleteItem': drop(input); return {};
      case 'Query':
      case 'Scan': return { Items: rows(input.TableName), Count: rows(input.TableName).length, ScannedCount: rows(input.TableName).length };
      case 'BatchWriteItem':
        for (const [table, requests] of Object.entries(input.RequestItems ?? {})) for (const { PutRequest } of requests) put(table, PutRequest?.Item);
        return { UnprocessedItems: {} };
      case 'BatchGetItem': return { Responses: Object.fromEntries(Object.keys(input.RequestItems ?? {}).map((table) => [table, rows(table)])), UnprocessedKeys: {} };
      case 'TransactWriteItems':
        for (const { Put, Delete } of input.TransactItems ?? []) {
          put(Put?.TableName, Put?.Item);
          if (Delete !== undefined) drop(Delete);
        }
        return {};
      case 'ExecuteStatement': return { Items: [] };
      case 'CreateTable': return { TableDescription: { TableName: input.TableName, TableStatus: 'ACTIVE' } };
      default: return {};
    }
  };
  return listenHttp(createServer((request, response) => {
    void readJson(request).then((input) => {
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer(operation, input as Input)));
    });
  }));
}
