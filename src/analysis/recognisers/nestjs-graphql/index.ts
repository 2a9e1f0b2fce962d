import { inOrder, type Enhancer } from '../nestjs/enhancers.ts';
import { mayHold, reachedModules, type Reached } from '../nestjs/modules.ts';
import { nestResolver } from '../nestjs/resolvers.ts';
import { addOperation, type ResolverRecord } from '../operations.ts';
import type { LinkContext, Recogniser } from '../recogniser.ts';

/** Resolvers of @nestjs/graphql, code first and schema first, that a module reached from an application provides. Field resolvers are no operations. */
export const recogniser: Recogniser = {
  name: 'nestjs-graphql',
  modules: ['@nestjs/graphql'],
  onClass(cls, link) {
    const record = nestResolver(cls.file, cls.index, link);
    if (record !== undefined) resolvers(link).push(record);
  },
  finish(link) {
    const reached = reachedModules(link);
    const provided = reached.flatMap((held) => held.parts.flatMap(({ parts }) => parts.providers.map((provider) => ({ held, provider }))));
    const all = new Map(resolvers(link).map((record) => [record.key, record]));
    const isProvided = new Set<string>();
    for (const { held, provider } of provided) {
      const record = provider.made ?? all.get(provider.key);
      if (record === undefined) continue;
      for (const key of [record.key, ...record.bases]) isProvided.add(key);
      addOperations(record, globalsOf(held), undefined, link);
    }
    for (const record of all.values()) {
      if (isProvided.has(record.key) || record.isBase) continue;
      addOperations(record, [], mayHold(reached, record.file) === undefined ? 'no application of the project imports a module that provides the resolver' : undefined, link);
    }
  },
};

/** Guards, interceptors and pipes of the whole application; its middleware runs for the request as a whole. */
function globalsOf({ app, parts }: Reached): readonly Enhancer[] {
  return [...(app?.enhancers ?? []).map(({ enhancer }) => enhancer), ...parts.flatMap((item) => item.parts.enhancers)].filter(({ kind }) => kind !== 'middleware');
}

function addOperations(record: ResolverRecord, globals: readonly Enhancer[], because: string | undefined, link: LinkContext): void {
  const first = inOrder(globals);
  for (const operation of record.operations) {
    const middleware = [...first.middleware, ...operation.middleware];
    addOperation('nestjs-graphql', { ...operation, middleware, middlewareFunctions: [...first.middlewareFunctions, ...operation.middlewareFunctions] }, because, link);
  }
}

function resolvers(link: LinkContext): ResolverRecord[] {
  return link.scratch('nest.resolvers', () => []);
}
