import { span } from '../../graph/span.ts';
import { wrappedHandler } from '../handlers.ts';
import { addOperation, rootTypes } from '../operations.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';
import { resolverMaps } from './maps.ts';

/** Calls that make a schema or a server, and where the resolvers are: the property of an argument, `''` for the argument itself. */
const consumers: Readonly<Record<string, readonly (readonly [argument: number, property: string])[]>> = {
  '@apollo/server.ApolloServer': [[0, 'resolvers']],
  '@graphql-tools/schema.makeExecutableSchema': [[0, 'resolvers']],
  '@graphql-tools/schema.addResolversToSchema': [[0, 'resolvers']],
  'graphql-yoga.createSchema': [[0, 'resolvers']],
  'graphql-yoga.createYoga': [[0, 'schema.resolvers']],
  '@apollo/subgraph.buildSubgraphSchema': [[0, 'resolvers'], [0, '[].resolvers']],
  '@apollo/federation.buildFederatedSchema': [[0, 'resolvers'], [0, '[].resolvers']],
  '@nestjs/graphql.GraphQLModule.forRoot': [[0, 'resolvers']],
  'fastify().register': [[1, 'resolvers']],
  'fastify().graphql.defineResolvers': [[0, '']],
  'graphql-modules.createApplication': [[0, 'modules[].resolvers']],
};

/** Variants of the same packages. */
const sameAs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['', '-express', '-fastify', '-koa', '-hapi', '-micro', '-lambda'].map((variant) => [`apollo-server${variant}.ApolloServer`, '@apollo/server.ApolloServer'])),
  ...Object.fromEntries(['graphql-tools', 'apollo-server', 'apollo-server-express'].map((name) => [`${name}.makeExecutableSchema`, '@graphql-tools/schema.makeExecutableSchema'])),
  'graphql-yoga.GraphQLServer': '@apollo/server.ApolloServer',
};

/** GraphQL, schema first: the fields of `Query`, `Mutation` and `Subscription` in resolver maps that reach a schema or a server. */
export const recogniser: Recogniser = {
  name: 'graphql',
  modules: [...new Set([...Object.keys(consumers), ...Object.keys(sameAs)].map(packageOf).filter((name) => name !== 'fastify()')), 'fastify'],
  onCall(call, link) {
    const places = consumers[sameAs[call.path] ?? call.path];
    if (places === undefined || (call.path === 'fastify().register' && !isMercurius(call))) return;
    for (const [position, property] of places) {
      const given = call.args[position];
      if (given !== undefined) for (const map of resolverMaps(property, given, link)) addRootFields(map, call, link);
    }
  },
};

function packageOf(path: string): string {
  return /^(?:@[^/]+\/)?[^.]+/.exec(path)?.[0] ?? path;
}

function isMercurius({ args }: ExternalCall): boolean {
  return args[0]?.external().some(({ module }) => module === 'mercurius') === true;
}

function addRootFields(map: Argument, call: ExternalCall, link: LinkContext): void {
  for (const [type, fields] of map.entries()?.items ?? []) {
    const method = Object.hasOwn(rootTypes, type) ? rootTypes[type] : undefined;
    if (method === undefined) continue;
    for (const [name, resolver] of fields.entries()?.items ?? []) {
      if (name.startsWith('__')) continue;
      const run = resolver.prop('resolve') ?? resolver.prop('subscribe') ?? resolver;
      const handler = wrappedHandler(run);
      addOperation('graphql', {
        method, name: { path: name, resolved: true }, text: `${type}.${name}`, middleware: [], middlewareFunctions: [],
        at: placeOf(run, link) ?? handler?.at ?? call.base.at, ...(handler === undefined ? {} : { handler }),
      }, undefined, link);
    }
  }
}

/** Where a resolver is written: the function or the call that makes it. */
function placeOf(resolver: Argument, link: LinkContext): ReturnType<typeof span> | undefined {
  const { file, value } = link.linker.sourceOf(resolver.file, resolver.value);
  const model = link.linker.model(file);
  const made = model.values[value];
  if (made?.[0] === 'fn') return span(file, model.functions[made[1]]?.place ?? [1, 1, 1, 1]);
  return made?.[0] === 'call' ? span(file, model.calls[made[1]]?.place ?? [1, 1, 1, 1]) : undefined;
}
