import type { ModelBuilder } from './model-builder.ts';
import { ts } from './ts.ts';

const pageGlobals: ReadonlySet<string> = new Set(['document', 'window', 'localStorage', 'sessionStorage', 'customElements', 'navigator']);

/** `document.title`: the file touches the page it runs in. */
export function notePageAccess(node: ts.PropertyAccessExpression, builder: ModelBuilder): void {
  if (ts.isIdentifier(node.expression) && pageGlobals.has(node.expression.text)) notePage(node.expression, builder);
}

/** A global of a page, unless the file declares the name itself. */
export function notePage(name: ts.Identifier, builder: ModelBuilder): void {
  const { flags } = builder.model;
  if (!flags.includes('page') && builder.scopes.lookup(name, name.text) === undefined) flags.push('page');
}
