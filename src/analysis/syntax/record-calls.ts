/** What the model keeps of calls, and of what is waited for and returned. */
import { recordPush } from './assignments.ts';
import { notePage } from './browser-page.ts';
import { isChained, isKept } from './kept-calls.ts';
import type { ModelBuilder } from './model-builder.ts';
import { isFallback, isFunctionNode, skipOuter } from './nodes.ts';
import { requiredModule } from './required-module.ts';
import { ts } from './ts.ts';

/** They run a lazy query builder just as `await` does. */
const promiseMethods = new Set(['then', 'catch', 'finally']);

/** Also what it waits for, the module it loads, and the field it is made on. */
export function recordCall(node: ts.CallExpression, builder: ModelBuilder): void {
  if (ts.isIdentifier(node.expression) && (node.expression.text === '$' || node.expression.text === 'jQuery')) notePage(node.expression, builder);
  const required = requiredModule(node, builder.scopes);
  if (required !== undefined) {
    builder.model.imports.push({ module: required, typeOnly: false, line: builder.place(node)[0] });
    return;
  }
  noteFieldUse(node, builder);
  if (ts.isPropertyAccessExpression(node.expression) && promiseMethods.has(node.expression.name.text)) noteWaiting(node.expression.expression, builder);
  recordPush(node, builder);
  if (isKept(node, builder)) builder.valueOf(node);
  // Code that is not followed may wait for what it is handed (`queries.push(trx('orders').insert(…))`).
  else for (const argument of node.arguments) {
    // `const [a, b] = await Promise.all([trx('orders').first(), …])`
    for (const item of ts.isArrayLiteralExpression(argument) ? argument.elements : [argument]) if (ts.isCallExpression(item) || ts.isTaggedTemplateExpression(item)) noteWaiting(item, builder);
  }
}

/** Of classes that somebody declares or imports. */
export function recordNew(node: ts.NewExpression, builder: ModelBuilder): void {
  const callee = skipOuter(node.expression);
  if (ts.isIdentifier(callee) && builder.scopes.lookup(callee, callee.text) === undefined) return;
  builder.callIndex(node);
}

/** Somebody waits for this value: it becomes an `awt` of the model, also when nothing is done with the result. */
export function noteWaiting(expression: ts.Expression | undefined, builder: ModelBuilder): void {
  if (expression === undefined) return;
  const inner = skipOuter(expression);
  if (ts.isIdentifier(inner) ? builder.scopes.lookup(inner, inner.text) !== undefined
    : ts.isCallExpression(inner) ? isKept(inner, builder) || isChained(inner)
      : ts.isTaggedTemplateExpression(inner) || ts.isConditionalExpression(inner) || (ts.isPropertyAccessExpression(inner) && inner.expression.kind === ts.SyntaxKind.ThisKeyword)) builder.add(['awt', builder.valueOf(inner)]);
}

/** Values that a function returns, when they can be of interest. */
export function recordReturn(node: ts.ReturnStatement, builder: ModelBuilder): void {
  if (!node.expression) return;
  const inner = skipOuter(node.expression);
  if (!(ts.isIdentifier(inner) || ts.isCallExpression(inner) || ts.isTaggedTemplateExpression(inner) || ts.isNewExpression(inner) || ts.isObjectLiteralExpression(inner) || isFunctionNode(inner)
    || ts.isPropertyAccessExpression(inner) || ts.isAwaitExpression(inner) || ts.isConditionalExpression(inner) || ts.isStringLiteralLike(inner) || ts.isTemplateExpression(inner)
    || inner.kind === ts.SyntaxKind.ThisKeyword || ts.isClassExpression(inner) || ts.isArrayLiteralExpression(inner) || isFallback(inner) || isJoinedText(inner))) return;
  if (ts.isIdentifier(inner) && inner.text === 'undefined') return;
  if (ts.isCallExpression(inner) && !isKept(inner, builder) && !isChained(inner) && !isJoined(inner)) return;
  if (ts.isAwaitExpression(inner) && ts.isCallExpression(inner.expression) && !isKept(inner.expression, builder)) return;
  const fn = builder.scopes.functionAround(node);
  if (!fn) return;
  const model = builder.model.functions[builder.functionIndex(fn)];
  if (model && model.returns.length < 6) model.returns.push(builder.valueOf(inner));
}

/** `'/v' + version + path`: text, not the sum of numbers. */
function isJoinedText(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken && (ts.isStringLiteralLike(node.right) || ts.isStringLiteralLike(node.left) || isJoinedText(node.left));
}

/** `routes.concat(adminRoutes)`, `Object.assign({}, route, { path })` */
function isJoined(node: ts.CallExpression): boolean {
  const callee = node.expression;
  return ts.isPropertyAccessExpression(callee) && (callee.name.text === 'concat' || (callee.name.text === 'assign' && ts.isIdentifier(callee.expression) && callee.expression.text === 'Object'));
}

function noteFieldUse(node: ts.CallExpression, builder: ModelBuilder): void {
  let access = skipOuter(node.expression);
  while (ts.isPropertyAccessExpression(access)) {
    if (access.expression.kind === ts.SyntaxKind.ThisKeyword) {
      const cls = builder.thisClass(access);
      const used = builder.model.classes[cls]?.usedFields;
      if (used !== undefined && !used.includes(access.name.text)) used.push(access.name.text);
      return;
    }
    access = skipOuter(access.expression);
    if (ts.isCallExpression(access)) access = skipOuter(access.expression);
  }
}
