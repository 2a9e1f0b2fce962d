import { parentOf, ts } from '../../../../analysis/syntax/ts.ts';
import { skipOuter } from '../../../../analysis/syntax/nodes.ts';
import type { ObserverContext } from '../../../../analysis/syntax/visit.ts';
import type { ConceptDetector } from '../../../model.ts';

type Context = ObserverContext<null>;
type FunctionNode = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | ts.MethodDeclaration;

const joins = new Set(['all', 'allSettled', 'any', 'race']);
const awaitNoted = new WeakSet<ts.SourceFile>();

export const observePromises: NonNullable<ConceptDetector<null>['observe']> = {
  [ts.SyntaxKind.AwaitExpression]: (node: ts.AwaitExpression, context) => {
    if (!awaitNoted.has(context.source)) {
      awaitNoted.add(context.source);
      context.note('await', node, null);
    }
    if (isOneByOne(node)) context.note('oneByOne', node, null);
  },
  [ts.SyntaxKind.ForOfStatement]: (node: ts.ForOfStatement, context) => {
    if (node.awaitModifier !== undefined) context.note('forAwait', node, null);
  },
  [ts.SyntaxKind.CallExpression]: (node: ts.CallExpression, context) => {
    const callee = node.expression;
    if (!ts.isPropertyAccessExpression(callee)) return;
    if (callee.name.text === 'forEach') onForEach(node, callee, context);
    else if (joins.has(callee.name.text) && ts.isIdentifier(callee.expression) && callee.expression.text === 'Promise' && joinsSeveral(node)) context.note('join', node, null);
  },
  [ts.SyntaxKind.NewExpression]: (node: ts.NewExpression, context) => {
    const executor = node.arguments?.[0];
    if (ts.isIdentifier(node.expression) && node.expression.text === 'Promise' && executor !== undefined && isUncaughtExecutor(executor)) context.note('executor', node, null);
  },
  [ts.SyntaxKind.ReturnStatement]: (node: ts.ReturnStatement, context) => {
    if (node.expression === undefined) return;
    const call = skipOuter(node.expression);
    if (ts.isCallExpression(call) && isCaughtByTry(node) && isAsyncCallee(call, context) && enclosingFunctionIsAsync(node)) context.note('returned', node, null);
  },
  [ts.SyntaxKind.ExpressionStatement]: (node: ts.ExpressionStatement, context) => {
    const call = skipOuter(node.expression);
    if (!ts.isCallExpression(call) || !isAsyncCallee(call, context)) return;
    const isTop = context.functionOf(node) === undefined;
    // A program that starts itself: Node ends it with the stack and exit code 1, which is what one wants of a start that fails.
    if (isTop && ts.isIdentifier(call.expression) && /^(?:main|bootstrap|run|start|init|boot|setup)(?:[A-Z]|$)/i.test(call.expression.text)) return;
    context.note(isTop ? 'floatingAtTop' : 'floating', call, null);
  },
  [ts.SyntaxKind.ShorthandPropertyAssignment]: (node: ts.ShorthandPropertyAssignment, context) => {
    if (node.name.text === 'signal' && ts.isObjectLiteralExpression(node.parent) && ts.isCallExpression(node.parent.parent)) context.note('signal', node, null);
  },
  [ts.SyntaxKind.PropertyAssignment]: (node: ts.PropertyAssignment, context) => {
    if (ts.isIdentifier(node.name) && node.name.text === 'signal' && ts.isCallExpression(node.parent.parent)) context.note('signal', node, null);
  },
};

function onForEach(node: ts.CallExpression, callee: ts.PropertyAccessExpression, context: Context): void {
  const callback = node.arguments[0];
  if (callback === undefined || !isAsyncFunction(callback) || ts.isAwaitExpression(node.parent) || ts.isReturnStatement(node.parent)) return;
  // Streams have a forEach that returns a promise.
  const origin = context.originOf(callee.expression);
  if (origin !== undefined && /^(?:node:stream|node:fs|node:events|p-)/.test(origin)) return;
  context.note('forEach', node, null);
}

function isAsyncFunction(node: ts.Expression): boolean {
  const inner = skipOuter(node);
  return (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) && isAsync(inner);
}

/** Without a try that hands every failure to `reject`. */
function isUncaughtExecutor(node: ts.Expression): boolean {
  const inner = skipOuter(node);
  return (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) && isAsync(inner) && !handlesEverything(inner);
}

function isAsync(node: FunctionNode): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}

/** Several promises: an array of two or more, or a mapped list. */
function joinsSeveral(node: ts.CallExpression): boolean {
  const first = node.arguments[0] === undefined ? undefined : skipOuter(node.arguments[0]);
  if (first === undefined) return false;
  if (ts.isArrayLiteralExpression(first)) return first.elements.length >= 2 || first.elements.some(ts.isSpreadElement);
  return ts.isCallExpression(first) || ts.isIdentifier(first);
}

/** The callee is an async function of this file (by name, or a method on `this`) that does not handle everything itself. */
function isAsyncCallee(call: ts.CallExpression, context: Context): boolean {
  const target = calledFunction(call, context);
  return target !== undefined && isAsync(target) && !handlesEverything(target) && canReject(target);
}

/** It waits for something, or returns what may be a promise: one that only starts timers or sets fields has nothing to lose. */
function canReject(node: FunctionNode): boolean {
  const { body } = node;
  if (body === undefined) return false;
  if (!ts.isBlock(body)) return true;
  let found = false;
  const visit = (child: ts.Node): void => {
    if (found || ts.isFunctionLike(child) || ts.isClassLike(child)) return;
    if (ts.isAwaitExpression(child) || ts.isThrowStatement(child) || (ts.isForOfStatement(child) && child.awaitModifier !== undefined)
      || (ts.isReturnStatement(child) && child.expression !== undefined)) found = true;
    else ts.forEachChild(child, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

function calledFunction(call: ts.CallExpression, context: Context): FunctionNode | undefined {
  const callee = skipOuter(call.expression);
  if (ts.isIdentifier(callee)) {
    const declared = context.declarationOf(callee);
    return declared !== undefined && (ts.isFunctionDeclaration(declared) || ts.isArrowFunction(declared) || ts.isFunctionExpression(declared)) ? declared : undefined;
  }
  if (!ts.isPropertyAccessExpression(callee) || callee.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  for (let n: ts.Node | undefined = call.parent; n !== undefined; n = parentOf(n)) {
    if (!ts.isClassLike(n)) continue;
    return n.members.find((member): member is ts.MethodDeclaration => ts.isMethodDeclaration(member) && member.name.getText(context.source) === callee.name.text);
  }
  return undefined;
}

/** Its whole body is one try with a catch that does not throw on: calling it without await cannot reject. */
function handlesEverything(node: FunctionNode): boolean {
  const body = node.body;
  if (body === undefined || !ts.isBlock(body)) return false;
  return body.statements.some((statement) => {
    const loop = ts.isWhileStatement(statement) || ts.isForStatement(statement) ? statement.statement : statement;
    const inner = ts.isBlock(loop) ? loop.statements.find(ts.isTryStatement) : loop;
    return inner !== undefined && ts.isTryStatement(inner) && inner.catchClause !== undefined;
  });
}

function isCaughtByTry(node: ts.Node): boolean {
  for (let n: ts.Node = node; n.parent as ts.Node | undefined; n = n.parent) {
    if (ts.isTryStatement(n.parent)) return n.parent.tryBlock === n && n.parent.catchClause !== undefined;
    if (ts.isFunctionLike(n.parent)) return false;
  }
  return false;
}

function enclosingFunctionIsAsync(node: ts.Node): boolean {
  for (let n: ts.Node | undefined = node.parent; n !== undefined; n = parentOf(n)) {
    if (ts.isFunctionDeclaration(n) || ts.isFunctionExpression(n) || ts.isArrowFunction(n) || ts.isMethodDeclaration(n)) return isAsync(n);
  }
  return false;
}

/** The only statement of a `for … of` body, on a call that uses the loop variable, whose result goes nowhere else. */
function isOneByOne(node: ts.AwaitExpression): boolean {
  const statement = node.parent;
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(node.expression)) return false;
  const block = statement.parent;
  const loop = ts.isBlock(block) && block.statements.length === 1 ? block.parent : block;
  if (!ts.isForOfStatement(loop) || loop.awaitModifier !== undefined || !ts.isVariableDeclarationList(loop.initializer)) return false;
  const variable = loop.initializer.declarations[0]?.name;
  if (variable === undefined || !ts.isIdentifier(variable) || /chunk|batch|page|migration|step|handler|hook|middleware|plugin/i.test(variable.text)) return false;
  return node.expression.arguments.some((argument) => mentions(argument, variable.text));
}

function mentions(node: ts.Node, name: string): boolean {
  return (ts.isIdentifier(node) && node.text === name) || (ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false);
}
