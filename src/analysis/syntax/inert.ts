import type { Scopes } from './scope.ts';
import { ts } from './ts.ts';
import { skipOuter } from './nodes.ts';

/** Globals whose results are plain data: nothing a recogniser could ever ask about. */
const plainGlobals = new Set(('Number String Boolean parseInt parseFloat isNaN isFinite Symbol BigInt structuredClone encodeURIComponent decodeURIComponent encodeURI decodeURI '
  + 'clearTimeout clearInterval clearImmediate Math JSON console Date Intl Atomics').split(' '));
/** Instances of these are plain data too. */
const plainClasses = new Set('Error TypeError RangeError SyntaxError AggregateError RegExp URLSearchParams Set WeakSet WeakMap Uint8Array ArrayBuffer TextEncoder TextDecoder'.split(' '));
/** Of plain text and lists these still make text (`['api', 'v1'].join('/')`) or call what they are given for every row of a table. */
const tellingMethods = new Set('join toLowerCase toUpperCase toString trim concat replace replaceAll forEach map flatMap filter'.split(' '));
const maxSteps = 6;

/**
 * Whether a call can only give or change plain data (`Number(x)`, `text.slice(1)`, `rows.push(row)` of a declared list), judged from its file alone:
 * the model has no use for it. A doubt counts as no.
 */
export function isInertCall(node: ts.CallExpression | ts.NewExpression, scopes: Scopes): boolean {
  const callee = skipOuter(node.expression);
  if (ts.isNewExpression(node)) return ts.isIdentifier(callee) && plainClasses.has(callee.text) && scopes.lookup(callee, callee.text) === undefined;
  if (ts.isIdentifier(callee)) return plainGlobals.has(callee.text) && scopes.lookup(callee, callee.text) === undefined;
  if (!ts.isPropertyAccessExpression(callee) || tellingMethods.has(callee.name.text)) return false;
  return !isRule(node, callee.name.text) && isPlain(callee.expression, scopes, 0);
}

/** What a setting asks of a text: `matchFilter: (path: string) => path.endsWith('.route.ts')`. */
function isRule(node: ts.Node, method: string): boolean {
  return /^(?:includes|startsWith|endsWith)$/.test(method) && ts.isArrowFunction(node.parent) && ts.isPropertyAssignment(node.parent.parent);
}

/** A value that is text, a number, a list and the like, and whatever is read or called on it. */
function isPlain(expression: ts.Expression, scopes: Scopes, steps: number): boolean {
  if (steps > maxSteps) return false;
  const node = skipOuter(expression);
  switch (node.kind) {
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
    case ts.SyntaxKind.TemplateExpression:
    case ts.SyntaxKind.NumericLiteral:
    case ts.SyntaxKind.RegularExpressionLiteral:
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
    case ts.SyntaxKind.TypeOfExpression:
    case ts.SyntaxKind.PrefixUnaryExpression:
      return true;
    case ts.SyntaxKind.ArrayLiteralExpression:
      return (node as ts.ArrayLiteralExpression).elements.every((element) => isPlain(ts.isSpreadElement(element) ? element.expression : element, scopes, steps + 1));
    case ts.SyntaxKind.NewExpression: return isInertCall(node as ts.NewExpression, scopes);
    case ts.SyntaxKind.CallExpression: return isPlainResult(node as ts.CallExpression, scopes, steps);
    case ts.SyntaxKind.PropertyAccessExpression: return isPlain((node as ts.PropertyAccessExpression).expression, scopes, steps + 1);
    case ts.SyntaxKind.Identifier: return isPlainName(node as ts.Identifier, scopes, steps);
    default: return false;
  }
}

function isPlainResult(node: ts.CallExpression, scopes: Scopes, steps: number): boolean {
  const callee = skipOuter(node.expression);
  if (ts.isIdentifier(callee)) return plainGlobals.has(callee.text) && scopes.lookup(callee, callee.text) === undefined;
  if (!ts.isPropertyAccessExpression(callee)) return false;
  // What a callback makes of plain rows may be anything.
  return !/^(?:map|flatMap|reduce|reduceRight)$/.test(callee.name.text) && isPlain(callee.expression, scopes, steps + 1);
}

function isPlainName(name: ts.Identifier, scopes: Scopes, steps: number): boolean {
  const declaration = scopes.lookup(name, name.text);
  if (declaration === undefined) return plainGlobals.has(name.text);
  if (declaration.is === 'param') return declaration.element === undefined && isPlainType(declaration.node.type);
  if (declaration.is !== 'variable' || !ts.isVariableDeclaration(declaration.node)) return false;
  const { type, initializer } = declaration.node;
  return isPlainType(type) || (initializer !== undefined && type === undefined && !ts.isArrayLiteralExpression(initializer) && isPlain(initializer, scopes, steps + 1));
}

function isPlainType(type: ts.TypeNode | undefined): boolean {
  if (type === undefined) return false;
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
    case ts.SyntaxKind.NumberKeyword:
    case ts.SyntaxKind.BooleanKeyword:
    case ts.SyntaxKind.BigIntKeyword:
    case ts.SyntaxKind.LiteralType:
      return true;
    case ts.SyntaxKind.ArrayType: return isPlainType((type as ts.ArrayTypeNode).elementType);
    case ts.SyntaxKind.TypeOperator:
    case ts.SyntaxKind.ParenthesizedType: return isPlainType((type as ts.ParenthesizedTypeNode).type);
    case ts.SyntaxKind.UnionType: return (type as ts.UnionTypeNode).types.every(isPlainType);
    default: return false;
  }
}
