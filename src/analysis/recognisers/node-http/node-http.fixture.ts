// also: server
import http, { createServer, type Server } from 'node:http';
import https from 'https';
const server = createServer((_request, response) => { response.end(); }).listen(3000); //~ server node:http app ; server node:http listen
export function stop(running: Server) { running.close(); } //~ server node:http close
server.close(() => undefined); //~ server node:http close
http.get('http://catalogue.internal/items', { timeout: 500 }, () => undefined); //~ outbound node:http deadline=yes
https.request('https://api.example.com/items', () => undefined); //~ outbound node:https deadline=unknown
const files = new Map<string, { close(): void }>();
files.get('a')?.close();
export const door = { listen: (_port: number) => undefined, close: () => undefined };
door.listen(3000);
door.close();
