import { ts } from '../../../../analysis/syntax/ts.ts';
import { skipOuter } from '../../../../analysis/syntax/nodes.ts';
import type { ObserverContext } from '../../../../analysis/syntax/visit.ts';
import type { ConceptDetector } from '../../../model.ts';

export interface BodyNote { readonly [key: string]: boolean }

type Context = ObserverContext<BodyNote>;

const storing = new Set(['create', 'save', 'insert', 'update', 'upsert', 'insertMany', 'insertOne', 'createMany', 'updateOne', 'updateMany', 'findByIdAndUpdate', 'findOneAndUpdate', 'replaceOne', 'merge']);
const checking = new Set(['parse', 'parseAsync', 'validate', 'validateAsync', 'validateSync', 'assert', 'attempt']);

/** Where a handler reads the request body, and what it does with the whole of it. */
export const observeBodies: NonNullable<ConceptDetector<BodyNote>['observe']> = {
  [ts.SyntaxKind.PropertyAccessExpression]: (node: ts.PropertyAccessExpression, context) => {
    if (node.name.text === 'body' && isRequest(node.expression)) context.note('body', node, {});
  },
  [ts.SyntaxKind.BindingElement]: (node: ts.BindingElement, context) => {
    // `const { body } = req`, `({ body }, res) => …`
    if (ts.isIdentifier(node.name) && node.name.text === 'body' && ts.isObjectBindingPattern(node.parent) && ts.isVariableDeclaration(node.parent.parent)
      && node.parent.parent.initializer !== undefined && isRequest(node.parent.parent.initializer)) context.note('body', node, {});
  },
  [ts.SyntaxKind.CallExpression]: (node: ts.CallExpression, context) => {
    const callee = node.expression;
    if (!ts.isPropertyAccessExpression(callee)) return;
    if (storing.has(callee.name.text) && node.arguments.some((argument) => isWholeBody(argument, context, 0))) context.note('model', node, {});
    else if (checking.has(callee.name.text) && isDiscarded(node) && node.arguments.some((argument) => isBody(argument, context))) context.note('discarded', node, { usedLater: isBodyUsedAfter(node) });
  },
  [ts.SyntaxKind.AsExpression]: (node: ts.AsExpression, context) => {
    if (isBody(node.expression, context) && isModelType(node.type)) context.note('cast', node, {});
  },
  [ts.SyntaxKind.VariableDeclaration]: (node: ts.VariableDeclaration, context) => {
    if (node.type !== undefined && node.initializer !== undefined && isBody(node.initializer, context) && isModelType(node.type)) context.note('cast', node, {});
  },
};

function isRequest(node: ts.Expression): boolean {
  const inner = skipOuter(node);
  if (ts.isIdentifier(inner)) return /^(?:req|request)$/.test(inner.text);
  return ts.isPropertyAccessExpression(inner) && inner.name.text === 'request' && ts.isIdentifier(inner.expression) && /^(?:ctx|context)$/.test(inner.expression.text);
}

/** `req.body`, or a constant of the same function that holds it. */
function isBody(node: ts.Expression, context: Context): boolean {
  const inner = skipOuter(node);
  if (ts.isPropertyAccessExpression(inner)) return inner.name.text === 'body' && isRequest(inner.expression);
  if (!ts.isIdentifier(inner)) return false;
  const declared = context.declarationOf(inner);
  if (declared === undefined || ts.isFunctionLike(declared) || ts.isClassLike(declared)) return false;
  const value = skipOuter(declared);
  return ts.isPropertyAccessExpression(value) && value.name.text === 'body' && isRequest(value.expression);
}

/** The body itself, spread, or as `data`, `$set` or `values`. */
function isWholeBody(node: ts.Expression, context: Context, depth: number): boolean {
  const inner = skipOuter(node);
  if (isBody(inner, context)) return true;
  if (!ts.isObjectLiteralExpression(inner) || depth > 1) return false;
  return inner.properties.some((property) => {
    if (ts.isSpreadAssignment(property)) return isBody(property.expression, context);
    if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) return false;
    return ['data', '$set', 'values', 'create', 'update'].includes(property.name.text) && isWholeBody(property.initializer, context, depth + 1);
  });
}

function isDiscarded(node: ts.CallExpression): boolean {
  const parent = ts.isAwaitExpression(node.parent) ? node.parent.parent : node.parent;
  return ts.isExpressionStatement(parent);
}

/** `req.body` is read again after this call, in the same function. */
function isBodyUsedAfter(node: ts.CallExpression): boolean {
  let fn: ts.Node = node;
  while (fn.parent as ts.Node | undefined && !ts.isFunctionLike(fn)) fn = fn.parent;
  const reads = (n: ts.Node): boolean => (n.pos >= node.end && ts.isPropertyAccessExpression(n) && n.name.text === 'body' && isRequest(n.expression)) || (ts.forEachChild(n, (child) => reads(child) || undefined) ?? false);
  return reads(fn);
}

function isModelType(type: ts.TypeNode): boolean {
  if (ts.isTypeLiteralNode(type)) return true;
  return ts.isTypeReferenceNode(type) && !(ts.isIdentifier(type.typeName) && /^(?:Record|Partial|Buffer|const|unknown|any)$/.test(type.typeName.text));
}
