import { ts } from '../../../../analysis/syntax/ts.ts';
import { skipOuter } from '../../../../analysis/syntax/nodes.ts';
import type { ObserverContext } from '../../../../analysis/syntax/visit.ts';
import type { ConceptDetector } from '../../../model.ts';

type Context = ObserverContext<null>;

const scans = new Set(['find', 'findIndex', 'filter', 'some']);
const iterations = new Set(['map', 'forEach', 'filter', 'flatMap', 'reduce', 'some', 'every', 'find']);
const loopNoted = new WeakSet<ts.SourceFile>();
const helperNoted = new WeakSet<ts.SourceFile>();

export const observeComplexity: NonNullable<ConceptDetector<null>['observe']> = {
  [ts.SyntaxKind.ForOfStatement]: (node: ts.ForOfStatement, context) => {
    noteLoop(node, context);
    onNestedLoops(node, context);
  },
  [ts.SyntaxKind.ForStatement]: (node: ts.ForStatement, context) => { noteLoop(node, context); },
  [ts.SyntaxKind.CallExpression]: (node: ts.CallExpression, context) => {
    const callee = node.expression;
    if (!ts.isPropertyAccessExpression(callee)) return;
    const name = callee.name.text;
    if (iterations.has(name)) noteLoop(node, context);
    if (scans.has(name)) onScan(node, callee, context);
    if (name === 'reduce') onReduce(node, context);
    else if (name === 'sort') onSort(node, callee, context);
    else if (name === 'get' || name === 'has') onLookup(node, callee, context);
  },
  [ts.SyntaxKind.NewExpression]: (node: ts.NewExpression, context) => {
    if (ts.isIdentifier(node.expression) && /^(?:Map|Set)$/.test(node.expression.text) && node.arguments?.[0] !== undefined) noteHelper(node, context);
  },
  [ts.SyntaxKind.BinaryExpression]: (node: ts.BinaryExpression, context) => { onAssignment(node, context); },
  [ts.SyntaxKind.FunctionDeclaration]: (node: ts.FunctionDeclaration, context) => {
    onRecursion(node, context);
    onBound(node, context);
  },
};

function noteLoop(node: ts.Node, context: Context): void {
  if (loopNoted.has(context.source)) return;
  loopNoted.add(context.source);
  context.note('loop', node, null);
}

function noteHelper(node: ts.Node, context: Context): void {
  if (helperNoted.has(context.source)) return;
  helperNoted.add(context.source);
  context.note('helper', node, null);
}

/** A loop over a collection: its variable, what it goes over, and its body. */
interface Loop { readonly variable: string; readonly over: ts.Expression; readonly node: ts.Node }

function loopOf(node: ts.Node): Loop | undefined {
  if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer)) {
    const name = node.initializer.declarations[0]?.name;
    return name !== undefined && ts.isIdentifier(name) ? { variable: name.text, over: skipOuter(node.expression), node } : undefined;
  }
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined;
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== node || !ts.isPropertyAccessExpression(call.expression) || !/^(?:map|forEach|flatMap)$/.test(call.expression.name.text)) return undefined;
  const name = node.parameters[0]?.name;
  return name !== undefined && ts.isIdentifier(name) ? { variable: name.text, over: skipOuter(call.expression.expression), node } : undefined;
}

function enclosingLoop(node: ts.Node): Loop | undefined {
  for (let n: ts.Node | undefined = node.parent; n !== undefined; n = n.parent as ts.Node | undefined) {
    const loop = loopOf(n);
    if (loop !== undefined) return loop;
    if (ts.isFunctionLike(n)) return undefined;
  }
  return undefined;
}

/** `orders.map((o) => users.find((u) => u.id === o.userId))` where both lists come from outside the loop and are of unknown length. */
function onScan(node: ts.CallExpression, callee: ts.PropertyAccessExpression, context: Context): void {
  const list = skipOuter(callee.expression);
  const predicate = node.arguments[0];
  if (!ts.isIdentifier(list) || predicate === undefined || !(ts.isArrowFunction(predicate) || ts.isFunctionExpression(predicate))) return;
  const loop = enclosingLoop(node);
  if (loop === undefined || !isLong(list, loop, context) || !isLongSource(loop.over, context)) return;
  if (comparesWith(predicate.body, loop.variable)) context.note('joinByScan', node, null);
}

function onNestedLoops(node: ts.ForOfStatement, context: Context): void {
  const list = skipOuter(node.expression);
  const loop = enclosingLoop(node);
  if (loop === undefined || !ts.isIdentifier(list) || !isLong(list, loop, context) || !isLongSource(loop.over, context)) return;
  const statements = ts.isBlock(node.statement) ? node.statement.statements : [node.statement];
  const test = statements.length === 1 ? statements[0] : undefined;
  if (test !== undefined && ts.isIfStatement(test) && comparesWith(test.expression, loop.variable)) context.note('joinByScan', node, null);
}

/** Data from a query or a parameter typed as an array: as long as the world makes it. Not made inside the loop, not constant. */
function isLong(list: ts.Identifier, loop: Loop, context: Context): boolean {
  const declared = context.declarationOf(list);
  if (declared === undefined) return isArrayParameter(list);
  if (declared.pos >= loop.node.pos && declared.end <= loop.node.end) return false;
  return isFetched(declared);
}

function isLongSource(over: ts.Expression, context: Context): boolean {
  if (!ts.isIdentifier(over)) return false;
  const declared = context.declarationOf(over);
  if (declared === undefined) return isArrayParameter(over);
  return isFetched(declared);
}

const fetching = new Set(['all', 'findMany', 'getMany', 'getRawMany', 'toArray', 'findAll', 'query', 'list']);

/** What came from outside: an awaited call, or a synchronous query (`db.prepare(…).all()`). */
function isFetched(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  const inner = skipOuter(node as ts.Expression);
  if (ts.isAwaitExpression(inner)) return true;
  return ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression) && fetching.has(inner.expression.name.text);
}

/** A parameter of an enclosing function, with an array type. */
function isArrayParameter(name: ts.Identifier): boolean {
  for (let n: ts.Node | undefined = name.parent; n !== undefined; n = n.parent as ts.Node | undefined) {
    if (!ts.isFunctionLike(n)) continue;
    const parameter = n.parameters.find((p) => ts.isIdentifier(p.name) && p.name.text === name.text);
    if (parameter !== undefined) return parameter.type !== undefined && (ts.isArrayTypeNode(parameter.type) || (ts.isTypeOperatorNode(parameter.type) && ts.isArrayTypeNode(parameter.type.type)));
  }
  return false;
}

/** An equality in which the outer variable takes part. */
function comparesWith(node: ts.Node, variable: string): boolean {
  if (ts.isBinaryExpression(node) && (node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken || node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken)) {
    return mentions(node.left, variable) !== mentions(node.right, variable);
  }
  return ts.forEachChild(node, (child) => comparesWith(child, variable) || undefined) ?? false;
}

function mentions(node: ts.Node, name: string): boolean {
  return (ts.isIdentifier(node) && node.text === name) || (ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false);
}

function onReduce(node: ts.CallExpression, context: Context): void {
  const callback = node.arguments[0];
  if (callback === undefined || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return;
  const accumulator = callback.parameters[0]?.name;
  if (accumulator === undefined || !ts.isIdentifier(accumulator) || !ts.isPropertyAccessExpression(node.expression) || isFixedList(node.expression.expression)) return;
  const body = ts.isBlock(callback.body) ? callback.body.statements.find(ts.isReturnStatement)?.expression : callback.body;
  if (body !== undefined && spreads(skipOuter(body), accumulator.text)) context.note('copies', node, null);
}

/** As long as the source text makes it: a literal, a constant or an enum (`Object.values(Channel)`). */
function isFixedList(node: ts.Expression): boolean {
  const inner = skipOuter(node);
  if (ts.isArrayLiteralExpression(inner)) return !inner.elements.some(ts.isSpreadElement);
  if (ts.isIdentifier(inner)) return /^[A-Z][A-Z\d_]+$/.test(inner.text);
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return false;
  const { expression, name } = inner.expression;
  const first = inner.arguments[0];
  if (ts.isIdentifier(expression) && expression.text === 'Object' && /^(?:keys|values|entries)$/.test(name.text)) return first !== undefined && ts.isIdentifier(first) && /^[A-Z]/.test(first.text);
  return /^(?:filter|map|slice|sort|reverse)$/.test(name.text) && isFixedList(expression);
}

function spreads(node: ts.Expression, name: string): boolean {
  const isIt = (item: ts.Expression): boolean => ts.isIdentifier(item) && item.text === name;
  if (ts.isArrayLiteralExpression(node)) return node.elements.some((element) => ts.isSpreadElement(element) && isIt(element.expression));
  if (ts.isObjectLiteralExpression(node)) return node.properties.some((property) => ts.isSpreadAssignment(property) && isIt(property.expression)) && node.properties.some((p) => p.name !== undefined && ts.isComputedPropertyName(p.name));
  return ts.isConditionalExpression(node) && (spreads(skipOuter(node.whenTrue), name) || spreads(skipOuter(node.whenFalse), name));
}

/** `acc = [...acc, x]` in a loop. */
function onAssignment(node: ts.BinaryExpression, context: Context): void {
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isIdentifier(node.left)) return;
  const right = skipOuter(node.right);
  if (spreads(right, node.left.text) && isInLoop(node)) context.note('copies', node, null);
}

function isInLoop(node: ts.Node): boolean {
  for (let n: ts.Node | undefined = node.parent; n !== undefined; n = n.parent as ts.Node | undefined) {
    if (ts.isForOfStatement(n) || ts.isForStatement(n) || loopOf(n) !== undefined) return true;
    if (ts.isFunctionLike(n)) return false;
  }
  return false;
}

function onSort(node: ts.CallExpression, callee: ts.PropertyAccessExpression, context: Context): void {
  const list = skipOuter(callee.expression);
  if (node.arguments[0] !== undefined) noteHelper(node, context);
  const loop = ts.isIdentifier(list) ? enclosingLoop(node) : undefined;
  if (loop === undefined || !ts.isIdentifier(list)) return;
  const declared = context.declarationOf(list);
  if (declared !== undefined && !(declared.pos >= loop.node.pos && declared.end <= loop.node.end) && list.text !== loop.variable) context.note('sortInLoop', node, null);
}

/** `byId.get(x.id)` in a loop, on a Map or Set built from a list outside it. */
function onLookup(node: ts.CallExpression, callee: ts.PropertyAccessExpression, context: Context): void {
  const index = skipOuter(callee.expression);
  if (!ts.isIdentifier(index)) return;
  const declared = context.declarationOf(index);
  const made = declared === undefined || ts.isFunctionLike(declared) || ts.isClassLike(declared) ? undefined : skipOuter(declared);
  if (made === undefined || !ts.isNewExpression(made) || !ts.isIdentifier(made.expression) || !/^(?:Map|Set)$/.test(made.expression.text)) return;
  const isBuiltFromList = made.arguments?.[0] !== undefined && !ts.isArrayLiteralExpression(made.arguments[0]);
  if (isBuiltFromList && (isInLoop(node) || isInCallback(node))) context.note('lookup', node, null);
  else if (made.arguments?.length === 0 && isInLoop(node) && isGrouping(node, index.text)) context.note('lookup', node, null);
  else if (made.arguments?.length === 0 && callee.name.text === 'get' && /memo|seen|results?|known|dp/i.test(index.text) && context.functionOf(made) !== context.functionOf(node)) context.note('memo', node, null);
}

/** `totals.set(key, (totals.get(key) ?? 0) + n)`: one pass instead of a scan per key. */
function isGrouping(node: ts.CallExpression, name: string): boolean {
  for (let n: ts.Node | undefined = node.parent; n !== undefined && !ts.isStatement(n); n = n.parent as ts.Node | undefined) {
    if (ts.isCallExpression(n) && ts.isPropertyAccessExpression(n.expression) && n.expression.name.text === 'set' && ts.isIdentifier(n.expression.expression) && n.expression.expression.text === name) return true;
  }
  return false;
}

function isInCallback(node: ts.Node): boolean {
  for (let n: ts.Node | undefined = node.parent; n !== undefined; n = n.parent as ts.Node | undefined) {
    if (ts.isFunctionLike(n)) return ts.isCallExpression(n.parent) && ts.isPropertyAccessExpression(n.parent.expression) && iterations.has(n.parent.expression.name.text);
  }
  return false;
}

/** `return f(n - 1) + f(n - 2)` with nothing remembered. */
function onRecursion(node: ts.FunctionDeclaration, context: Context): void {
  const name = node.name?.text;
  if (name === undefined || node.body === undefined || !isWrittenTwice(`${name}(`, context.source.text, node.body)) return;
  const smaller: ts.CallExpression[] = [];
  const memory: ts.Node[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isCallExpression(child)) {
      if (ts.isIdentifier(child.expression) && child.expression.text === name && child.arguments.some(isSmaller)) smaller.push(child);
      else if (ts.isPropertyAccessExpression(child.expression) && /^(?:get|has|set)$/.test(child.expression.name.text)) memory.push(child);
    }
    if (ts.isElementAccessExpression(child) && ts.isIdentifier(child.expression) && /memo|cache|dp|table|known/i.test(child.expression.text)) memory.push(child);
    ts.forEachChild(child, visit);
  };
  visit(node.body);
  const [first, second] = smaller;
  if (memory.length > 0 || first === undefined || second === undefined) return;
  if (ts.isBinaryExpression(first.parent) && first.parent === second.parent) context.note('overlap', node.name ?? node, null);
}

/** Asked of the text first: hardly any function calls itself. */
function isWrittenTwice(call: string, text: string, { pos, end }: ts.Node): boolean {
  const first = text.indexOf(call, pos);
  const second = first < 0 || first >= end ? -1 : text.indexOf(call, first + call.length);
  return second >= 0 && second < end;
}

function isSmaller(node: ts.Expression): boolean {
  const inner = skipOuter(node);
  return ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.MinusToken && ts.isIdentifier(inner.left) && ts.isNumericLiteral(inner.right);
}

/** A comment with `O(…)` on a function that loops or recurses. */
function onBound(node: ts.FunctionDeclaration, context: Context): void {
  if (node.body === undefined) return;
  const comments = ts.getLeadingCommentRanges(context.source.text, node.pos) ?? [];
  const isSaid = comments.some(({ pos, end }) => /\bO\([^)]+\)/.test(context.source.text.slice(pos, end)));
  if (!isSaid) return;
  const loops = (n: ts.Node): boolean => ts.isForOfStatement(n) || ts.isForStatement(n) || ts.isWhileStatement(n)
    || (ts.isCallExpression(n) && ts.isPropertyAccessExpression(n.expression) && iterations.has(n.expression.name.text)) || (ts.forEachChild(n, (child) => loops(child) || undefined) ?? false);
  if (loops(node.body)) context.note('bound', node.name ?? node, null);
}
