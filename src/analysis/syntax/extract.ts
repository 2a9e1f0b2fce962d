import type { JsonValue } from '../facts.ts';
import type { FileModel, ObservationModel } from '../resolve/model.ts';
import { recordAssignment } from './assignments.ts';
import { noteBranches } from './branches.ts';
import { noteDestructuredEnvironment, noteEnvironment } from './env.ts';
import { localOrigin } from './local-origin.ts';
import { ModelBuilder } from './model-builder.ts';
import { recordModuleShape } from './module-shape.ts';
import { isFunctionNode } from './nodes.ts';
import { notePageAccess } from './browser-page.ts';
import { noteWaiting, recordCall, recordNew, recordReturn } from './record-calls.ts';
import { ts } from './ts.ts';
import type { ObserverContext, VisitTable } from './visit.ts';

/** Somebody who wants to see syntax nodes during the one walk. */
export interface Observer {
  readonly id: string;
  readonly version: number;
  readonly visit: VisitTable<ObserverContext>;
}

type Handler = (node: ts.Node, context: ObserverContext) => void;

export interface ExtractOptions {
  readonly observers: readonly Observer[];
  /** Canonical names, see recognisers/recogniser.ts. */
  readonly aliases: ReadonlyMap<string, string>;
}

export type Extract = (file: string, text: string) => FileModel;

interface Visitor { readonly by: number; readonly visit: Handler }

/** Parses a file, walks it once for everybody, and drops the tree. Never throws for bad source: TypeScript's parser recovers. */
export function createExtractor(options: ExtractOptions): Extract {
  const table: (Visitor[] | undefined)[] = [];
  options.observers.forEach((observer, by) => {
    for (const [kind, visit] of Object.entries(observer.visit)) (table[Number(kind)] ??= []).push({ by, visit: visit as unknown as Handler });
  });

  const wanted = new Uint8Array(512);
  for (const kind of recorded) wanted[kind] = 1;
  for (const kind of table.keys()) if (table[kind] !== undefined) wanted[kind] = 1;

  return (file, text) => {
    const source = ts.createSourceFile(file, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false, scriptKind(file));
    const builder = new ModelBuilder(source);
    const { model } = builder;
    const contexts: (FileContext | undefined)[] = [];

    const observe = (node: ts.Node, visitors: readonly Visitor[]): void => {
      for (const { by, visit } of visitors) {
        const context = (contexts[by] ??= new FileContext(by, file, source, builder, options.aliases));
        if (context.hasFailed) continue;
        try {
          visit(node, context);
        } catch (error) {
          context.hasFailed = true;
          model.failures.push({ by: options.observers[by]?.id ?? '', reason: error instanceof Error ? error.message : String(error) });
        }
      }
    };

    const nodes = listNodes(source, wanted);
    recordModuleShape(source, builder);
    for (const node of nodes) {
      const visitors = table[node.kind];
      if (visitors !== undefined) observe(node, visitors);
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
    case ts.SyntaxKind.CallExpression: recordCall(node as ts.CallExpression, builder); break;
    case ts.SyntaxKind.NewExpression: recordNew(node as ts.NewExpression, builder); break;
    case ts.SyntaxKind.TaggedTemplateExpression: builder.callIndex(node as ts.TaggedTemplateExpression); break;
    case ts.SyntaxKind.ClassDeclaration:
    case ts.SyntaxKind.ClassExpression: builder.classIndex(node as ts.ClassDeclaration); break;
    case ts.SyntaxKind.AwaitExpression:
    case ts.SyntaxKind.YieldExpression: noteWaiting((node as ts.AwaitExpression).expression, builder); break;
    case ts.SyntaxKind.ForOfStatement: if ((node as ts.ForOfStatement).awaitModifier) noteWaiting((node as ts.ForOfStatement).expression, builder); break;
    case ts.SyntaxKind.ReturnStatement: recordReturn(node as ts.ReturnStatement, builder); break;
    case ts.SyntaxKind.BinaryExpression: recordAssignment(node as ts.BinaryExpression, builder); break;
    case ts.SyntaxKind.PropertyAccessExpression:
      notePageAccess(node as ts.PropertyAccessExpression, builder);
      noteEnvironment(node as ts.PropertyAccessExpression, builder);
      break;
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

/** What one observer may ask in one file. */
class FileContext implements ObserverContext {
  hasFailed = false;
  readonly file: string;
  readonly source: ts.SourceFile;
  readonly #by: number;
  readonly #builder: ModelBuilder;
  readonly #aliases: ReadonlyMap<string, string>;

  constructor(by: number, file: string, source: ts.SourceFile, builder: ModelBuilder, aliases: ReadonlyMap<string, string>) {
    this.#by = by;
    this.file = file;
    this.source = source;
    this.#builder = builder;
    this.#aliases = aliases;
  }

  note(signal: string, node: ts.Node, data: JsonValue): void {
    const builder = this.#builder;
    const observation: ObservationModel = { by: this.#by, signal, place: builder.place(node), fn: builder.functionIndexAt(node), cls: builder.classIndexAt(node), data };
    builder.model.observations.push(observation);
  }

  originOf(node: ts.Node): ReturnType<ObserverContext['originOf']> {
    return localOrigin(this.#builder.model, this.#builder.valueOf(node), this.#aliases, this.file);
  }

  declarationOf(identifier: ts.Identifier): ReturnType<ObserverContext['declarationOf']> {
    const declaration = this.#builder.scopes.lookup(identifier, identifier.text);
    if (declaration === undefined) return undefined;
    if (declaration.is === 'function' || declaration.is === 'class') return declaration.node;
    return declaration.is === 'variable' && ts.isVariableDeclaration(declaration.node) ? declaration.node.initializer : undefined;
  }

  functionOf(node: ts.Node): string | undefined {
    const index = this.#builder.functionIndexAt(node);
    return index < 0 ? undefined : `${this.file}#${index}`;
  }
}
