import type { Value, ValueId } from '../resolve/model.ts';
import { identifierValue } from './declared-values.ts';
import { isInertCall } from './inert.ts';
import type { ModelBuilder } from './model-builder.ts';
import { propertyName, skipOuter } from './nodes.ts';
import { requiredModule } from './required-module.ts';
import { thisValue } from './this-values.ts';
import { ts } from './ts.ts';

const maxItems = 80;
const maxProperties = 240;
const maxDepth = 12;
/** Kinds of values for which it matters that they were awaited. */
const waits: ReadonlySet<Value[0]> = new Set(['call', 'bind', 'param', 'mem', 'idx', 'or']);

/** The symbolic value of an expression, function or class. */
export function expressionValue(node: ts.Node, depth: number, builder: ModelBuilder): ValueId {
  if (depth > maxDepth) return builder.add(['unk', 'too deep']);
  switch (node.kind) {
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
      return builder.add(['lit', (node as ts.LiteralLikeNode).text.slice(0, 4000)]);
    case ts.SyntaxKind.NumericLiteral:
      return builder.add(['lit', Number((node as ts.NumericLiteral).text)]);
    case ts.SyntaxKind.TrueKeyword: return builder.add(['lit', true]);
    case ts.SyntaxKind.FalseKeyword: return builder.add(['lit', false]);
    case ts.SyntaxKind.NullKeyword: return builder.add(['lit', null]);
    case ts.SyntaxKind.ParenthesizedExpression:
    case ts.SyntaxKind.AsExpression:
    case ts.SyntaxKind.SatisfiesExpression:
    case ts.SyntaxKind.TypeAssertionExpression:
    case ts.SyntaxKind.NonNullExpression:
    case ts.SyntaxKind.ExpressionWithTypeArguments:
      return wrapped(node as ts.AsExpression, depth, builder);
    case ts.SyntaxKind.AwaitExpression: {
      const inner = builder.valueOf((node as ts.AwaitExpression).expression, depth + 1);
      return waits.has(builder.model.values[inner]?.[0] ?? 'unk') ? builder.add(['awt', inner]) : inner;
    }
    case ts.SyntaxKind.Identifier: return identifierValue(node as ts.Identifier, depth, builder);
    case ts.SyntaxKind.ThisKeyword: return thisValue(node, depth, builder);
    case ts.SyntaxKind.SuperKeyword: {
      const cls = builder.thisClass(node);
      return cls < 0 ? builder.add(['unk', 'super']) : builder.add(['super', cls]);
    }
    case ts.SyntaxKind.PropertyAccessExpression: {
      const access = node as ts.PropertyAccessExpression;
      return builder.add(['mem', builder.valueOf(access.expression, depth + 1), access.name.text]);
    }
    case ts.SyntaxKind.ElementAccessExpression: {
      const access = node as ts.ElementAccessExpression;
      const index = skipOuter(access.argumentExpression);
      if (ts.isStringLiteralLike(index)) return builder.add(['mem', builder.valueOf(access.expression, depth + 1), index.text]);
      return builder.add(['idx', builder.valueOf(access.expression, depth + 1), builder.valueOf(index, depth + 1)]);
    }
    case ts.SyntaxKind.CallExpression: return callValue(node as ts.CallExpression, builder);
    case ts.SyntaxKind.NewExpression:
      return isInertCall(node as ts.NewExpression, builder.scopes) ? builder.add(['unk', 'plain']) : builder.add(['new', builder.callIndex(node as ts.NewExpression)]);
    case ts.SyntaxKind.TaggedTemplateExpression: return builder.add(['call', builder.callIndex(node as ts.TaggedTemplateExpression)]);
    case ts.SyntaxKind.TemplateExpression: {
      const template = node as ts.TemplateExpression;
      const parts: (string | ValueId)[] = [template.head.text];
      for (const span of template.templateSpans) parts.push(builder.valueOf(span.expression, depth + 1), span.literal.text);
      return builder.add(['tpl', parts]);
    }
    case ts.SyntaxKind.BinaryExpression: return binaryValue(node as ts.BinaryExpression, depth, builder);
    case ts.SyntaxKind.ConditionalExpression: {
      const conditional = node as ts.ConditionalExpression;
      return builder.add(['or', [builder.valueOf(conditional.whenTrue, depth + 1), builder.valueOf(conditional.whenFalse, depth + 1)]]);
    }
    case ts.SyntaxKind.ArrayLiteralExpression: {
      const items = (node as ts.ArrayLiteralExpression).elements.slice(0, maxItems);
      return builder.add(['arr', items.map((item) => ts.isSpreadElement(item) ? builder.add(['elem', builder.valueOf(item.expression, depth + 1)]) : builder.valueOf(item, depth + 1))]);
    }
    case ts.SyntaxKind.ObjectLiteralExpression: return objectValue(node as ts.ObjectLiteralExpression, depth, builder);
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.GetAccessor:
      return builder.add(['fn', builder.functionIndex(node as ts.FunctionLikeDeclaration)]);
    case ts.SyntaxKind.ClassExpression:
    case ts.SyntaxKind.ClassDeclaration:
      return builder.add(['cls', builder.classIndex(node as ts.ClassLikeDeclaration)]);
    case ts.SyntaxKind.PrefixUnaryExpression: {
      const unary = node as ts.PrefixUnaryExpression;
      if (unary.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(unary.operand)) return builder.add(['lit', -Number(unary.operand.text)]);
      return builder.add(['unk', 'operator']);
    }
    case ts.SyntaxKind.MetaProperty: return builder.add(['glob', 'import.meta']);
    case ts.SyntaxKind.RegularExpressionLiteral:
      return builder.add(['unk', `regex:${(node as ts.RegularExpressionLiteral).text.slice(0, 200)}`]);
    default:
      return builder.add(['unk', 'expression']);
  }
}

/** `x as T`, `await x`, `(x)`, `x!`: the value of x, or what the type says when x itself says nothing. */
function wrapped(node: ts.AsExpression, depth: number, builder: ModelBuilder): ValueId {
  const inner = builder.valueOf(node.expression, depth + 1);
  if (!ts.isAsExpression(node) && !ts.isTypeAssertionExpression(node)) return inner;
  if (ts.isConstTypeReference(node.type)) return inner;
  const value = builder.model.values[inner];
  if (value?.[0] === 'lit' || value?.[0] === 'obj' || value?.[0] === 'arr' || value?.[0] === 'tpl' || (value?.[0] === 'fn' && !ts.isConstructorTypeNode(node.type))) return inner;
  const type = builder.typeOf(node.type);
  return builder.model.types[type]?.[0] === 'plain' ? inner : builder.add(['or', [builder.add(['typed', type]), inner]]);
}

function binaryValue(node: ts.BinaryExpression, depth: number, builder: ModelBuilder): ValueId {
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.PlusToken: {
      const parts: (string | ValueId)[] = [];
      flattenConcat(node, parts, depth, builder);
      return builder.add(['tpl', parts]);
    }
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return builder.add(['or', [builder.valueOf(node.left, depth + 1), builder.valueOf(node.right, depth + 1)]]);
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.CommaToken:
    case ts.SyntaxKind.EqualsToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
    case ts.SyntaxKind.BarBarEqualsToken:
      return builder.valueOf(node.right, depth + 1);
    case ts.SyntaxKind.AsteriskToken: {
      const product = productOf(node);
      return builder.add(product === undefined ? ['unk', 'operator'] : ['lit', product]);
    }
    default:
      return builder.add(['unk', 'operator']);
  }
}

function flattenConcat(node: ts.Expression, parts: (string | ValueId)[], depth: number, builder: ModelBuilder): void {
  const inner = skipOuter(node);
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.PlusToken && parts.length < maxItems) {
    flattenConcat(inner.left, parts, depth, builder);
    flattenConcat(inner.right, parts, depth, builder);
  } else if (ts.isStringLiteralLike(inner)) parts.push(inner.text);
  else parts.push(builder.valueOf(inner, depth + 1));
}

function objectValue(node: ts.ObjectLiteralExpression, depth: number, builder: ModelBuilder): ValueId {
  const props: (readonly [string, ValueId])[] = [];
  const spreads: ValueId[] = [];
  for (const property of node.properties.slice(0, maxProperties)) {
    if (ts.isSpreadAssignment(property)) spreads.push(builder.valueOf(property.expression, depth + 1));
    else if (ts.isPropertyAssignment(property)) {
      const name = propertyName(property.name);
      if (name !== undefined) props.push([name, builder.valueOf(property.initializer, depth + 1)]);
    } else if (ts.isShorthandPropertyAssignment(property)) props.push([property.name.text, builder.valueOf(property.name, depth + 1)]);
    else {
      const name = propertyName(property.name);
      if (name !== undefined) props.push([name, builder.add(['fn', builder.functionIndex(property)])]);
    }
  }
  const id = builder.add(['obj', props, spreads]);
  if (props.some(([name]) => name === 'method') && props.some(([name]) => name === 'path' || name === 'url')) (builder.model.routeObjects ??= {})[id] ??= builder.place(node);
  return id;
}

function callValue(node: ts.CallExpression, builder: ModelBuilder): ValueId {
  const required = requiredModule(node, builder.scopes);
  if (required !== undefined) return builder.add(['imp', required, '*']);
  return isInertCall(node, builder.scopes) ? builder.add(['unk', 'plain']) : builder.add(['call', builder.callIndex(node)]);
}

/** `60 * 60 * 1000`. */
function productOf(node: ts.Expression): number | undefined {
  const inner = skipOuter(node);
  if (ts.isNumericLiteral(inner)) return Number(inner.text);
  if (!ts.isBinaryExpression(inner) || inner.operatorToken.kind !== ts.SyntaxKind.AsteriskToken) return undefined;
  const [left, right] = [productOf(inner.left), productOf(inner.right)];
  return left === undefined || right === undefined ? undefined : left * right;
}
