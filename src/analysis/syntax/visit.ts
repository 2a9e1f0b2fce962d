import type { JsonValue } from '../facts.ts';
import type { ts } from './ts.ts';

/** Handlers by syntax kind; the walker calls each with a compiler node of that kind, parents set. */
export type VisitTable<Context> = { readonly [K in ts.SyntaxKind]?: (node: never, context: Context) => void };

/** What a concept may ask about the file being walked. */
export interface ObserverContext<D extends JsonValue = JsonValue> {
  readonly file: string;
  readonly source: ts.SourceFile;
  /** Notes something; `fn` and `inClass` are filled in from where the walk is. */
  note(signal: string, node: ts.Node, data: D): void;
  /**
   * Canonical origin of an expression as far as this file alone tells: `pg.Pool!` for a value made by `new Pool()` or typed `Pool`,
   * `express()` for an app, `global:fetch` for a global nothing in the file shadows, `fn:<id>` for a function of this file,
   * `undefined` when it is unknown or comes from another project file.
   */
  originOf(node: ts.Expression): string | undefined;
  /** Declaration an identifier refers to inside this file (its initialiser or function), scope-aware; undefined for imports, globals and parameters. */
  declarationOf(identifier: ts.Identifier): ts.Expression | ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration | undefined;
  /** Id of the innermost function around the node, the key into ProjectFacts.functions. */
  functionOf(node: ts.Node): string | undefined;
}
