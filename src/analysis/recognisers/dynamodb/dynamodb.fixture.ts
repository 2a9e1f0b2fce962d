// also: client
import { CreateTableCommand, DynamoDB, DynamoDBClient, GetItemCommand, ExecuteStatementCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DeleteCommand, DynamoDBDocument, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { tables } from './tables';
const client = new DynamoDBClient({}); //~ client @aws-sdk/client-dynamodb DynamoDBClient
export const documents = DynamoDBDocumentClient.from(client);
export const one = (id: string) => documents.send(new GetCommand({ TableName: 'orders', Key: { id } })); //~ data @aws-sdk/lib-dynamodb read orders
export const put = (order: object) => documents.send(new PutCommand({ TableName: tables.orders, Item: order })); //~ data @aws-sdk/lib-dynamodb write orders
export async function list(userId: string) {
  const command = new QueryCommand({ TableName: tables.orders, IndexName: 'byUser', KeyConditionExpression: 'userId = :u', ExpressionAttributeValues: { ':u': userId } });
  const { Items } = await documents.send(command); //~ data @aws-sdk/lib-dynamodb read orders
  return Items;
}
export const drop = (id: string) => documents.send(new DeleteCommand({ TableName: 'orders', Key: { id } })); //~ data @aws-sdk/lib-dynamodb delete orders
export const move = (id: string) => documents.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: 'orders', Item: { id } } }, { Update: { TableName: 'stock', Key: { id } } }] })); //~ data @aws-sdk/lib-dynamodb transaction
export const several = () => documents.send(new BatchWriteCommand({ RequestItems: { orders: [] } })); //~ data @aws-sdk/lib-dynamodb write orders
export const low = () => client.send(new GetItemCommand({ TableName: 'orders', Key: {} })); //~ data @aws-sdk/client-dynamodb read orders
export const prepare = () => client.send(new CreateTableCommand({ TableName: 'orders' })); //~ data @aws-sdk/client-dynamodb schema orders
export const partiql = () => client.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM orders' })); //~ data @aws-sdk/client-dynamodb raw
export const unknown = (command: unknown) => client.send(command as never);
export const neverSent = () => new UpdateCommand({ TableName: 'orders', Key: {} });
const all = new DynamoDB({}); //~ client @aws-sdk/client-dynamodb DynamoDB
export const get = () => all.getItem({ TableName: 'orders', Key: {} }); //~ data @aws-sdk/client-dynamodb read orders
export const document = DynamoDBDocument.from(client);
export const update = () => document.update({ TableName: 'stock', Key: {} }); //~ data @aws-sdk/lib-dynamodb write stock
export async function walk() {
  for await (const page of paginateScan({ client }, { TableName: 'orders' })) void page; //~ data @aws-sdk/client-dynamodb read orders
}
export class OrderTable {
  constructor(private readonly client: DynamoDBDocumentClient, private readonly table: string, private readonly mailer: { send(mail: unknown): void }) {}
  one(id: string) {
    this.mailer.send(new GetCommand({ TableName: 'orders', Key: { id } }));
    return this.client.send(new GetCommand({ TableName: this.table, Key: { id } })); //~ data @aws-sdk/lib-dynamodb read
  }
}
export const respond = (res: { send(body: unknown): void }, order: object) => { res.send(new Map([['order', order]])); };
export const lookUp = new Map<string, string>();
lookUp.get('orders');
// @file src/tables.ts
export const tables = { orders: 'orders' };
// @file src/version-two.ts
import AWS from 'aws-sdk';
const documents = new AWS.DynamoDB.DocumentClient(); //~ client aws-sdk DynamoDB
export const get = (id: string) => documents.get({ TableName: 'orders', Key: { id } }).promise(); //~ data aws-sdk read orders
export const scan = (done: () => void) => documents.scan({ TableName: 'orders' }, () => { done(); }); //~ data aws-sdk read orders
export const request = () => documents.put({ TableName: 'orders', Item: {} });
