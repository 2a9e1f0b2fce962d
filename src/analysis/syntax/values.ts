import { emptyModel, type FileModel, type BindingModel, type CallModel, type ClassModel, type FieldModel, type FunctionModel, type MethodModel, type ParamModel, type Place, type TypeId, type TypeModel, type Value, type ValueId } from '../resolve/model.ts';
import { isInertCall } from './inert.ts';
import { createScopes, isThisParameter, realParameters, type Declaration } from './scope.ts';
import { ts } from './ts.ts';

const maxItems = 80;
const maxDepth = 12;
/** Kinds of values for which it matters that they were awaited. */
const waits: ReadonlySet<Value[0]> = new Set(['call', 'bind', 'param', 'mem', 'idx', 'or']);

const iterating = new Set(['map', 'forEach', 'filter', 'flatMap', 'some', 'every', 'find', 'findLast', 'findIndex']);

export type ModelBuilder = ReturnType<typeof createModelBuilder>;

/** Builds the symbolic model of one file, on demand: only values that a kept call, class or export needs are ever made. */
export function createModelBuilder(source: ts.SourceFile) {
  const model = emptyModel();
  const scopes = createScopes();
  const lineStarts = source.getLineStarts();
  const valueOfNode = new Map<ts.Node, ValueId>();
  const callOfNode = new Map<ts.Node, number>();
  const functionOfNode = new Map<ts.Node, number>();
  const classOfNode = new Map<ts.Node, number>();
  const interfaceOfNode = new Map<ts.Node, number>();
  const bindingOfNode = new Map<ts.Node, number>();
  const added = new Map<number, Map<string, ValueId>>();
  const interned = new Map<string, ValueId>();
  const internedTypes = new Map<string, TypeId>();
  const aliasOfNode = new Map<ts.Node, TypeId>();

  function add(value: Value): ValueId {
    const key = internKey(value);
    if (key === undefined) return model.values.push(value) - 1;
    const known = interned.get(key);
    if (known !== undefined) return known;
    const id = model.values.push(value) - 1;
    interned.set(key, id);
    return id;
  }

  function addType(type: TypeModel): TypeId {
    const key = typeKey(type);
    const known = internedTypes.get(key);
    if (known !== undefined) return known;
    const id = model.types.push(type) - 1;
    internedTypes.set(key, id);
    return id;
  }

  function place(node: ts.Node): Place {
    const start = node.getStart(source);
    const line = lineOf(start, 0);
    const endLine = lineOf(node.end, line);
    return [line + 1, start - (lineStarts[line] ?? 0) + 1, endLine + 1, node.end - (lineStarts[endLine] ?? 0) + 1];
  }

  /** 0-based; `from` is a line it cannot be before. */
  function lineOf(offset: number, from: number): number {
    let low = from;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function functionIndexAt(node: ts.Node): number {
    const fn = scopes.functionAround(node);
    return fn ? functionIndex(fn) : -1;
  }

  function classIndexAt(node: ts.Node): number {
    const cls = scopes.classAround(node);
    return cls ? classIndex(cls) : -1;
  }

  function thisClass(node: ts.Node): number {
    const cls = scopes.classOfThis(node);
    return cls ? classIndex(cls) : -1;
  }

  function valueOf(node: ts.Node, depth = 0): ValueId {
    const known = valueOfNode.get(node);
    if (known !== undefined) return known;
    const id = makeValue(node, depth);
    valueOfNode.set(node, id);
    return id;
  }

  function makeValue(node: ts.Node, depth: number): ValueId {
    if (depth > maxDepth) return add(['unk', 'too deep']);
    switch (node.kind) {
      case ts.SyntaxKind.StringLiteral:
      case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
        return add(['lit', (node as ts.LiteralLikeNode).text.slice(0, 4000)]);
      case ts.SyntaxKind.NumericLiteral:
        return add(['lit', Number((node as ts.NumericLiteral).text)]);
      case ts.SyntaxKind.TrueKeyword: return add(['lit', true]);
      case ts.SyntaxKind.FalseKeyword: return add(['lit', false]);
      case ts.SyntaxKind.NullKeyword: return add(['lit', null]);
      case ts.SyntaxKind.ParenthesizedExpression:
      case ts.SyntaxKind.AsExpression:
      case ts.SyntaxKind.SatisfiesExpression:
      case ts.SyntaxKind.TypeAssertionExpression:
      case ts.SyntaxKind.NonNullExpression:
      case ts.SyntaxKind.ExpressionWithTypeArguments:
        return wrapped(node as ts.AsExpression, depth);
      case ts.SyntaxKind.AwaitExpression: {
        const inner = valueOf((node as ts.AwaitExpression).expression, depth + 1);
        return waits.has(model.values[inner]?.[0] ?? 'unk') ? add(['awt', inner]) : inner;
      }
      case ts.SyntaxKind.Identifier: return identifierValue(node as ts.Identifier, depth);
      case ts.SyntaxKind.ThisKeyword: return thisValue(node, depth);
      case ts.SyntaxKind.SuperKeyword: {
        const cls = thisClass(node);
        return cls < 0 ? add(['unk', 'super']) : add(['super', cls]);
      }
      case ts.SyntaxKind.PropertyAccessExpression: {
        const access = node as ts.PropertyAccessExpression;
        return add(['mem', valueOf(access.expression, depth + 1), access.name.text]);
      }
      case ts.SyntaxKind.ElementAccessExpression: {
        const access = node as ts.ElementAccessExpression;
        const index = skipOuter(access.argumentExpression);
        if (ts.isStringLiteralLike(index)) return add(['mem', valueOf(access.expression, depth + 1), index.text]);
        return add(['idx', valueOf(access.expression, depth + 1), valueOf(index, depth + 1)]);
      }
      case ts.SyntaxKind.CallExpression: return callValue(node as ts.CallExpression);
      case ts.SyntaxKind.NewExpression:
        return isInertCall(node as ts.NewExpression, scopes) ? add(['unk', 'plain']) : add(['new', callIndex(node as ts.NewExpression)]);
      case ts.SyntaxKind.TaggedTemplateExpression: return add(['call', callIndex(node as ts.TaggedTemplateExpression)]);
      case ts.SyntaxKind.TemplateExpression: {
        const template = node as ts.TemplateExpression;
        const parts: (string | ValueId)[] = [template.head.text];
        for (const span of template.templateSpans) parts.push(valueOf(span.expression, depth + 1), span.literal.text);
        return add(['tpl', parts]);
      }
      case ts.SyntaxKind.BinaryExpression: return binaryValue(node as ts.BinaryExpression, depth);
      case ts.SyntaxKind.ConditionalExpression: {
        const conditional = node as ts.ConditionalExpression;
        return add(['or', [valueOf(conditional.whenTrue, depth + 1), valueOf(conditional.whenFalse, depth + 1)]]);
      }
      case ts.SyntaxKind.ArrayLiteralExpression: {
        const items = (node as ts.ArrayLiteralExpression).elements.slice(0, maxItems);
        return add(['arr', items.map((item) => ts.isSpreadElement(item) ? add(['elem', valueOf(item.expression, depth + 1)]) : valueOf(item, depth + 1))]);
      }
      case ts.SyntaxKind.ObjectLiteralExpression: return objectValue(node as ts.ObjectLiteralExpression, depth);
      case ts.SyntaxKind.ArrowFunction:
      case ts.SyntaxKind.FunctionExpression:
      case ts.SyntaxKind.FunctionDeclaration:
      case ts.SyntaxKind.MethodDeclaration:
      case ts.SyntaxKind.GetAccessor:
        return add(['fn', functionIndex(node as ts.FunctionLikeDeclaration)]);
      case ts.SyntaxKind.ClassExpression:
      case ts.SyntaxKind.ClassDeclaration:
        return add(['cls', classIndex(node as ts.ClassLikeDeclaration)]);
      case ts.SyntaxKind.PrefixUnaryExpression: {
        const unary = node as ts.PrefixUnaryExpression;
        if (unary.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(unary.operand)) return add(['lit', -Number(unary.operand.text)]);
        return add(['unk', 'operator']);
      }
      case ts.SyntaxKind.MetaProperty: return add(['glob', 'import.meta']);
      case ts.SyntaxKind.RegularExpressionLiteral:
        return add(['unk', `regex:${(node as ts.RegularExpressionLiteral).text.slice(0, 200)}`]);
      default:
        return add(['unk', 'expression']);
    }
  }

  /** `x as T`, `await x`, `(x)`, `x!`: the value of x, or what the type says when x itself says nothing. */
  function wrapped(node: ts.AsExpression, depth: number): ValueId {
    const inner = valueOf(node.expression, depth + 1);
    if (!ts.isAsExpression(node) && !ts.isTypeAssertionExpression(node)) return inner;
    if (ts.isConstTypeReference(node.type)) return inner;
    const value = model.values[inner];
    if (value?.[0] === 'lit' || value?.[0] === 'obj' || value?.[0] === 'arr' || value?.[0] === 'tpl' || (value?.[0] === 'fn' && !ts.isConstructorTypeNode(node.type))) return inner;
    const type = typeOf(node.type);
    return isPlainType(type) ? inner : add(['or', [add(['typed', type]), inner]]);
  }

  function thisValue(node: ts.Node, depth: number): ValueId {
    let fn = scopes.functionAround(node);
    while (fn !== undefined && ts.isArrowFunction(fn)) fn = scopes.functionAround(fn);
    const declared = fn?.parameters.find(isThisParameter)?.type;
    if (declared !== undefined) return add(['typed', typeOf(declared)]);
    const cls = thisClass(node);
    if (cls >= 0) return add([isInStatic(node) ? 'cls' : 'this', cls]);
    return fn === undefined ? add(['unk', 'this']) : holderOf(fn, depth);
  }

  /** What a function that is no method of a class is called on: the object it stands in, what it is assigned to, what a package binds it to. */
  function holderOf(fn: ts.FunctionLikeDeclaration, depth: number): ValueId {
    const self = add(['self', functionIndex(fn)]);
    const property = ts.isPropertyAssignment(fn.parent) ? fn.parent : fn;
    const object = ts.isObjectLiteralExpression(property.parent) ? property.parent : undefined;
    if (object === undefined) return assignedTo(fn, depth) ?? self;
    const given = holderOfObject(object, '', depth);
    return add(['or', [valueOf(object, depth + 1), ...(given === undefined ? [] : [given]), self]]);
  }

  /** `schema.statics.byName = function () { … }`, `schema.statics = { … }`. */
  function assignedTo(node: ts.Node, depth: number): ValueId | undefined {
    const { parent } = node;
    if (!ts.isBinaryExpression(parent) || parent.right !== node) return undefined;
    const { left } = parent;
    if (!ts.isPropertyAccessExpression(left) && !(ts.isElementAccessExpression(left) && ts.isStringLiteralLike(left.argumentExpression))) return undefined;
    return valueOf(ts.isObjectLiteralExpression(node) ? left : left.expression, depth + 1);
  }

  /** Who gets an object with functions: `schema.static({ … })`, `new Schema({}, { statics: { … } })`. */
  function holderOfObject(node: ts.ObjectLiteralExpression, key: string, depth: number): ValueId | undefined {
    const { parent } = node;
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      const arg = parent.arguments?.indexOf(node) ?? -1;
      return arg < 0 ? undefined : add(['held', callIndex(parent), arg, key]);
    }
    if (ts.isBinaryExpression(parent)) return assignedTo(node, depth);
    const name = key === '' && ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent) ? propertyName(parent.name) : undefined;
    return name === undefined ? undefined : holderOfObject((parent as ts.PropertyAssignment).parent, name, depth);
  }

  function isPlainType(type: TypeId): boolean {
    return model.types[type]?.[0] === 'plain';
  }

  function binaryValue(node: ts.BinaryExpression, depth: number): ValueId {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.PlusToken: {
        const parts: (string | ValueId)[] = [];
        flattenConcat(node, parts, depth);
        return add(['tpl', parts]);
      }
      case ts.SyntaxKind.BarBarToken:
      case ts.SyntaxKind.QuestionQuestionToken:
        return add(['or', [valueOf(node.left, depth + 1), valueOf(node.right, depth + 1)]]);
      case ts.SyntaxKind.AmpersandAmpersandToken:
      case ts.SyntaxKind.CommaToken:
      case ts.SyntaxKind.EqualsToken:
      case ts.SyntaxKind.QuestionQuestionEqualsToken:
      case ts.SyntaxKind.BarBarEqualsToken:
        return valueOf(node.right, depth + 1);
      case ts.SyntaxKind.AsteriskToken: {
        const product = productOf(node);
        return add(product === undefined ? ['unk', 'operator'] : ['lit', product]);
      }
      default:
        return add(['unk', 'operator']);
    }
  }

  function flattenConcat(node: ts.Expression, parts: (string | ValueId)[], depth: number): void {
    const inner = skipOuter(node);
    if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.PlusToken && parts.length < maxItems) {
      flattenConcat(inner.left, parts, depth);
      flattenConcat(inner.right, parts, depth);
    } else if (ts.isStringLiteralLike(inner)) parts.push(inner.text);
    else parts.push(valueOf(inner, depth + 1));
  }

  function objectValue(node: ts.ObjectLiteralExpression, depth: number): ValueId {
    const props: (readonly [string, ValueId])[] = [];
    const spreads: ValueId[] = [];
    for (const property of node.properties.slice(0, maxItems * 3)) {
      if (ts.isSpreadAssignment(property)) spreads.push(valueOf(property.expression, depth + 1));
      else if (ts.isPropertyAssignment(property)) {
        const name = propertyName(property.name);
        if (name !== undefined) props.push([name, valueOf(property.initializer, depth + 1)]);
      } else if (ts.isShorthandPropertyAssignment(property)) props.push([property.name.text, valueOf(property.name, depth + 1)]);
      else {
        const name = propertyName(property.name);
        if (name !== undefined) props.push([name, add(['fn', functionIndex(property)])]);
      }
    }
    const id = add(['obj', props, spreads]);
    if (props.some(([name]) => name === 'method') && props.some(([name]) => name === 'path' || name === 'url')) (model.routeObjects ??= {})[id] ??= place(node);
    return id;
  }

  function callValue(node: ts.CallExpression): ValueId {
    const required = requiredModule(node);
    if (required !== undefined) return add(['imp', required, '*']);
    return isInertCall(node, scopes) ? add(['unk', 'plain']) : add(['call', callIndex(node)]);
  }

  /** The module of `require('x')` and `import('x')`. */
  function requiredModule(node: ts.CallExpression): string | undefined {
    const argument = node.arguments[0];
    if (argument === undefined || !ts.isStringLiteralLike(argument)) return undefined;
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return argument.text;
    if (ts.isIdentifier(node.expression) && node.expression.text === 'require' && scopes.lookup(node, 'require') === undefined) return argument.text;
    return undefined;
  }

  function identifierValue(node: ts.Identifier, depth: number): ValueId {
    if (node.text === 'undefined') return add(['unk', 'undefined']);
    const declaration = scopes.lookup(node, node.text);
    return declaration ? declaredValue(declaration, depth) : add(['glob', node.text]);
  }

  function declaredValue(declaration: Declaration, depth: number): ValueId {
    switch (declaration.is) {
      case 'import': return add(['imp', declaration.module, declaration.name]);
      case 'variable': return add(['bind', bindingIndex(declaration.node)]);
      case 'param': {
        const value = add(['param', functionIndex(declaration.fn), declaration.index]);
        if (declaration.index === 0) noteIteration(declaration.fn);
        return declaration.element ? elementValue(declaration.element, value, depth) : value;
      }
      case 'function': return add(['fn', functionIndex(declaration.node)]);
      case 'class': return add(['cls', classIndex(declaration.node)]);
      case 'interface': return add(['iface', interfaceIndex(declaration.node)]);
      case 'alias': return add(['alias', aliasType(declaration.node)]);
      case 'enum': return add(['obj', declaration.node.members.map((member, index): readonly [string, ValueId] => [
        propertyName(member.name) ?? '', member.initializer ? valueOf(member.initializer, depth + 1) : add(['lit', index]),
      ]), []]);
      case 'other': return add(['unk', 'declaration']);
    }
  }

  /** `orders.map((order) => …)`: asked only when something looks at the parameter. */
  function noteIteration(node: ts.FunctionLikeDeclaration): void {
    const { parent } = node;
    if (!ts.isCallExpression(parent) || parent.arguments[0] !== node || !ts.isPropertyAccessExpression(parent.expression) || !iterating.has(parent.expression.name.text)) return;
    const fn = model.functions[functionIndex(node)];
    if (fn !== undefined && fn.over === undefined) fn.over = valueOf(parent.expression.expression);
  }

  /** Made once; its place is taken before, so that types may speak of each other in circles. */
  function aliasType(node: ts.TypeAliasDeclaration): TypeId {
    const known = aliasOfNode.get(node);
    if (known !== undefined) return known;
    const id = model.types.push(['plain', 'recursive']) - 1;
    aliasOfNode.set(node, id);
    const made = model.types[typeOf(node.type)];
    if (made !== undefined) model.types[id] = made;
    return id;
  }

  /** Value of a destructured name, given the value of the whole pattern's root. */
  function elementValue(element: ts.BindingElement, root: ValueId, depth: number): ValueId {
    const pattern = element.parent;
    const holder = ts.isBindingElement(pattern.parent) ? elementValue(pattern.parent, root, depth) : root;
    if (element.dotDotDotToken) return holder;
    let value: ValueId;
    if (ts.isArrayBindingPattern(pattern)) value = add(['idx', holder, add(['lit', pattern.elements.indexOf(element)])]);
    else {
      const name = element.propertyName ? propertyName(element.propertyName) : ts.isIdentifier(element.name) ? element.name.text : undefined;
      value = name === undefined ? add(['unk', 'pattern']) : add(['mem', holder, name]);
    }
    return element.initializer ? add(['or', [value, valueOf(element.initializer, depth + 1)]]) : value;
  }

  function bindingIndex(node: ts.VariableDeclaration | ts.BindingElement): number {
    const known = bindingOfNode.get(node);
    if (known !== undefined) return known;
    let root: ts.Node = node;
    while (!ts.isVariableDeclaration(root) && root.parent as ts.Node | undefined) root = root.parent;
    const declaration = root as ts.VariableDeclaration;
    const binding: { -readonly [K in keyof BindingModel]: BindingModel[K] } = { name: ts.isIdentifier(node.name) ? node.name.text : '', values: [] };
    const index = model.bindings.push(binding) - 1;
    bindingOfNode.set(node, index);
    const list = declaration.parent;
    let value: ValueId | undefined;
    if (declaration.initializer) value = valueOf(declaration.initializer);
    else if (ts.isVariableDeclarationList(list) && ts.isForOfStatement(list.parent)) value = add(['elem', valueOf(list.parent.expression)]);
    if (value !== undefined && ts.isBindingElement(node)) value = elementValue(node, value, 0);
    if (value !== undefined) binding.values.push(value);
    if (declaration.type && node === declaration) binding.type = typeOf(declaration.type);
    return index;
  }

  /** A property that is assigned after an object literal was made. */
  function addProperty(node: ts.VariableDeclaration, name: string, value: ValueId): void {
    const index = bindingIndex(node);
    const properties = added.get(index) ?? new Map<string, ValueId>();
    if (properties.size < maxItems * 3) added.set(index, properties.set(name, value));
  }

  /** Once everything has been seen. */
  function finish(): FileModel {
    for (const [index, properties] of added) {
      const values = model.bindings[index]?.values ?? [];
      const known = values.findIndex((id) => model.values[id]?.[0] === 'obj');
      const made = model.values[values[known] ?? -1];
      if (made?.[0] !== 'obj') continue;
      const isModule = model.exports['='] === values[known];
      values[known] = add(['obj', [...made[1].filter(([key]) => !properties.has(key)), ...properties], made[2]]);
      // `const orders = module.exports = {}`
      if (isModule) model.exports['='] = values[known];
    }
    return model;
  }

  function callIndex(node: ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression): number {
    const known = callOfNode.get(node);
    if (known !== undefined) return known;
    const index = model.calls.push(undefined as unknown as CallModel) - 1;
    callOfNode.set(node, index);
    const tagged = ts.isTaggedTemplateExpression(node);
    const callee = valueOf(tagged ? node.tag : node.expression);
    const holes = tagged && ts.isTemplateExpression(node.template) ? node.template.templateSpans.map((span) => span.expression) : [];
    const args = tagged ? holes : node.arguments ?? [];
    const call: { -readonly [K in keyof CallModel]: CallModel[K] } = {
      callee,
      args: args.slice(0, 20).map((argument) => ts.isSpreadElement(argument) ? add(['elem', valueOf(argument.expression)]) : valueOf(argument)),
      form: tagged ? 'tag' : ts.isNewExpression(node) ? 'new' : 'call',
      place: place(node),
      fn: functionIndexAt(node),
      cls: classIndexAt(node),
      pos: ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? node.expression.name.getStart(source) : node.getStart(source),
    };
    const named = nameOnLaterLine(node);
    if (named) call.named = named;
    if (node.typeArguments) call.typeArgs = node.typeArguments.map(typeOf);
    if (tagged) {
      call.tagText = (ts.isTemplateExpression(node.template)
        ? node.template.head.text + node.template.templateSpans.map((span) => '${}' + span.literal.text).join('')
        : node.template.text).slice(0, 2000);
    }
    model.calls[index] = call;
    return index;
  }

  /** Where the method is named, in a chain that has gone on to another line. */
  function nameOnLaterLine(node: ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression): CallModel['named'] {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
    const at = source.getLineAndCharacterOfPosition(node.expression.name.getStart(source));
    return at.line === source.getLineAndCharacterOfPosition(node.getStart(source)).line ? undefined : [at.line + 1, at.character + 1];
  }

  function functionIndex(node: ts.FunctionLikeDeclaration): number {
    const known = functionOfNode.get(node);
    if (known !== undefined) return known;
    const index = model.functions.push(undefined as unknown as FunctionModel) - 1;
    functionOfNode.set(node, index);
    const cls = ts.isClassLike(node.parent) ? classIndex(node.parent) : -1;
    const fn: { -readonly [K in keyof FunctionModel]: FunctionModel[K] } = {
      name: functionName(node),
      place: place(node),
      params: [],
      returns: [],
      async: node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false,
      parent: functionIndexAt(node),
      cls,
    };
    model.functions[index] = fn;
    fn.params = realParameters(node).map(paramModel);
    if (node.type) fn.returnType = typeOf(node.type);
    const passes = passedThrough(node);
    if (passes) fn.passes = passes;
    const context = contextTypeOf(node, 0);
    if (context !== undefined) fn.contextType = context;
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) fn.returns.push(valueOf(node.body));
    return index;
  }

  /** The type a function or object is written for: that of its variable, or of the property of an object that has one. */
  function contextTypeOf(node: ts.FunctionLikeDeclaration | ts.ObjectLiteralExpression, depth: number): TypeId | undefined {
    const own = contextTypeNode(node);
    if (own !== undefined) return typeOf(own);
    const property = ts.isPropertyAssignment(node.parent) ? node.parent : ts.isMethodDeclaration(node) ? node : undefined;
    const name = property === undefined ? undefined : propertyName(property.name);
    if (property === undefined || name === undefined || depth > 2 || !ts.isObjectLiteralExpression(property.parent)) return undefined;
    const outer = contextTypeOf(property.parent, depth + 1);
    return outer === undefined ? undefined : addType(['member', outer, name]);
  }

  function paramModel(node: ts.ParameterDeclaration): ParamModel {
    const param: { -readonly [K in keyof ParamModel]: ParamModel[K] } = { name: ts.isIdentifier(node.name) ? node.name.text : '' };
    if (node.type) param.type = typeOf(node.type);
    if (node.initializer) param.initial = valueOf(node.initializer);
    if (node.dotDotDotToken) param.rest = true;
    const decorators = decoratorValues(node);
    if (decorators.length > 0) param.decorators = decorators;
    return param;
  }

  function decoratorValues(node: ts.HasDecorators): ValueId[] {
    return (ts.getDecorators(node) ?? []).map((decorator) => valueOf(decorator.expression));
  }

  function classIndex(node: ts.ClassLikeDeclaration): number {
    const known = classOfNode.get(node);
    if (known !== undefined) return known;
    const index = model.classes.push(undefined as unknown as ClassModel) - 1;
    classOfNode.set(node, index);
    const cls: { -readonly [K in keyof ClassModel]: ClassModel[K] } = {
      name: node.name?.text ?? (ts.isVariableDeclaration(node.parent) && ts.isIdentifier(node.parent.name) ? node.parent.name.text : ''),
      place: place(node),
      abstract: node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AbstractKeyword) ?? false,
      impl: [], decorators: [], fields: {}, methods: {}, ctor: -1, usedFields: [],
    };
    model.classes[index] = cls;
    if (node.typeParameters) cls.typeParams = node.typeParameters.map(({ name }) => name.text);
    for (const clause of node.heritageClauses ?? []) {
      const base = clause.token === ts.SyntaxKind.ExtendsKeyword ? clause.types[0] : undefined;
      if (base !== undefined) {
        cls.ext = valueOf(base.expression);
        if (base.typeArguments) cls.extArgs = base.typeArguments.map(typeOf);
      } else cls.impl = clause.types.map(heritageType);
    }
    cls.decorators = ts.canHaveDecorators(node) ? decoratorValues(node) : [];
    for (const member of node.members) addMember(member, cls);
    return index;
  }

  function heritageType(node: ts.ExpressionWithTypeArguments): TypeId {
    return addType(['ref', valueOf(node.expression), (node.typeArguments ?? []).map(typeOf)]);
  }

  function addMember(member: ts.ClassElement, cls: ClassModel & { ctor: number }): void {
    if (ts.isConstructorDeclaration(member)) {
      if (!member.body) return;
      const fn = functionIndex(member);
      (cls as { ctor: number }).ctor = fn;
      member.parameters.forEach((parameter, index) => {
        if (!ts.isIdentifier(parameter.name) || !ts.isParameterPropertyDeclaration(parameter, member)) return;
        cls.fields[parameter.name.text] = field(parameter, [add(['param', fn, index])]);
      });
      return;
    }
    // A method with a computed name is called by whoever reads its decorators, if by anybody.
    const name = member.name ? propertyName(member.name) ?? (ts.isMethodDeclaration(member) && ts.getDecorators(member) !== undefined ? member.name.getText(source) : undefined) : undefined;
    if (name === undefined) return;
    if (ts.isPropertyDeclaration(member)) {
      const values = member.initializer ? [valueOf(member.initializer)] : [];
      const known = cls.fields[name];
      cls.fields[name] = known ? { ...field(member, values), values: [...values, ...known.values] } : field(member, values);
    } else if (ts.isMethodDeclaration(member) || ts.isGetAccessor(member) || ts.isSetAccessor(member)) {
      if (!('body' in member) || member.body === undefined) return;
      const isStatic = member.modifiers?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword) ?? false;
      const decorators = decoratorValues(member);
      const method: { -readonly [K in keyof MethodModel]: MethodModel[K] } = {
        fn: functionIndex(member), kind: ts.isGetAccessor(member) ? 'get' : ts.isSetAccessor(member) ? 'set' : 'method', isStatic,
      };
      if (decorators.length > 0) method.decorators = decorators;
      if (method.kind !== 'set' || cls.methods[name] === undefined) cls.methods[name] = method;
    }
  }

  function field(node: ts.PropertyDeclaration | ts.ParameterDeclaration, values: ValueId[]): FieldModel {
    const result: { -readonly [K in keyof FieldModel]: FieldModel[K] } = { values };
    if (node.type) result.type = typeOf(node.type);
    const decorators = decoratorValues(node);
    if (decorators.length > 0) result.decorators = decorators;
    if (node.modifiers?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword)) result.isStatic = true;
    return result;
  }

  function interfaceIndex(node: ts.InterfaceDeclaration): number {
    const known = interfaceOfNode.get(node);
    if (known !== undefined) return known;
    const index = model.interfaces.push({ name: node.name.text, members: {}, ext: [] }) - 1;
    interfaceOfNode.set(node, index);
    const ext = (node.heritageClauses ?? []).flatMap((clause) => clause.types.map(heritageType));
    model.interfaces[index] = { name: node.name.text, members: typeMembers(node.members), ext };
    return index;
  }

  function typeMembers(nodes: ts.NodeArray<ts.TypeElement>): Record<string, TypeId> {
    const members: Record<string, TypeId> = {};
    for (const member of nodes) {
      const name = member.name ? propertyName(member.name) : undefined;
      if (name === undefined) continue;
      if (ts.isPropertySignature(member)) members[name] = member.type ? typeOf(member.type) : addType(['plain', 'any']);
      else if (ts.isGetAccessor(member) && member.type) members[name] = typeOf(member.type);
      else if (ts.isMethodSignature(member)) members[name] = functionType(member);
    }
    return members;
  }

  function typeOf(node: ts.TypeNode): TypeId {
    switch (node.kind) {
      case ts.SyntaxKind.TypeReference: {
        const reference = node as ts.TypeReferenceNode;
        const item = reference.typeArguments?.[0];
        if (item !== undefined && ts.isIdentifier(reference.typeName) && /^(?:Readonly)?Array$/.test(reference.typeName.text)) return addType(['array', typeOf(item)]);
        return addType(['ref', entityValue(reference.typeName), (reference.typeArguments ?? []).map(typeOf)]);
      }
      case ts.SyntaxKind.ImportType: {
        const imported = node as ts.ImportTypeNode;
        if (!ts.isLiteralTypeNode(imported.argument) || !ts.isStringLiteral(imported.argument.literal)) return addType(['plain', 'import']);
        let value = add(['imp', imported.argument.literal.text, '*']);
        const names: string[] = [];
        for (let q = imported.qualifier; q; q = ts.isQualifiedName(q) ? q.left : undefined) names.unshift(ts.isQualifiedName(q) ? q.right.text : q.text);
        for (const name of names) value = add(['mem', value, name]);
        return addType(imported.isTypeOf ? ['typeof', value] : ['ref', value, (imported.typeArguments ?? []).map(typeOf)]);
      }
      case ts.SyntaxKind.TypeQuery: return addType(['typeof', entityValue((node as ts.TypeQueryNode).exprName)]);
      case ts.SyntaxKind.UnionType:
      case ts.SyntaxKind.IntersectionType:
        return addType(['union', (node as ts.UnionTypeNode).types.map(typeOf)]);
      case ts.SyntaxKind.ParenthesizedType:
      case ts.SyntaxKind.TypeOperator:
        return typeOf((node as ts.ParenthesizedTypeNode).type);
      case ts.SyntaxKind.ArrayType: return addType(['array', typeOf((node as ts.ArrayTypeNode).elementType)]);
      case ts.SyntaxKind.FunctionType: return functionType(node as ts.FunctionTypeNode);
      case ts.SyntaxKind.ConstructorType: return addType(['ctor', typeOf((node as ts.ConstructorTypeNode).type)]);
      case ts.SyntaxKind.IndexedAccessType: {
        const { objectType, indexType } = node as ts.IndexedAccessTypeNode;
        const key = ts.isLiteralTypeNode(indexType) ? indexType.literal : undefined;
        if (key !== undefined && ts.isStringLiteral(key)) return addType(['member', typeOf(objectType), key.text]);
        return key !== undefined && ts.isNumericLiteral(key) ? addType(['member', typeOf(objectType), Number(key.text)]) : addType(['plain', 'IndexedAccessType']);
      }
      case ts.SyntaxKind.TypeLiteral: return addType(['obj', typeMembers((node as ts.TypeLiteralNode).members)]);
      case ts.SyntaxKind.AnyKeyword: return addType(['plain', 'any']);
      case ts.SyntaxKind.UnknownKeyword: return addType(['plain', 'unknown']);
      default: return addType(['plain', ts.SyntaxKind[node.kind]]);
    }
  }

  function functionType(node: ts.FunctionTypeNode | ts.MethodSignature): TypeId {
    const params = node.parameters.map(({ type }) => (type === undefined ? addType(['plain', 'any']) : typeOf(type)));
    return addType(params.every(isPlainType) ? ['fn'] : ['fn', params]);
  }

  function entityValue(node: ts.EntityName): ValueId {
    if (ts.isQualifiedName(node)) return add(['mem', entityValue(node.left), node.right.text]);
    const declaration = scopes.lookup(node, node.text);
    return declaration ? declaredValue(declaration, 0) : add(['glob', node.text]);
  }

  return {
    model, scopes, add, place, valueOf, typeOf, callIndex, functionIndex, functionIndexAt, classIndex, classIndexAt, thisClass, interfaceIndex, bindingIndex, addProperty, finish,
    requiredModule, addType, declaredValue, callOfNode,
  };
}

function contextTypeNode(node: ts.FunctionLikeDeclaration | ts.ObjectLiteralExpression): ts.TypeNode | undefined {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node) && !ts.isObjectLiteralExpression(node)) return undefined;
  const parent = node.parent;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) return parent.type;
  return ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent) ? parent.type : undefined;
}

/** In a static member `this` is the class itself. */
function isInStatic(node: ts.Node): boolean {
  let member = node;
  while (member.parent as ts.Node | undefined && !ts.isClassLike(member.parent)) member = member.parent;
  return ts.canHaveModifiers(member) && ts.getModifiers(member)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword) === true;
}

export function isFunctionNode(node: ts.Node): node is ts.FunctionLikeDeclaration {
  switch (node.kind) {
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.Constructor:
    case ts.SyntaxKind.GetAccessor:
    case ts.SyntaxKind.SetAccessor:
      return true;
    default:
      return false;
  }
}

export function skipOuter(node: ts.Expression): ts.Expression {
  let inner = node;
  while (ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isNonNullExpression(inner) || ts.isSatisfiesExpression(inner)) inner = inner.expression;
  return inner;
}

/** `60 * 60 * 1000`. */
function productOf(node: ts.Expression): number | undefined {
  const inner = skipOuter(node);
  if (ts.isNumericLiteral(inner)) return Number(inner.text);
  if (!ts.isBinaryExpression(inner) || inner.operatorToken.kind !== ts.SyntaxKind.AsteriskToken) return undefined;
  const [left, right] = [productOf(inner.left), productOf(inner.right)];
  return left === undefined || right === undefined ? undefined : left * right;
}

export function propertyName(name: ts.PropertyName | ts.BindingName): string | undefined {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  return undefined;
}

/** Equal values have equal keys; undefined for kinds that each node makes once. Spelt out because this runs for every value of every file. */
function internKey(value: Value): string | undefined {
  switch (value[0]) {
    case 'mem': return `m${value[1]}.${value[2]}`;
    case 'bind': return `b${value[1]}`;
    case 'call': return `c${value[1]}`;
    case 'new': return `w${value[1]}`;
    case 'fn': return `f${value[1]}`;
    case 'cls': return `k${value[1]}`;
    case 'glob': return `g${value[1]}`;
    case 'unk': return `u${value[1]}`;
    case 'param': return `p${value[1]}.${value[2]}`;
    case 'imp': return `i${value[1]}\0${value[2]}`;
    case 'lit': return typeof value[1] === 'string' ? `l${value[1]}` : `n${String(value[1])}`;
    case 'idx': return `x${value[1]}.${value[2]}`;
    case 'elem': return `e${value[1]}`;
    case 'typed': return `t${value[1]}`;
    case 'awt': return `a${value[1]}`;
    case 'this': return `h${value[1]}`;
    case 'or':
    case 'arr': return value[1].length > 4 ? undefined : `${value[0]}${value[1].join()}`;
    case 'tpl':
    case 'obj': return undefined;
    default: return JSON.stringify(value);
  }
}

function typeKey(type: TypeModel): string {
  switch (type[0]) {
    case 'ref': return `r${type[1]}<${type[2].join()}`;
    case 'plain': return `p${type[1]}`;
    case 'union': return `u${type[1].join()}`;
    case 'array': return `a${type[1]}`;
    default: return JSON.stringify(type);
  }
}

/** The parameter whose value a generic function returns, judged by its signature alone. */
function passedThrough(node: ts.FunctionLikeDeclaration): FunctionModel['passes'] {
  if (node.typeParameters === undefined || node.type === undefined) return undefined;
  const name = settledTypeName(node.type);
  if (name === undefined || !node.typeParameters.some((parameter) => parameter.name.text === name.replace(/(?:\[\])+$/, ''))) return undefined;
  const parameters = realParameters(node);
  const direct = parameters.findIndex(({ type }) => type !== undefined && settledTypeName(type) === name);
  if (direct >= 0) return { param: direct, called: false };
  const made = parameters.findIndex(({ type }) => type !== undefined && ts.isFunctionTypeNode(type) && settledTypeName(type.type) === name);
  return made < 0 ? undefined : { param: made, called: true };
}

/** `T` of `T` and of `Promise<T>`, `T[]` of `T[]`. */
function settledTypeName(type: ts.TypeNode): string | undefined {
  if (ts.isArrayTypeNode(type)) {
    const item = settledTypeName(type.elementType);
    return item === undefined ? undefined : `${item}[]`;
  }
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const inner = type.typeName.text === 'Promise' ? type.typeArguments?.[0] : undefined;
  return inner === undefined ? type.typeName.text : settledTypeName(inner);
}

function functionName(node: ts.FunctionLikeDeclaration): string {
  const own = node.name ? propertyName(node.name) : undefined;
  const parent = node.parent;
  if (ts.isClassLike(parent)) {
    const cls = parent.name?.text;
    const method = ts.isConstructorDeclaration(node) ? 'constructor' : own ?? '';
    return cls ? `${cls}.${method}` : method;
  }
  if (own !== undefined) return own;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
    const name = propertyName(parent.name) ?? '';
    return ts.isPropertyDeclaration(parent) && parent.parent.name ? `${parent.parent.name.text}.${name}` : name;
  }
  if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left)) return parent.left.name.text;
  return '';
}
