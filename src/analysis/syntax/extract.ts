import type { JsonValue } from '../facts.ts';
import type { FileModel, ObservationModel, Value, ValueId } from '../resolve/model.ts';
import { noteBranches } from './branches.ts';
import { noteDestructuredEnvironment, noteEnvironment } from './env.ts';
import { localOrigin } from './local-origin.ts';
import { ts } from './ts.ts';
import { createModelBuilder, isFunctionNode, skipOuter, type ModelBuilder } from './values.ts';
import type { ObserverContext, VisitTable } from './visit.ts';

/** Somebody who wants to see syntax nodes during the one walk. */
export interface Observer {
  readonly id: string;
  readonly version: number;
  readonly visit: VisitTable<ObserverContext>;
}

type Handler = (node: ts.Node, context: ObserverContext) => void;

/** Methods of built-ins and of request/response objects that no recogniser asks about: calls on them are not kept. */
const dullMethods = new Set(('map filter push pop shift unshift join split trim toString slice splice indexOf includes replace replaceAll toLowerCase toUpperCase startsWith endsWith concat sort '
  + 'reduce some every padStart padEnd match test charAt charCodeAt substring substr toFixed getTime toISOString then catch finally flat flatMap fill reverse '
  + 'json status sendStatus setHeader getHeader header type cookie redirect render hasOwnProperty localeCompare isArray stringify log warn info debug error trace '
  + 'optional nullable nullish email uuid int positive describe it expect toBe toEqual').split(' '));
/** They run a lazy query builder just as `await` does. */
const promiseMethods = new Set(['then', 'catch', 'finally']);
/** Of the dull ones, those that call what they are given: kept when that is a function by name (`ids.map(loadOrder)`), which nothing else connects to its caller. */
const callingMethods = new Set(['map', 'filter', 'reduce', 'some', 'every', 'flatMap', 'then', 'catch', 'finally']);
const keptGlobals = new Set(['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'require', 'Bun', 'Deno']);
const pageGlobals = new Set(['document', 'window', 'localStorage', 'sessionStorage', 'customElements', 'navigator']);
const keptGlobalRoots = new Set(['process', 'module', 'exports', 'Bun', 'Deno', 'globalThis', 'AbortSignal']);

export interface ExtractOptions {
  readonly observers: readonly Observer[];
  /** Canonical names, see recognisers/recogniser.ts. */
  readonly aliases: ReadonlyMap<string, string>;
}

export type Extract = (file: string, text: string) => FileModel;

/** Parses a file, walks it once for everybody, and drops the tree. Never throws for bad source: TypeScript's parser recovers. */
export function createExtractor(options: ExtractOptions): Extract {
  const table: (readonly (readonly [number, Handler])[] | undefined)[] = [];
  options.observers.forEach((observer, index) => {
    for (const [kind, handler] of Object.entries(observer.visit)) {
      const entry: readonly [number, Handler] = [index, handler as unknown as Handler];
      table[Number(kind)] = [...(table[Number(kind)] ?? []), entry];
    }
  });

  const wanted = new Uint8Array(512);
  for (const kind of recorded) wanted[kind] = 1;
  for (const kind of table.keys()) if (table[kind] !== undefined) wanted[kind] = 1;

  return (file, text) => {
    const source = ts.createSourceFile(file, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false, scriptKind(file));
    const builder = createModelBuilder(source);
    const { model } = builder;
    const failed = new Set<number>();
    const contexts = options.observers.map((_, index) => observerContext(index, file, source, builder, options.aliases));

    const observe = (node: ts.Node): void => {
      for (const [index, handler] of table[node.kind] ?? []) {
        const context = contexts[index];
        if (context === undefined || failed.has(index)) continue;
        try {
          handler(node, context);
        } catch (error) {
          failed.add(index);
          model.failures.push({ by: options.observers[index]?.id ?? '', reason: error instanceof Error ? error.message : String(error) });
        }
      }
    };

    const nodes = listNodes(source, wanted);
    collectModuleShape(source, builder);
    for (const node of nodes) {
      if (table[node.kind] !== undefined) observe(node);
      record(node, builder);
    }
    noteBranches(source, builder);
    return builder.finish();
  };
}

const recorded = [
  ts.SyntaxKind.CallExpression, ts.SyntaxKind.NewExpression, ts.SyntaxKind.TaggedTemplateExpression, ts.SyntaxKind.ClassDeclaration, ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.AwaitExpression, ts.SyntaxKind.YieldExpression, ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.ReturnStatement, ts.SyntaxKind.BinaryExpression,
  ts.SyntaxKind.PropertyAccessExpression, ts.SyntaxKind.ObjectBindingPattern, ts.SyntaxKind.JsxElement, ts.SyntaxKind.JsxSelfClosingElement, ts.SyntaxKind.JsxFragment,
  // Functions written as values are made when something in them or about them is kept.
  ts.SyntaxKind.FunctionDeclaration, ts.SyntaxKind.MethodDeclaration, ts.SyntaxKind.Constructor, ts.SyntaxKind.GetAccessor, ts.SyntaxKind.SetAccessor,
];

/** What the model keeps of one node. */
function record(node: ts.Node, builder: ModelBuilder): void {
  const { flags } = builder.model;
  switch (node.kind) {
    case ts.SyntaxKind.CallExpression: onCall(node as ts.CallExpression, builder); break;
    case ts.SyntaxKind.NewExpression: onNew(node as ts.NewExpression, builder); break;
    case ts.SyntaxKind.TaggedTemplateExpression: builder.callIndex(node as ts.TaggedTemplateExpression); break;
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.ClassExpression: builder.classIndex(node as ts.ClassDeclaration); break;
    case ts.SyntaxKind.AwaitExpression:
    case ts.SyntaxKind.YieldExpression: noteWaiting((node as ts.AwaitExpression).expression, builder); break;
    case ts.SyntaxKind.ForOfStatement: if ((node as ts.ForOfStatement).awaitModifier) noteWaiting((node as ts.ForOfStatement).expression, builder); break;
    case ts.SyntaxKind.ReturnStatement: onReturn(node as ts.ReturnStatement, builder); break;
    case ts.SyntaxKind.BinaryExpression: onAssignment(node as ts.BinaryExpression, builder); break;
    case ts.SyntaxKind.PropertyAccessExpression: onAccess(node as ts.PropertyAccessExpression, builder); break;
    case ts.SyntaxKind.ObjectBindingPattern: noteDestructuredEnvironment(node as ts.ObjectBindingPattern, builder); break;
    case ts.SyntaxKind.JsxElement:
    case ts.SyntaxKind.JsxSelfClosingElement:
    case ts.SyntaxKind.JsxFragment: if (!flags.includes('jsx')) flags.push('jsx'); break;
    default: if (isFunctionNode(node)) builder.functionIndex(node);
  }
}

/**
 * Sets every parent and lists, in source order, the nodes somebody wants to see: one traversal in place of the parser's own and another for us.
 * Inside types nothing is listed.
 */
function listNodes(source: ts.SourceFile, wanted: Uint8Array): ts.Node[] {
  const found: ts.Node[] = [];
  let parent: ts.Node = source;
  let isType = false;
  const visit = (node: ts.Node): void => {
    (node as { parent: ts.Node }).parent = parent;
    const { kind } = node;
    if (kind <= ts.SyntaxKind.LastToken && wanted[kind] === 0) return;
    if (wanted[kind] !== 0 && !isType) found.push(node);
    const outer = parent;
    const outerIsType = isType;
    if ((kind >= ts.SyntaxKind.FirstTypeNode && kind <= ts.SyntaxKind.LastTypeNode) || kind === ts.SyntaxKind.InterfaceDeclaration || kind === ts.SyntaxKind.TypeAliasDeclaration) isType = true;
    parent = node;
    ts.forEachChild(node, visit);
    parent = outer;
    isType = outerIsType;
  };
  ts.forEachChild(source, visit);
  return found;
}

function scriptKind(file: string): ts.ScriptKind {
  if (file.endsWith('.tsx')) return ts.ScriptKind.TSX;
  if (/\.(jsx|js|mjs|cjs)$/.test(file)) return ts.ScriptKind.JSX;
  return ts.ScriptKind.TS;
}

function observerContext(by: number, file: string, source: ts.SourceFile, builder: ModelBuilder, aliases: ReadonlyMap<string, string>): ObserverContext {
  const { model } = builder;
  return {
    file,
    source,
    note(signal: string, node: ts.Node, data: JsonValue) {
      const observation: ObservationModel = { by, signal, place: builder.place(node), fn: builder.functionIndexAt(node), cls: builder.classIndexAt(node), data };
      model.observations.push(observation);
    },
    originOf: (node) => localOrigin(model, builder.valueOf(node), aliases, file),
    declarationOf(identifier) {
      const declaration = builder.scopes.lookup(identifier, identifier.text);
      if (declaration === undefined) return undefined;
      if (declaration.is === 'function' || declaration.is === 'class') return declaration.node;
      return declaration.is === 'variable' && ts.isVariableDeclaration(declaration.node) ? declaration.node.initializer : undefined;
    },
    functionOf(node) {
      const index = builder.functionIndexAt(node);
      return index < 0 ? undefined : `${file}#${index}`;
    },
  };
}

/** The file touches the page it runs in. */
function notePage(name: ts.Identifier, builder: ModelBuilder): void {
  const { flags } = builder.model;
  if (!flags.includes('page') && builder.scopes.lookup(name, name.text) === undefined) flags.push('page');
}

function onCall(node: ts.CallExpression, builder: ModelBuilder): void {
  if (ts.isIdentifier(node.expression) && (node.expression.text === '$' || node.expression.text === 'jQuery')) notePage(node.expression, builder);
  const required = builder.requiredModule(node);
  if (required !== undefined) {
    builder.model.imports.push({ module: required, typeOnly: false, line: builder.place(node)[0] });
    return;
  }
  noteFieldUse(node, builder);
  if (ts.isPropertyAccessExpression(node.expression) && promiseMethods.has(node.expression.name.text)) noteWaiting(node.expression.expression, builder);
  if (isKept(node, builder)) builder.valueOf(node);
  // Code that is not followed may wait for what it is handed (`queries.push(trx('orders').insert(…))`).
  else for (const argument of node.arguments) {
    // `const [a, b] = await Promise.all([trx('orders').first(), …])`
    for (const item of ts.isArrayLiteralExpression(argument) ? argument.elements : [argument]) if (ts.isCallExpression(item) || ts.isTaggedTemplateExpression(item)) noteWaiting(item, builder);
  }
}

/** Somebody waits for this value: it becomes an `awt` of the model, also when nothing is done with the result. */
function noteWaiting(expression: ts.Expression | undefined, builder: ModelBuilder): void {
  if (expression === undefined) return;
  const inner = skipOuter(expression);
  if (ts.isIdentifier(inner) ? builder.scopes.lookup(inner, inner.text) !== undefined
    : ts.isCallExpression(inner) ? isKept(inner, builder) || isChained(inner)
      : ts.isTaggedTemplateExpression(inner) || ts.isConditionalExpression(inner) || (ts.isPropertyAccessExpression(inner) && inner.expression.kind === ts.SyntaxKind.ThisKeyword)) builder.add(['awt', builder.valueOf(inner)]);
}

/** A call on the result of a call: `trx('orders').join(…)` matters though `join` is a dull name. */
function isChained(node: ts.CallExpression): boolean {
  const callee = skipOuter(node.expression);
  return ts.isPropertyAccessExpression(callee) && ts.isCallExpression(skipOuter(callee.expression));
}

function noteFieldUse(node: ts.CallExpression, builder: ModelBuilder): void {
  let access = skipOuter(node.expression);
  while (ts.isPropertyAccessExpression(access)) {
    if (access.expression.kind === ts.SyntaxKind.ThisKeyword) {
      const cls = builder.thisClass(access);
      const used = builder.model.classes[cls]?.usedFields;
      if (used !== undefined && !used.includes(access.name.text)) used.push(access.name.text);
      return;
    }
    access = skipOuter(access.expression);
    if (ts.isCallExpression(access)) access = skipOuter(access.expression);
  }
}

function isKept(node: ts.CallExpression, builder: ModelBuilder): boolean {
  const callee = skipOuter(node.expression);
  if (ts.isPropertyAccessExpression(callee) && (callee.name.text === 'forEach' || (callee.name.text === 'map' && actsOnEach(node.arguments[0])))) return true;
  if (ts.isIdentifier(callee)) {
    return builder.scopes.lookup(callee, callee.text) !== undefined || keptGlobals.has(callee.text);
  }
  if (!ts.isPropertyAccessExpression(callee) && !ts.isElementAccessExpression(callee)) return ts.isCallExpression(callee) || callee.kind === ts.SyntaxKind.SuperKeyword;
  const isTellingCall = ts.isPropertyAccessExpression(callee) && isTelling(node, callee.name.text, builder);
  if (isTellingCall && callingMethods.has(callee.name.text)) return true;
  let root: ts.Expression = callee;
  for (;;) {
    if (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root)) root = skipOuter(root.expression);
    else if (ts.isCallExpression(root)) root = skipOuter(root.expression);
    else if (ts.isAwaitExpression(root)) root = skipOuter(root.expression);
    else if (isFallback(root)) root = skipOuter(root.left);
    else break;
  }
  if (root.kind === ts.SyntaxKind.ThisKeyword || root.kind === ts.SyntaxKind.SuperKeyword || ts.isNewExpression(root) || ts.isTaggedTemplateExpression(root)) return true;
  if (!ts.isIdentifier(root)) return root.kind === ts.SyntaxKind.ImportKeyword;
  const declaration = builder.scopes.lookup(root, root.text);
  if (declaration === undefined) return keptGlobalRoots.has(root.text) || root.text === 'require';
  if (declaration.is === 'import') return true;
  return !ts.isPropertyAccessExpression(callee) || !dullMethods.has(callee.name.text) || isTellingCall;
}

/** `tx ?? prisma` */
function isFallback(node: ts.Expression): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken || node.operatorToken.kind === ts.SyntaxKind.BarBarToken);
}

/** A dull method that is not: `router.redirect('/from', '/to')` adds a route, `ctx.redirect('/to')` answers; `ids.map(loadOrder)` calls a function of the project. */
function isTelling(node: ts.CallExpression, method: string, builder: ModelBuilder): boolean {
  if (method === 'redirect') return node.arguments.length > 1;
  const first = node.arguments[0];
  if (first === undefined || !callingMethods.has(method)) return false;
  return ts.isIdentifier(first) ? builder.scopes.lookup(first, first.text) !== undefined : ts.isPropertyAccessExpression(first) || ts.isStringLiteral(first);
}

/** `map(async (order) => …)` and `map((order) => order.save())` do something with each item; a plain projection does not. */
function actsOnEach(callback: ts.Expression | undefined): boolean {
  if (callback === undefined || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return false;
  if (callback.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true) return true;
  const item = callback.parameters[0]?.name;
  if (!ts.isCallExpression(callback.body) || item === undefined || !ts.isIdentifier(item)) return false;
  const callee = callback.body.expression;
  return ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === item.text;
}

function onNew(node: ts.NewExpression, builder: ModelBuilder): void {
  const callee = skipOuter(node.expression);
  if (ts.isIdentifier(callee) && builder.scopes.lookup(callee, callee.text) === undefined) return;
  builder.callIndex(node);
}

function onReturn(node: ts.ReturnStatement, builder: ModelBuilder): void {
  if (!node.expression) return;
  const inner = skipOuter(node.expression);
  if (!(ts.isIdentifier(inner) || ts.isCallExpression(inner) || ts.isTaggedTemplateExpression(inner) || ts.isNewExpression(inner) || ts.isObjectLiteralExpression(inner) || isFunctionNode(inner)
    || ts.isPropertyAccessExpression(inner) || ts.isAwaitExpression(inner) || ts.isConditionalExpression(inner) || ts.isStringLiteralLike(inner) || ts.isTemplateExpression(inner)
    || inner.kind === ts.SyntaxKind.ThisKeyword || ts.isClassExpression(inner) || ts.isArrayLiteralExpression(inner) || isFallback(inner))) return;
  if (ts.isIdentifier(inner) && inner.text === 'undefined') return;
  if (ts.isCallExpression(inner) && !isKept(inner, builder) && !isChained(inner)) return;
  if (ts.isAwaitExpression(inner) && ts.isCallExpression(inner.expression) && !isKept(inner.expression, builder)) return;
  const fn = builder.scopes.functionAround(node);
  if (!fn) return;
  const model = builder.model.functions[builder.functionIndex(fn)];
  if (model && model.returns.length < 6) model.returns.push(builder.valueOf(inner));
}

function onAssignment(node: ts.BinaryExpression, builder: ModelBuilder): void {
  const operator = node.operatorToken.kind;
  if (operator !== ts.SyntaxKind.EqualsToken && operator !== ts.SyntaxKind.QuestionQuestionEqualsToken && operator !== ts.SyntaxKind.BarBarEqualsToken) return;
  const left = node.left;
  if (ts.isIdentifier(left)) {
    const declaration = builder.scopes.lookup(left, left.text);
    if (declaration?.is !== 'variable' || !ts.isVariableDeclaration(declaration.node)) return;
    if (declaration.node.initializer && !isEmptyValue(declaration.node.initializer)) return;
    pushValue(builder.model.bindings[builder.bindingIndex(declaration.node)]?.values, builder.valueOf(node.right), builder);
    return;
  }
  if (!ts.isPropertyAccessExpression(left)) return;
  if (left.expression.kind === ts.SyntaxKind.ThisKeyword) {
    const cls = builder.model.classes[builder.thisClass(left)];
    if (!cls) return;
    const field = cls.fields[left.name.text] ??= { values: [] };
    pushValue(field.values, builder.valueOf(node.right), builder);
    return;
  }
  // `Server.instance = new Server()`
  const owner = ts.isIdentifier(left.expression) ? builder.scopes.lookup(left.expression, left.expression.text) : undefined;
  if (owner?.is === 'class') {
    const field = builder.model.classes[builder.classIndex(owner.node)]?.fields;
    if (field !== undefined) pushValue((field[left.name.text] ??= { values: [], isStatic: true }).values, builder.valueOf(node.right), builder);
    return;
  }
  onCommonJsExport(left, node.right, builder);
  if (ts.isIdentifier(left.expression)) onPropertyAssignment(left.expression, left.name.text, node.right, builder);
  if (ts.isPropertyAccessExpression(left.expression) || isFunctionName(left.expression, builder)) onMemberAssignment(left, node.right, builder);
}

/** `plugin.autoPrefix = '/orders'`: a function that carries settings. */
function isFunctionName(node: ts.Expression, builder: ModelBuilder): boolean {
  const declaration = ts.isIdentifier(node) ? builder.scopes.lookup(node, node.text) : undefined;
  if (declaration?.is === 'function') return true;
  const initializer = declaration?.is === 'variable' && ts.isVariableDeclaration(declaration.node) ? declaration.node.initializer : undefined;
  return initializer !== undefined && isFunctionNode(initializer);
}

/** `db.User = User` after a module's `const db = {}`: the object has that property. */
function onPropertyAssignment(holder: ts.Identifier, name: string, right: ts.Expression, builder: ModelBuilder): void {
  const declaration = builder.scopes.lookup(holder, holder.text);
  const node = declaration?.is === 'variable' && ts.isVariableDeclaration(declaration.node) && ts.isSourceFile(declaration.node.parent.parent.parent) ? declaration.node : undefined;
  if (node?.initializer !== undefined && ts.isObjectLiteralExpression(assigned(node.initializer)) && canMatter(skipOuter(right))) builder.addProperty(node, name, builder.valueOf(right));
}

/** `{}` of `const orders = module.exports = {}`. */
function assigned(node: ts.Expression): ts.Expression {
  const inner = skipOuter(node);
  return ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.EqualsToken ? assigned(inner.right) : inner;
}

/** `server.app.db = pool`: kept when the value is one that can be a client or a function. */
function onMemberAssignment(left: ts.PropertyAccessExpression, right: ts.Expression, builder: ModelBuilder): void {
  const value = skipOuter(right);
  if (!canMatter(value) && !(ts.isIdentifier(left.expression) && (ts.isStringLiteralLike(value) || value.kind === ts.SyntaxKind.FalseKeyword))) return;
  (builder.model.assignments ??= []).push({ on: builder.valueOf(left.expression), name: left.name.text, value: builder.valueOf(value) });
}

/** An expression whose value can be a client or a function. */
function canMatter(value: ts.Expression): boolean {
  return ts.isIdentifier(value) || ts.isNewExpression(value) || ts.isCallExpression(value) || ts.isAwaitExpression(value) || ts.isPropertyAccessExpression(value) || isFunctionNode(value)
    || ts.isClassExpression(value);
}

function isEmptyValue(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}

function pushValue(values: ValueId[] | undefined, value: ValueId, builder: ModelBuilder): void {
  const made: Value | undefined = builder.model.values[value];
  if (values === undefined || made === undefined || made[0] === 'unk' || values.length >= 6 || values.includes(value)) return;
  values.push(value);
}

function onCommonJsExport(left: ts.PropertyAccessExpression, right: ts.Expression, builder: ModelBuilder): void {
  const holder = left.expression;
  const { exports } = builder.model;
  const isModuleExports = (node: ts.Expression): boolean => ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'module' && node.name.text === 'exports';
  if (isModuleExports(left)) exports['='] = builder.valueOf(right);
  else if (isModuleExports(holder) || (ts.isIdentifier(holder) && holder.text === 'exports')) exports[left.name.text] ??= builder.valueOf(right);
}

function onAccess(node: ts.PropertyAccessExpression, builder: ModelBuilder): void {
  if (ts.isIdentifier(node.expression) && pageGlobals.has(node.expression.text)) notePage(node.expression, builder);
  noteEnvironment(node, builder);
}

/** Imports, exports and directives: everything that is said at the top level. */
function collectModuleShape(source: ts.SourceFile, builder: ModelBuilder): void {
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
    if (declaration) model.exports[element.name.text] = builder.declaredValue(declaration, 0);
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
  else if (ts.isTypeAliasDeclaration(statement)) exports[statement.name.text] ??= builder.declaredValue({ is: 'alias', node: statement }, 0);
  else if (ts.isEnumDeclaration(statement)) exports[statement.name.text] = builder.declaredValue({ is: 'enum', node: statement }, 0);
}

function* boundNames(name: ts.BindingName): Generator<ts.Identifier> {
  if (ts.isIdentifier(name)) {
    yield name;
    return;
  }
  for (const element of name.elements) if (!ts.isOmittedExpression(element)) yield* boundNames(element.name);
}
