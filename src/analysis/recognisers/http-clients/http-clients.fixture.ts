import got from 'got';
import ky from 'ky';
export const one = () => got('https://a.example.com'); //~ outbound got deadline=no
export const two = () => got.get('https://a.example.com', { timeout: { request: 500 } }); //~ outbound got deadline=yes
export const three = () => ky.get('https://a.example.com'); //~ outbound ky deadline=yes
export const four = got.extend({ prefixUrl: 'https://a.example.com' });
const local = { get: (url: string) => url };
local.get('https://a.example.com');
