import type { DataOperation } from '../../facts.ts';
import { chainOf, isRun, type Chain } from '../builder-chain.ts';
import { emitDataCall } from '../data-call.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';

const model = 'objection.Model';
const builder = 'objection.QueryBuilder!';
const knex = 'knex.Knex!';
/** What starts a query, on a class, an instance, or a row that a query gave. */
const start = /\.(?:query|relatedQuery|\$query|\$relatedQuery|fetchGraph|\$fetchGraph)$/;
const ends = new Set(['then', 'catch', 'finally', 'toKnexQuery', 'toString', 'as']);
const runs = new Set(['execute', 'resultSize', 'columnInfo']);
const writes = /^(?:insert|update|patch|upsertGraph|relate$|unrelate$|increment$|decrement$)/;
const deletes = /^(?:delete|del|deleteById|truncate)$/;

/** Objection: queries of models, instances and relations, one row per chain that is run; transactions hand out Knex handles. */
export const recogniser: Recogniser = {
  name: 'objection',
  modules: ['objection'],
  aliases: {
    'objection.ModelClass!': model, 'objection.Model.bindKnex()': model, 'objection.Model.bindTransaction()': model,
    'objection.AnyQueryBuilder!': builder, 'objection.QueryBuilderType!': builder, 'objection.MaybeCompositeQueryBuilder!': builder,
    'objection.Model.knex()': knex, 'objection.Model!.$knex()': knex, 'objection.Transaction!': knex, 'objection.TransactionOrKnex!': knex,
    'objection.transaction(1:0)': knex, 'objection.Model.transaction(0:0)': knex, 'objection.Model.transaction(1:0)': knex,
    'objection.transaction.start()': knex, 'objection.Model.startTransaction()': knex, 'objection.Model.knexQuery()': 'knex.Knex.QueryBuilder!',
  },
  transparent: ['objection.mixin()', 'objection.compose()()', 'objection.snakeCaseMappers()()'],
  onCall(call, link) {
    if (/^objection\.(?:Model\.|Model!\.\$)?transaction$/.test(call.path)) emitDataCall(call, link, 'transaction', { library: 'objection' });
    else if (call.path === 'objection.transaction.start' || call.path === 'objection.Model.startTransaction') {
      emitDataCall(call, link, 'transaction', { library: 'objection', on: { ...call.callee, path: knex, id: `${call.file}:${call.index}` } });
    } else onBuilder(call, link);
  },
};

function onBuilder(call: ExternalCall, link: LinkContext): void {
  if (ends.has(call.method)) return;
  const chain = chainOf(call, isRoot, link);
  if (chain === undefined || chain.steps.some(({ method, isProperty }) => isProperty || ends.has(method)) || chain.steps.slice(0, -1).some(({ method }) => runs.has(method))) return;
  if (!runs.has(call.method) && !isRun(call, chain, isPart, link)) return;
  const target = targetOf(chain, link);
  const handle = chain.steps.find(({ method }) => method === '' || method === 'transacting')?.args.at(-1)?.external()[0];
  emitDataCall(call, link, operationOf(chain), { library: 'objection', target, on: handle?.path === knex ? handle : chain.root });
}

function isRoot(origin: ExternalOrigin): boolean {
  return origin.path === builder || (origin.module === 'objection' && start.test(origin.path) && !/\)\.(?:query|relatedQuery|fetchGraph)$/.test(origin.path));
}

function isPart(callee: ExternalOrigin): boolean {
  return (callee.module === 'objection' || callee.module === 'knex') && !callee.path.endsWith('transaction');
}

function operationOf({ steps }: Chain): DataOperation {
  if (steps.some(({ method }) => writes.test(method))) return 'write';
  return steps.some(({ method }) => deletes.test(method)) ? 'delete' : 'read';
}

interface ProjectClass { readonly file: string; readonly cls: number }

/** The model's name; of a relation the model at its other end, or the relation's own name. */
function targetOf({ root, steps }: Chain, link: LinkContext): string | undefined {
  const [relation] = steps[0]?.args ?? [];
  const model = queriedModel(root, relation, 0, link);
  if (model !== undefined) return isShared(model, link) ? undefined : link.linker.model(model.file).classes[model.cls]?.name;
  return isRelated(root) ? relation?.string() : link.typeArgumentNames(root)[0] ?? link.typeArgumentNames(root.from ?? root)[0];
}

function isRelated({ path }: ExternalOrigin): boolean {
  return /\.\$?relatedQuery$/.test(path);
}

/** The class whose rows a query is about. */
function queriedModel(root: ExternalOrigin, relation: Argument | undefined, depth: number, link: LinkContext): ProjectClass | undefined {
  const owner = root.via ?? ownerOf(root, depth, link);
  const name = isRelated(root) ? relation?.string() : undefined;
  if (owner === undefined || !isRelated(root)) return owner;
  return name === undefined ? undefined : relatedModel(owner, name, link);
}

/** The class of a row that another query gave. */
function ownerOf(root: ExternalOrigin, depth: number, link: LinkContext): ProjectClass | undefined {
  if (depth > 6) return undefined;
  let made: ExternalOrigin = root;
  for (let step = root.from; step !== undefined; made = step, step = step.from) {
    if (start.test(step.path)) return queriedModel(step, link.argumentsOf(made)[0], depth + 1, link);
    if (step.via !== undefined) return step.via;
  }
  return undefined;
}

/** A base class of models has no rows of its own: which model is meant is known only to its callers. */
function isShared(model: ProjectClass, link: LinkContext): boolean {
  return link.linker.implementersOf({ is: 'inst', ...model }).length > 0 && link.linker.member({ is: 'cls', ...model }, 'tableName').every(({ is }) => is === 'ext');
}

function relatedModel(owner: ProjectClass, relation: string, link: LinkContext): ProjectClass | undefined {
  const { linker } = link;
  const mappings = linker.member({ is: 'cls', ...owner }, 'relationMappings')
    .flatMap((origin) => (origin.is === 'fn' ? linker.model(origin.file).functions[origin.fn]?.returns.flatMap((value) => linker.eval(origin.file, value)) ?? [] : [origin]));
  for (const mapping of mappings.flatMap((origin) => linker.member(origin, relation))) {
    for (const related of linker.member(mapping, 'modelClass')) {
      const made = related.is === 'fn' ? linker.model(related.file).functions[related.fn]?.returns.flatMap((value) => linker.eval(related.file, value)) ?? [] : [related];
      const cls = made.find(({ is }) => is === 'cls');
      if (cls?.is === 'cls') return cls;
    }
  }
  return undefined;
}
