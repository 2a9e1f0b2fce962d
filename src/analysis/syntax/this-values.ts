import type { ValueId } from '../resolve/model.ts';
import type { ModelBuilder } from './model-builder.ts';
import { propertyName } from './nodes.ts';
import { isThisParameter } from './scope.ts';
import { ts } from './ts.ts';

/** What `this` stands for. */
export function thisValue(node: ts.Node, depth: number, builder: ModelBuilder): ValueId {
  let fn = builder.scopes.functionAround(node);
  while (fn !== undefined && ts.isArrowFunction(fn)) fn = builder.scopes.functionAround(fn);
  const declared = fn?.parameters.find(isThisParameter)?.type;
  if (declared !== undefined) return builder.add(['typed', builder.typeOf(declared)]);
  const cls = builder.thisClass(node);
  if (cls >= 0) return builder.add([isInStatic(node) ? 'cls' : 'this', cls]);
  return fn === undefined ? builder.add(['unk', 'this']) : holderOf(fn, depth, builder);
}

/** What a function that is no method of a class is called on: the object it stands in, what it is assigned to, what a package binds it to. */
function holderOf(fn: ts.FunctionLikeDeclaration, depth: number, builder: ModelBuilder): ValueId {
  const self = builder.add(['self', builder.functionIndex(fn)]);
  const property = ts.isPropertyAssignment(fn.parent) ? fn.parent : fn;
  const object = ts.isObjectLiteralExpression(property.parent) ? property.parent : undefined;
  if (object === undefined) return assignedTo(fn, depth, builder) ?? self;
  const given = holderOfObject(object, '', depth, builder);
  return builder.add(['or', [builder.valueOf(object, depth + 1), ...(given === undefined ? [] : [given]), self]]);
}

/** `schema.statics.byName = function () { … }`, `schema.statics = { … }`. */
function assignedTo(node: ts.Node, depth: number, builder: ModelBuilder): ValueId | undefined {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || parent.right !== node) return undefined;
  const { left } = parent;
  if (!ts.isPropertyAccessExpression(left) && !(ts.isElementAccessExpression(left) && ts.isStringLiteralLike(left.argumentExpression))) return undefined;
  return builder.valueOf(ts.isObjectLiteralExpression(node) ? left : left.expression, depth + 1);
}

/** Who gets an object with functions: `schema.static({ … })`, `new Schema({}, { statics: { … } })`. */
function holderOfObject(node: ts.ObjectLiteralExpression, key: string, depth: number, builder: ModelBuilder): ValueId | undefined {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    const arg = parent.arguments?.indexOf(node) ?? -1;
    return arg < 0 ? undefined : builder.add(['held', builder.callIndex(parent), arg, key]);
  }
  if (ts.isBinaryExpression(parent)) return assignedTo(node, depth, builder);
  const name = key === '' && ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent) ? propertyName(parent.name) : undefined;
  return name === undefined ? undefined : holderOfObject((parent as ts.PropertyAssignment).parent, name, depth, builder);
}

/** In a static member `this` is the class itself. */
function isInStatic(node: ts.Node): boolean {
  let member = node;
  while (member.parent as ts.Node | undefined && !ts.isClassLike(member.parent)) member = member.parent;
  return ts.canHaveModifiers(member) && ts.getModifiers(member)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword) === true;
}
