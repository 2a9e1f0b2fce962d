import type { ValueId } from '../resolve/model.ts';
import type { ModelBuilder } from './model-builder.ts';
import { ts } from './ts.ts';

/** The decorators of a class, member or parameter, as values. */
export function decoratorValues(node: ts.HasDecorators, builder: ModelBuilder): ValueId[] {
  return (ts.getDecorators(node) ?? []).map((decorator) => builder.valueOf(decorator.expression));
}
