import type { DataOperation } from '../../facts.ts';
import { awsCommand } from '../aws-command.ts';
import { emitDataCall, operationsOf } from '../data-call.ts';
import { knownText } from '../known-text.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

const low = '@aws-sdk/client-dynamodb';
const documents = '@aws-sdk/lib-dynamodb';
const client = `${low}.DynamoDBClient!`;
const documentClient = `${documents}.DynamoDBDocumentClient!`;
const aggregated = new Set([`${low}.DynamoDB!`, `${documents}.DynamoDBDocument!`]);
const versionTwo = new Set(['aws-sdk.DynamoDB!', 'aws-sdk.DynamoDB.DocumentClient!']);

/** Commands by their names, those of the low-level client and those of the document client. */
const operations = operationsOf({
  read: 'GetItem Get BatchGetItem BatchGet Query Scan TransactGetItems TransactGet DescribeTable ListTables',
  write: 'PutItem Put UpdateItem Update BatchWriteItem BatchWrite', delete: 'DeleteItem Delete', transaction: 'TransactWriteItems TransactWrite',
  schema: 'CreateTable UpdateTable DeleteTable UpdateTimeToLive', raw: 'ExecuteStatement BatchExecuteStatement ExecuteTransaction',
});

/** DynamoDB: `send` of the client or the document client is the row, whatever statement the command was made in; also the aggregated clients, paginators and version 2 of the SDK. */
export const recogniser: Recogniser = {
  name: 'dynamodb',
  modules: [low, documents, 'aws-sdk', 'aws-sdk/clients/dynamodb'],
  aliases: {
    [`${documents}.DynamoDBDocumentClient.from()`]: documentClient, [`${documents}.DynamoDBDocument.from()`]: `${documents}.DynamoDBDocument!`,
    'aws-sdk/clients/dynamodb!': 'aws-sdk.DynamoDB!', 'aws-sdk/clients/dynamodb.DocumentClient!': 'aws-sdk.DynamoDB.DocumentClient!',
  },
  onCall(call, link) {
    const { receiver } = call;
    if (call.form === 'new') onNew(call, link);
    else if (call.method === 'send' && (receiver === client || receiver === documentClient || aggregated.has(receiver))) {
      const command = awsCommand(call, link);
      if (command?.module === low || command?.module === documents) emit(call, command.name, command.input, link);
    } else if (aggregated.has(receiver)) emit(call, commandName(call.method), call.args[0], link);
    else if (/^@aws-sdk\/(?:client|lib)-dynamodb\.paginate\w+$/.test(call.path)) emit(call, call.method.slice('paginate'.length), call.args[1], link);
    else onVersionTwo(call, link);
  },
};

function onNew(call: ExternalCall, link: LinkContext): void {
  const what = call.path === `${low}.DynamoDBClient` ? 'DynamoDBClient' : aggregated.has(`${call.path}!`) || versionTwo.has(`${call.path}!`) ? 'DynamoDB' : undefined;
  if (what === undefined) return;
  const inClass = link.linker.model(call.file).classes[call.cls]?.name;
  link.emit({ kind: 'client', ...call.base, library: call.callee.module, what, ...(inClass === undefined ? {} : { inClass }) });
}

/** In version 2 a request runs by `.promise()` or when it is given a callback. */
function onVersionTwo(call: ExternalCall, link: LinkContext): void {
  const request = call.on?.from;
  if (call.method === 'promise' && call.on !== undefined && request !== undefined && versionTwo.has(request.from?.path ?? '')) {
    emit(call, commandName(request.path.slice(request.path.lastIndexOf('.') + 1)), link.argumentsOf(call.on)[0], link);
  } else if (versionTwo.has(call.receiver) && call.args[1]?.fn() !== undefined) emit(call, commandName(call.method), call.args[0], link);
}

function commandName(method: string): string {
  return `${method[0]?.toUpperCase() ?? ''}${method.slice(1)}`;
}

function emit(call: ExternalCall, command: string, input: Argument | undefined, link: LinkContext): void {
  const operation: DataOperation | undefined = operations.get(command);
  if (operation === undefined) return;
  const method = call.method === 'promise' ? `${command[0]?.toLowerCase() ?? ''}${command.slice(1)}` : call.method;
  emitDataCall(call, link, operation, { store: 'document', target: tableOf(input, link), method });
}

/** The one table a command is about; a batch or a transaction on several has none. */
function tableOf(input: Argument | undefined, link: LinkContext): string | undefined {
  const direct = knownText(input?.prop('TableName'), link);
  if (direct !== undefined) return direct;
  const batch = input?.prop('RequestItems')?.entries();
  const steps = (input?.prop('TransactItems')?.items() ?? []).flatMap((item) => item.entries()?.items ?? []).map(([, step]) => knownText(step.prop('TableName'), link));
  const names = new Set(batch === undefined || batch.open ? steps : batch.items.map(([key]) => key));
  return names.size === 1 ? [...names][0] : undefined;
}
