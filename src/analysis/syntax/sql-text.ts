import { ts } from './ts.ts';
import { skipOuter } from './nodes.ts';
import type { ObserverContext } from './visit.ts';

export type Interpolation = 'static' | 'value' | 'identifier' | 'unknown';

export interface SqlTextShape {
  readonly kind: Interpolation;
  /** Placeholders in the literal parts: `$1`, `?`, `:name`, `@name`. */
  readonly placeholders: number;
}

type Context = Pick<ObserverContext, 'declarationOf' | 'originOf'>;

interface Part { readonly text?: string; readonly hole?: ts.Expression }

/**
 * How a SQL text is made: constant, or with unsafe values spliced in where a value stands (after `=`, `IN (`, inside quotes, …) or where an identifier stands.
 * Follows one constant in the same file. Constants, numbers, escaped values and generated placeholder lists are safe.
 */
export function interpolation(node: ts.Expression, context: Context, depth = 0): SqlTextShape {
  const inner = skipOuter(node);
  if (ts.isStringLiteralLike(inner)) return { kind: 'static', placeholders: countPlaceholders(inner.text) };
  if (ts.isIdentifier(inner) && depth < 2) {
    const declared = context.declarationOf(inner);
    if (declared === undefined || !isExpression(declared)) return { kind: 'unknown', placeholders: 0 };
    return interpolation(declared, context, depth + 1);
  }
  const parts = partsOf(inner);
  if (parts === undefined) return { kind: 'unknown', placeholders: 0 };
  const placeholders = parts.reduce((sum, part) => sum + countPlaceholders(part.text ?? ''), 0);
  if (!parts.some(({ text }) => text !== undefined && text.trim() !== '')) return { kind: 'unknown', placeholders };
  let kind: Interpolation = 'static';
  let before = '';
  let generated = 0;
  for (const { text, hole } of parts) {
    if (text !== undefined) before += text;
    if (hole === undefined) continue;
    const safety = safetyOf(hole, context, 0);
    if (safety === 'placeholders') generated++;
    if (safety === 'unsafe') {
      if (isValuePosition(before)) return { kind: 'value', placeholders };
      kind = 'identifier';
    }
    before += safety === 'unsafe' ? ' x ' : ' 1 ';
  }
  return { kind, placeholders: placeholders + generated };
}

function isExpression(node: ts.Node): node is ts.Expression {
  return !ts.isFunctionLike(node) && !ts.isClassLike(node);
}

function partsOf(node: ts.Expression): Part[] | undefined {
  if (ts.isTemplateExpression(node)) {
    const parts: Part[] = [{ text: node.head.text }];
    for (const span of node.templateSpans) parts.push({ hole: span.expression }, { text: span.literal.text });
    return parts;
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const parts: Part[] = [];
  const flatten = (item: ts.Expression): void => {
    const inner = skipOuter(item);
    if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.PlusToken) {
      flatten(inner.left);
      flatten(inner.right);
    } else if (ts.isStringLiteralLike(inner)) parts.push({ text: inner.text });
    else if (ts.isTemplateExpression(inner)) parts.push(...partsOf(inner) ?? []);
    else parts.push({ hole: inner });
  };
  flatten(node);
  return parts;
}

/** The text before a hole ends where a value must follow, or inside a quoted string. */
function isValuePosition(before: string): boolean {
  const quotes = before.replace(/''/g, '').split("'").length - 1;
  if (quotes % 2 === 1) return true;
  return /(?:[=<>]|!=|<>|\blike|\bilike|\bin\s*\(|\bvalues\s*\(|\blimit|\boffset|\bbetween|\band|\bany\s*\(|[,(]\s*(?:'[^']*'|\d+|\?|\$\d+|1)\s*,)\s*$/i.test(before.trimEnd());
}

function countPlaceholders(text: string): number {
  const withoutStrings = text.replace(/'(?:[^']|'')*'/g, '');
  return (withoutStrings.match(/\$\d+|\?(?!\?|\||&)|(?<![:\w]):[a-zA-Z_]\w*|(?<![@\w])@[a-zA-Z_]\w*/g) ?? []).length;
}

/** `unsafe` unless the expression can only be a constant, a number, an escaped value or a list of placeholders. */
function safetyOf(node: ts.Expression, context: Context, depth: number): 'safe' | 'unsafe' | 'placeholders' {
  const inner = skipOuter(node);
  if (depth > 3) return 'unsafe';
  if (ts.isStringLiteralLike(inner) || ts.isNumericLiteral(inner)) return 'safe';
  if (ts.isPrefixUnaryExpression(inner) && (inner.operator === ts.SyntaxKind.PlusToken || inner.operator === ts.SyntaxKind.MinusToken)) return 'safe';
  if (ts.isIdentifier(inner)) return identifierSafety(inner, context, depth);
  if (ts.isPropertyAccessExpression(inner)) {
    if (/^[A-Z][A-Z0-9_]*$/.test(inner.name.text)) return 'safe';
    return inner.name.text === 'length' ? 'safe' : isPlaceholderName(inner.name.text) ? 'placeholders' : 'unsafe';
  }
  if (ts.isConditionalExpression(inner)) {
    const both = [safetyOf(inner.whenTrue, context, depth + 1), safetyOf(inner.whenFalse, context, depth + 1)];
    return both.includes('unsafe') ? 'unsafe' : both.includes('placeholders') ? 'placeholders' : 'safe';
  }
  if (ts.isElementAccessExpression(inner)) return isConstantTable(inner.expression, context) ? 'safe' : 'unsafe';
  if (ts.isBinaryExpression(inner)) return binarySafety(inner, context, depth);
  if (ts.isTemplateExpression(inner)) return inner.templateSpans.every((span) => safetyOf(span.expression, context, depth + 1) !== 'unsafe') ? 'safe' : 'unsafe';
  if (ts.isCallExpression(inner)) return callSafety(inner, context, depth);
  return 'unsafe';
}

function binarySafety(node: ts.BinaryExpression, context: Context, depth: number): 'safe' | 'unsafe' {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.MinusToken || operator === ts.SyntaxKind.AsteriskToken || operator === ts.SyntaxKind.SlashToken || operator === ts.SyntaxKind.PercentToken) return 'safe';
  if (operator !== ts.SyntaxKind.PlusToken && operator !== ts.SyntaxKind.QuestionQuestionToken && operator !== ts.SyntaxKind.BarBarToken) return 'unsafe';
  return safetyOf(node.left, context, depth + 1) !== 'unsafe' && safetyOf(node.right, context, depth + 1) !== 'unsafe' ? 'safe' : 'unsafe';
}

function identifierSafety(node: ts.Identifier, context: Context, depth: number): 'safe' | 'unsafe' | 'placeholders' {
  if (/^[A-Z][A-Z0-9_]*$/.test(node.text)) return 'safe';
  if (isPlaceholderName(node.text)) return 'placeholders';
  const declared = context.declarationOf(node);
  if (declared === undefined || !isExpression(declared)) return 'unsafe';
  if (!ts.isVariableDeclaration(declared.parent) || (declared.parent.parent.flags & ts.NodeFlags.Const) === 0) return 'unsafe';
  return safetyOf(declared, context, depth + 1);
}

function isPlaceholderName(name: string): boolean {
  return /placeholders?$/i.test(name);
}

/** A lookup in a constant object or map of this file can only give what is written there. */
function isConstantTable(node: ts.Expression, context: Context): boolean {
  const inner = skipOuter(node);
  if (!ts.isIdentifier(inner)) return false;
  const declared = context.declarationOf(inner);
  if (declared === undefined || !isExpression(declared)) return false;
  const table = skipOuter(declared);
  if (ts.isObjectLiteralExpression(table)) return table.properties.every((p) => ts.isPropertyAssignment(p) && ts.isStringLiteralLike(skipOuter(p.initializer)));
  return ts.isNewExpression(table) && ts.isIdentifier(table.expression) && table.expression.text === 'Map';
}

const numeric = new Set(['Number', 'parseInt', 'parseFloat', 'BigInt']);

function callSafety(node: ts.CallExpression, context: Context, depth: number): 'safe' | 'unsafe' | 'placeholders' {
  const callee = skipOuter(node.expression);
  const name = ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
  if (numeric.has(name) || /^(?:escape|quote|format)(?:[A-Z_]|$)/.test(name) || /^(?:quote|escape)/i.test(name)) return 'safe';
  if (isPlaceholderName(name)) return 'placeholders';
  if (ts.isPropertyAccessExpression(callee) && name === 'join') return joinSafety(callee.expression, context, depth);
  if (ts.isPropertyAccessExpression(callee) && name === 'get' && isConstantTable(callee.expression, context)) return 'safe';
  if (ts.isPropertyAccessExpression(callee) && name === 'repeat') return safetyOf(callee.expression, context, depth + 1) === 'unsafe' ? 'unsafe' : 'placeholders';
  if (name === 'toFixed' || name === 'floor' || name === 'ceil' || name === 'round' || name === 'trunc' || name === 'min' || name === 'max') return 'safe';
  return 'unsafe';
}

/** `ids.map((_, i) => `$${i + 1}`).join(',')`, `ids.map(() => '?').join()`, `Array(n).fill('?').join()`. */
function joinSafety(list: ts.Expression, context: Context, depth: number): 'unsafe' | 'placeholders' {
  const inner = skipOuter(list);
  if (ts.isIdentifier(inner)) return identifierSafety(inner, context, depth + 1) === 'unsafe' ? 'unsafe' : 'placeholders';
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return 'unsafe';
  const name = inner.expression.name.text;
  const first = inner.arguments[0];
  if (first === undefined) return 'unsafe';
  if (name === 'fill') return ts.isStringLiteralLike(first) ? 'placeholders' : 'unsafe';
  if ((name !== 'map' && name !== 'from') || !ts.isArrowFunction(first) && !ts.isFunctionExpression(inner.arguments.at(-1) ?? first)) return 'unsafe';
  const callback = inner.arguments.find((arg): arg is ts.ArrowFunction => ts.isArrowFunction(arg));
  if (callback === undefined || ts.isBlock(callback.body)) return 'unsafe';
  const item = callback.parameters[0]?.name;
  const itemName = item !== undefined && ts.isIdentifier(item) ? item.text : undefined;
  const body = skipOuter(callback.body);
  if (ts.isStringLiteralLike(body)) return 'placeholders';
  if (!ts.isTemplateExpression(body)) return 'unsafe';
  return body.templateSpans.every((span) => !mentions(span.expression, itemName)) ? 'placeholders' : 'unsafe';
}

function mentions(node: ts.Node, name: string | undefined): boolean {
  if (name === undefined) return false;
  if (ts.isIdentifier(node) && node.text === name) return true;
  return ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false;
}
