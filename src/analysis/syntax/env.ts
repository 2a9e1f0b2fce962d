import type { EnvReadModel } from '../resolve/model.ts';
import type { Declaration } from './scope.ts';
import { ts } from './ts.ts';
import type { ModelBuilder } from './model-builder.ts';
import { propertyName, skipOuter } from './nodes.ts';

const holders = new Set(['process', 'Bun', 'Deno']);
const variableName = /^[A-Z][A-Z0-9_]*$/;

/**
 * `process.env.NAME`, `process.env[name]`, `const { A = 'x' } = process.env`, or the whole object passed on; also by way of `Bun.env`, `Deno.env.get('NAME')`,
 * `import { env } from 'node:process'`, `const env = process.env` and parameters that stand for it. Writes are no reads.
 */
export function noteEnvironment(node: ts.PropertyAccessExpression, builder: ModelBuilder): void {
  if (node.name.text === 'env' && isProcess(node.expression, builder)) noteRead(node, builder);
  else if (ts.isIdentifier(node.expression) && variableName.test(node.name.text)) noteAlias(node, node.expression, builder);
}

/** `const { PORT } = env`. */
export function noteDestructuredEnvironment(pattern: ts.ObjectBindingPattern, builder: ModelBuilder): void {
  const { parent } = pattern;
  if (!ts.isVariableDeclaration(parent) || parent.initializer === undefined || !ts.isIdentifier(parent.initializer)) return;
  const held = aliasOf(parent.initializer, builder);
  if (held !== undefined) noteElements(pattern, builder, held);
}

function isProcess(node: ts.Expression, builder: ModelBuilder): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'process' && ts.isIdentifier(node.expression) && node.expression.text === 'globalThis';
  if (!ts.isIdentifier(node)) return false;
  const declaration = builder.scopes.lookup(node, node.text);
  if (declaration === undefined) return holders.has(node.text);
  return declaration.is === 'import' && isProcessModule(declaration.module) && (declaration.name === 'default' || declaration.name === '*');
}

function isProcessModule(module: string): boolean {
  return module === 'process' || module === 'node:process';
}

type Held = Pick<EnvReadModel, 'of'>;

function noteRead(env: ts.PropertyAccessExpression, builder: ModelBuilder): void {
  const { parent } = env;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === env) {
    if (ts.isIdentifier(env.expression) && env.expression.text === 'Deno') noteDeno(parent, builder);
    else noteNamed(parent, parent.name.text, builder, {});
  } else if (ts.isElementAccessExpression(parent) && parent.expression === env) {
    const index = parent.argumentExpression;
    if (ts.isStringLiteralLike(index)) noteNamed(parent, index.text, builder, {});
    else add(builder, parent, { name: null, how: 'computed', fallback: null });
  } else if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) noteElements(parent.name, builder, {});
  else if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword && ts.isStringLiteralLike(parent.left)) add(builder, parent, { name: parent.left.text, how: 'property', fallback: null });
  else add(builder, env, { name: null, how: 'whole', fallback: null });
}

function noteDeno(method: ts.PropertyAccessExpression, builder: ModelBuilder): void {
  const call = method.parent;
  if (!ts.isCallExpression(call) || call.expression !== method) return;
  const name = call.arguments[0];
  if (method.name.text === 'toObject') add(builder, call, { name: null, how: 'whole', fallback: null });
  else if (name !== undefined && (method.name.text === 'get' || method.name.text === 'has')) {
    const isKnown = ts.isStringLiteralLike(name);
    add(builder, call, { name: isKnown ? name.text : null, how: isKnown ? 'property' : 'computed', fallback: isKnown ? fallbackOf(call) : null });
  }
}

function noteAlias(access: ts.PropertyAccessExpression, holder: ts.Identifier, builder: ModelBuilder): void {
  const held = aliasOf(holder, builder);
  if (held !== undefined) noteNamed(access, access.name.text, builder, held);
}

function noteNamed(read: ts.Expression, name: string, builder: ModelBuilder, held: Held): void {
  if (!isWritten(read) && name !== 'hasOwnProperty') add(builder, read, { name, how: 'property', fallback: fallbackOf(read), ...held });
}

function noteElements(pattern: ts.ObjectBindingPattern, builder: ModelBuilder, held: Held): void {
  for (const element of pattern.elements) {
    const name = propertyName(element.propertyName ?? element.name);
    const fallback = element.initializer && ts.isStringLiteralLike(element.initializer) ? element.initializer.text : null;
    if (element.dotDotDotToken) add(builder, element, { name: null, how: 'whole', fallback, ...held });
    else if (name !== undefined) add(builder, element, { name, how: 'destructured', fallback, ...held });
  }
}

/** Whether a name stands for the environment; one imported from the project is left to the linker (`of`). Undefined: it does not. */
function aliasOf(holder: ts.Identifier, builder: ModelBuilder): Held | undefined {
  const declaration = builder.scopes.lookup(holder, holder.text);
  if (declaration === undefined) return undefined;
  if (declaration.is === 'import') {
    if (declaration.typeOnly) return undefined;
    if (isProcessModule(declaration.module)) return declaration.name === 'env' ? {} : undefined;
    return /^[.@~#]/.test(declaration.module) && (/env/i.test(holder.text) || /env/i.test(declaration.name)) ? { of: builder.valueOf(holder) } : undefined;
  }
  return isEnvironment(declaration, builder) ? {} : undefined;
}

function isEnvironment(declaration: Declaration, builder: ModelBuilder): boolean {
  if (declaration.is === 'param') return declaration.element === undefined && (isEnvObject(declaration.node.initializer, builder) || declaration.node.type?.getText() === 'NodeJS.ProcessEnv');
  if (declaration.is !== 'variable') return false;
  const { node } = declaration;
  if (ts.isVariableDeclaration(node)) return isEnvObject(node.initializer, builder);
  const root = node.parent.parent;
  const isTop = ts.isObjectBindingPattern(node.parent) && ts.isVariableDeclaration(root) && root.initializer !== undefined;
  return isTop && propertyName(node.propertyName ?? node.name) === 'env' && isProcess(root.initializer, builder);
}

function isEnvObject(node: ts.Expression | undefined, builder: ModelBuilder): boolean {
  const inner = node === undefined ? undefined : skipOuter(node);
  return inner !== undefined && ts.isPropertyAccessExpression(inner) && inner.name.text === 'env' && isProcess(inner.expression, builder);
}

function isWritten(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isDeleteExpression(parent)) return true;
  return ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function add(builder: ModelBuilder, node: ts.Node, read: Omit<EnvReadModel, 'place' | 'fn'>): void {
  builder.model.env.push({ ...read, place: builder.place(node), fn: builder.functionIndexAt(node) });
}

function fallbackOf(node: ts.Expression): string | null {
  let outer: ts.Node = node;
  while (ts.isParenthesizedExpression(outer.parent) || ts.isNonNullExpression(outer.parent) || ts.isAsExpression(outer.parent)) outer = outer.parent;
  const parent = outer.parent;
  if (!ts.isBinaryExpression(parent) || parent.left !== outer) return null;
  const operator = parent.operatorToken.kind;
  if (operator !== ts.SyntaxKind.BarBarToken && operator !== ts.SyntaxKind.QuestionQuestionToken) return null;
  const right = skipOuter(parent.right);
  return ts.isStringLiteralLike(right) ? right.text : ts.isNumericLiteral(right) ? right.text : null;
}
