import got from 'got';
import type { Got } from 'got';
import ky from 'ky';
import { ofetch, $fetch } from 'ofetch';
import needle from 'needle';
import request from 'request-promise';
import Wreck from '@hapi/wreck';
import { got as ours } from './client';
const items = 'https://stock.example.com/items';
export const one = () => got('https://a.example.com'); //~ outbound got deadline=no
export const two = () => got.get('https://a.example.com', { timeout: { request: 500 } }); //~ outbound got deadline=yes
export const three = () => ky.get('https://a.example.com'); //~ outbound ky deadline=yes
const bounded = got.extend({ prefixUrl: 'https://a.example.com', timeout: { request: 500 } });
const endless = got.extend({ prefixUrl: 'https://a.example.com' });
export const four = () => bounded('orders'); //~ outbound got deadline=yes
export const five = () => endless.post('orders', { json: {} }); //~ outbound got deadline=no
export const six = () => ofetch(items, { timeout: 1000 }); //~ outbound ofetch deadline=yes
export const seven = () => $fetch.raw(items); //~ outbound ofetch deadline=no
const api = ofetch.create({ baseURL: items, signal: AbortSignal.timeout(1000) });
export const eight = () => api('/1'); //~ outbound ofetch deadline=yes
export const nine = () => needle('get', items, { response_timeout: 500 }); //~ outbound needle deadline=yes
export const ten = () => needle.get(items, { timeout: 500 }); //~ outbound needle deadline=no
export const eleven = () => needle.post(items, { id: 1 }, { read_timeout: 500 }, (error) => { if (error) throw error; }); //~ outbound needle deadline=yes
export const twelve = () => needle.get(items, (error) => { if (error) throw error; }); //~ outbound needle deadline=no
export const thirteen = () => request({ url: items, timeout: 100 }); //~ outbound request deadline=yes
export const fourteen = () => request.get(items); //~ outbound request deadline=no
export const fifteen = () => Wreck.request('GET', items, { timeout: 10 }); //~ outbound @hapi/wreck deadline=yes
export const sixteen = (client: Got) => client.stream;
// Look-alikes: a factory, options without a request, our own client and object, a type.
export const made = got.extend({ prefixUrl: 'https://a.example.com' });
export const options = got.mergeOptions;
needle.defaults({ open_timeout: 60_000 });
ours('https://a.example.com');
const local = { get: (url: string) => url, request: (url: string) => url };
local.get('https://a.example.com');
local.request('https://a.example.com');
// @file src/client.ts
export const got = (url: string) => url.length;
