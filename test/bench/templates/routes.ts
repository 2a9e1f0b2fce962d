/** Source text of the routes of a feature, in three frameworks. */
import { type Feature, has } from '../feature.ts';
import { aboutOperation, type Argument, type Operation } from '../operations.ts';
import { between, one } from '../random.ts';
import { meaningOf } from '../vocabulary.ts';

/** The files that register routes, by name. */
export function routeFiles(feature: Feature): Record<string, string> {
  const { kebab, framework } = feature;
  if (framework === 'nestjs') return { [`${kebab}.controller.ts`]: nestController(feature), [`${kebab}.module.ts`]: nestModule(feature) };
  if (framework === 'fastify') return { [`${kebab}.routes.ts`]: fastifyRoutes(feature) };
  return feature.random('style')() < 0.5
    ? { [`${kebab}.routes.ts`]: expressInline(feature) }
    : { [`${kebab}.controller.ts`]: expressController(feature), [`${kebab}.routes.ts`]: expressTable(feature) };
}

const argumentMeanings: Readonly<Record<Argument, string>> = {
  id: 'which one', query: 'status, limit and where to begin', input: 'everything it needs', changes: 'only what is to be changed', text: 'what somebody typed, in q',
  ownerId: 'who is in charge from now on', inputs: 'a list of them', actor: 'whoever asks',
};

function answerOf({ gives }: Operation, { Pascal }: Feature, value: string): string {
  if (gives === 'one') return `${Pascal}ResponseDto.from(${value})`;
  if (gives === 'many') return `${Pascal}ResponseDto.list(${value})`;
  if (gives === 'page') return `${Pascal}PageDto.from(${value})`;
  if (gives === 'totals') return `(${value}).map((total) => new ${Pascal}TotalDto(total))`;
  return gives === 'count' ? `{ count: ${value} }` : value;
}

function queryFrom(source: string, { Pascal, camel, parts }: Feature): string {
  return parts.has('queryDto') ? `List${Pascal}sQuery.from(${source})` : `queryOf(${source}, ${camel}PageSize)`;
}

function readers(feature: Feature, dir: string): string[] {
  const { Pascal, kebab, parts } = feature;
  return [
    ...(parts.has('queryDto') ? [`import { List${Pascal}sQuery } from '${dir}dto/list-${kebab}s.query';`] : []),
    `import { ${[`${Pascal}PageDto`, `${Pascal}ResponseDto`, ...(has(feature, 'totals') ? [`${Pascal}TotalDto`] : [])].join(', ')} } from '${dir}dto/${kebab}-response.dto';`,
    ...(has(feature, 'update') ? [`import { Update${Pascal}Dto } from '${dir}dto/update-${kebab}.dto';`] : []),
  ];
}

/** Imports that all routes of Express and Fastify share. */
function webImports(feature: Feature): string[] {
  const { Pascal, camel, kebab, parts } = feature;
  return [
    ...(parts.has('queryDto') ? [] : [`import { ${camel}PageSize } from '@acme/shared';`]),
    "import { actorOf } from '../common/auth';",
    ...(parts.has('queryDto') && !has(feature, 'importMany') ? [] : [`import { ${[...(has(feature, 'importMany') ? ['listOf'] : []), ...(parts.has('queryDto') ? [] : ['queryOf'])].join(', ')} } from '../common/reading';`]),
    `import { Create${Pascal}Dto } from './dto/create-${kebab}.dto';`,
    ...readers(feature, './'),
  ];
}

function requestArgument(arg: Argument, feature: Feature, request: 'req' | 'request'): string {
  const { Pascal } = feature;
  return {
    id: `${request}.params.id`,
    query: queryFrom(`${request}.query`, feature),
    input: `new Create${Pascal}Dto(${request}.body)`,
    changes: `new Update${Pascal}Dto(${request}.body).changes`,
    text: `String(${request}.query.q ?? '')`,
    ownerId: `String(${request}.body.ownerId)`,
    inputs: `listOf(${request}.body).map((item) => new Create${Pascal}Dto(item))`,
    actor: `actorOf(${request})`,
  }[arg];
}

function call(operation: Operation, feature: Feature, request: 'req' | 'request'): string {
  return `await ${feature.camel}Service.${operation.name}(${operation.args.map((arg) => requestArgument(arg, feature, request)).join(', ')})`;
}

function guards({ method }: Operation, { parts }: Feature): string {
  if (method === 'get') return '';
  return method === 'delete' && parts.has('policy') ? "authenticate, requireRole('admin'), " : 'authenticate, ';
}

function expressInline(feature: Feature): string {
  const { Pascal, camel, kebab, operations, table } = feature;
  const random = feature.random('routes');
  const isCatching = random() < 0.5;
  const handlers = operations.map((operation) => {
    const lines = operation.gives === 'nothing'
      ? [`${call(operation, feature, 'req')};`, 'res.status(204).end();']
      : operation.name === 'create'
        ? [`const created = ${call(operation, feature, 'req')};`, `res.status(201).location(\`/api/${kebab}s/\${created.id}\`).json(${answerOf(operation, feature, 'created')});`]
        : [`res.json(${answerOf(operation, feature, call(operation, feature, 'req'))});`];
    const guarded = `/**
 * ${aboutOperation(operation, feature)}
 *
 * ${operation.method.toUpperCase()} /api/${kebab}s${operation.path === '/' ? '' : operation.path}
${operation.args.filter((arg) => arg !== 'actor').map((arg) => ` * @param ${arg} ${argumentMeanings[arg]}\n`).join('')} * @returns ${operation.gives === 'nothing' ? '204' : operation.name === 'create' ? '201' : '200'}${operation.path.includes(':id') ? ' or 404' : ''}
 */
${camel}Router.${operation.method}('${operation.path}', ${guards(operation, feature)}`;
    if (!isCatching) return `${guarded}asyncHandler(async (req, res) => {\n${lines.map((line) => `  ${line.replaceAll('req.params.id', 'String(req.params.id)')}`).join('\n')}\n}));`;
    return `${guarded}async (req, res, next) => {
  try {
${lines.map((line) => `    ${line}`).join('\n')}
  } catch (error) {
${operation.path.includes(':id') && random() < 0.5 ? `    if (error instanceof ${Pascal}NotFound) res.status(404).json({ error: error.message });\n    else next(error);` : '    next(error);'}
  }
});`;
  });
  const text = handlers.join('\n\n');
  return `import { Router } from 'express';
${webImports(feature).join('\n')}
import { ${['authenticate', ...(text.includes('requireRole(') ? ['requireRole'] : [])].join(', ')} } from '../middleware/authenticate';
${isCatching ? '' : "import { asyncHandler } from '../middleware/async-handler';\n"}${text.includes('NotFound') ? `import { ${Pascal}NotFound } from './${kebab}.errors';\n` : ''}import { ${camel}Service } from './${kebab}.service';

/** Everything below /api/${kebab}s, on ${table}. */
export const ${camel}Router = Router();

${text}
`;
}

function expressController(feature: Feature): string {
  const { Pascal, camel, kebab, operations } = feature;
  const methods = operations.map((operation) => `  /** ${aboutOperation(operation, feature)} Answers ${operation.method.toUpperCase()} ${operation.path}. */
  ${operation.name} = async (req: Request, res: Response): Promise<void> => {
${operation.gives === 'nothing' ? `    ${call(operation, feature, 'req')};\n    res.status(204).end();`
  : `    const result = ${call(operation, feature, 'req')};\n    res${operation.name === 'create' ? '.status(201)' : ''}.json(${answerOf(operation, feature, 'result')});`}
  };
`).join('\n').replaceAll('req.params.id', 'String(req.params.id)');
  return `import type { Request, Response } from 'express';
${webImports(feature).join('\n')}
import { ${camel}Service } from './${kebab}.service';

export class ${Pascal}Controller {
${methods}}

export const ${camel}Controller = new ${Pascal}Controller();
`;
}

function expressTable(feature: Feature): string {
  const { camel, kebab, operations } = feature;
  const text = operations.map((operation) => `${camel}Router.${operation.method}('${operation.path}', ${guards(operation, feature)}asyncHandler(${camel}Controller.${operation.name}));`).join('\n');
  return `import { Router } from 'express';
import { asyncHandler } from '../middleware/async-handler';
import { ${['authenticate', ...(text.includes('requireRole(') ? ['requireRole'] : [])].join(', ')} } from '../middleware/authenticate';
import { ${camel}Controller } from './${kebab}.controller';

export const ${camel}Router = Router();

${text}
`;
}

function fastifyRoutes(feature: Feature): string {
  const { Pascal, camel, kebab, operations, fields } = feature;
  const random = feature.random('routes');
  const isCatching = random() < 0.5;
  const kinds = { text: 'string', number: 'number', date: 'string', flag: 'boolean' };
  const routes = operations.map((operation) => {
    const generics = [
      ...(operation.path.includes(':id') ? ['Params: { id: string }'] : []), ...(operation.args.includes('query') || operation.args.includes('text') ? ['Querystring: Record<string, string>'] : []),
      ...(operation.args.includes('ownerId') ? ['Body: { ownerId: string }'] : []),
    ];
    const options = [`schema: { summary: '${aboutOperation(operation, feature)}'${operation.path.includes(':id') ? ', params' : ''}${operation.name === 'create' ? ', body' : ''}${operation.args.includes('query') ? ', querystring' : ''} }`, ...(operation.method === 'get' ? [] : ['onRequest: [app.authenticate]'])];
    const body = operation.gives === 'nothing' ? `    ${call(operation, feature, 'request')};\n    return reply.code(204).send();`
      : operation.name === 'create' ? `    const created = ${call(operation, feature, 'request')};\n    return reply.code(201).send(${answerOf(operation, feature, 'created')});`
        : `    return ${answerOf(operation, feature, call(operation, feature, 'request'))};`;
    const parameters = body.includes('reply.') ? 'request, reply' : body.includes('request') ? 'request' : '';
    const typed = generics.length === 0 ? '' : `<{ ${generics.join('; ')} }>`;
    if (random() < 0.25) {
      return `  app.route${typed}({
    method: '${operation.method.toUpperCase()}',
    url: '${operation.path}',
    ${options.join(',\n    ')},
    handler: async (${parameters}) => {
${body.replace(/^/gm, '  ')}
    },
  });`;
    }
    return `  app.${operation.method}${typed}('${operation.path}', {\n    ${options.join(',\n    ')},\n  }, async (${parameters}) => {\n${body}\n  });`;
  });
  const required = fields.filter(({ kind }) => kind === 'text' || kind === 'number').map(({ name }) => `'${name}'`);
  return `import type { FastifyInstance } from 'fastify';
${webImports(feature).join('\n')}
${isCatching ? `import { ${Pascal}NotFound } from './${kebab}.errors';\n` : ''}import { ${camel}Service } from './${kebab}.service';

const body = {
  type: 'object',
  required: [${required.join(', ')}],
  properties: {
${fields.map(({ name, kind }) => `    ${name}: { type: '${kinds[kind]}'${kind === 'date' ? ", format: 'date-time'" : ''}, description: '${meaningOf(name)}' },`).join('\n')}
  },
} as const;

const params = { type: 'object', required: ['id'], properties: { id: { type: 'string', minLength: 1, maxLength: ${between(3, 9, random) * 10} } } } as const;

const querystring = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: [${feature.statuses.map((status) => `'${status}'`).join(', ')}] },
    limit: { type: 'integer', minimum: 1, maximum: ${between(1, 10, random) * 50} },
    after: { type: 'string' },
  },
} as const;

export async function ${camel}Routes(app: FastifyInstance): Promise<void> {
${isCatching ? `  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof ${Pascal}NotFound) return reply.code(404).send({ error: error.message });
    throw error;
  });

` : ''}${routes.join('\n\n')}
}
`;
}

function nestController(feature: Feature): string {
  const { Pascal, camel, kebab, operations, parts } = feature;
  const random = feature.random('routes');
  const decorated: Readonly<Record<Argument, string>> = {
    id: "@Param('id') id: string", query: '@Query() query: Record<string, string>', input: `@Body() input: Create${Pascal}Dto`, changes: `@Body() changes: Update${Pascal}Dto`,
    text: "@Query('q') text = ''", ownerId: "@Body('ownerId') ownerId: string", inputs: `@Body(new ParseArrayPipe({ items: Create${Pascal}Dto })) inputs: Create${Pascal}Dto[]`,
    actor: '@CurrentActor() actor: Actor',
  };
  const methods = operations.map((operation) => {
    const path = operation.path.replace(/^\//, '');
    const decorator = `@${operation.method.charAt(0).toUpperCase()}${operation.method.slice(1)}(${path === '' ? '' : `'${path}'`})`;
    const value = `await this.service.${operation.name}(${operation.args.map((arg) => (arg === 'query' ? queryFrom('query', feature) : arg)).join(', ')})`;
    return `  ${decorator}
  @ApiOperation({ summary: '${aboutOperation(operation, feature)}' })
  @ApiResponse({ status: ${operation.gives === 'nothing' ? 204 : operation.method === 'post' ? 201 : 200}${operation.gives === 'one' || operation.gives === 'many' ? `, type: ${Pascal}ResponseDto${operation.gives === 'many' ? ', isArray: true' : ''}` : `, description: '${one(['As asked for.', 'Whatever there is.', 'Done.'], random)}'`} })
${operation.path.includes(':id') ? `  @ApiResponse({ status: 404, description: 'There is no such ${feature.words}.' })\n` : ''}${operation.gives === 'nothing' ? '  @HttpCode(204)\n' : ''}${operation.method === 'get' ? '' : `  @UseGuards(${operation.method === 'delete' && parts.has('policy') ? 'AuthGuard, AdminGuard' : 'AuthGuard'})\n`}  async ${operation.name}(${operation.args.map((arg) => decorated[arg]).join(', ')}) {
    ${operation.gives === 'nothing' ? `${value};` : `return ${answerOf(operation, feature, value)};`}
  }
`;
  });
  const text = methods.join('\n');
  const common = ['Body', 'Controller', 'Delete', 'Get', 'HttpCode', 'Param', 'ParseArrayPipe', 'Patch', 'Post', 'Put', 'Query', 'UseGuards'].filter((name) => name === 'Controller' || new RegExp(`@${name}\\(|new ${name}\\(`).test(text));
  return `import { ${common.join(', ')} } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
${parts.has('queryDto') ? '' : `import { ${camel}PageSize } from '@acme/shared';\n`}import { type Actor, ${['AuthGuard', ...(text.includes('AdminGuard') ? ['AdminGuard'] : []), 'CurrentActor'].join(', ')} } from '../common/auth';
${parts.has('queryDto') ? '' : "import { queryOf } from '../common/reading';\n"}import { Create${Pascal}Dto } from './dto/create-${kebab}.dto';
${readers(feature, './').join('\n')}
import { ${Pascal}Service } from './${kebab}.service';

@ApiTags('${one([kebab, `${kebab}s`, feature.words], random)}')
@Controller('${kebab}s')
export class ${Pascal}Controller {
  constructor(private readonly service: ${Pascal}Service) {}

${text}}
`;
}

function nestModule({ Pascal, kebab }: Feature): string {
  return `import { Module } from '@nestjs/common';
import { ${Pascal}Controller } from './${kebab}.controller';
import { ${Pascal}Repository } from './${kebab}.repository';
import { ${Pascal}Service } from './${kebab}.service';

@Module({
  controllers: [${Pascal}Controller],
  providers: [${Pascal}Service, ${Pascal}Repository],
  exports: [${Pascal}Service],
})
export class ${Pascal}Module {}
`;
}
