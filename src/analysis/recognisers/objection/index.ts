import type { DataOperation } from '../../facts.ts';
import { chainOf, isRun, type Chain } from '../builder-chain.ts';
import { emitDataCall } from '../data-call.ts';
import type { ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';

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

/** The model's name; of a relation the model at its other end. */
function targetOf({ root, steps }: Chain, link: LinkContext): string | undefined {
  let owner: ExternalOrigin['via'];
  let typed: string | undefined;
  for (let step: ExternalOrigin | undefined = root; step !== undefined && owner === undefined; step = step.from) {
    owner = step.via;
    typed ??= link.typeArgumentNames(step)[0];
  }
  const name = owner === undefined ? typed : link.linker.model(owner.file).classes[owner.cls]?.name;
  if (!/\.\$?relatedQuery$/.test(root.path)) return name;
  const relation = steps[0]?.args[0]?.string();
  return relation === undefined ? undefined : owner === undefined ? relation : relatedModel(owner, relation, link) ?? relation;
}

function relatedModel(owner: { readonly file: string; readonly cls: number }, relation: string, link: LinkContext): string | undefined {
  const { linker } = link;
  const mappings = linker.member({ is: 'cls', ...owner }, 'relationMappings')
    .flatMap((origin) => (origin.is === 'fn' ? linker.model(origin.file).functions[origin.fn]?.returns.flatMap((value) => linker.eval(origin.file, value)) ?? [] : [origin]));
  for (const mapping of mappings.flatMap((origin) => linker.member(origin, relation))) {
    for (const related of linker.member(mapping, 'modelClass')) {
      const made = related.is === 'fn' ? linker.model(related.file).functions[related.fn]?.returns.flatMap((value) => linker.eval(related.file, value)) ?? [] : [related];
      const cls = made.find(({ is }) => is === 'cls');
      if (cls !== undefined) return link.nameOf(cls);
    }
  }
  return undefined;
}
