import { parentOf, ts } from '../../../../analysis/syntax/ts.ts';
import { skipOuter } from '../../../../analysis/syntax/nodes.ts';
import type { ConceptDetector } from '../../../model.ts';

/** A status a function answers with; 0: an error body with no status set. */
export interface ResponseNote { readonly [key: string]: number; readonly status: number }

const statusMethods = new Set(['status', 'code', 'sendStatus', 'writeHead', 'response']);
const exceptions: readonly (readonly [RegExp, number])[] = [[/NotFound/i, 404], [/Conflict/i, 409], [/PreconditionFailed/i, 412], [/NotModified/i, 304], [/Unprocessable/i, 422]];
const responseNames = /^(?:res|response|reply)$/;

export const observeResponses: NonNullable<ConceptDetector<ResponseNote>['observe']> = {
  [ts.SyntaxKind.CallExpression]: (node: ts.CallExpression, context) => {
    const callee = node.expression;
    if (ts.isPropertyAccessExpression(callee)) {
      const name = callee.name.text;
      if (statusMethods.has(name)) noteStatus(node.arguments[0], node, context);
      else if (name === 'json' || name === 'send') {
        if (isBareError(node, callee)) context.note('response', node, { status: 0 });
      } else if (name === 'notFound') context.note('response', node, { status: 404 });
      else if (name === 'created') context.note('response', node, { status: 201 });
      else if (name === 'noContent') context.note('response', node, { status: 204 });
      else noteException(name, node, context);
      return;
    }
    if (!ts.isIdentifier(callee)) return;
    if (callee.text === 'HttpCode' || callee.text === 'createError' || callee.text === 'createHttpError') noteStatus(node.arguments[0], node, context);
  },
  [ts.SyntaxKind.NewExpression]: (node: ts.NewExpression, context) => {
    const name = ts.isIdentifier(node.expression) ? node.expression.text : ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
    noteException(name, node, context);
    if (/Error$|Exception$/.test(name)) for (const argument of node.arguments ?? []) noteStatus(argument, node, context);
  },
  [ts.SyntaxKind.BinaryExpression]: (node: ts.BinaryExpression, context) => {
    if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(node.left)) return;
    if (node.left.name.text === 'status' || node.left.name.text === 'statusCode') noteStatus(node.right, node, context);
  },
};

type Context = Parameters<NonNullable<(typeof observeResponses)[ts.SyntaxKind.CallExpression]>>[1];

function noteStatus(argument: ts.Expression | undefined, node: ts.Node, context: Context): void {
  const inner = argument === undefined ? undefined : skipOuter(argument);
  if (inner === undefined) return;
  if (ts.isNumericLiteral(inner)) {
    const status = Number(inner.text);
    if (status >= 100 && status < 600) context.note('response', node, { status });
  } else if (ts.isPropertyAccessExpression(inner)) {
    const known = statusNames[inner.name.text.toUpperCase().replace(/^HTTP_(?:STATUS_)?/, '').replace(/[^A-Z]/g, '')];
    if (known !== undefined) context.note('response', node, { status: known });
  }
}

/** Constants of the usual packages (`HttpStatus.CREATED`, `httpStatus.NOT_FOUND`, `StatusCodes.NoContent`). */
const statusNames: Readonly<Record<string, number>> = { CREATED: 201, NOCONTENT: 204, NOTMODIFIED: 304, NOTFOUND: 404, CONFLICT: 409, PRECONDITIONFAILED: 412, OK: 200, BADREQUEST: 400 };

function noteException(name: string, node: ts.Node, context: Context): void {
  const found = exceptions.find(([pattern]) => pattern.test(name));
  if (found !== undefined) context.note('response', node, { status: found[1] });
}

/** `res.json({ error: … })` where nothing in the same block sets a status. */
function isBareError(node: ts.CallExpression, callee: ts.PropertyAccessExpression): boolean {
  const receiver = skipOuter(callee.expression);
  const body = node.arguments[0] === undefined ? undefined : skipOuter(node.arguments[0]);
  if (!ts.isIdentifier(receiver) || !responseNames.test(receiver.text) || body === undefined || !ts.isObjectLiteralExpression(body)) return false;
  const first = body.properties[0];
  if (first?.name === undefined || !ts.isIdentifier(first.name) || first.name.text !== 'error') return false;
  if (ts.isPropertyAssignment(first) && [ts.SyntaxKind.NullKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.Identifier].includes(skipOuter(first.initializer).kind)) return false;
  for (let block: ts.Node | undefined = node.parent; block !== undefined && !ts.isSourceFile(block); block = parentOf(block)) {
    if (ts.isBlock(block) && setsStatus(block, receiver.text)) return false;
    if (ts.isFunctionLike(block)) return true;
  }
  return true;
}

/** A statement directly in the block that sets a status on the response. */
function setsStatus(block: ts.Block, response: string): boolean {
  return block.statements.some((statement) => {
    if (!ts.isExpressionStatement(statement)) return false;
    const { expression } = statement;
    if (ts.isBinaryExpression(expression) && ts.isPropertyAccessExpression(expression.left)) return /^status(?:Code)?$/.test(expression.left.name.text);
    if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return false;
    const { expression: receiver, name } = expression.expression;
    return ts.isIdentifier(receiver) && receiver.text === response && statusMethods.has(name.text);
  });
}
