import { ts } from 'ts-morph';

/** The compiler API, by way of ts-morph's bundled TypeScript: the one place the parser is imported. */
export { ts };

/** The parent, undefined at the top: the compiler's own type leaves that out. */
export function parentOf(node: ts.Node): ts.Node | undefined {
  return node.parent;
}
