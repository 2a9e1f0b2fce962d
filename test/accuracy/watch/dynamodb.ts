import type { Truth } from '../truth.ts';

interface Class { readonly prototype: object }
interface Input { readonly TableName?: string; readonly RequestItems?: object; readonly TransactItems?: readonly Readonly<Record<string, Input>>[] }

const operations: readonly (readonly [RegExp, string])[] = [
  [/^(?:CreateTable|UpdateTable|DeleteTable|UpdateTimeToLive)$/, 'schema'], [/^TransactWrite/, 'transaction'], [/^(?:Get|BatchGet|Query|Scan|TransactGet)/, 'read'],
  [/^(?:Put|Update|BatchWrite)/, 'write'], [/^Delete/, 'delete'], [/Statement$|^ExecuteTransaction$/, 'raw'],
];

/** Watches the clients of version 3 of the SDK: what is sent by the backend's own code, by the class of its command; and methods of the aggregated client. */
export function watchDynamo(truth: Truth, low: { readonly DynamoDBClient: Class }, lib: { readonly DynamoDBDocumentClient: Class; readonly DynamoDBDocument: Class }): void {
  const send = ([command]: readonly unknown[]) => row((command as object).constructor.name.replace(/Command$/, ''), (command as { input: Input }).input);
  truth.watch(low.DynamoDBClient.prototype, { send }, '@aws-sdk/client-dynamodb', { direct: true });
  truth.watch(lib.DynamoDBDocumentClient.prototype, { send }, '@aws-sdk/lib-dynamodb', { direct: true });
  const methods = ['get', 'put', 'update', 'delete', 'query', 'scan'];
  truth.watch(lib.DynamoDBDocument.prototype, Object.fromEntries(methods.map((name) => [name, ([input]: readonly unknown[]) => row(`${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`, input as Input)])), '@aws-sdk/lib-dynamodb', { direct: true });
}

function row(command: string, input: Input): { readonly operation: string; readonly target?: string } {
  const operation = operations.find(([pattern]) => pattern.test(command))?.[1];
  if (operation === undefined) throw new Error(`What ${command} does is not known here.`);
  const tables = input.TableName !== undefined ? [input.TableName] : input.RequestItems !== undefined ? Object.keys(input.RequestItems)
    : (input.TransactItems ?? []).flatMap((item) => Object.values(item).map(({ TableName }) => TableName));
  const [table] = new Set(tables);
  return { operation, ...(new Set(tables).size === 1 && table !== undefined ? { target: table } : {}) };
}
