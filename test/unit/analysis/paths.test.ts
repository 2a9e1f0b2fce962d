import assert from 'node:assert/strict';
import { normalisePath } from '../../../src/analysis/graph/paths.ts';

const cases: Readonly<Record<string, string>> = {
  '': '/',
  'orders/': '/orders',
  '//orders//:id/': '/orders/:id',
  '/orders/{id}': '/orders/:id',
  '/orders/{id?}': '/orders/:id',
  '/files/{path*2}': '/files/:path',
  '/orders/[id]/[...slug]': '/orders/:id/:slug',
  '/shop/[[...slug]]': '/shop/:slug',
  '/orders/[order-id]': '/orders/:order-id',
  '/orders/:id?': '/orders/:id',
  '/orders/:id(\\d+)?': '/orders/:id',
  '/years/:year((?:19|20)\\d\\d)/:month': '/years/:year/:month',
  '/files/:path(.*/[^/)]+)': '/files/:path',
  '/orders/:id{[0-9]+}': '/orders/:id',
  '/codes/:code{[a-z]{2,4}}/:part?': '/codes/:code/:part',
  '/files/:path{.+/[^/]+}': '/files/:path',
  '/search/:scope{orders|invoices}': '/search/:scope',
  '/orders{/:id}': '/orders/:id',
  '/reports/:name{.:format}': '/reports/:name.:format',
  '/files{/*rest}': '/files/:rest',
  '/files/*rest': '/files/:rest',
  '/files/*': '/files/*',
  '/${}/orders': '/${}/orders',
  '/at/:lat-:lng': '/at/:lat-:lng',
  '/broken/:id(\\d+': '/broken/:id(\\d+',
};

describe('normalisePath', () => {
  for (const [written, wanted] of Object.entries(cases)) {
    it(`${written} is ${wanted}`, () => { assert.equal(normalisePath(written), wanted); });
  }
});
