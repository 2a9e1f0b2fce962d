import { push } from './multimap.ts';
import type { FileModel, ValueId } from './model.ts';

/** One way in which a value is used in its own file. */
export type Use =
  /** `await`, `yield`, `for await`, `.then(…)`. */
  | { readonly is: 'awaited' }
  /** The call of a method on it. */
  | { readonly is: 'called'; readonly call: number; readonly method: string }
  | { readonly is: 'argument'; readonly call: number; readonly position: number }
  | { readonly is: 'returned'; readonly fn: number }
  /** Kept in an object, a field or an export. */
  | { readonly is: 'kept' };

export interface ModelUses {
  /** How a value is used in its file, through variables, arrays and conditions. */
  of(id: ValueId): readonly Use[];
  /** The value that is the result of a call. */
  resultOf(call: number): ValueId | undefined;
  parameter(fn: number, position: number): ValueId | undefined;
}

const known = new WeakMap<FileModel, ModelUses>();
const none: readonly Use[] = [];

/** The other direction of what a model lists: from a value to its uses. Made once per model, when somebody asks. */
export function usesIn(model: FileModel): ModelUses {
  let uses = known.get(model);
  if (uses === undefined) known.set(model, (uses = indexUses(model)));
  return uses;
}

function indexUses(model: FileModel): ModelUses {
  const results = new Map<number, ValueId>();
  const parameters = new Map<string, ValueId>();
  const direct = new Map<ValueId, Use[]>();
  const holders = new Map<ValueId, ValueId[]>();
  const use = (id: ValueId, how: Use): void => { push(direct, id, how); };
  const valueOfBinding = new Map<number, ValueId>();
  model.values.forEach((value, id) => {
    switch (value[0]) {
      case 'awt': use(value[1], { is: 'awaited' }); break;
      case 'call':
      case 'new': results.set(value[1], id); break;
      case 'param': parameters.set(`${value[1]}.${value[2]}`, id); break;
      case 'bind': valueOfBinding.set(value[1], id); break;
      case 'arr':
      case 'or': for (const item of value[1]) push(holders, item, id); break;
      case 'obj': for (const [, item] of value[1]) use(item, { is: 'kept' }); break;
      default:
    }
  });
  model.bindings.forEach((binding, index) => {
    const id = valueOfBinding.get(index);
    if (id !== undefined) for (const value of binding.values) push(holders, value, id);
  });
  model.calls.forEach((call, index) => {
    const callee = model.values[call.callee];
    if (callee?.[0] === 'mem') use(callee[1], { is: 'called', call: index, method: callee[2] });
    call.args.forEach((argument, position) => { use(argument, { is: 'argument', call: index, position }); });
  });
  model.functions.forEach((fn, index) => { for (const value of fn.returns) use(value, { is: 'returned', fn: index }); });
  for (const cls of model.classes) for (const field of Object.values(cls.fields)) for (const value of field.values) use(value, { is: 'kept' });
  for (const value of Object.values(model.exports)) use(value, { is: 'kept' });

  const gather = (id: ValueId, depth: number): readonly Use[] => [...direct.get(id) ?? none, ...(depth > 4 ? none : (holders.get(id) ?? []).flatMap((holder) => gather(holder, depth + 1)))];
  return {
    of: (id) => gather(id, 0),
    resultOf: (call) => results.get(call),
    parameter: (fn, position) => parameters.get(`${fn}.${position}`),
  };
}
