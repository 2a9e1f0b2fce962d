import { classKey } from '../decorated-classes.ts';
import { methodOf } from '../method-of.ts';
import { addOperation, resolverRecord, type Operation, type ResolverRecord } from '../operations.ts';
import type { Argument, Decorator, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

const builders = /^type-graphql\.(?:buildSchema|buildSchemaSync|buildTypeDefsAndResolvers|buildTypeDefsAndResolversSync)$/;

/** type-graphql: queries, mutations and subscriptions of resolver classes that a schema is built with; inheritance and resolvers made by functions included. */
export const recogniser: Recogniser = {
  name: 'type-graphql',
  modules: ['type-graphql'],
  onCall(call, link) {
    if (builders.test(call.path)) schemas(link).push(schemaOf(call, link));
  },
  onClass(cls, link) {
    const record = recordOf(cls.file, cls.index, link);
    if (record !== undefined) resolvers(link).push(record);
  },
  finish(link) {
    const built = schemas(link);
    const listed = new Set(built.flatMap(({ keys }) => keys));
    const all = resolvers(link);
    const held = new Set(all.filter(({ key }) => listed.has(key)).flatMap(({ bases }) => bases));
    const isOpen = built.length === 0 || built.some((schema) => schema.isOpen);
    for (const record of built.flatMap(({ made }) => made)) for (const operation of record.operations) addOperation('type-graphql', operation, undefined, link);
    for (const record of all) {
      if (!listed.has(record.key) && (record.isBase || held.has(record.key))) continue;
      const because = listed.has(record.key) || isOpen ? undefined : 'no schema of the project is built with the resolver';
      for (const operation of record.operations) addOperation('type-graphql', operation, because, link);
    }
  },
};

/** A call that builds a schema: the resolvers it is given. `isOpen`: not all of them are known. */
interface Schema { readonly file: string; readonly keys: readonly string[]; readonly made: readonly ResolverRecord[]; readonly isOpen: boolean }

function schemas(link: LinkContext): Schema[] {
  return link.scratch('type-graphql.schemas', () => []);
}

function resolvers(link: LinkContext): ResolverRecord[] {
  return link.scratch('type-graphql.resolvers', () => []);
}

function schemaOf(call: ExternalCall, link: LinkContext): Schema {
  const items = call.args[0]?.prop('resolvers')?.items();
  const classes = (items ?? []).map((item) => item.origins().flatMap((origin) => (origin.is === 'cls' ? [origin] : [])));
  const made = classes.flat().flatMap(({ file, cls, calls }) => (calls === undefined ? [] : link.linker.within(link.linker.frameOf(calls), () => recordOf(file, cls, link)) ?? []));
  return { file: call.file, keys: classes.flat().flatMap((origin) => (origin.calls === undefined ? [classKey(origin)] : [])), made, isOpen: items === undefined || classes.some((found) => found.length === 0) };
}

function recordOf(file: string, cls: number, link: LinkContext): ResolverRecord | undefined {
  const record = resolverRecord(file, cls, 'type-graphql', middlewareOf, link);
  return record === undefined ? undefined : { ...record, isBase: record.isBase || isAbstract(file, cls, link) };
}

/** `@Resolver({ isAbstract: true })` of type-graphql 1. */
function isAbstract(file: string, cls: number, link: LinkContext): boolean {
  return (link.linker.model(file).classes[cls]?.decorators ?? []).some((id) => link.argument(file, id).callArguments().some((given) => given.prop('isAbstract')?.literal() === true));
}

/** Authorisation runs first, then what `@UseMiddleware()` names: of the class, then of the method. */
function middlewareOf(ofClasses: readonly Decorator[], ofMethod: readonly Decorator[], link: LinkContext): Pick<Operation, 'middleware' | 'middlewareFunctions'> {
  const all = [...ofClasses, ...ofMethod];
  const used = all.filter(({ path }) => path === 'type-graphql.UseMiddleware').flatMap(({ args }) => args.flatMap((argument) => argument.items() ?? [argument]));
  const roles = all.filter(({ path }) => path === 'type-graphql.Authorized').slice(-1).map(({ args }) => `Authorized(${args.map((argument: Argument) => argument.describe()).join(', ')})`);
  return { middleware: [...roles, ...used.map((argument) => argument.describe())], middlewareFunctions: used.flatMap((argument) => methodOf('use', argument, link) ?? []) };
}
