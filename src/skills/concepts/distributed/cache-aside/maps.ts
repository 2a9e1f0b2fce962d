import { ts } from '../../../../analysis/syntax/ts.ts';
import type { ConceptDetector } from '../../../model.ts';

/** Name of the Map a note is about. */
export type MapNote = string;

const bounding = new Set(['delete', 'clear']);

/** Module-level Maps that are named as caches, and what the file does with them. */
export const observeMaps: NonNullable<ConceptDetector<MapNote>['observe']> = {
  [ts.SyntaxKind.NewExpression]: (node: ts.NewExpression, context) => {
    if (!ts.isIdentifier(node.expression) || node.expression.text !== 'Map') return;
    const declaration = node.parent;
    if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name) || !/cache|memo/i.test(declaration.name.text)) return;
    if (ts.isSourceFile(declaration.parent.parent.parent) && (node.arguments?.length ?? 0) === 0) context.note('map', node, declaration.name.text);
  },
  [ts.SyntaxKind.PropertyAccessExpression]: (node: ts.PropertyAccessExpression, context) => {
    if (!ts.isIdentifier(node.expression) || !/cache|memo/i.test(node.expression.text)) return;
    const name = node.name.text;
    if (name === 'size' || bounding.has(name)) context.note('bound', node, node.expression.text);
    else if (name === 'set' && ts.isCallExpression(node.parent) && node.parent.arguments[0] !== undefined && !ts.isStringLiteralLike(node.parent.arguments[0])) context.note('set', node, node.expression.text);
    else if (name === 'get' || name === 'has') context.note('get', node, node.expression.text);
  },
};
