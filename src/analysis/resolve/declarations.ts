import type { TypeId, ValueId } from './model.ts';
import type { Models } from './models.ts';
import type { ExternalOrigin } from './origin.ts';

export interface Declaration { readonly file: string; readonly type?: TypeId; readonly decorators?: readonly ValueId[] }

/** Type and decorators of the parameter or field that holds a value, when its identity says that it was received there. */
export function declarationOf(models: Models, { id }: ExternalOrigin): Declaration | undefined {
  const [, file = '', kind, index, name = ''] = /^(.+):(?:([pc])(\d+)\.(.+))$/.exec(id) ?? [];
  const model = models.get(file);
  const found = kind === 'p' ? model?.functions[Number(index)]?.params[Number(name)] : model?.classes[Number(index)]?.fields[name];
  return found === undefined ? undefined : { file, ...found };
}
