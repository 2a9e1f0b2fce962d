import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { emitMixins, noteAssociation, noteMixin, onDeclared, onNamed } from './associations.ts';
import { adoptDirectories } from './directories.ts';
import { isModel, isRow, modelName } from './models.ts';
import { ofModels, ofQueryInterface, ofRows, ofSequelize } from './operations.ts';
import { aliases, callbacks, instances, model, queryInterface, sequelize, transaction } from './paths.ts';

const library = 'sequelize';

/** Sequelize 6 and sequelize-typescript: models by class, `define` or injection, rows, associations, transactions, SQL, migrations. */
export const recogniser: Recogniser = {
  name: 'sequelize',
  modules: ['sequelize', 'sequelize-typescript'],
  aliases,
  instances,
  callbacks,
  overrides: [...ofModels.keys()].map((method) => `${model}.${method}`),
  adopt: adoptDirectories,
  onCall(call, link) {
    const { on, receiver } = call;
    if (call.form === 'new' && (`${call.path}!` === sequelize || aliases[`${call.path}!`] === sequelize)) link.emit({ kind: 'client', ...call.base, library, what: 'Sequelize' });
    else if (onDeclared(call, link) || on === undefined) return;
    else if (receiver === sequelize) onSequelize(call, link);
    else if (receiver === transaction) emitIf(call, call.method === 'commit' || call.method === 'rollback' ? 'transaction' : undefined, undefined, link);
    else if (receiver === queryInterface) emitIf(call, ofQueryInterface.get(call.method), call.args[0]?.string(), link);
    else if (isModel(on)) onModel(call, on, link);
    else if (isRow(on)) onRow(call, on, link);
  },
  finish: emitMixins,
};

function onSequelize(call: ExternalCall, link: LinkContext): void {
  if (call.method === 'close') link.emit({ kind: 'close', ...call.base, library, method: call.method });
  else if (call.method === 'query') emitSqlCall(call, link, call.args[0]?.prop('query') ?? call.args[0], { library });
  else if (call.method === 'transaction') onBegin(call, link);
  else emitIf(call, ofSequelize.get(call.method), undefined, link);
}

/** Without a callback the handle is what comes back: its COMMIT is found by the identity of the handle. */
function onBegin(call: ExternalCall, link: LinkContext): void {
  const isManaged = call.args.some((argument) => argument.fn() !== undefined || argument.model[0] === 'param');
  emitDataCall(call, link, 'transaction', { library, ...(isManaged ? {} : { on: { ...call.callee, path: transaction, id: `${call.file}:${call.index}` } }) });
}

function onModel(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const operation = ofModels.get(call.method);
  if (operation !== undefined) emitDataCall(call, link, operation, { library, target: modelName(call.callee, link) });
  else noteAssociation(call, call.callee.via === undefined ? on : call.callee, link);
}

function onRow(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const operation = ofRows.get(call.method);
  if (operation !== undefined) emitDataCall(call, link, operation, { library, target: modelName(call.callee, link) });
  else if (!onNamed(call, on, link)) noteMixin(call, on, link);
}

function emitIf(call: ExternalCall, operation: Parameters<typeof emitDataCall>[2] | undefined, target: string | undefined, link: LinkContext): void {
  if (operation !== undefined) emitDataCall(call, link, operation, { library, target });
}
