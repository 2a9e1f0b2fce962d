import type { Evaluator } from './evaluator.ts';
import type { ValueId } from './model.ts';
import type { Origin } from './origin.ts';
import { none } from './origins.ts';

/** `@InjectModel('Order') orders`: where neither a type nor a caller says anything, the decorator is what puts the value there. */
export function injected(linker: Evaluator, file: string, decorators: readonly ValueId[] | undefined): readonly Origin[] {
  const model = linker.model(file);
  return (decorators ?? []).flatMap((id) => {
    const value = model.values[id];
    const callee = value?.[0] === 'call' ? model.values[model.calls[value[1]]?.callee ?? -1] : undefined;
    return callee?.[0] === 'imp' && callee[2].startsWith('Inject') ? linker.eval(file, id).filter(({ is }) => is === 'ext') : none;
  });
}
