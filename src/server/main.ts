import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server.ts';

const isAddressed = process.argv.some((argument) => /^--(?:node-ipc|stdio|socket=\d+|pipe=.+|socket|pipe)$/.test(argument));
if (isAddressed) {
  startServer(createConnection(ProposedFeatures.all));
} else {
  process.stderr.write('Backend Coach language server. Start it with --stdio (most editors), --node-ipc, --socket=<port> or --pipe=<name>.\n');
  process.exitCode = 2;
}
