import axios, { Axios, type AxiosInstance, type AxiosStatic } from 'axios';
import { HttpService } from '@nestjs/axios';
import { HttpService as OurService, stockClient } from './http.js';
const bounded = axios.create({ baseURL: 'https://stock.example.com', timeout: 1500 });
const open = axios.create({ baseURL: 'https://stock.example.com' });
export const one = () => axios.get('https://a.example.com'); //~ outbound axios deadline=no
export const two = () => axios.post('https://a.example.com', { id: 1 }, { timeout: 500 }); //~ outbound axios deadline=yes
export const three = () => bounded.get('/items'); //~ outbound axios deadline=yes
export const four = () => open.put('/items', {}); //~ outbound axios deadline=no
export const five = () => axios({ url: 'https://a.example.com', signal: AbortSignal.timeout(10) }); //~ outbound axios deadline=yes
export class Stock {
  constructor(private readonly http: AxiosInstance) {}
  all() { return this.http.get('/items'); } //~ outbound axios deadline=unknown
}
export class Prices {
  private readonly client = axios.create({ timeout: 100 });
  constructor(private readonly http: HttpService, private readonly ours: OurService, private readonly plain: AxiosStatic = axios) {}
  all() { return this.http.get('https://prices.example.com'); } //~ outbound @nestjs/axios deadline=unknown
  one() { return this.http.request({ url: 'https://prices.example.com/1', timeout: 100 }); } //~ outbound @nestjs/axios deadline=yes
  low() { return this.http.axiosRef.patch('https://prices.example.com', {}); } //~ outbound axios deadline=unknown
  own() { return this.client.postForm('/prices', {}); } //~ outbound axios deadline=yes
  shared() { return stockClient.delete('/items/1'); } //~ outbound axios deadline=no
  any() { return this.plain.head('https://prices.example.com'); } //~ outbound axios deadline=no
  ourOwn() { return this.ours.get('https://prices.example.com'); }
}
export const raw = () => new Axios({ timeout: 100 }).get('/items'); //~ outbound axios deadline=yes
export const failed = (error: unknown) => axios.isAxiosError(error);
axios.interceptors.request.use((config) => config);
const cache = { get: (key: string) => key };
cache.get('https://a.example.com');
// @file src/http.ts
import axios from 'axios';
export const stockClient = axios.create({ baseURL: 'https://stock.example.com' });
export class HttpService { get(url: string) { return url; } }
