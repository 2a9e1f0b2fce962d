import { dataCallOf, emitDataCall } from '../data-call.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';
import { shortSql } from '../sql.ts';
import { classifyCypher } from './cypher.ts';

const driver = 'neo4j-driver.driver()';
const session = 'neo4j-driver.Session!';
const transaction = 'neo4j-driver.Transaction!';
const managed = ['executeRead', 'executeWrite', 'readTransaction', 'writeTransaction'];

/** Neo4j's driver: Cypher run on sessions, in transactions and by the driver itself. */
export const recogniser: Recogniser = {
  name: 'neo4j',
  modules: ['neo4j-driver'],
  aliases: {
    'neo4j-driver.Driver!': driver, 'neo4j-driver.neo4j.driver()': driver, 'neo4j-driver.neo4j': 'neo4j-driver',
    [`${driver}.session()`]: session, [`${session}.beginTransaction()`]: transaction, 'neo4j-driver.ManagedTransaction!': transaction,
    ...Object.fromEntries(managed.map((method) => [`${session}.${method}(0:0)`, transaction])),
  },
  onCall(call, link) {
    if (call.path === 'neo4j-driver.driver') {
      const inClass = link.linker.model(call.file).classes[call.cls]?.name;
      link.emit({ kind: 'client', ...call.base, library: 'neo4j-driver', what: 'Driver', ...(inClass === undefined ? {} : { inClass }) });
    } else if (call.method === 'close' && [driver, session].includes(call.receiver)) link.emit({ kind: 'close', ...call.base, library: 'neo4j-driver', method: 'close' });
    else if (call.receiver === driver && call.method === 'executeQuery') emitCypher(call, call.args[0], link);
    else if ((call.receiver === session || call.receiver === transaction) && call.method === 'run') emitCypher(call, call.args[0], link);
    else if (call.receiver === session && (managed.includes(call.method) || call.method === 'beginTransaction')) emitDataCall(call, link, 'transaction', { store: 'graph' });
    else if (call.receiver === transaction && (call.method === 'commit' || call.method === 'rollback')) emitDataCall(call, link, 'transaction', { store: 'graph' });
  },
};

/** `run('MATCH …', { … })` and `run({ text: 'MATCH …', parameters: { … } })`. */
function emitCypher(call: ExternalCall, first: Argument | undefined, link: LinkContext): void {
  const text = (first?.prop('text') ?? first)?.text().text;
  const cypher = text === undefined || text === '${}' ? undefined : text;
  const { operation, target } = classifyCypher(cypher);
  link.emit({ ...dataCallOf(call, operation, { store: 'graph', target }), ...(cypher === undefined ? {} : { sql: shortSql(cypher) }) });
}
