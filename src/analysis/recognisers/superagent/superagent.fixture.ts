import request from 'superagent';
import type { Request } from 'superagent';
import { get } from 'superagent';
import { request as ours } from './client';
const items = 'https://stock.example.com/items';
export const one = async () => (await request.get(items)).body; //~ outbound superagent deadline=no
export const two = () => request.post(items).send({ id: 1 }).set('Accept', 'json').timeout({ response: 500 }); //~ outbound superagent deadline=yes
export const three = () => request('DELETE', items).timeout(100); //~ outbound superagent deadline=yes
export const four = async () => { await get(items); }; //~ outbound superagent deadline=no
const agent = request.agent();
export const five = () => agent.put(items).timeout(500).send({ id: 1 }); //~ outbound superagent deadline=yes
export const six = () => {
  const pending = request.get(items); //~ outbound superagent deadline=yes
  pending.timeout(500);
  return pending;
};
// Look-alikes: a type, our own client, other things with a timeout, the agent's settings.
export const abort = (pending: Request) => { pending.abort(); };
ours.get(items).timeout(10);
const local = { get: (url: string) => ({ timeout: (ms: number) => `${url}${ms}` }) };
local.get(items).timeout(10);
agent.jar.getCookies(items);
// @file src/client.ts
export const request = { get: (url: string) => ({ timeout: (ms: number) => `${url}${ms}` }) };
