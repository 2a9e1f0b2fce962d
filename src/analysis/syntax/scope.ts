import { parentOf, ts } from './ts.ts';

/** What an identifier can refer to inside one file. */
export type Declaration =
  | { readonly is: 'import'; readonly module: string; readonly name: string; readonly typeOnly: boolean }
  | { readonly is: 'variable'; readonly node: ts.VariableDeclaration | ts.BindingElement }
  | { readonly is: 'param'; readonly node: ts.ParameterDeclaration; readonly fn: ts.FunctionLikeDeclaration; readonly index: number; readonly element?: ts.BindingElement }
  | { readonly is: 'function'; readonly node: ts.FunctionDeclaration | ts.FunctionExpression }
  | { readonly is: 'class'; readonly node: ts.ClassLikeDeclaration }
  | { readonly is: 'enum'; readonly node: ts.EnumDeclaration }
  | { readonly is: 'interface'; readonly node: ts.InterfaceDeclaration }
  | { readonly is: 'alias'; readonly node: ts.TypeAliasDeclaration }
  | { readonly is: 'other' };

type Locals = Map<string, Declaration>;

/** A node that declares names, or that says what `this` and "the function around" are. Made on demand, one per node. */
interface Scope {
  readonly outer: Scope | undefined;
  /** The innermost function and class this scope is in or is. */
  readonly fn: ts.FunctionLikeDeclaration | undefined;
  readonly cls: ts.ClassLikeDeclaration | undefined;
  /** The class `this` stands for here. */
  readonly self: ts.ClassLikeDeclaration | undefined;
  readonly node: ts.Node;
  locals: Locals | undefined;
  isRead: boolean;
}

export interface Scopes {
  /** What a name means where `from` stands. */
  lookup(from: ts.Node, name: string): Declaration | undefined;
  /** The innermost function around a node (not the node itself). */
  functionAround(node: ts.Node): ts.FunctionLikeDeclaration | undefined;
  classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined;
  /** The class of `this`: that of the nearest function that is not an arrow, if it is a member of one. */
  classOfThis(node: ts.Node): ts.ClassLikeDeclaration | undefined;
}

/** Name look-up in one file, built lazily per block: only names that somebody asks for cost anything. Parents must be set. */
export function createScopes(): Scopes {
  const scopes = new Map<ts.Node, Scope>();

  function around(from: ts.Node): Scope | undefined {
    let node = parentOf(from);
    while (node !== undefined && containers[node.kind] === 0) node = parentOf(node);
    return node === undefined ? undefined : scopes.get(node) ?? makeScope(node);
  }

  function makeScope(node: ts.Node): Scope {
    const outer = around(node);
    const isClass = ts.isClassLike(node);
    const made: Scope = {
      outer, node, locals: undefined, isRead: false,
      fn: containers[node.kind] === functionScope ? node as ts.FunctionLikeDeclaration : outer?.fn,
      cls: isClass ? node : outer?.cls,
      self: isClass ? node : hasOwnThis(node) ? undefined : outer?.self,
    };
    scopes.set(node, made);
    return made;
  }

  return {
    lookup(from, name) {
      for (let scope = around(from); scope !== undefined; scope = scope.outer) {
        if (!scope.isRead) {
          const locals: Locals = new Map();
          collect(scope.node, locals);
          scope.isRead = true;
          if (locals.size > 0) scope.locals = locals;
        }
        const found = scope.locals?.get(name);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    functionAround: (node) => around(node)?.fn,
    classAround: (node) => around(node)?.cls,
    classOfThis: (node) => around(node)?.self,
  };
}

function hasOwnThis(node: ts.Node): boolean {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent));
}

const blockScope = 1;
const functionScope = 2;
/** By syntax kind: 0 for nodes that are no scope. */
const containers = new Uint8Array(512);
for (const kind of [
  ts.SyntaxKind.SourceFile, ts.SyntaxKind.Block, ts.SyntaxKind.ModuleBlock, ts.SyntaxKind.CaseBlock, ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.ForStatement, ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.ForInStatement, ts.SyntaxKind.ClassExpression, ts.SyntaxKind.ClassDeclaration,
]) containers[kind] = blockScope;
for (const kind of [
  ts.SyntaxKind.FunctionDeclaration, ts.SyntaxKind.FunctionExpression, ts.SyntaxKind.ArrowFunction, ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor, ts.SyntaxKind.GetAccessor, ts.SyntaxKind.SetAccessor,
]) containers[kind] = functionScope;

function collect(node: ts.Node, locals: Locals): void {
  if (ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node)) {
    for (const statement of node.statements) declareStatement(statement, locals);
  } else if (ts.isCaseBlock(node)) {
    for (const clause of node.clauses) for (const statement of clause.statements) declareStatement(statement, locals);
  } else if (ts.isCatchClause(node)) {
    if (node.variableDeclaration) declareVariable(node.variableDeclaration, locals);
  } else if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    if (node.initializer && ts.isVariableDeclarationList(node.initializer)) for (const d of node.initializer.declarations) declareVariable(d, locals);
  } else if (ts.isClassExpression(node)) {
    if (node.name) locals.set(node.name.text, { is: 'class', node });
  } else if (ts.isFunctionLike(node)) {
    const fn = node as ts.FunctionLikeDeclaration;
    if (ts.isFunctionExpression(fn) && fn.name) locals.set(fn.name.text, { is: 'function', node: fn });
    realParameters(fn).forEach((parameter, index) => { declareParameter(parameter, parameter.name, fn, index, locals); });
  }
}

/** Parameters that take arguments: all but a `this` parameter, which only says a type. */
export function realParameters(fn: ts.FunctionLikeDeclaration): readonly ts.ParameterDeclaration[] {
  return fn.parameters.some(isThisParameter) ? fn.parameters.filter((parameter) => !isThisParameter(parameter)) : fn.parameters;
}

export function isThisParameter({ name }: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(name) && name.text === 'this';
}

function declareParameter(node: ts.ParameterDeclaration, name: ts.BindingName, fn: ts.FunctionLikeDeclaration, index: number, locals: Locals): void {
  if (ts.isIdentifier(name)) {
    locals.set(name.text, { is: 'param', node, fn, index });
    return;
  }
  for (const element of name.elements) {
    if (ts.isOmittedExpression(element)) continue;
    if (ts.isIdentifier(element.name)) locals.set(element.name.text, { is: 'param', node, fn, index, element });
    else declareParameter(node, element.name, fn, index, locals);
  }
}

function declareVariable(node: ts.VariableDeclaration | ts.BindingElement, locals: Locals): void {
  if (ts.isIdentifier(node.name)) {
    locals.set(node.name.text, { is: 'variable', node });
    return;
  }
  for (const element of node.name.elements) if (!ts.isOmittedExpression(element)) declareVariable(element, locals);
}

function declareStatement(statement: ts.Statement, locals: Locals): void {
  switch (statement.kind) {
    case ts.SyntaxKind.VariableStatement:
      for (const d of (statement as ts.VariableStatement).declarationList.declarations) declareVariable(d, locals);
      return;
    case ts.SyntaxKind.FunctionDeclaration: {
      const node = statement as ts.FunctionDeclaration;
      if (node.name && (node.body || !locals.has(node.name.text))) locals.set(node.name.text, { is: 'function', node });
      return;
    }
    case ts.SyntaxKind.ClassDeclaration: {
      const node = statement as ts.ClassDeclaration;
      if (node.name) locals.set(node.name.text, { is: 'class', node });
      return;
    }
    case ts.SyntaxKind.EnumDeclaration:
      locals.set((statement as ts.EnumDeclaration).name.text, { is: 'enum', node: statement as ts.EnumDeclaration });
      return;
    case ts.SyntaxKind.InterfaceDeclaration: {
      const node = statement as ts.InterfaceDeclaration;
      if (!locals.has(node.name.text)) locals.set(node.name.text, { is: 'interface', node });
      return;
    }
    case ts.SyntaxKind.TypeAliasDeclaration: {
      const node = statement as ts.TypeAliasDeclaration;
      if (!locals.has(node.name.text)) locals.set(node.name.text, { is: 'alias', node });
      return;
    }
    case ts.SyntaxKind.ModuleDeclaration: {
      const name = (statement as ts.ModuleDeclaration).name;
      if (ts.isIdentifier(name) && !locals.has(name.text)) locals.set(name.text, { is: 'other' });
      return;
    }
    case ts.SyntaxKind.ImportDeclaration:
      declareImport(statement as ts.ImportDeclaration, locals);
      return;
    case ts.SyntaxKind.ImportEqualsDeclaration: {
      const node = statement as ts.ImportEqualsDeclaration;
      if (ts.isExternalModuleReference(node.moduleReference) && ts.isStringLiteral(node.moduleReference.expression)) {
        locals.set(node.name.text, { is: 'import', module: node.moduleReference.expression.text, name: '*', typeOnly: node.isTypeOnly });
      } else locals.set(node.name.text, { is: 'other' });
      return;
    }
    default:
  }
}

function declareImport(node: ts.ImportDeclaration, locals: Locals): void {
  if (!node.importClause || !ts.isStringLiteral(node.moduleSpecifier)) return;
  const module = node.moduleSpecifier.text;
  const clause = node.importClause;
  const typeOnly = clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (clause.name) locals.set(clause.name.text, { is: 'import', module, name: 'default', typeOnly });
  const bindings = clause.namedBindings;
  if (!bindings) return;
  if (ts.isNamespaceImport(bindings)) {
    locals.set(bindings.name.text, { is: 'import', module, name: '*', typeOnly });
    return;
  }
  for (const element of bindings.elements) {
    locals.set(element.name.text, { is: 'import', module, name: (element.propertyName ?? element.name).text, typeOnly: typeOnly || element.isTypeOnly });
  }
}
