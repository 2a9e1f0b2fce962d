import { connectStyle } from '../connect-style.ts';
import type { Recogniser } from '../recogniser.ts';

const app = 'express()';
const router = 'express.Router()';

/** Express 4 and 5: applications, routers mounted across files, `.route()` chains, arrays of paths and handlers, error handlers. */
export const recogniser: Recogniser = {
  name: 'express',
  modules: ['express', 'express-promise-router'],
  collectors: [app, router],
  aliases: {
    'express.Router!': router,
    'express.IRouter!': router,
    'express-promise-router()': router,
    'express-promise-router!': router,
    'express.express()': app,
    'express.Express!': app,
    'express.Application!': app,
    'express.application': app,
    'express.core.Express!': app,
    'express.core.Router!': router,
    'express-serve-static-core.Express!': app,
    'express-serve-static-core.Router!': router,
  },
  ...connectStyle({ framework: 'express', app, router, hasErrorMiddleware: true }),
};
