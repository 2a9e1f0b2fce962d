import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadConfig } from './config.js';

const config = loadConfig(process.env);

const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/health') {
    response.end(JSON.stringify({ ok: true }));
  } else if (request.url === '/settings') {
    response.end(JSON.stringify({
      logLevel: config.logLevel,
      databaseHost: new URL(config.databaseUrl).hostname,
      mailSandbox: config.mailSandbox,
      mailRetries: config.mailRetries,
      sessionSeconds: config.sessionSeconds,
      allowedOrigins: config.allowedOrigins,
    }));
  } else {
    response.writeHead(404).end(JSON.stringify({ error: 'not found' }));
  }
});

server.listen(config.port, '127.0.0.1', () => {
  console.log(`listening on ${(server.address() as AddressInfo).port}`);
});
