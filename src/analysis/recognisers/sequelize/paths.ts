/** Canonical paths of Sequelize 6 and sequelize-typescript. */
export const sequelize = 'sequelize.Sequelize!';
/** A model class, however it was made, and one row of it. */
export const model = 'sequelize.Model';
export const row = 'sequelize.Model!';
export const transaction = 'sequelize.Transaction!';
export const queryInterface = 'sequelize.QueryInterface!';

const one = ['findOne', 'findByPk', 'findById', 'create', 'build', 'findOrBuild', 'findOrCreate', 'findCreateFind', 'upsert'];
const pairs = new Set(['findOrBuild', 'findOrCreate', 'findCreateFind', 'upsert']);
const many = ['findAll()', 'bulkCreate()', 'bulkBuild()', 'findAndCountAll().rows'];
const hooks = ['Validate', 'Create', 'Update', 'Save', 'Destroy', 'Restore', 'Upsert'].flatMap((event) => [`before${event}`, `after${event}`]);

export const aliases: Readonly<Record<string, string>> = {
  ...to(sequelize, [
    'sequelize!', 'sequelize-typescript.Sequelize!', 'sequelize.Sequelize.Sequelize!', `${model}.sequelize`, `${row}.sequelize`, `${queryInterface}.sequelize`, 'sequelize-typescript.Sequelize.Sequelize!',
  ]),
  ...to(model, [
    'sequelize.Sequelize.Model', 'sequelize-typescript.Model', 'sequelize.ModelStatic!', 'sequelize.ModelCtor!', 'sequelize.ModelDefined!', 'sequelize-typescript.ModelCtor!', 'sequelize-typescript.Repository!',
    ...['define()', 'model()', 'import()', 'getRepository()'].map((step) => `${sequelize}.${step}`), ...['scope()', 'unscoped()', 'schema()'].map((step) => `${model}.${step}`),
  ]),
  'sequelize-typescript.Model!': row,
  ...to(transaction, [
    `${sequelize}.transaction()`, `${sequelize}.transaction(0:0)`, `${sequelize}.transaction(1:0)`, 'sequelize.Sequelize.Transaction!', 'sequelize-typescript.Transaction!',
  ]),
  [`${sequelize}.getQueryInterface()`]: queryInterface,
};

/** Calls that give back what their callback gives. */
export const callbacks: readonly string[] = [`${sequelize}.transaction()`];

/** What model methods and hooks hand out: rows of the model they were reached by. */
export const instances: Readonly<Record<string, string>> = to(row, [
  ...one.map((method) => `${model}.${method}()${pairs.has(method) ? '.[]' : ''}`),
  ...many.flatMap((list) => [`${model}.${list}[]`, `${model}.${list}.[]`]),
  ...hooks.flatMap((hook) => [`${model}.${hook}(0:0)`, `${model}.${hook}(1:0)`]),
]);

function to(path: string, others: readonly string[]): Record<string, string> {
  return Object.fromEntries(others.map((other) => [other, path]));
}
