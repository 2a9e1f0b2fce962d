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

/** Name look-up in one file, built lazily per block: only names that somebody asks for cost anything. Parents must be set. */
export function createScopes(): { lookup(identifier: ts.Node, name: string): Declaration | undefined } {
  const cache = new Map<ts.Node, Locals | undefined>();

  function localsOf(node: ts.Node): Locals | undefined {
    if (cache.has(node)) return cache.get(node);
    const locals: Locals = new Map();
    collect(node, locals);
    const result = locals.size > 0 ? locals : undefined;
    cache.set(node, result);
    return result;
  }

  function lookup(from: ts.Node, name: string): Declaration | undefined {
    for (let node: ts.Node | undefined = from.parent; node !== undefined; node = parentOf(node)) {
      if (!isContainer(node.kind)) continue;
      const found = localsOf(node)?.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return { lookup };
}

function isContainer(kind: ts.SyntaxKind): boolean {
  switch (kind) {
    case ts.SyntaxKind.SourceFile:
    case ts.SyntaxKind.Block:
    case ts.SyntaxKind.ModuleBlock:
    case ts.SyntaxKind.CaseBlock:
    case ts.SyntaxKind.CatchClause:
    case ts.SyntaxKind.ForStatement:
    case ts.SyntaxKind.ForOfStatement:
    case ts.SyntaxKind.ForInStatement:
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.Constructor:
    case ts.SyntaxKind.GetAccessor:
    case ts.SyntaxKind.SetAccessor:
    case ts.SyntaxKind.ClassExpression:
      return true;
    default:
      return false;
  }
}

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
    fn.parameters.forEach((parameter, index) => { declareParameter(parameter, parameter.name, fn, index, locals); });
  }
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
