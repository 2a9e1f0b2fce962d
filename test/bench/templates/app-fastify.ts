/** Source text of what the Fastify backend has once. */
import type { Feature } from '../feature.ts';

export function fastifyApp(features: readonly Feature[]): Record<string, string> {
  return {
    'main.ts': `import { closeDatabase } from '@acme/database';
import { createApp } from './app';
import { config } from './config';

const app = await createApp();
app.addHook('onClose', closeDatabase);
await app.listen({ port: config.port, host: '0.0.0.0' });

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => { void app.close(); });
}
`,
    'app.ts': `import Fastify, { type FastifyInstance } from 'fastify';
import { config } from './config';
import { authentication } from './plugins/authentication';
import { errors } from './plugins/errors';
import { registerRoutes } from './register-routes';

export async function createApp(): Promise<FastifyInstance> {
  const app = Fastify({ logger: { level: config.logLevel }, bodyLimit: 262_144 });
  await app.register(errors);
  await app.register(authentication);
  app.get('/health', async () => ({ ok: true }));
  await registerRoutes(app);
  return app;
}
`,
    'register-routes.ts': `import type { FastifyInstance } from 'fastify';
${features.map(({ camel, kebab, parts }) => `import { ${camel}Routes } from './${kebab}s${parts.has('serverIndex') ? '' : `/${kebab}.routes`}';`).join('\n')}

export async function registerRoutes(app: FastifyInstance): Promise<void> {
${features.map(({ camel, kebab }) => `  await app.register(${camel}Routes, { prefix: '/partners/${kebab}s' });`).join('\n')}
}
`,
    'common/auth.ts': `import type { FastifyRequest } from 'fastify';
import { Forbidden } from './errors';

export interface Actor {
  readonly id: string;
  readonly roles: readonly string[];
}

declare module 'fastify' {
  interface FastifyRequest { actor?: Actor }
  interface FastifyInstance { authenticate(request: FastifyRequest): Promise<void> }
}

export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === undefined) throw new Forbidden('No partner is known');
  return request.actor;
}
`,
    'plugins/authentication.ts': `import fp from 'fastify-plugin';
import { createHash } from 'node:crypto';
import { pool } from '@acme/database';
import { Forbidden } from '../common/errors';

/** Partners come with a key; only its hash is known here. */
export const authentication = fp(async (app) => {
  app.decorate('authenticate', async (request) => {
    const key = request.headers['x-api-key'];
    if (typeof key !== 'string') throw new Forbidden('The header x-api-key is missing');
    const hash = createHash('sha256').update(key).digest('hex');
    const { rows } = await pool.query<{ partner_id: string; roles: string[] }>('SELECT partner_id, roles FROM api_keys WHERE hash = $1 AND revoked_at IS NULL', [hash]);
    const [row] = rows;
    if (row === undefined) throw new Forbidden('The key is not known');
    request.actor = { id: row.partner_id, roles: row.roles };
  });
});
`,
    'plugins/errors.ts': `import fp from 'fastify-plugin';
import { DomainError, statusOf } from '../common/errors';

export const errors = fp(async (app) => {
  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof TypeError || error instanceof RangeError ? 400 : statusOf(error);
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    void reply.code(status).send({ error: error instanceof DomainError || status === 400 ? (error as Error).message : 'Something went wrong' });
  });
  app.setNotFoundHandler((request, reply) => {
    void reply.code(404).send({ error: \`\${request.method} \${request.url} is not here\` });
  });
});
`,
  };
}
