import { ts } from '../../../../analysis/syntax/ts.ts';
import { skipOuter } from '../../../../analysis/syntax/nodes.ts';
import type { ConceptDetector } from '../../../model.ts';

/** What is known of a parser's options, or of a piece of XML made by hand. */
export interface XmlNote {
  readonly [key: string]: boolean;
}

const regexMethods = new Set(['match', 'matchAll', 'exec', 'test', 'replace', 'replaceAll', 'split', 'search']);

export const observeXml: NonNullable<ConceptDetector<XmlNote>['observe']> = {
  [ts.SyntaxKind.NewExpression]: (node: ts.NewExpression, context) => {
    if (!ts.isIdentifier(node.expression) && !ts.isPropertyAccessExpression(node.expression)) return;
    const name = ts.isIdentifier(node.expression) ? node.expression.text : node.expression.name.text;
    if (name !== 'XMLParser' || context.originOf(node) !== 'fast-xml-parser.XMLParser!') return;
    const options = optionsOf(node.arguments?.[0], context);
    const entities = options === undefined ? undefined : valueOf(options, 'processEntities');
    const isOff = entities !== undefined && (entities.kind === ts.SyntaxKind.FalseKeyword || ts.isObjectLiteralExpression(entities));
    context.note('parser', node, { entities: !isOff, isArray: options !== undefined && hasProperty(options, 'isArray') });
  },
  [ts.SyntaxKind.CallExpression]: (node: ts.CallExpression, context) => {
    const name = calleeName(node);
    if (!/^parseXml(?:String|Async)?$/.test(name) || !/^libxmljs2?\./.test(context.originOf(node.expression) ?? '')) return;
    const options = optionsOf(node.arguments[1], context);
    if (options !== undefined && ['noent', 'dtdload', 'dtdvalid', 'replaceEntities'].some((option) => valueOf(options, option)?.kind === ts.SyntaxKind.TrueKeyword)) context.note('entities-on', node, {});
  },
  [ts.SyntaxKind.TemplateExpression]: (node: ts.TemplateExpression, context) => {
    if (!node.head.text.trimStart().startsWith('<?xml') || ts.isTaggedTemplateExpression(node.parent)) return;
    if (node.templateSpans.every((span) => isEscaped(span.expression))) return;
    context.note('template', node, { sendsXml: /(?:application|text)\/(?:[\w.+-]*\+)?xml/.test(context.source.text) });
  },
  [ts.SyntaxKind.RegularExpressionLiteral]: (node: ts.RegularExpressionLiteral, context) => {
    if (!/<\\?\/?(?:\w+(?::\w+)?)[^>]*>/.test(node.text) || /[<\\/](?:script|style|br|p|div|span|a|img|b|i|html|head|body|h\d|li|ul|table)\b/i.test(node.text)) return;
    const call = node.parent;
    const access = ts.isPropertyAccessExpression(call) ? call.parent : call;
    if (!ts.isCallExpression(access) || !ts.isPropertyAccessExpression(access.expression) || !regexMethods.has(access.expression.name.text)) return;
    const subject = access.expression.expression === node ? access.arguments[0] : access.expression.expression;
    const inner = subject === undefined ? undefined : skipOuter(subject);
    const name = inner === undefined ? '' : ts.isIdentifier(inner) ? inner.text : ts.isPropertyAccessExpression(inner) ? inner.name.text : '';
    if (/xml|soap|envelope/i.test(name) && !/html/i.test(name)) context.note('regex', access, {});
  },
};

function optionsOf(node: ts.Expression | undefined, context: { declarationOf(identifier: ts.Identifier): ts.Node | undefined }): ts.ObjectLiteralExpression | undefined {
  const inner = node === undefined ? undefined : skipOuter(node);
  if (inner === undefined) return undefined;
  if (ts.isObjectLiteralExpression(inner)) return inner;
  const declared = ts.isIdentifier(inner) ? context.declarationOf(inner) : undefined;
  return declared !== undefined && ts.isObjectLiteralExpression(declared) ? declared : undefined;
}

function valueOf(options: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = options.properties.find((p): p is ts.PropertyAssignment => ts.isPropertyAssignment(p) && ts.isIdentifier(p.name) && p.name.text === name);
  return found === undefined ? undefined : skipOuter(found.initializer);
}

function hasProperty(options: ts.ObjectLiteralExpression, name: string): boolean {
  return options.properties.some((p) => p.name !== undefined && ts.isIdentifier(p.name) && p.name.text === name);
}

/** `escapeXml(x)`, numbers, constants and nested pieces that are escaped themselves. */
function isEscaped(node: ts.Expression): boolean {
  const inner = skipOuter(node);
  if (ts.isNumericLiteral(inner) || ts.isStringLiteralLike(inner)) return true;
  if (ts.isIdentifier(inner)) return /^[A-Z][A-Z0-9_]*$/.test(inner.text) || /xml|escaped|encoded|safe|items|entries|urls|body|content|nodes|parts/i.test(inner.text);
  if (ts.isPropertyAccessExpression(inner)) return /^[A-Z][A-Z0-9_]*$/.test(inner.name.text) || inner.name.text === 'length';
  if (ts.isConditionalExpression(inner)) return isEscaped(inner.whenTrue) && isEscaped(inner.whenFalse);
  if (!ts.isCallExpression(inner)) return false;
  const name = calleeName(inner);
  // A joined list is made of pieces that are judged where they are written.
  return /escape|encode|sanitize|xml|number|toFixed|toISOString|toUTCString|join|render|build|stringify/i.test(name);
}

function calleeName(node: ts.CallExpression): string {
  return ts.isIdentifier(node.expression) ? node.expression.text : ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
}
