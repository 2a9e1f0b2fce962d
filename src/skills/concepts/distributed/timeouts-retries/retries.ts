import { parentOf, ts } from '../../../../analysis/syntax/ts.ts';
import type { ConceptDetector } from '../../../model.ts';

export interface RetryNote { readonly [key: string]: boolean; readonly capped: boolean; readonly jitter: boolean }

/** Loops that try again after a failure: a `try` inside whose `catch` neither throws, returns nor breaks at once. */
export const observeRetries: NonNullable<ConceptDetector<RetryNote>['observe']> = {
  [ts.SyntaxKind.TryStatement]: (node: ts.TryStatement, context) => {
    const loop = enclosingLoop(node);
    if (loop === undefined || node.catchClause === undefined || !awaits(node.tryBlock) || !leavesLoop(node.tryBlock) && !ts.isDoStatement(loop)) return;
    const body = loop.statement;
    const capped = !isEndless(loop) || has(node.catchClause.block, (n) => ts.isThrowStatement(n) || ts.isReturnStatement(n) || ts.isBreakStatement(n));
    const jitter = mentions(body, (n) => (ts.isPropertyAccessExpression(n) && n.name.text === 'random') || (ts.isCallExpression(n) && /jitter/i.test(calleeName(n))));
    context.note('retry', loop, { capped, jitter });
  },
};

type Loop = ts.WhileStatement | ts.ForStatement | ts.DoStatement;

function enclosingLoop(node: ts.Node): Loop | undefined {
  for (let n: ts.Node | undefined = node.parent; n !== undefined && !ts.isFunctionLike(n); n = parentOf(n)) {
    if (ts.isWhileStatement(n) || ts.isForStatement(n) || ts.isDoStatement(n)) return n;
    if (ts.isForOfStatement(n) || ts.isForInStatement(n)) return undefined;
  }
  return undefined;
}

function isEndless(loop: Loop): boolean {
  if (ts.isForStatement(loop)) return loop.condition === undefined;
  return loop.expression.kind === ts.SyntaxKind.TrueKeyword || (ts.isNumericLiteral(loop.expression) && loop.expression.text === '1');
}

/** Success ends the loop: this is "try again", not a queue that is worked off. */
function leavesLoop(block: ts.Block): boolean {
  return has(block, (n) => ts.isReturnStatement(n) || ts.isBreakStatement(n));
}

function awaits(block: ts.Block): boolean {
  return has(block, (n) => ts.isAwaitExpression(n));
}

function has(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  if (test(node)) return true;
  return ts.forEachChild(node, (child) => (ts.isFunctionLike(child) ? undefined : has(child, test) || undefined)) ?? false;
}

/** Also inside callbacks: `new Promise((done) => setTimeout(done, delay * Math.random()))`. */
function mentions(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  return test(node) || (ts.forEachChild(node, (child) => mentions(child, test) || undefined) ?? false);
}

function calleeName(node: ts.CallExpression): string {
  return ts.isIdentifier(node.expression) ? node.expression.text : ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
}
