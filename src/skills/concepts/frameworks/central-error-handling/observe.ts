import { ts } from '../../../../analysis/syntax/ts.ts';
import { skipOuter } from '../../../../analysis/syntax/nodes.ts';
import type { ObserverContext } from '../../../../analysis/syntax/visit.ts';
import type { ConceptDetector } from '../../../model.ts';

const errorName = /^(?:e|ex|err|error|exception)$/i;
const sending = new Set(['send', 'json', 'end']);
const logMethods = new Set(['error', 'fatal', 'warn', 'captureException', 'log', 'exception']);

export const observeErrors: NonNullable<ConceptDetector<null>['observe']> = {
  [ts.SyntaxKind.CallExpression]: (node: ts.CallExpression, context) => {
    const callee = node.expression;
    if (ts.isIdentifier(callee)) {
      const first = node.arguments[0];
      if (/^(?:next|done)$/.test(callee.text) && first !== undefined && isErrorIdentifier(first)) context.note('passesOn', node, null);
      else if (/^(?:log|logger|report|capture)\w*$/i.test(callee.text)) context.note('logs', node, null);
      return;
    }
    // `logger[status < 500 ? 'warn' : 'error'](…)`
    if (ts.isElementAccessExpression(callee) && /\b(?:log|logger|console)$/i.test(callee.expression.getText(context.source))) context.note('logs', node, null);
    if (!ts.isPropertyAccessExpression(callee)) return;
    const name = callee.name.text;
    if (sending.has(name) && isResponse(callee.expression)) onSend(node, callee, context);
    else if (logMethods.has(name)) context.note('logs', node, null);
    else if (name === 'use') onUse(node, callee, context);
    if (name === 'status' || name === 'sendStatus' || name === 'code') onStatus(node, context);
  },
  [ts.SyntaxKind.BinaryExpression]: (node: ts.BinaryExpression, context) => {
    if (node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword) context.note('maps', node, null);
  },
  [ts.SyntaxKind.SwitchStatement]: (node: ts.SwitchStatement, context) => { context.note('maps', node, null); },
  [ts.SyntaxKind.PropertyAccessExpression]: (node: ts.PropertyAccessExpression, context) => {
    if (/^(?:status|statusCode|httpStatus|code)$/.test(node.name.text) && isErrorIdentifier(node.expression)) context.note('maps', node, null);
  },
  [ts.SyntaxKind.CatchClause]: (node: ts.CatchClause, context) => {
    if (sends500(node.block)) context.note('catch500', node, null);
  },
};

type Context = ObserverContext<null>;

function isErrorIdentifier(node: ts.Expression): boolean {
  const inner = skipOuter(node);
  return ts.isIdentifier(inner) && errorName.test(inner.text);
}

/** `res`, `response`, or a chain on it; Fastify's `reply.send(error)` hands the error to the framework and is no leak. */
function isResponse(node: ts.Expression): boolean {
  let inner = skipOuter(node);
  while (ts.isCallExpression(inner) || ts.isPropertyAccessExpression(inner)) inner = skipOuter(inner.expression);
  return ts.isIdentifier(inner) && /^(?:res|response)$/.test(inner.text);
}

function onSend(node: ts.CallExpression, callee: ts.PropertyAccessExpression, context: Context): void {
  const body = node.arguments[0];
  if (body === undefined || isGuarded(node)) return;
  if (mentionsProperty(body, 'stack')) context.note('leaksStack', node, null);
  else if (chainStatus(callee.expression) === 500 && (isErrorIdentifier(body) || mentionsProperty(body, 'message'))) context.note('leaksError', node, null);
}

/** `err.stack` anywhere in the body, not behind a condition of its own. */
function mentionsProperty(node: ts.Node, name: string): boolean {
  if (ts.isConditionalExpression(node) || (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)) return false;
  if (ts.isPropertyAccessExpression(node) && node.name.text === name && isErrorIdentifier(node.expression)) return true;
  return ts.forEachChild(node, (child) => (ts.isFunctionLike(child) ? undefined : mentionsProperty(child, name) || undefined)) ?? false;
}

/** Inside a condition about the environment or about errors meant for clients. */
function isGuarded(node: ts.Node): boolean {
  for (let n: ts.Node | undefined = node; n !== undefined && !ts.isFunctionLike(n); n = n.parent as ts.Node | undefined) {
    const condition = ts.isIfStatement(n) ? n.expression : ts.isConditionalExpression(n) ? n.condition : undefined;
    if (condition !== undefined && /NODE_ENV|prod|dev|debug|env|expose|operational|instanceof|public|safe/i.test(condition.getText())) return true;
  }
  return false;
}

function chainStatus(node: ts.Expression): number | undefined {
  const inner = skipOuter(node);
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return undefined;
  const first = inner.arguments[0];
  if (inner.expression.name.text === 'status' && first !== undefined && ts.isNumericLiteral(first)) return Number(first.text);
  return chainStatus(inner.expression.expression);
}

function onStatus(node: ts.CallExpression, context: Context): void {
  const first = node.arguments[0];
  if (first !== undefined && ts.isNumericLiteral(first) && first.text === '404' && isLastMiddleware(node)) context.note('notFound', node, null);
}

/** Inside a function given to `app.use`. */
function isLastMiddleware(node: ts.Node): boolean {
  for (let n: ts.Node | undefined = node.parent; n !== undefined; n = n.parent as ts.Node | undefined) {
    if (!ts.isFunctionLike(n)) continue;
    const call = n.parent;
    return ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'use';
  }
  return false;
}

function onUse(node: ts.CallExpression, callee: ts.PropertyAccessExpression, context: Context): void {
  const last = node.arguments.at(-1);
  if (last === undefined) return;
  const inner = skipOuter(last);
  const fn = ts.isIdentifier(inner) ? context.declarationOf(inner) : inner;
  if (fn === undefined || !(ts.isArrowFunction(fn) || ts.isFunctionExpression(fn) || ts.isFunctionDeclaration(fn)) || fn.parameters.length !== 3) return;
  const first = fn.parameters[0]?.name;
  if (first === undefined || !ts.isIdentifier(first) || !/^(?:err|error|exception)$/.test(first.text)) return;
  const origin = context.originOf(callee.expression);
  if (origin === 'express()' || origin === 'express.Router()') context.note('threeParameters', node, null);
}

function sends500(block: ts.Block): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && /^(?:status|sendStatus|code)$/.test(node.expression.name.text)) {
      const first = node.arguments[0];
      if (first !== undefined && ts.isNumericLiteral(first) && first.text === '500') return true;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(block);
}
