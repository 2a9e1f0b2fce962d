import type { Value, ValueId } from '../resolve/model.ts';
import type { ModelBuilder } from './model-builder.ts';
import { isFunctionNode, skipOuter } from './nodes.ts';
import { ts } from './ts.ts';

/** Lists that further lists are added to. */
const maxAdditions = 100;

/** Values given to variables, fields, exports and objects after they were declared. */
export function recordAssignment(node: ts.BinaryExpression, builder: ModelBuilder): void {
  const operator = node.operatorToken.kind;
  if (operator !== ts.SyntaxKind.EqualsToken && operator !== ts.SyntaxKind.QuestionQuestionEqualsToken && operator !== ts.SyntaxKind.BarBarEqualsToken) return;
  const left = node.left;
  if (ts.isIdentifier(left)) {
    const declaration = builder.scopes.lookup(left, left.text);
    if (declaration?.is !== 'variable' || !ts.isVariableDeclaration(declaration.node)) return;
    if (declaration.node.initializer && !isEmptyValue(declaration.node.initializer)) {
      if (isListOfItself(skipOuter(node.right), left.text)) addItems(declaration.node, builder.valueOf(node.right), builder);
      return;
    }
    pushValue(builder.model.bindings[builder.bindingIndex(declaration.node)]?.values, builder.valueOf(node.right), builder);
    return;
  }
  if (!ts.isPropertyAccessExpression(left)) return;
  if (left.expression.kind === ts.SyntaxKind.ThisKeyword) {
    const cls = builder.model.classes[builder.thisClass(left)];
    if (!cls) return;
    const field = cls.fields[left.name.text] ??= { values: [] };
    pushValue(field.values, builder.valueOf(node.right), builder);
    return;
  }
  // `Server.instance = new Server()`
  const owner = ts.isIdentifier(left.expression) ? builder.scopes.lookup(left.expression, left.expression.text) : undefined;
  if (owner?.is === 'class') {
    const field = builder.model.classes[builder.classIndex(owner.node)]?.fields;
    if (field !== undefined) pushValue((field[left.name.text] ??= { values: [], isStatic: true }).values, builder.valueOf(node.right), builder);
    return;
  }
  onCommonJsExport(left, node.right, builder);
  if (ts.isIdentifier(left.expression)) onPropertyAssignment(left.expression, left.name.text, node.right, builder);
  if (ts.isPropertyAccessExpression(left.expression) || isFunctionName(left.expression, builder) || isPathOfItem(left, builder)) onMemberAssignment(left, node.right, builder);
}

/** `routes.push({ method, path, handler }, ...more)`: further items of a declared list. */
export function recordPush(node: ts.CallExpression, builder: ModelBuilder): void {
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'push' || !ts.isIdentifier(callee.expression)) return;
  if (!node.arguments.every((item) => ts.isSpreadElement(item) || isRouteLiteral(item))) return;
  const declaration = builder.scopes.lookup(callee.expression, callee.expression.text);
  const list = declaration?.is === 'variable' && ts.isVariableDeclaration(declaration.node) ? declaration.node : undefined;
  if (list?.initializer === undefined || !ts.isArrayLiteralExpression(skipOuter(list.initializer))) return;
  const items = node.arguments.map((item) => (ts.isSpreadElement(item) ? builder.add(['elem', builder.valueOf(item.expression)]) : builder.valueOf(item)));
  addItems(list, builder.add(['arr', items]), builder);
}

function isRouteLiteral(node: ts.Expression): boolean {
  return ts.isObjectLiteralExpression(node) && node.properties.some(({ name }) => name !== undefined && ts.isIdentifier(name) && (name.text === 'path' || name.text === 'url'));
}

/** `routes = routes.concat(more)`, `routes = [...routes, ...more]`, `routes = routes.map(…)`. */
function isListOfItself(right: ts.Expression, name: string): boolean {
  if (ts.isArrayLiteralExpression(right)) return right.elements.some((item) => ts.isSpreadElement(item) && ts.isIdentifier(item.expression) && item.expression.text === name);
  if (!ts.isCallExpression(right) || !ts.isPropertyAccessExpression(right.expression)) return false;
  const { expression: on, name: method } = right.expression;
  return ts.isIdentifier(on) && on.text === name && /^(?:concat|map|flatMap)$/.test(method.text);
}

function addItems(list: ts.VariableDeclaration, value: ValueId, builder: ModelBuilder): void {
  const values = builder.model.bindings[builder.bindingIndex(list)]?.values;
  if (values !== undefined && values.length < maxAdditions && !values.includes(value)) values.push(value);
}

/** `routes.forEach((route) => { route.path = `/api${route.path}`; })` */
function isPathOfItem({ expression, name }: ts.PropertyAccessExpression, builder: ModelBuilder): boolean {
  return (name.text === 'path' || name.text === 'url') && ts.isIdentifier(expression) && builder.scopes.lookup(expression, expression.text)?.is === 'param';
}

function onCommonJsExport(left: ts.PropertyAccessExpression, right: ts.Expression, builder: ModelBuilder): void {
  const holder = left.expression;
  const { exports } = builder.model;
  const isModuleExports = (node: ts.Expression): boolean => ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'module' && node.name.text === 'exports';
  if (isModuleExports(left)) exports['='] = builder.valueOf(right);
  else if (isModuleExports(holder) || (ts.isIdentifier(holder) && holder.text === 'exports')) exports[left.name.text] ??= builder.valueOf(right);
}

/** `db.User = User` after a module's `const db = {}`: the object has that property. */
function onPropertyAssignment(holder: ts.Identifier, name: string, right: ts.Expression, builder: ModelBuilder): void {
  const declaration = builder.scopes.lookup(holder, holder.text);
  const node = declaration?.is === 'variable' && ts.isVariableDeclaration(declaration.node) && ts.isSourceFile(declaration.node.parent.parent.parent) ? declaration.node : undefined;
  if (node?.initializer !== undefined && ts.isObjectLiteralExpression(assigned(node.initializer)) && canMatter(skipOuter(right))) builder.addProperty(node, name, builder.valueOf(right));
}

/** `server.app.db = pool`: kept when the value is one that can be a client or a function. */
function onMemberAssignment(left: ts.PropertyAccessExpression, right: ts.Expression, builder: ModelBuilder): void {
  const value = skipOuter(right);
  const isText = ts.isStringLiteralLike(value) || ts.isTemplateExpression(value) || ts.isBinaryExpression(value);
  if (!canMatter(value) && !(ts.isIdentifier(left.expression) && (isText || value.kind === ts.SyntaxKind.FalseKeyword))) return;
  (builder.model.assignments ??= []).push({ on: builder.valueOf(left.expression), name: left.name.text, value: builder.valueOf(value) });
}

/** `plugin.autoPrefix = '/orders'`: a function that carries settings. */
function isFunctionName(node: ts.Expression, builder: ModelBuilder): boolean {
  const declaration = ts.isIdentifier(node) ? builder.scopes.lookup(node, node.text) : undefined;
  if (declaration?.is === 'function') return true;
  const initializer = declaration?.is === 'variable' && ts.isVariableDeclaration(declaration.node) ? declaration.node.initializer : undefined;
  return initializer !== undefined && isFunctionNode(initializer);
}

/** `{}` of `const orders = module.exports = {}`. */
function assigned(node: ts.Expression): ts.Expression {
  const inner = skipOuter(node);
  return ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.EqualsToken ? assigned(inner.right) : inner;
}

/** An expression whose value can be a client or a function. */
function canMatter(value: ts.Expression): boolean {
  return ts.isIdentifier(value) || ts.isNewExpression(value) || ts.isCallExpression(value) || ts.isAwaitExpression(value) || ts.isPropertyAccessExpression(value) || isFunctionNode(value)
    || ts.isClassExpression(value);
}

function isEmptyValue(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}

function pushValue(values: ValueId[] | undefined, value: ValueId, builder: ModelBuilder): void {
  const made: Value | undefined = builder.model.values[value];
  if (values === undefined || made === undefined || made[0] === 'unk' || values.length >= 6 || values.includes(value)) return;
  values.push(value);
}
