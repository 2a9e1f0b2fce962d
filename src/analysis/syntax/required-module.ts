import type { Scopes } from './scope.ts';
import { ts } from './ts.ts';

/** The module of `require('x')` and `import('x')`. */
export function requiredModule(node: ts.CallExpression, scopes: Scopes): string | undefined {
  const argument = node.arguments[0];
  if (argument === undefined || !ts.isStringLiteralLike(argument)) return undefined;
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return argument.text;
  if (ts.isIdentifier(node.expression) && node.expression.text === 'require' && scopes.lookup(node, 'require') === undefined) return argument.text;
  return undefined;
}
