import type { DataOperation } from '../../facts.ts';
import { chainOf, isRun } from '../builder-chain.ts';
import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Origin, Recogniser } from '../recogniser.ts';
import { ends, ofCollections, ofEntities, ofManagers, ofMigrator, ofReferences, ofSchema, terminals, verbs } from './operations.ts';
import { aliases, builder, collection, connection, entities, library, manager, migration, migrator, orm, packages, reference, repository, schema } from './paths.ts';

/** MikroORM 5 to 7: entity managers and their forks, repositories, the unit of work where it is flushed, query builders, collections, transactions, SQL. */
export const recogniser: Recogniser = {
  name: 'mikro-orm',
  modules: [library],
  aliases,
  entities,
  callbacks: [`${manager}.transactional()`],
  moduleAlias: ({ specifier }) => (packages.test(specifier) ? library : undefined),
  onCall(call, link) {
    const { on, receiver } = call;
    if (call.path === `${library}.MikroORM` || /\.MikroORM\.init(?:Sync)?$/.test(call.path)) link.emit({ kind: 'client', ...call.base, library, what: 'MikroORM' });
    else if (on === undefined) return;
    else if (receiver === orm && call.method === 'close') link.emit({ kind: 'close', ...call.base, library, method: call.method });
    else if (receiver === manager) onManager(call, link);
    else if (receiver === repository) emit(call, ofEntities.get(call.method), entityOf(on, link), link);
    else if (receiver === connection) onConnection(call, link);
    else if (receiver === migration) onMigration(call, link);
    else if (receiver === collection) emit(call, ofCollections.get(call.method), link.typeArgumentNames(on)[0], link);
    else if (receiver === reference) emit(call, ofReferences.get(call.method), link.typeArgumentNames(on)[0], link);
    else if (receiver === schema) emit(call, ofSchema.get(call.method), undefined, link);
    else if (receiver === migrator) emit(call, ofMigrator.get(call.method), undefined, link);
    else if (on.path.startsWith(builder)) onBuilder(call, link);
    else if (receiver === `${library}.wrap()` && (call.method === 'init' || call.method === 'populate')) emit(call, 'read', entityName(link.argumentsOf(on)[0], link), link);
    else if (receiver === `${library}.BaseEntity!` && call.method === 'populate') emit(call, 'read', viaName(call.callee, link), link);
  },
};

function onManager(call: ExternalCall, link: LinkContext): void {
  const session = ofManagers.get(call.method);
  if (call.method === 'execute') emitSqlCall(call, link, call.args[0], { library });
  else if (session !== undefined) emit(call, session, undefined, link);
  else emit(call, ofEntities.get(call.method), entityName(call.args[0], link), link);
}

function onConnection(call: ExternalCall, link: LinkContext): void {
  if (call.method === 'execute' || call.method === 'executeDump') emitSqlCall(call, link, call.args[0], { library });
  else if (ofManagers.get(call.method) === 'transaction') emit(call, 'transaction', undefined, link);
}

function onMigration(call: ExternalCall, link: LinkContext): void {
  if (call.method === 'addSql' || call.method === 'execute') emitSqlCall(call, link, call.args[0], { library });
}

/** A builder runs at a terminal, or where it is awaited. */
function onBuilder(call: ExternalCall, link: LinkContext): void {
  const chain = ends.has(call.method) ? undefined : chainOf(call, ({ path }) => path === builder, link);
  if (chain === undefined || chain.steps.length === 0 || chain.steps.slice(0, -1).some(({ method }) => terminals.has(method) || ends.has(method))) return;
  if (!terminals.has(call.method) && !isRun(call, chain, ({ path }) => path.startsWith(library), link)) return;
  const verb = chain.steps.map(({ method }) => verbs.get(method)).find((operation) => operation !== undefined);
  const owner = chain.root.from?.from;
  // `orders.createQueryBuilder('o')` is given only an alias.
  const target = owner?.path === repository ? entityOf(owner, link) : entityName(link.argumentsOf(chain.root)[0], link) ?? known(link.typeArgumentNames(chain.root)[0]);
  emitDataCall(call, link, verb ?? 'read', { library, target, on: owner?.path === manager ? owner : chain.root });
}

function emit(call: ExternalCall, operation: DataOperation | undefined, target: string | undefined, link: LinkContext): void {
  if (operation === undefined) return;
  const isMongo = link.dependencyRange(call.file, '@mikro-orm/mongodb') !== undefined;
  emitDataCall(call, link, operation, { library, target, on: sessionOf(call.on), ...(isMongo ? { store: 'document' as const } : {}) });
}

/** The entity manager behind a repository: they share a transaction. */
function sessionOf(on: ExternalOrigin | undefined): ExternalOrigin | undefined {
  const owner = on?.path === repository ? on.from?.from : undefined;
  return owner?.path === manager ? owner : on;
}

/** The entity a repository is for: by its type, or by `getRepository(Order)`. */
function entityOf(on: ExternalOrigin, link: LinkContext): string | undefined {
  return known(link.typeArgumentNames(on)[0]) ?? entityName(link.argumentsOf(on)[0], link);
}

/** The entity an argument stands for: its class, schema or name, an object of it, or a list of these; none where it is one of several (in a repository made for each). */
function entityName(argument: Argument | undefined, link: LinkContext): string | undefined {
  if (argument === undefined) return undefined;
  const [name, ...others] = new Set(argument.origins().flatMap((origin) => nameOf(origin, link) ?? []));
  if (name !== undefined) return others.length === 0 ? name : undefined;
  return entityName(argument.items()?.[0], link);
}

function nameOf(origin: Origin, link: LinkContext): string | undefined {
  if (origin.is === 'cls' || origin.is === 'inst') return link.nameOf(origin);
  if (origin.is === 'lit') return typeof origin.value === 'string' ? origin.value : undefined;
  if (origin.is !== 'ext') return undefined;
  if (origin.path === `${library}.EntitySchema!` || origin.path === `${library}.defineEntity()`) {
    const options = link.argumentsOf(origin)[0];
    return options?.prop('name')?.string() ?? entityName(options?.prop('class'), link);
  }
  // `em.create(orderSchema, …)`, `orders.create(…)`
  const owner = origin.from?.from;
  if (owner?.path === repository) return entityOf(owner, link);
  return owner?.path === manager && origin.site !== undefined ? entityName(link.argumentsOf(origin)[0], link) : undefined;
}

function viaName(callee: ExternalOrigin, link: LinkContext): string | undefined {
  return callee.via === undefined ? undefined : link.linker.model(callee.via.file).classes[callee.via.cls]?.name;
}

function known(name: string | undefined): string | undefined {
  return name === '' ? undefined : name;
}
