import { enhancersOf, inOrder } from '../nestjs/enhancers.ts';
import { mayHold, reachedModules } from '../nestjs/modules.ts';
import { addOperation, resolverRecord, type Operation, type ResolverRecord } from '../operations.ts';
import type { LinkContext, Recogniser } from '../recogniser.ts';

/** Resolvers of @nestjs/graphql, code first and schema first, that a module reached from an application provides. Field resolvers are no operations. */
export const recogniser: Recogniser = {
  name: 'nestjs-graphql',
  modules: ['@nestjs/graphql'],
  onClass(cls, link) {
    const record = resolverRecord(cls.file, cls.index, '@nestjs/graphql', (ofClasses, ofMethod) => inOrder([...enhancersOf(ofClasses, link), ...enhancersOf(ofMethod, link)]), link);
    if (record !== undefined) resolvers(link).push(record);
  },
  finish(link) {
    const reached = reachedModules(link);
    const provided = new Set(reached.flatMap(({ parts }) => parts.flatMap((item) => item.parts.providers)));
    const all = resolvers(link);
    const isProvided = new Set(all.filter(({ key }) => provided.has(key)).flatMap(({ key, bases }) => [key, ...bases]));
    for (const record of all) {
      if (isProvided.has(record.key) ? !provided.has(record.key) : record.isBase) continue;
      const isLost = !provided.has(record.key) && mayHold(reached, record.file) === undefined;
      const globals = reached.filter(({ parts }) => parts.some((item) => item.parts.providers.includes(record.key))).slice(0, 1)
        .flatMap(({ app, parts }) => [...(app?.enhancers ?? []).map(({ enhancer }) => enhancer), ...parts.flatMap((item) => item.parts.enhancers)])
        .filter(({ kind }) => kind !== 'middleware');
      for (const operation of record.operations) addOperation('nestjs-graphql', { ...operation, ...before(globals, operation) }, isLost ? 'no application of the project imports a module that provides the resolver' : undefined, link);
    }
  },
};

function before(globals: Parameters<typeof inOrder>[0], operation: Operation): Pick<Operation, 'middleware' | 'middlewareFunctions'> {
  const first = inOrder(globals);
  return { middleware: [...first.middleware, ...operation.middleware], middlewareFunctions: [...first.middlewareFunctions, ...operation.middlewareFunctions] };
}

function resolvers(link: LinkContext): ResolverRecord[] {
  return link.scratch('nest.resolvers', () => []);
}
