import type { FileModel, Value, ValueId } from './model.ts';
import type { Origin } from './origin.ts';

const longChain = 8;
const maxChain = 400;
const none: readonly ValueId[] = [];

/** `app.get(…).post(…)…`: the links of a long chain from its beginning, which is where it has to be followed from: each link needs the one before, and depth is limited. */
export function longChainTo(model: FileModel, call: number, memo: readonly (readonly Origin[] | undefined)[]): readonly ValueId[] {
  const links: ValueId[] = [];
  for (let at = call; ;) {
    const callee: Value | undefined = model.values[model.calls[at]?.callee ?? -1];
    const receiver: ValueId | undefined = callee?.[0] === 'mem' ? callee[1] : undefined;
    const made: Value | undefined = receiver === undefined || memo[receiver] !== undefined ? undefined : model.values[receiver];
    if (receiver === undefined || made?.[0] !== 'call' || links.length > maxChain) break;
    links.push(receiver);
    at = made[1];
  }
  return links.length > longChain ? links.reverse() : none;
}
