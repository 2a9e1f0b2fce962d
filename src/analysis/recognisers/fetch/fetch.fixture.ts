import { fetch as undiciFetch, request } from 'undici';
import { fetch as wrapped } from './client';
import * as client from './client';
const options = { method: 'POST', signal: AbortSignal.timeout(2000) };
export const stock = (id: string) => fetch(`https://stock.example.com/items/${id}`); //~ outbound fetch deadline=no
export const order = () => fetch('https://orders.example.com', options); //~ outbound fetch deadline=yes
export const pay = (init: RequestInit) => fetch('https://pay.example.com', init); //~ outbound fetch deadline=unknown
export const spread = (init: RequestInit) => fetch('https://pay.example.com', { ...init, method: 'POST' }); //~ outbound fetch deadline=unknown
export const other = () => undiciFetch('https://x.example.com', { method: 'GET' }); //~ outbound undici deadline=no
export const low = () => request('https://x.example.com', { headersTimeout: 500 }); //~ outbound undici deadline=yes
export const ours = () => wrapped('https://x.example.com');
export const ours2 = () => client.fetch('https://x.example.com');
export function shadow(fetch: (url: string) => string) { return fetch('https://x.example.com'); }
const store = { fetch: (key: string) => key };
store.fetch('https://x.example.com');
// @file src/client.ts
export const fetch = (url: string) => url.length;
