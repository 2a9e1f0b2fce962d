import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { backendsFolder } from '../backends.ts';

interface Connection {
  readonly sequenceId: number;
  on(event: string, listener: (...args: never[]) => void): void;
  serverHandshake(options: object): void;
  writePacket(packet: object): void;
  writeColumns(columns: readonly object[]): void;
  writeTextRow(values: readonly unknown[]): void;
  writeBinaryRow(values: readonly unknown[]): void;
  writeOk(args?: object): void;
  writeEof(): void;
  writeError(error: { code: number; message: string }): void;
  stream: { end(): void };
}
interface Mysql { createServer(): { on(event: 'connection', listener: (connection: Connection) => void): void; listen(port: number, host: string, done: () => void): void; _server: { address(): { port: number } } } }

/** What the server answers: rows, `ok` for a statement that changes something, or an error. */
export type Answer = readonly Readonly<Record<string, string | number>>[] | 'ok' | Error;

/**
 * A recorded MySQL: mysql2's own server part behind a real socket, which answers every statement from `answer`. No MySQL can be embedded;
 * the client, its protocol, its pools and its prepared statements are the real ones.
 */
export async function startMysql(answer: (sql: string) => Answer): Promise<{ readonly url: string; readonly statements: readonly string[] }> {
  const require = createRequire(join(backendsFolder, 'mysql2/package.json'));
  const mysql = require('mysql2') as Mysql;
  const folder = dirname(require.resolve('mysql2'));
  const Packet = require(join(folder, 'lib/packets/packet.js')) as new (id: number, buffer: Buffer, start: number, end: number) => object;
  const ColumnDefinition = require(join(folder, 'lib/packets/column_definition.js')) as { toPacket(column: object, sequence: number): object };
  const statements: string[] = [];
  const server = mysql.createServer();
  server.on('connection', (connection) => {
    const prepared: string[] = [];
    connection.serverHandshake({ protocolVersion: 10, serverVersion: '8.4.0', connectionId: 1, statusFlags: 2, characterSet: 45, capabilityFlags: 0xf7ff | (0x000f << 16) });
    const reply = (sql: string, binary: boolean): void => {
      statements.push(sql);
      const said = answer(sql);
      if (said instanceof Error) connection.writeError({ code: 1064, message: said.message });
      else if (said === 'ok') connection.writeOk({ affectedRows: 1, insertId: 1 });
      else {
        connection.writeColumns(columnsOf(said[0] ?? { none: 0 }));
        for (const row of said) connection[binary ? 'writeBinaryRow' : 'writeTextRow'](Object.values(row).map(String));
        connection.writeEof();
      }
    };
    connection.on('query', (sql: string) => { reply(sql, false); });
    connection.on('stmt_prepare', (sql: string) => {
      if (/^set /i.test(sql)) {
        reply(sql, false);
        return;
      }
      const parameters = sql.split('?').length - 1;
      const header = Buffer.alloc(16);
      header.writeUInt32LE(prepared.push(sql), 5);
      header.writeUInt16LE(parameters, 11);
      connection.writePacket(new Packet(0, header, 0, header.length));
      for (let index = 0; index < parameters; index++) connection.writePacket(ColumnDefinition.toPacket(columnsOf({ parameter: '' })[0] ?? {}, connection.sequenceId));
      if (parameters > 0) connection.writeEof();
    });
    connection.on('stmt_execute', (id: number) => { reply(prepared[id - 1] ?? '', true); });
    connection.on('error', () => { connection.stream.end(); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `mysql://shop:shop@127.0.0.1:${server._server.address().port}/shop`, statements };
}

function columnsOf(row: Readonly<Record<string, string | number>>): object[] {
  return Object.keys(row).map((name) => ({ catalog: 'def', schema: 'shop', table: 'shop', orgTable: 'shop', name, orgName: name, characterSet: 45, columnLength: 255, columnType: 253, flags: 0, decimals: 0 }));
}
