import { createApp } from './app.js';
import { log } from './log.js';
import { Store } from './store.js';
import type { AddressInfo } from 'node:net';

const store = new Store(process.env['DRILL'] === 'database');
const server = createApp(store).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  log('info', 'listening', { url: `http://127.0.0.1:${port}` });
});
