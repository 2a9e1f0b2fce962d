import type { FunctionModel } from '../resolve/model.ts';
import { realParameters } from './scope.ts';
import { ts } from './ts.ts';

/** The parameter whose value a generic function returns, judged by its signature alone. */
export function passedThrough(node: ts.FunctionLikeDeclaration): FunctionModel['passes'] {
  if (node.typeParameters === undefined || node.type === undefined) return undefined;
  const name = settledTypeName(node.type);
  if (name === undefined || !node.typeParameters.some((parameter) => parameter.name.text === name.replace(/(?:\[\])+$/, ''))) return undefined;
  const parameters = realParameters(node);
  const direct = parameters.findIndex(({ type }) => type !== undefined && settledTypeName(type) === name);
  if (direct >= 0) return { param: direct, called: false };
  const made = parameters.findIndex(({ type }) => type !== undefined && ts.isFunctionTypeNode(type) && settledTypeName(type.type) === name);
  return made < 0 ? undefined : { param: made, called: true };
}

/** `T` of `T` and of `Promise<T>`, `T[]` of `T[]`. */
function settledTypeName(type: ts.TypeNode): string | undefined {
  if (ts.isArrayTypeNode(type)) {
    const item = settledTypeName(type.elementType);
    return item === undefined ? undefined : `${item}[]`;
  }
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const inner = type.typeName.text === 'Promise' ? type.typeArguments?.[0] : undefined;
  return inner === undefined ? type.typeName.text : settledTypeName(inner);
}
