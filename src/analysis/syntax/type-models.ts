import type { TypeId, ValueId } from '../resolve/model.ts';
import { declaredValue } from './declared-values.ts';
import type { ModelBuilder } from './model-builder.ts';
import { propertyName } from './nodes.ts';
import { ts } from './ts.ts';

/** A type as it is written. */
export function typeModel(node: ts.TypeNode, builder: ModelBuilder): TypeId {
  switch (node.kind) {
    case ts.SyntaxKind.TypeReference: {
      const reference = node as ts.TypeReferenceNode;
      const item = reference.typeArguments?.[0];
      if (item !== undefined && ts.isIdentifier(reference.typeName) && /^(?:Readonly)?Array$/.test(reference.typeName.text)) return builder.addType(['array', builder.typeOf(item)]);
      return builder.addType(['ref', entityValue(reference.typeName, builder), (reference.typeArguments ?? []).map((type) => builder.typeOf(type))]);
    }
    case ts.SyntaxKind.ImportType: {
      const imported = node as ts.ImportTypeNode;
      if (!ts.isLiteralTypeNode(imported.argument) || !ts.isStringLiteral(imported.argument.literal)) return builder.addType(['plain', 'import']);
      let value = builder.add(['imp', imported.argument.literal.text, '*']);
      const names: string[] = [];
      for (let q = imported.qualifier; q; q = ts.isQualifiedName(q) ? q.left : undefined) names.unshift(ts.isQualifiedName(q) ? q.right.text : q.text);
      for (const name of names) value = builder.add(['mem', value, name]);
      return builder.addType(imported.isTypeOf ? ['typeof', value] : ['ref', value, (imported.typeArguments ?? []).map((type) => builder.typeOf(type))]);
    }
    case ts.SyntaxKind.TypeQuery: return builder.addType(['typeof', entityValue((node as ts.TypeQueryNode).exprName, builder)]);
    case ts.SyntaxKind.UnionType:
    case ts.SyntaxKind.IntersectionType:
      return builder.addType(['union', (node as ts.UnionTypeNode).types.map((type) => builder.typeOf(type))]);
    case ts.SyntaxKind.ParenthesizedType:
    case ts.SyntaxKind.TypeOperator:
      return builder.typeOf((node as ts.ParenthesizedTypeNode).type);
    case ts.SyntaxKind.ArrayType: return builder.addType(['array', builder.typeOf((node as ts.ArrayTypeNode).elementType)]);
    case ts.SyntaxKind.FunctionType: return functionType(node as ts.FunctionTypeNode, builder, madeByAlias(node as ts.FunctionTypeNode, builder));
    case ts.SyntaxKind.ConstructorType: return builder.addType(['ctor', builder.typeOf((node as ts.ConstructorTypeNode).type)]);
    case ts.SyntaxKind.IndexedAccessType: {
      const { objectType, indexType } = node as ts.IndexedAccessTypeNode;
      const key = ts.isLiteralTypeNode(indexType) ? indexType.literal : undefined;
      if (key !== undefined && ts.isStringLiteral(key)) return builder.addType(['member', builder.typeOf(objectType), key.text]);
      return key !== undefined && ts.isNumericLiteral(key) ? builder.addType(['member', builder.typeOf(objectType), Number(key.text)]) : builder.addType(['plain', 'IndexedAccessType']);
    }
    case ts.SyntaxKind.TypeLiteral: return builder.addType(['obj', typeMembers((node as ts.TypeLiteralNode).members, builder)]);
    case ts.SyntaxKind.AnyKeyword: return builder.addType(['plain', 'any']);
    case ts.SyntaxKind.UnknownKeyword: return builder.addType(['plain', 'unknown']);
    default: return builder.addType(['plain', ts.SyntaxKind[node.kind]]);
  }
}

/** The members of an interface and what it extends. */
export function describeInterface(node: ts.InterfaceDeclaration, index: number, builder: ModelBuilder): void {
  const { interfaces } = builder.model;
  interfaces[index] = { name: node.name.text, members: {}, ext: [] };
  const ext = (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => heritageType(type, builder)));
  interfaces[index] = { name: node.name.text, members: typeMembers(node.members, builder), ext };
}

/** What a class or an interface names after `extends` or `implements`. */
export function heritageType(node: ts.ExpressionWithTypeArguments, builder: ModelBuilder): TypeId {
  return builder.addType(['ref', builder.valueOf(node.expression), (node.typeArguments ?? []).map((type) => builder.typeOf(type))]);
}

function typeMembers(nodes: ts.NodeArray<ts.TypeElement>, builder: ModelBuilder): Record<string, TypeId> {
  const members: Record<string, TypeId> = {};
  for (const member of nodes) {
    const name = member.name ? propertyName(member.name) : undefined;
    if (name === undefined) continue;
    if (ts.isPropertySignature(member)) members[name] = member.type ? builder.typeOf(member.type) : builder.addType(['plain', 'any']);
    else if (ts.isGetAccessor(member) && member.type) members[name] = builder.typeOf(member.type);
    else if (ts.isMethodSignature(member)) members[name] = functionType(member, builder);
  }
  return members;
}

/** `T` of `type Proxy<T> = () => T`. */
function madeByAlias({ parent, type }: ts.FunctionTypeNode, builder: ModelBuilder): TypeId | undefined {
  return ts.isTypeAliasDeclaration(parent) && parent.typeParameters !== undefined && ts.isTypeReferenceNode(type) ? builder.typeOf(type) : undefined;
}

function functionType(node: ts.FunctionTypeNode | ts.MethodSignature, builder: ModelBuilder, result?: TypeId): TypeId {
  const params = node.parameters.map(({ type }) => (type === undefined ? builder.addType(['plain', 'any']) : builder.typeOf(type)));
  if (result !== undefined) return builder.addType(['fn', params, result]);
  return builder.addType(params.every((type) => builder.model.types[type]?.[0] === 'plain') ? ['fn'] : ['fn', params]);
}

function entityValue(node: ts.EntityName, builder: ModelBuilder): ValueId {
  if (ts.isQualifiedName(node)) return builder.add(['mem', entityValue(node.left, builder), node.right.text]);
  const declaration = builder.scopes.lookup(node, node.text);
  return declaration ? declaredValue(declaration, 0, builder) : builder.add(['glob', node.text]);
}
