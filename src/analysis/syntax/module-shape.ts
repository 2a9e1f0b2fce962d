import { declaredValue } from './declared-values.ts';
import type { ModelBuilder } from './model-builder.ts';
import { ts } from './ts.ts';

/** Imports, exports and directives: everything that is said at the top level. */
export function recordModuleShape(source: ts.SourceFile, builder: ModelBuilder): void {
  const { model } = builder;
  if (source.text.startsWith('#!')) model.flags.push('shebang');
  for (const statement of source.statements) {
    if (ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression) && /^use (client|server)$/.test(statement.expression.text)) {
      model.flags.push(statement.expression.text);
    }
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const clause = statement.importClause;
      const named = clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : undefined;
      const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        || (clause !== undefined && clause.name === undefined && named !== undefined && named.length > 0 && named.every((element) => element.isTypeOnly));
      model.imports.push({ module: statement.moduleSpecifier.text, typeOnly, line: builder.place(statement)[0] });
    } else if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference) && ts.isStringLiteralLike(statement.moduleReference.expression)) {
      model.imports.push({ module: statement.moduleReference.expression.text, typeOnly: statement.isTypeOnly, line: builder.place(statement)[0] });
    } else if (ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name)) onAugmentation(statement, statement.name.text, builder);
    else if (ts.isExportDeclaration(statement)) onExportDeclaration(statement, builder);
    else if (ts.isExportAssignment(statement)) model.exports[statement.isExportEquals ? '=' : 'default'] = builder.valueOf(statement.expression);
    else exportDeclared(statement, builder);
  }
}

function onAugmentation(node: ts.ModuleDeclaration, module: string, builder: ModelBuilder): void {
  if (!node.body || !ts.isModuleBlock(node.body)) return;
  for (const statement of node.body.statements) {
    if (ts.isInterfaceDeclaration(statement)) (builder.model.augmentations ??= []).push({ module, iface: builder.interfaceIndex(statement) });
  }
}

function onExportDeclaration(node: ts.ExportDeclaration, builder: ModelBuilder): void {
  const { model } = builder;
  const module = node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  if (module !== undefined) model.imports.push({ module, typeOnly: node.isTypeOnly, line: builder.place(node)[0] });
  if (!node.exportClause) {
    if (module !== undefined) model.stars.push(module);
    return;
  }
  if (ts.isNamespaceExport(node.exportClause)) {
    if (module !== undefined) model.exports[node.exportClause.name.text] = builder.add(['imp', module, '*']);
    return;
  }
  for (const element of node.exportClause.elements) {
    const local = (element.propertyName ?? element.name).text;
    if (module !== undefined) {
      model.exports[element.name.text] = builder.add(['imp', module, local]);
      continue;
    }
    const declaration = builder.scopes.lookup(element, local);
    if (declaration) model.exports[element.name.text] = declaredValue(declaration, 0, builder);
  }
}

function exportDeclared(statement: ts.Statement, builder: ModelBuilder): void {
  if (!ts.canHaveModifiers(statement)) return;
  const modifiers = ts.getModifiers(statement);
  if (!modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)) return;
  const isDefault = modifiers.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword);
  const { exports } = builder.model;
  if (ts.isVariableStatement(statement)) {
    for (const declaration of statement.declarationList.declarations) {
      for (const name of boundNames(declaration.name)) exports[name.text] = builder.add(['bind', builder.bindingIndex(name.parent as ts.VariableDeclaration | ts.BindingElement)]);
    }
  } else if (ts.isFunctionDeclaration(statement)) {
    if (statement.body) exports[isDefault ? 'default' : statement.name?.text ?? 'default'] = builder.valueOf(statement);
  } else if (ts.isClassDeclaration(statement)) exports[isDefault ? 'default' : statement.name?.text ?? 'default'] = builder.valueOf(statement);
  else if (ts.isInterfaceDeclaration(statement)) exports[isDefault ? 'default' : statement.name.text] ??= builder.add(['iface', builder.interfaceIndex(statement)]);
  else if (ts.isTypeAliasDeclaration(statement)) exports[statement.name.text] ??= declaredValue({ is: 'alias', node: statement }, 0, builder);
  else if (ts.isEnumDeclaration(statement)) exports[statement.name.text] = declaredValue({ is: 'enum', node: statement }, 0, builder);
}

function* boundNames(name: ts.BindingName): Generator<ts.Identifier> {
  if (ts.isIdentifier(name)) {
    yield name;
    return;
  }
  for (const element of name.elements) if (!ts.isOmittedExpression(element)) yield* boundNames(element.name);
}
