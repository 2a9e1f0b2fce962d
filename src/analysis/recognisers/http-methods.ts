import type { RouteMethod } from '../facts.ts';

/** Registration method to HTTP method, as most routers spell it. */
export const routeVerbs: ReadonlyMap<string, RouteMethod> = new Map([
  ['get', 'GET'], ['head', 'HEAD'], ['post', 'POST'], ['put', 'PUT'], ['patch', 'PATCH'], ['delete', 'DELETE'], ['del', 'DELETE'],
  ['options', 'OPTIONS'], ['all', 'ALL'],
]);
