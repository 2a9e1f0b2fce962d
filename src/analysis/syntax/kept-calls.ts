/** Which calls the model keeps: those of which somebody may ever ask. */
import type { ModelBuilder } from './model-builder.ts';
import { isFallback, skipOuter } from './nodes.ts';
import { ts } from './ts.ts';

/** Methods of built-ins and of request/response objects that no recogniser asks about: calls on them are not kept. */
const dullMethods = new Set(('map filter push pop shift unshift join split trim toString slice splice indexOf includes replace replaceAll toLowerCase toUpperCase startsWith endsWith concat sort '
  + 'reduce some every padStart padEnd match test charAt charCodeAt substring substr toFixed getTime toISOString then catch finally flat flatMap fill reverse '
  + 'json status sendStatus setHeader getHeader header type cookie redirect render hasOwnProperty localeCompare isArray stringify log warn info debug error trace '
  + 'optional nullable nullish email uuid int positive describe it expect toBe toEqual').split(' '));
/** Of the dull ones, those that call what they are given: kept when that is a function by name (`ids.map(loadOrder)`), which nothing else connects to its caller. */
const callingMethods = new Set(['map', 'filter', 'reduce', 'some', 'every', 'flatMap', 'then', 'catch', 'finally']);
const keptGlobals = new Set(['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'require', 'Bun', 'Deno']);
const keptGlobalRoots = new Set(['process', 'module', 'exports', 'Bun', 'Deno', 'globalThis', 'AbortSignal']);

/** A call on something imported, declared, or global and of interest. */
export function isKept(node: ts.CallExpression, builder: ModelBuilder): boolean {
  const callee = skipOuter(node.expression);
  if (ts.isPropertyAccessExpression(callee) && (callee.name.text === 'forEach' || (callee.name.text === 'map' && (ts.isExpressionStatement(node.parent) || actsOnEach(node.arguments[0]))))) return true;
  if (ts.isIdentifier(callee)) {
    return builder.scopes.lookup(callee, callee.text) !== undefined || keptGlobals.has(callee.text);
  }
  if (!ts.isPropertyAccessExpression(callee) && !ts.isElementAccessExpression(callee)) return ts.isCallExpression(callee) || callee.kind === ts.SyntaxKind.SuperKeyword;
  const isTellingCall = ts.isPropertyAccessExpression(callee) && isTelling(node, callee.name.text, builder);
  if (isTellingCall && callingMethods.has(callee.name.text)) return true;
  let root: ts.Expression = callee;
  for (;;) {
    if (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root)) root = skipOuter(root.expression);
    else if (ts.isCallExpression(root)) root = skipOuter(root.expression);
    else if (ts.isAwaitExpression(root)) root = skipOuter(root.expression);
    else if (isFallback(root)) root = skipOuter(root.left);
    else break;
  }
  if (root.kind === ts.SyntaxKind.ThisKeyword || root.kind === ts.SyntaxKind.SuperKeyword || ts.isNewExpression(root) || ts.isTaggedTemplateExpression(root)) return true;
  if (!ts.isIdentifier(root)) return root.kind === ts.SyntaxKind.ImportKeyword;
  const declaration = builder.scopes.lookup(root, root.text);
  if (declaration === undefined) return keptGlobalRoots.has(root.text) || root.text === 'require';
  if (declaration.is === 'import') return true;
  return !ts.isPropertyAccessExpression(callee) || !dullMethods.has(callee.name.text) || isTellingCall;
}

/** A call on the result of a call: `trx('orders').join(…)` matters though `join` is a dull name. */
export function isChained(node: ts.CallExpression): boolean {
  const callee = skipOuter(node.expression);
  return ts.isPropertyAccessExpression(callee) && ts.isCallExpression(skipOuter(callee.expression));
}

/** A dull method that is not: `router.redirect('/from', '/to')` adds a route, `ctx.redirect('/to')` answers; `ids.map(loadOrder)` calls a function of the project. */
function isTelling(node: ts.CallExpression, method: string, builder: ModelBuilder): boolean {
  if (method === 'redirect') return node.arguments.length > 1;
  const first = node.arguments[0];
  if (first === undefined || !callingMethods.has(method)) return false;
  return ts.isIdentifier(first) ? builder.scopes.lookup(first, first.text) !== undefined : ts.isPropertyAccessExpression(first) || ts.isStringLiteral(first);
}

/** `map(async (order) => …)` and `map((order) => order.save())` do something with each item; a plain projection does not. */
function actsOnEach(callback: ts.Expression | undefined): boolean {
  if (callback === undefined || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return false;
  if (callback.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true) return true;
  const item = callback.parameters[0]?.name;
  if (!ts.isCallExpression(callback.body) || item === undefined || !ts.isIdentifier(item)) return false;
  const callee = callback.body.expression;
  return ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === item.text;
}
