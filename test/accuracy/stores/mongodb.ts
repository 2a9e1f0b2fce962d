import { createServer, type Socket } from 'node:net';

type Doc = Record<string, unknown>;
/** What of the `bson` package is used; the `mongodb` package exports it as `BSON`. */
interface Bson { serialize(document: Doc): Uint8Array; deserialize(bytes: Uint8Array, options?: object): Doc; readonly ObjectId: new () => object }

export interface MongoStore { readonly url: string; readonly collections: ReadonlyMap<string, Doc[]> }

/**
 * A small MongoDB in memory, spoken to by its wire protocol (OP_MSG): one primary of a replica set, so that transactions are offered. It finds by equality and
 * the frequent operators, changes by `$set`, `$inc`, `$push` and replacement, and answers aggregations with what their `$match`, `$count` and `$group` by nothing
 * leave; transactions commit at once. Enough for backends whose calls are watched, not whose results are.
 */
export async function startMongo(bson: Bson): Promise<MongoStore> {
  const collections = new Map<string, Doc[]>();
  const server = createServer((socket) => { serve(socket, bson, (command) => answer(command, collections, bson)); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { url: `mongodb://127.0.0.1:${address.port}/shop?directConnection=true`, collections };
}

const opReply = 1;
const opQuery = 2004;
const opMessage = 2013;

function serve(socket: Socket, bson: Bson, run: (command: Doc) => Doc): void {
  let pending = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 16 && pending.length >= pending.readInt32LE(0)) {
      const message = pending.subarray(0, pending.readInt32LE(0));
      pending = pending.subarray(message.length);
      const isQuery = message.readInt32LE(12) === opQuery;
      const command = isQuery ? queryOf(message, bson) : commandOf(message, bson);
      socket.write(framed(message.readInt32LE(4), Buffer.from(bson.serialize(run(command))), isQuery));
    }
  });
}

function framed(to: number, body: Buffer, isReply: boolean): Buffer {
  const head = Buffer.alloc(isReply ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(to, 8);
  head.writeInt32LE(isReply ? opReply : opMessage, 12);
  if (isReply) head.writeInt32LE(1, 32);
  return Buffer.concat([head, body]);
}

/** The handshake may still come as a query: flags, a name that ends in a zero, two numbers, the document. */
function queryOf(message: Buffer, bson: Bson): Doc {
  const start = message.indexOf(0, 20) + 9;
  return bson.deserialize(message.subarray(start, start + message.readInt32LE(start)));
}

/** The document of a message, with its document sequences put where they belong. */
function commandOf(message: Buffer, bson: Bson): Doc {
  let command: Doc = {};
  const end = message.length - ((message.readInt32LE(16) & 1) === 1 ? 4 : 0);
  for (let at = 20; at < end;) {
    const kind = message[at];
    const size = message.readInt32LE(at + 1);
    if (kind === 0) command = { ...command, ...bson.deserialize(message.subarray(at + 1, at + 1 + size)) };
    else {
      const nameEnd = message.indexOf(0, at + 5);
      const documents: Doc[] = [];
      for (let inner = nameEnd + 1; inner < at + 1 + size; inner += message.readInt32LE(inner)) documents.push(bson.deserialize(message.subarray(inner, inner + message.readInt32LE(inner))));
      command = { ...command, [message.toString('utf8', at + 5, nameEnd)]: documents };
    }
    at += 1 + size;
  }
  return command;
}

function answer(command: Doc, collections: Map<string, Doc[]>, bson: Bson): Doc {
  const [name = ''] = Object.keys(command);
  const target = String(command[name]);
  const documents = collections.get(target) ?? [];
  const keep = (): Doc[] => {
    if (!collections.has(target)) collections.set(target, documents);
    return documents;
  };
  const cursor = (firstBatch: readonly Doc[]): Doc => ({ ok: 1, cursor: { id: 0n, ns: `shop.${target}`, firstBatch } });
  switch (name) {
    case 'hello':
    case 'ismaster':
    case 'isMaster': return {
      ok: 1, helloOk: true, isWritablePrimary: true, ismaster: true, setName: 'rs', hosts: ['127.0.0.1'], me: '127.0.0.1', logicalSessionTimeoutMinutes: 30,
      maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000, minWireVersion: 0, maxWireVersion: 25,
    };
    case 'insert': {
      const added = command['documents'] as Doc[];
      keep().push(...added);
      return { ok: 1, n: added.length };
    }
    case 'find': return cursor(documents.filter(matching(command['filter'])).slice(Number(command['skip'] ?? 0)).slice(0, limitOf(command['limit'])));
    case 'aggregate': return cursor(aggregated(documents, command['pipeline'] as Doc[]));
    case 'count': return { ok: 1, n: documents.filter(matching(command['query'])).length };
    case 'distinct': return { ok: 1, values: [...new Set(documents.filter(matching(command['query'])).map((document) => document[String(command['key'])]))] };
    case 'update': return updated(keep(), command['updates'] as Doc[], bson);
    case 'delete': return removed(documents, command['deletes'] as Doc[]);
    case 'findAndModify': return modified(keep(), command, bson);
    case 'bulkWrite': return { ok: 1, cursor: { id: 0n, ns: 'admin.$cmd.bulkWrite', firstBatch: [] }, nErrors: 0, nInserted: (command['ops'] as Doc[]).length, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
    case 'listCollections': return cursor([...collections.keys()].map((key) => ({ name: key, type: 'collection' })));
    case 'listIndexes': return cursor([{ v: 2, key: { _id: 1 }, name: '_id_' }]);
    case 'drop':
    case 'dropDatabase': return { ok: 1 };
    case 'createIndexes': return { ok: 1, numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false };
    default: return { ok: 1 };
  }
}

function limitOf(limit: unknown): number {
  const size = Math.abs(Number(limit ?? 0));
  return size === 0 ? Infinity : size;
}

function text(value: unknown): string {
  return typeof value === 'object' && value !== null && 'toHexString' in value ? (value as { toHexString(): string }).toHexString() : JSON.stringify(value);
}

function matching(filter: unknown): (document: Doc) => boolean {
  return (document) => Object.entries((filter ?? {}) as Doc).every(([key, wanted]) => {
    if (key === '$or') return (wanted as Doc[]).some((one) => matching(one)(document));
    if (key === '$and') return (wanted as Doc[]).every((one) => matching(one)(document));
    const value = document[key];
    if (typeof wanted !== 'object' || wanted === null || !Object.keys(wanted).some((name) => name.startsWith('$'))) return text(value) === text(wanted);
    return Object.entries(wanted as Doc).every(([operator, operand]) => {
      switch (operator) {
        case '$in': return (operand as unknown[]).some((one) => text(one) === text(value));
        case '$ne': return text(value) !== text(operand);
        case '$gt': return Number(value) > Number(operand);
        case '$gte': return Number(value) >= Number(operand);
        case '$lt': return Number(value) < Number(operand);
        case '$exists': return (value !== undefined) === operand;
        default: return true;
      }
    });
  });
}

function aggregated(documents: readonly Doc[], pipeline: readonly Doc[]): readonly Doc[] {
  let rows = documents;
  for (const stage of pipeline) {
    const [name = ''] = Object.keys(stage);
    if (name === '$match') rows = rows.filter(matching(stage[name]));
    else if (name === '$count') rows = [{ [String(stage[name])]: rows.length }];
    else if (name === '$group') rows = rows.length === 0 ? [] : [{ _id: 1, n: rows.length }];
    else if (name === '$out' || name === '$merge') rows = [];
  }
  return rows;
}

function change(document: Doc, update: Doc): void {
  const { $set = {}, $inc = {}, $push = {}, ...rest } = update as Record<string, Doc>;
  for (const [key, value] of Object.entries($set)) document[key] = value;
  for (const [key, value] of Object.entries($inc)) document[key] = Number(document[key] ?? 0) + Number(value);
  for (const [key, value] of Object.entries($push)) document[key] = [...(document[key] as unknown[] | undefined) ?? [], value];
  if (!Object.keys(update).some((key) => key.startsWith('$'))) Object.assign(document, rest);
}

function inserted(documents: Doc[], filter: Doc, update: Doc, bson: Bson): Doc {
  const made: Doc = { _id: new bson.ObjectId(), ...filter, ...(update['$setOnInsert'] as Doc | undefined) };
  change(made, update);
  documents.push(made);
  return made;
}

function updated(documents: Doc[], updates: readonly Doc[], bson: Bson): Doc {
  let n = 0;
  const upserted: Doc[] = [];
  updates.forEach(({ q, u, multi, upsert }, index) => {
    const found = documents.filter(matching(q)).slice(0, multi === true ? Infinity : 1);
    for (const document of found) change(document, u as Doc);
    n += found.length;
    if (found.length === 0 && upsert === true) upserted.push({ index, _id: inserted(documents, q as Doc, u as Doc, bson)['_id'] });
  });
  return { ok: 1, n: n + upserted.length, nModified: n, ...(upserted.length === 0 ? {} : { upserted }) };
}

function removed(documents: Doc[], deletes: readonly Doc[]): Doc {
  let n = 0;
  for (const { q, limit } of deletes) {
    for (const document of documents.filter(matching(q)).slice(0, Number(limit) === 1 ? 1 : Infinity)) {
      documents.splice(documents.indexOf(document), 1);
      n++;
    }
  }
  return { ok: 1, n };
}

function modified(documents: Doc[], { query, update, remove, upsert, new: wantsNew }: Doc, bson: Bson): Doc {
  const found = documents.find(matching(query));
  if (found === undefined) {
    const made = upsert === true ? inserted(documents, query as Doc, update as Doc, bson) : null;
    return { ok: 1, value: wantsNew === true ? made : null, lastErrorObject: { n: made === null ? 0 : 1, updatedExisting: false } };
  }
  const before = { ...found };
  if (remove === true) documents.splice(documents.indexOf(found), 1);
  else change(found, update as Doc);
  return { ok: 1, value: wantsNew === true ? found : before, lastErrorObject: { n: 1, updatedExisting: remove !== true } };
}
