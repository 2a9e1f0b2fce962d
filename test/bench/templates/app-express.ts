/** Source text of what the Express backend has once. */
import type { Feature } from '../feature.ts';

export function expressApp(features: readonly Feature[]): Record<string, string> {
  return {
    'main.ts': `import { closeDatabase } from '@acme/database';
import { createApp } from './app';
import { logger } from './common/logger';
import { config } from './config';

const server = createApp().listen(config.port, () => { logger.log(\`listening on \${config.port}\`); });

process.on('SIGTERM', () => {
  server.close(() => {
    void closeDatabase().then(() => process.exit(0));
  });
});
`,
    'app.ts': `import cors from 'cors';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { config } from './config';
import { handleErrors } from './middleware/handle-errors';
import { routes } from './routes';

export function createApp(): Express {
  const app = express();
  app.use(helmet());
  app.use(cors({ origin: config.origin, credentials: true }));
  app.use(express.json({ limit: '200kb' }));
  app.get('/health', (_req, res) => { res.json({ ok: true }); });
  app.use('/api', routes);
  app.use(handleErrors);
  return app;
}
`,
    'routes/index.ts': `import { Router } from 'express';
${features.map(({ camel, kebab, parts }) => `import { ${camel}Router } from '../${kebab}s${parts.has('serverIndex') ? '' : `/${kebab}.routes`}';`).join('\n')}

export const routes = Router();

${features.map(({ camel, kebab }) => `routes.use('/${kebab}s', ${camel}Router);`).join('\n')}
`,
    'common/auth.ts': `import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { config } from '../config';
import { Forbidden } from './errors';

export interface Actor {
  readonly id: string;
  readonly roles: readonly string[];
}

/** The actor of a signed token \`payload.signature\`; undefined when somebody has touched it. */
export function actorOfToken(token: string): Actor | undefined {
  const [payload = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', config.secret).update(payload).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Actor;
}

export function actorOf(req: Request): Actor {
  const { actor } = req as Request & { actor?: Actor };
  if (actor === undefined) throw new Forbidden('Nobody is signed in');
  return actor;
}
`,
    'middleware/authenticate.ts': `import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { type Actor, actorOf, actorOfToken } from '../common/auth';

export function authenticate(req: Request, res: Response, next: NextFunction): void {
  const [scheme, token = ''] = (req.headers.authorization ?? '').split(' ');
  const actor = scheme === 'Bearer' ? actorOfToken(token) : undefined;
  if (actor === undefined) {
    res.status(401).json({ error: 'Sign in first' });
    return;
  }
  (req as Request & { actor?: Actor }).actor = actor;
  next();
}

export function requireRole(role: string): RequestHandler {
  return (req, res, next) => {
    if (actorOf(req).roles.includes(role)) next();
    else res.status(403).json({ error: \`Only for \${role}s\` });
  };
}
`,
    'middleware/async-handler.ts': `import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Hands what an asynchronous handler throws to the handler of errors. */
export function asyncHandler(handler: (req: Request, res: Response, next: NextFunction) => Promise<void>): RequestHandler {
  return (req, res, next) => {
    handler(req, res, next).catch(next);
  };
}
`,
    'middleware/handle-errors.ts': `import type { NextFunction, Request, Response } from 'express';
import { DomainError, statusOf } from '../common/errors';
import { logger } from '../common/logger';

export function handleErrors(error: unknown, req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) {
    next(error);
    return;
  }
  const status = error instanceof TypeError || error instanceof RangeError ? 400 : statusOf(error);
  if (status >= 500) logger.error('request failed', { path: req.path, error: String(error) });
  res.status(status).json({ error: error instanceof DomainError || status === 400 ? (error as Error).message : 'Something went wrong' });
}
`,
  };
}
