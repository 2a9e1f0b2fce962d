import { ts } from '../../../../analysis/syntax/ts.ts';
import { isFunctionNode, propertyName, skipOuter } from '../../../../analysis/syntax/nodes.ts';
import type { ObserverContext } from '../../../../analysis/syntax/visit.ts';
import type { ConceptDetector } from '../../../model.ts';

type Context = ObserverContext<string>;

const maxDepth = 5;
const lookups = new Set(['find', 'get', 'findLast', 'exec', 'match', 'pop', 'shift', 'at', 'findOne', 'findUnique', 'findFirst', 'findById', 'findOneBy']);
const money = /price|amount|total|rate|cost|fee|tax|balance|discount|quantity/i;
const functionNoted = new WeakSet<ts.SourceFile>();

export const observeGuards: NonNullable<ConceptDetector<string>['observe']> = {
  [ts.SyntaxKind.IfStatement]: (node: ts.IfStatement, context) => {
    onGuard(node, context);
    onDepth(node, context);
  },
  [ts.SyntaxKind.ForOfStatement]: (node: ts.ForOfStatement, context) => { onDepth(node, context); },
  [ts.SyntaxKind.ForStatement]: (node: ts.ForStatement, context) => { onDepth(node, context); },
  [ts.SyntaxKind.WhileStatement]: (node: ts.WhileStatement, context) => { onDepth(node, context); },
  [ts.SyntaxKind.SwitchStatement]: (node: ts.SwitchStatement, context) => { onDepth(node, context); },
  [ts.SyntaxKind.FunctionDeclaration]: (node: ts.FunctionDeclaration, context) => {
    noteFunction(node, context);
    if (node.type !== undefined && ts.isTypePredicateNode(node.type) && node.type.assertsModifier !== undefined) context.note('asserts', node, node.name?.text ?? '');
  },
  [ts.SyntaxKind.MethodDeclaration]: (node: ts.MethodDeclaration, context) => { noteFunction(node, context); },
  [ts.SyntaxKind.ArrowFunction]: (node: ts.ArrowFunction, context) => { if (ts.isBlock(node.body)) noteFunction(node, context); },
  [ts.SyntaxKind.NonNullExpression]: (node: ts.NonNullExpression, context) => {
    const call = skipOuter(node.expression);
    if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || !lookups.has(call.expression.name.text)) return;
    if (!isNeverEmpty(call, call.expression) && !isCheckedBefore(call, call.expression, context)) context.note('blind', node, call.expression.name.text);
  },
  [ts.SyntaxKind.BinaryExpression]: (node: ts.BinaryExpression, context) => { onDefault(node, context); },
};

function noteFunction(node: ts.FunctionLikeDeclaration, context: Context): void {
  if (node.parameters.length === 0 || functionNoted.has(context.source)) return;
  functionNoted.add(context.source);
  context.note('function', node, '');
}

/** `if (…) throw …` among the first statements of a function, about one of its parameters. */
function onGuard(node: ts.IfStatement, context: Context): void {
  const block = node.parent;
  if (node.elseStatement !== undefined || !ts.isBlock(block) || !isFunctionNode(block.parent)) return;
  const index = block.statements.indexOf(node);
  if (index > 3 || !block.statements.slice(0, index).every((s) => ts.isIfStatement(s) || ts.isVariableStatement(s) || ts.isExpressionStatement(s))) return;
  const inner = ts.isBlock(node.thenStatement) ? node.thenStatement.statements : [node.thenStatement];
  const last = inner.at(-1);
  if (last === undefined || !ts.isThrowStatement(last) || inner.length > 2) return;
  const fn = block.parent;
  const names = new Set(fn.parameters.flatMap((p) => bound(p.name)));
  for (const statement of block.statements.slice(0, index)) {
    if (!ts.isVariableStatement(statement)) continue;
    // `const plan = plans.get(id); if (!plan) throw …` guards what was looked up with a parameter.
    for (const d of statement.declarationList.declarations) if (d.initializer !== undefined && mentionsAny(d.initializer, names)) for (const name of bound(d.name)) names.add(name);
  }
  if ([...names].some((name) => mentions(node.expression, name))) context.note('guard', node, fn.name === undefined ? '' : propertyName(fn.name) ?? '');
}

function mentionsAny(node: ts.Node, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => mentions(node, name));
}

function bound(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : bound(element.name)));
}

function onDepth(node: ts.Node, context: Context): void {
  if (ts.isIfStatement(node) && ts.isIfStatement(node.parent) && node.parent.elseStatement === node) return;
  let depth = 1;
  for (let n: ts.Node | undefined = node.parent; n !== undefined && !isFunctionNode(n); n = n.parent as ts.Node | undefined) {
    if (ts.isIfStatement(n) && ts.isIfStatement(n.parent) && n.parent.elseStatement === n) continue;
    if (ts.isIfStatement(n) || ts.isForOfStatement(n) || ts.isForStatement(n) || ts.isForInStatement(n) || ts.isWhileStatement(n) || ts.isSwitchStatement(n)) depth++;
  }
  if (depth === maxDepth) context.note('deep', node, '');
}

/** `text.split('/').pop()!`: split gives at least one piece. `super.get(key)!` keeps a promise of the class itself. */
function isNeverEmpty(call: ts.CallExpression, access: ts.PropertyAccessExpression): boolean {
  if (access.expression.kind === ts.SyntaxKind.SuperKeyword) return true;
  const first = call.arguments[0];
  const isEnd = access.name.text === 'pop' || access.name.text === 'shift' || (access.name.text === 'at' && first !== undefined && /^(?:0|-1)$/.test(first.getText()));
  const source = skipOuter(access.expression);
  return isEnd && ts.isCallExpression(source) && ts.isPropertyAccessExpression(source.expression) && source.expression.name.text === 'split';
}

/** `if (map.has(key)) … map.get(key)!` and the like: the same receiver is checked somewhere before, in the same function. */
function isCheckedBefore(call: ts.CallExpression, access: ts.PropertyAccessExpression, context: Context): boolean {
  const receiver = access.expression.getText(context.source);
  let fn: ts.Node = call;
  while (fn.parent as ts.Node | undefined && !isFunctionNode(fn)) fn = fn.parent;
  const before = context.source.text.slice(fn.getStart(context.source), call.getStart(context.source));
  return before.includes(`${receiver}.has(`) || before.includes(`${receiver}.set(`) || before.includes(`${receiver}.length`) || before.includes(`${receiver}.push(`) || before.includes(`${receiver}.size`) || before.includes(`${receiver}.some(`);
}

/** `prices.find(…)?.price ?? 0` in arithmetic: a missing price becomes free. `counts.get(k) ?? 0` is the counting idiom and fine. */
function onDefault(node: ts.BinaryExpression, context: Context): void {
  const operator = node.operatorToken.kind;
  if (operator !== ts.SyntaxKind.QuestionQuestionToken && operator !== ts.SyntaxKind.BarBarToken) return;
  if (!ts.isNumericLiteral(node.right) || node.right.text !== '0') return;
  const left = skipOuter(node.left);
  if (!ts.isPropertyAccessExpression(left) || left.questionDotToken === undefined || !money.test(left.name.text)) return;
  const looked = skipOuter(left.expression);
  const isLookup = (ts.isCallExpression(looked) && ts.isPropertyAccessExpression(looked.expression) && lookups.has(looked.expression.name.text)) || ts.isElementAccessExpression(looked);
  if (!isLookup) return;
  const parent = ts.isParenthesizedExpression(node.parent) ? node.parent.parent : node.parent;
  if (ts.isBinaryExpression(parent) && [ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.PlusToken, ts.SyntaxKind.MinusToken].includes(parent.operatorToken.kind)) context.note('masked', node, left.name.text);
}

function mentions(node: ts.Node, name: string): boolean {
  return (ts.isIdentifier(node) && node.text === name) || (ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false);
}
