import type { BindingModel, TypeId, ValueId } from '../resolve/model.ts';
import type { ModelBuilder } from './model-builder.ts';
import { propertyName } from './nodes.ts';
import type { Declaration } from './scope.ts';
import { ts } from './ts.ts';

const iterating: ReadonlySet<string> = new Set(['map', 'forEach', 'filter', 'flatMap', 'some', 'every', 'find', 'findLast', 'findIndex']);

/** What a name stands for where it is used. */
export function identifierValue(node: ts.Identifier, depth: number, builder: ModelBuilder): ValueId {
  if (node.text === 'undefined') return builder.add(['unk', 'undefined']);
  const declaration = builder.scopes.lookup(node, node.text);
  if (declaration) return declaredValue(declaration, depth, builder);
  // What a function was called with is no global.
  return builder.add(node.text === 'arguments' ? ['unk', 'arguments'] : ['glob', node.text]);
}

/** What a name stands for that is declared like this. */
export function declaredValue(declaration: Declaration, depth: number, builder: ModelBuilder): ValueId {
  switch (declaration.is) {
    case 'import': return builder.add(['imp', declaration.module, declaration.name]);
    case 'variable': return builder.add(['bind', builder.bindingIndex(declaration.node)]);
    case 'param': {
      const value = builder.add(['param', builder.functionIndex(declaration.fn), declaration.index]);
      if (declaration.index === 0) noteIteration(declaration.fn, builder);
      return declaration.element ? elementValue(declaration.element, value, depth, builder) : value;
    }
    case 'function': return builder.add(['fn', builder.functionIndex(declaration.node)]);
    case 'class': return builder.add(['cls', builder.classIndex(declaration.node)]);
    case 'interface': return builder.add(['iface', builder.interfaceIndex(declaration.node)]);
    case 'alias': return aliasValue(declaration.node, builder);
    case 'enum': return builder.add(['obj', declaration.node.members.map((member, index): readonly [string, ValueId] => [
      propertyName(member.name) ?? '', member.initializer ? builder.valueOf(member.initializer, depth + 1) : builder.add(['lit', index]),
    ]), []]);
    case 'other': return builder.add(['unk', 'declaration']);
  }
}

/** A variable, or one name of a pattern. */
export function describeBinding(node: ts.VariableDeclaration | ts.BindingElement, index: number, builder: ModelBuilder): void {
  let root: ts.Node = node;
  while (!ts.isVariableDeclaration(root) && root.parent as ts.Node | undefined) root = root.parent;
  const declaration = root as ts.VariableDeclaration;
  const binding: { -readonly [K in keyof BindingModel]: BindingModel[K] } = { name: ts.isIdentifier(node.name) ? node.name.text : '', values: [] };
  builder.model.bindings[index] = binding;
  const list = declaration.parent;
  let value: ValueId | undefined;
  if (declaration.initializer) value = builder.valueOf(declaration.initializer);
  else if (ts.isVariableDeclarationList(list) && ts.isForOfStatement(list.parent)) value = builder.add(['elem', builder.valueOf(list.parent.expression)]);
  if (value !== undefined && ts.isBindingElement(node)) value = elementValue(node, value, 0, builder);
  if (value !== undefined) binding.values.push(value);
  if (declaration.type && node === declaration) binding.type = builder.typeOf(declaration.type);
}

/** A type alias, with the names of its type parameters. */
function aliasValue(node: ts.TypeAliasDeclaration, builder: ModelBuilder): ValueId {
  const type = builder.aliasType(node);
  const { typeParameters: params } = node;
  return builder.add(params === undefined ? ['alias', type] : ['alias', type, params.map(({ name }) => name.text)]);
}

/** What the name of a type stands for. Types may speak of each other in circles: until it is known, it is a plain one. */
export function describeAlias(node: ts.TypeAliasDeclaration, id: TypeId, builder: ModelBuilder): void {
  const { types } = builder.model;
  types[id] = ['plain', 'recursive'];
  const made = types[builder.typeOf(node.type)];
  if (made !== undefined) types[id] = made;
}

/** `orders.map((order) => …)`: asked only when something looks at the parameter. */
function noteIteration(node: ts.FunctionLikeDeclaration, builder: ModelBuilder): void {
  const { parent } = node;
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node || !ts.isPropertyAccessExpression(parent.expression) || !iterating.has(parent.expression.name.text)) return;
  const fn = builder.model.functions[builder.functionIndex(node)];
  if (fn !== undefined && fn.over === undefined) fn.over = builder.valueOf(parent.expression.expression);
}

/** Value of a destructured name, given the value of the whole pattern's root. */
function elementValue(element: ts.BindingElement, root: ValueId, depth: number, builder: ModelBuilder): ValueId {
  const pattern = element.parent;
  const holder = ts.isBindingElement(pattern.parent) ? elementValue(pattern.parent, root, depth, builder) : root;
  if (element.dotDotDotToken) return holder;
  let value: ValueId;
  if (ts.isArrayBindingPattern(pattern)) value = builder.add(['idx', holder, builder.add(['lit', pattern.elements.indexOf(element)])]);
  else {
    const name = element.propertyName ? propertyName(element.propertyName) : ts.isIdentifier(element.name) ? element.name.text : undefined;
    value = name === undefined ? builder.add(['unk', 'pattern']) : builder.add(['mem', holder, name]);
  }
  return element.initializer ? builder.add(['or', [value, builder.valueOf(element.initializer, depth + 1)]]) : value;
}
