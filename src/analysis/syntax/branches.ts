/**
 * Code that runs only when something of a request has a literal value: `if (request.method === 'GET' && url.pathname === '/orders')`, `switch`, regular expressions,
 * and what stands behind an `if` that leaves. Looked for only in files that compare request lines, and in functions that take a request and a response.
 */
import type { BranchTest, ValueId } from '../resolve/model.ts';
import { ts } from './ts.ts';
import type { ModelBuilder } from './model-builder.ts';
import { isFunctionNode, skipOuter } from './nodes.ts';

/** All of these hold. */
type Conjunction = readonly BranchTest[];

/** A file without one of each has nothing to look for. */
const worthALook = [/\b_*(?:req|request|incoming|incomingMessage|message|msg|IncomingMessage)\b/, /\b(?:url|pathname)\b/, /[=!]==?|\bcase\b|\b(?:startsWith|match|test|exec)\(/];
const requestName = /^_*(?:req|request|incoming|incomingMessage|message|msg)$/i;
const requestType = /^(?:http\.|https\.)?(?:IncomingMessage|Http2ServerRequest)$/;
const subjectName = /(?:url|path|pathname|method|verb|route|endpoint)$/i;
const requestLine = /^(?:[A-Z]+[ :]+)?\/|^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
const maxConjunctions = 8;
const maxSteps = 4;

export function noteBranches(source: ts.SourceFile, builder: ModelBuilder): void {
  if (!worthALook.every((words) => words.test(source.text))) return;
  const visit = (node: ts.Node): void => {
    if (ts.isIfStatement(node)) onIf(node, builder);
    else if (ts.isSwitchStatement(node)) onSwitch(node, builder);
    else if (ts.isConditionalExpression(node)) note(node.condition, node.whenTrue, node.whenTrue, conditions(node.condition, false, builder, 0), builder);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
}

function onIf(node: ts.IfStatement, builder: ModelBuilder): void {
  const { expression, thenStatement, elseStatement } = node;
  note(expression, thenStatement, thenStatement, conditions(expression, false, builder, 0), builder);
  const otherwise = conditions(expression, true, builder, 0);
  if (elseStatement !== undefined) note(expression, elseStatement, elseStatement, otherwise, builder);
  else if (leaves(thenStatement) && ts.isBlock(node.parent)) {
    const rest = node.parent.statements.slice(node.parent.statements.indexOf(node) + 1);
    note(expression, rest[0], rest.at(-1), otherwise, builder);
  }
}

/** Cases in a row without statements share those of the last; one that does not leave runs on into the next. */
function onSwitch(node: ts.SwitchStatement, builder: ModelBuilder): void {
  const subject = skipOuter(node.expression);
  let open: ts.CaseClause[] = [];
  for (const clause of node.caseBlock.clauses) {
    if (ts.isDefaultClause(clause)) {
      open = [];
      continue;
    }
    open.push(clause);
    if (clause.statements.length === 0) continue;
    for (const { expression } of open) {
      const tests = subject.kind === ts.SyntaxKind.TrueKeyword ? conditions(expression, false, builder, 0) : [equality(subject, [expression], builder)];
      note(expression, clause.statements[0], clause.statements.at(-1), tests, builder);
    }
    if (clause.statements.some(leaves)) open = [];
  }
}

function note(condition: ts.Expression, first: ts.Node | undefined, last: ts.Node | undefined, alternatives: readonly Conjunction[], builder: ModelBuilder): void {
  if (first === undefined || last === undefined || alternatives.every((tests) => tests.length === 0) || !isInListener(first)) return;
  for (const tests of alternatives) {
    if (tests.length > 0) (builder.model.branches ??= []).push({ fn: builder.functionIndexAt(first), tests, from: first.pos, to: last.end, place: builder.place(condition) });
  }
}

/** What must hold for a condition to be true (or, `isNegated`, false), as alternatives; an empty one says nothing. */
function conditions(expression: ts.Expression, isNegated: boolean, builder: ModelBuilder, steps: number): readonly Conjunction[] {
  const node = skipOuter(expression);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return conditions(node.operand, !isNegated, builder, steps);
  if (ts.isBinaryExpression(node)) {
    const kind = node.operatorToken.kind;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken) {
      const left = conditions(node.left, isNegated, builder, steps);
      const right = conditions(node.right, isNegated, builder, steps);
      return (kind === ts.SyntaxKind.AmpersandAmpersandToken) === isNegated ? [...left, ...right] : left.flatMap((one) => right.map((other) => [...one, ...other])).slice(0, maxConjunctions);
    }
    const isEqual = kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken;
    const isUnequal = kind === ts.SyntaxKind.ExclamationEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken;
    if (!isEqual && !isUnequal) return [[]];
    // `match !== null` is `match`.
    if (isNothing(node.right)) return conditions(node.left, isEqual !== isNegated, builder, steps);
    if (isEqual === isNegated) return [[]];
    return [isNamed(node.left) || !isNamed(node.right) ? equality(node.left, [node.right], builder) : equality(node.right, [node.left], builder)];
  }
  if (ts.isIdentifier(node)) {
    const declaration = steps < maxSteps ? builder.scopes.lookup(node, node.text) : undefined;
    const made = declaration?.is === 'variable' && ts.isVariableDeclaration(declaration.node) ? declaration.node.initializer : undefined;
    return made === undefined ? [[]] : conditions(made, isNegated, builder, steps + 1);
  }
  return ts.isCallExpression(node) && !isNegated ? [question(node, builder)] : [[]];
}

/** `url.startsWith('/files/')`, `/^\/orders\/(\d+)$/.exec(pathname)`, `pathname.match(…)`, `['GET', 'HEAD'].includes(method)`. */
function question(node: ts.CallExpression, builder: ModelBuilder): Conjunction {
  const callee = skipOuter(node.expression);
  const [argument] = node.arguments;
  if (!ts.isPropertyAccessExpression(callee) || argument === undefined) return [];
  const on = skipOuter(callee.expression);
  switch (callee.name.text) {
    case 'startsWith': return isTelling(on, [argument]) ? [['starts', builder.valueOf(on), [builder.valueOf(argument)]]] : [];
    case 'endsWith': return isNamed(on) ? [['ends', builder.valueOf(on), [builder.valueOf(argument)]]] : [];
    case 'match': return isNamed(on) ? [['matches', builder.valueOf(on), [builder.valueOf(argument)]]] : [];
    case 'test':
    case 'exec': return isNamed(argument) ? [['matches', builder.valueOf(argument), [builder.valueOf(on)]]] : [];
    case 'includes': return ts.isArrayLiteralExpression(on) ? equality(argument, on.elements, builder) : [];
    default: return [];
  }
}

function equality(subject: ts.Expression, literals: readonly ts.Expression[], builder: ModelBuilder): Conjunction {
  if (!isTelling(subject, literals)) return [];
  const is: readonly ValueId[] = literals.map((literal) => builder.valueOf(literal));
  return [['is', builder.valueOf(subject), is]];
}

function isTelling(subject: ts.Expression, literals: readonly ts.Expression[]): boolean {
  return isNamed(subject) || literals.some((literal) => ts.isStringLiteralLike(literal) && requestLine.test(literal.text));
}

/** An expression with the name of a part of a request: `req.url`, `pathname`, `url.pathname.toLowerCase()`, `` `${method} ${path}` ``. */
function isNamed(expression: ts.Expression): boolean {
  const node = skipOuter(expression);
  if (ts.isIdentifier(node)) return subjectName.test(node.text);
  if (ts.isPropertyAccessExpression(node)) return subjectName.test(node.name.text);
  if (ts.isElementAccessExpression(node)) return isNamed(node.expression);
  if (ts.isCallExpression(node)) return ts.isPropertyAccessExpression(node.expression) ? isNamed(node.expression.expression) : node.arguments.some(isNamed);
  if (ts.isBinaryExpression(node)) return isNamed(node.left) || isNamed(node.right);
  return ts.isTemplateExpression(node) && node.templateSpans.some((span) => isNamed(span.expression));
}

function isNothing(expression: ts.Expression): boolean {
  const node = skipOuter(expression);
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}

/** Whether a statement never runs into the next one. */
function leaves(node: ts.Statement): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.ReturnStatement:
    case ts.SyntaxKind.ThrowStatement:
    case ts.SyntaxKind.BreakStatement:
    case ts.SyntaxKind.ContinueStatement: return true;
    case ts.SyntaxKind.Block: return (node as ts.Block).statements.some(leaves);
    case ts.SyntaxKind.IfStatement: {
      const { thenStatement, elseStatement } = node as ts.IfStatement;
      return elseStatement !== undefined && leaves(thenStatement) && leaves(elseStatement);
    }
    default: return false;
  }
}

/** In a function that takes a request and a response, or in a callback inside of one. */
function isInListener(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent as ts.Node | undefined) {
    if (isFunctionNode(at) && takesRequest(at)) return true;
  }
  return false;
}

function takesRequest({ parameters }: ts.FunctionLikeDeclaration): boolean {
  return parameters.some(({ name, type }) => (ts.isIdentifier(name) && requestName.test(name.text)) || (type !== undefined && ts.isTypeReferenceNode(type) && requestType.test(type.typeName.getText())));
}
