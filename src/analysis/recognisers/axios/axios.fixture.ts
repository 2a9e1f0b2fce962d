import axios, { type AxiosInstance } from 'axios';
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
export const failed = (error: unknown) => axios.isAxiosError(error);
axios.interceptors.request.use((config) => config);
const cache = { get: (key: string) => key };
cache.get('https://a.example.com');
