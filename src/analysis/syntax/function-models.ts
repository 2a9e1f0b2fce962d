import type { FunctionModel, ParamModel, TypeId } from '../resolve/model.ts';
import { decoratorValues } from './decorator-values.ts';
import type { ModelBuilder } from './model-builder.ts';
import { propertyName } from './nodes.ts';
import { passedThrough } from './passed-through.ts';
import { realParameters } from './scope.ts';
import { ts } from './ts.ts';

/** The signature of a function; what it returns is added when its `return` statements are met. */
export function describeFunction(node: ts.FunctionLikeDeclaration, index: number, builder: ModelBuilder): void {
  const cls = ts.isClassLike(node.parent) ? builder.classIndex(node.parent) : -1;
  const fn: { -readonly [K in keyof FunctionModel]: FunctionModel[K] } = {
    name: functionName(node),
    place: builder.place(node),
    params: [],
    returns: [],
    async: node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false,
    parent: builder.functionIndexAt(node),
    cls,
  };
  builder.model.functions[index] = fn;
  fn.params = realParameters(node).map((parameter) => paramModel(parameter, builder));
  if (node.type) fn.returnType = builder.typeOf(node.type);
  if (node.typeParameters && fn.returnType !== undefined) fn.typeParams = node.typeParameters.map(({ name }) => name.text);
  const passes = passedThrough(node);
  if (passes) fn.passes = passes;
  const context = contextTypeOf(node, 0, builder);
  if (context !== undefined) fn.contextType = context;
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) fn.returns.push(builder.valueOf(node.body));
}

function paramModel(node: ts.ParameterDeclaration, builder: ModelBuilder): ParamModel {
  const param: { -readonly [K in keyof ParamModel]: ParamModel[K] } = { name: ts.isIdentifier(node.name) ? node.name.text : '' };
  if (node.type) param.type = builder.typeOf(node.type);
  if (node.initializer) param.initial = builder.valueOf(node.initializer);
  if (node.dotDotDotToken) param.rest = true;
  const decorators = decoratorValues(node, builder);
  if (decorators.length > 0) param.decorators = decorators;
  return param;
}

/** The type a function or object is written for: that of its variable, or of the property of an object that has one. */
function contextTypeOf(node: ts.FunctionLikeDeclaration | ts.ObjectLiteralExpression, depth: number, builder: ModelBuilder): TypeId | undefined {
  const own = contextTypeNode(node);
  if (own !== undefined) return builder.typeOf(own);
  const property = ts.isPropertyAssignment(node.parent) ? node.parent : ts.isMethodDeclaration(node) ? node : undefined;
  const name = property === undefined ? undefined : propertyName(property.name);
  if (property === undefined || name === undefined || depth > 2 || !ts.isObjectLiteralExpression(property.parent)) return undefined;
  const outer = contextTypeOf(property.parent, depth + 1, builder);
  return outer === undefined ? undefined : builder.addType(['member', outer, name]);
}

function contextTypeNode(node: ts.FunctionLikeDeclaration | ts.ObjectLiteralExpression): ts.TypeNode | undefined {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node) && !ts.isObjectLiteralExpression(node)) return undefined;
  const parent = node.parent;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) return parent.type;
  return ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent) ? parent.type : undefined;
}

function functionName(node: ts.FunctionLikeDeclaration): string {
  const own = node.name ? propertyName(node.name) : undefined;
  const parent = node.parent;
  if (ts.isClassLike(parent)) {
    const cls = parent.name?.text;
    const method = ts.isConstructorDeclaration(node) ? 'constructor' : own ?? '';
    return cls ? `${cls}.${method}` : method;
  }
  if (own !== undefined) return own;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
    const name = propertyName(parent.name) ?? '';
    return ts.isPropertyDeclaration(parent) && parent.parent.name ? `${parent.parent.name.text}.${name}` : name;
  }
  if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left)) return parent.left.name.text;
  return '';
}
