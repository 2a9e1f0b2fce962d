/** Source text of what faces the web: routes in three frameworks, and the program that starts them. */
import type { Module } from './module.ts';

export function expressFile({ noun, Noun }: Module): string {
  return `import { type NextFunction, type Request, type Response, Router } from 'express';
import { ${Noun}NotFound } from './${noun}.model.ts';
import { ${noun}Service } from './${noun}.service.ts';

export const ${noun}Router = Router();

function requireUser(req: Request, res: Response, next: NextFunction): void {
  if (req.headers.authorization === undefined) res.status(401).json({ error: 'Who are you?' });
  else next();
}

${noun}Router.get('/:id', async (req, res, next) => {
  try {
    res.json(await ${noun}Service.find(req.params.id));
  } catch (error) {
    if (error instanceof ${Noun}NotFound) res.status(404).json({ error: error.message });
    else next(error);
  }
});

${noun}Router.post('/', requireUser, async (req, res, next) => {
  try {
    const created = await ${noun}Service.create(req.body);
    res.status(201).location(\`/api/${noun}s/\${created.id}\`).json(created);
  } catch (error) {
    next(error);
  }
});

${noun}Router.route('/:id/rate')
  .get(requireUser, async (req, res) => {
    res.json({ rate: await ${noun}Service.rate(String(req.query.currency)) });
  })
  .delete(requireUser, (_req, res) => {
    res.status(405).end();
  });
`;
}

export function fastifyFile({ noun, Noun }: Module): string {
  return `import type { FastifyInstance } from 'fastify';
import { ${Noun}NotFound } from './${noun}.model.ts';
import { ${noun}Service } from './${noun}.service.ts';

const body = { type: 'object', required: ['status'], properties: { status: { type: 'string' }, amount: { type: 'number' } } };

export async function ${noun}Routes(app: FastifyInstance): Promise<void> {
  app.get<{ Params: { id: string } }>('/:id', async (request, reply) => {
    try {
      return await ${noun}Service.find(request.params.id);
    } catch (error) {
      if (error instanceof ${Noun}NotFound) return reply.code(404).send({ error: error.message });
      throw error;
    }
  });

  app.post('/', { schema: { body } }, async (request, reply) => {
    const created = await ${noun}Service.create(request.body as never);
    return reply.code(201).send(created);
  });

  app.route({
    method: 'GET',
    url: '/rate',
    handler: async (request) => ({ rate: await ${noun}Service.rate(String((request.query as { currency: string }).currency)) }),
  });
}
`;
}

export function nestFile({ noun, Noun }: Module): string {
  return `import { Body, Controller, Get, HttpCode, Injectable, Module, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { ${Noun}NotFound, type New${Noun} } from './${noun}.model.ts';
import { ${noun}Service } from './${noun}.service.ts';

@Injectable()
export class ${Noun}Facade {
  find(id: string) {
    return ${noun}Service.find(id);
  }

  create(input: New${Noun}) {
    return ${noun}Service.create(input);
  }
}

@Controller('${noun}s')
export class ${Noun}Controller {
  constructor(private readonly facade: ${Noun}Facade) {}

  @Get(':id')
  async find(@Param('id') id: string) {
    try {
      return await this.facade.find(id);
    } catch (error) {
      if (error instanceof ${Noun}NotFound) throw new NotFoundException(error.message);
      throw error;
    }
  }

  @Post()
  @HttpCode(201)
  create(@Body() input: New${Noun}) {
    return this.facade.create(input);
  }

  @Get('rates/current')
  rate(@Query('currency') currency: string) {
    return ${noun}Service.rate(currency);
  }
}

@Module({ controllers: [${Noun}Controller], providers: [${Noun}Facade] })
export class ${Noun}Module {}
`;
}

export function mainFile(modules: readonly Module[]): string {
  const lines = (framework: Module['framework'], line: (module: Module) => string): string => modules.filter((module) => module.framework === framework).map(line).join('\n');
  return `import express from 'express';
import fastify from 'fastify';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
${lines('express', ({ noun }) => `import { ${noun}Router } from './${noun}/${noun}.routes.ts';`)}
${lines('fastify', ({ noun }) => `import { ${noun}Routes } from './${noun}/${noun}.routes.ts';`)}
${lines('nestjs', ({ noun, Noun }) => `import { ${Noun}Module } from './${noun}/${noun}.routes.ts';`)}

const app = express();
app.use(express.json());
${lines('express', ({ noun }) => `app.use('/api/${noun}s', ${noun}Router);`)}
app.use((error: Error, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
  res.status(500).json({ error: error.message });
});
const server = app.listen(process.env.PORT ?? 3000);

const edge = fastify();
${lines('fastify', ({ noun }) => `await edge.register(${noun}Routes, { prefix: '/edge/${noun}s' });`)}
await edge.listen({ port: 3001 });

@Module({
  imports: [
${lines('nestjs', ({ Noun }) => `    ${Noun}Module,`)}
  ],
})
class AppModule {}
const nest = await NestFactory.create(AppModule);
nest.setGlobalPrefix('nest');
await nest.listen(3002);

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
});
`;
}
