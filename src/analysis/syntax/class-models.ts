import type { ClassModel, FieldModel, MethodModel, ValueId } from '../resolve/model.ts';
import { decoratorValues } from './decorator-values.ts';
import type { ModelBuilder } from './model-builder.ts';
import { propertyName } from './nodes.ts';
import { ts } from './ts.ts';
import { heritageType } from './type-models.ts';

/** What a class extends and implements, its decorators and its members. */
export function describeClass(node: ts.ClassLikeDeclaration, index: number, builder: ModelBuilder): void {
  const cls: { -readonly [K in keyof ClassModel]: ClassModel[K] } = {
    name: node.name?.text ?? (ts.isVariableDeclaration(node.parent) && ts.isIdentifier(node.parent.name) ? node.parent.name.text : ''),
    place: builder.place(node),
    abstract: node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AbstractKeyword) ?? false,
    impl: [], decorators: [], fields: {}, methods: {}, ctor: -1, usedFields: [],
  };
  builder.model.classes[index] = cls;
  if (node.typeParameters) cls.typeParams = node.typeParameters.map(({ name }) => name.text);
  for (const clause of node.heritageClauses ?? []) {
    const base = clause.token === ts.SyntaxKind.ExtendsKeyword ? clause.types[0] : undefined;
    if (base !== undefined) {
      cls.ext = builder.valueOf(base.expression);
      if (base.typeArguments) cls.extArgs = base.typeArguments.map((type) => builder.typeOf(type));
    } else cls.impl = clause.types.map((type) => heritageType(type, builder));
  }
  cls.decorators = ts.canHaveDecorators(node) ? decoratorValues(node, builder) : [];
  for (const member of node.members) addMember(member, cls, builder);
}

function addMember(member: ts.ClassElement, cls: ClassModel & { ctor: number }, builder: ModelBuilder): void {
  if (ts.isConstructorDeclaration(member)) {
    if (!member.body) return;
    const fn = builder.functionIndex(member);
    (cls as { ctor: number }).ctor = fn;
    member.parameters.forEach((parameter, index) => {
      if (!ts.isIdentifier(parameter.name) || !ts.isParameterPropertyDeclaration(parameter, member)) return;
      cls.fields[parameter.name.text] = field(parameter, [builder.add(['param', fn, index])], builder);
    });
    return;
  }
  // A method with a computed name is called by whoever reads its decorators, if by anybody.
  const name = member.name ? propertyName(member.name) ?? (ts.isMethodDeclaration(member) && ts.getDecorators(member) !== undefined ? member.name.getText(builder.source) : undefined) : undefined;
  if (name === undefined) return;
  if (ts.isPropertyDeclaration(member)) {
    const values = member.initializer ? [builder.valueOf(member.initializer)] : [];
    const known = cls.fields[name];
    cls.fields[name] = known ? { ...field(member, values, builder), values: [...values, ...known.values] } : field(member, values, builder);
  } else if (ts.isMethodDeclaration(member) || ts.isGetAccessor(member) || ts.isSetAccessor(member)) {
    if (!('body' in member) || member.body === undefined) return;
    const isStatic = member.modifiers?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword) ?? false;
    const decorators = decoratorValues(member, builder);
    const method: { -readonly [K in keyof MethodModel]: MethodModel[K] } = {
      fn: builder.functionIndex(member), kind: ts.isGetAccessor(member) ? 'get' : ts.isSetAccessor(member) ? 'set' : 'method', isStatic,
    };
    if (decorators.length > 0) method.decorators = decorators;
    if (method.kind !== 'set' || cls.methods[name] === undefined) cls.methods[name] = method;
  }
}

function field(node: ts.PropertyDeclaration | ts.ParameterDeclaration, values: ValueId[], builder: ModelBuilder): FieldModel {
  const result: { -readonly [K in keyof FieldModel]: FieldModel[K] } = { values };
  if (node.type) result.type = builder.typeOf(node.type);
  const decorators = decoratorValues(node, builder);
  if (decorators.length > 0) result.decorators = decorators;
  if (node.modifiers?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword)) result.isStatic = true;
  return result;
}
