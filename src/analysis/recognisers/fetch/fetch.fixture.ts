import { fetch as undiciFetch, request, Agent, Client, Pool } from 'undici';
import type { Dispatcher } from 'undici';
import crossFetch from 'cross-fetch';
import { fetch as wrapped } from './client';
import * as client from './client';
const options = { method: 'POST', signal: AbortSignal.timeout(2000) };
export const stock = (id: string) => fetch(`https://stock.example.com/items/${id}`); //~ outbound fetch deadline=no
export const order = () => fetch('https://orders.example.com', options); //~ outbound fetch deadline=yes
export const pay = (init: RequestInit) => fetch('https://pay.example.com', init); //~ outbound fetch deadline=unknown
export const spread = (init: RequestInit) => fetch('https://pay.example.com', { ...init, method: 'POST' }); //~ outbound fetch deadline=unknown
export const other = () => undiciFetch('https://x.example.com', { method: 'GET' }); //~ outbound undici deadline=no
export const low = () => request('https://x.example.com', { headersTimeout: 500 }); //~ outbound undici deadline=yes
const pool = new Pool('https://stock.example.com', { connections: 10, headersTimeout: 500 });
export const pooled = () => pool.request({ path: '/items', method: 'GET' }); //~ outbound undici deadline=yes
const plain = new Client('https://stock.example.com');
export const endless = () => plain.request({ path: '/items', method: 'GET' }); //~ outbound undici deadline=no
export const short = () => plain.stream({ path: '/items', method: 'GET', bodyTimeout: 100 }, () => process.stdout); //~ outbound undici deadline=yes
export const handed = (to: Dispatcher) => to.request({ path: '/items', method: 'GET' }); //~ outbound undici deadline=unknown
export const agents = () => fetch('https://x.example.com', { dispatcher: new Agent({ headersTimeout: 10 }) } as RequestInit); //~ outbound fetch deadline=yes
export const polyfill = () => crossFetch('https://x.example.com'); //~ outbound cross-fetch deadline=no
export const closing = () => pool.close();
export const ours = () => wrapped('https://x.example.com');
export const ours2 = () => client.fetch('https://x.example.com');
export function shadow(fetch: (url: string) => string) { return fetch('https://x.example.com'); }
const store = { fetch: (key: string) => key };
store.fetch('https://x.example.com');
// @file src/client.ts
export const fetch = (url: string) => url.length;
