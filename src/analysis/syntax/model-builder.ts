import { emptyModel, type FileModel, type Place, type TypeId, type TypeModel, type Value, type ValueId } from '../resolve/model.ts';
import { describeCall, type CallNode } from './call-models.ts';
import { describeClass } from './class-models.ts';
import { describeAlias, describeBinding } from './declared-values.ts';
import { expressionValue } from './expression-values.ts';
import { describeFunction } from './function-models.ts';
import { internKey, typeKey } from './intern-keys.ts';
import { createScopes } from './scope.ts';
import type { ts } from './ts.ts';
import { describeInterface, typeModel } from './type-models.ts';

const maxProperties = 240;

/** Builds the symbolic model of one file, on demand: only values that a kept call, class or export needs are ever made. Every node is described once. */
export class ModelBuilder {
  readonly source: ts.SourceFile;
  readonly model = emptyModel();
  readonly scopes = createScopes();
  readonly #lineStarts: readonly number[];
  readonly #values = new Map<ts.Node, ValueId>();
  readonly #calls = new Map<ts.Node, number>();
  readonly #functions = new Map<ts.Node, number>();
  readonly #classes = new Map<ts.Node, number>();
  readonly #interfaces = new Map<ts.Node, number>();
  readonly #bindings = new Map<ts.Node, number>();
  readonly #aliases = new Map<ts.Node, TypeId>();
  readonly #interned = new Map<string, ValueId>();
  readonly #internedTypes = new Map<string, TypeId>();
  /** Properties assigned to an object after it was made, by binding. */
  readonly #added = new Map<number, Map<string, ValueId>>();

  constructor(source: ts.SourceFile) {
    this.source = source;
    this.#lineStarts = source.getLineStarts();
  }

  /** The value of an expression, function or class. */
  valueOf(node: ts.Node, depth = 0): ValueId {
    const known = this.#values.get(node);
    if (known !== undefined) return known;
    const id = expressionValue(node, depth, this);
    this.#values.set(node, id);
    return id;
  }

  typeOf(node: ts.TypeNode): TypeId {
    return typeModel(node, this);
  }

  callIndex(node: CallNode): number {
    return this.#calls.get(node) ?? this.#describe(node, this.#calls, this.model.calls, describeCall);
  }

  functionIndex(node: ts.FunctionLikeDeclaration): number {
    return this.#functions.get(node) ?? this.#describe(node, this.#functions, this.model.functions, describeFunction);
  }

  classIndex(node: ts.ClassLikeDeclaration): number {
    return this.#classes.get(node) ?? this.#describe(node, this.#classes, this.model.classes, describeClass);
  }

  interfaceIndex(node: ts.InterfaceDeclaration): number {
    return this.#interfaces.get(node) ?? this.#describe(node, this.#interfaces, this.model.interfaces, describeInterface);
  }

  bindingIndex(node: ts.VariableDeclaration | ts.BindingElement): number {
    return this.#bindings.get(node) ?? this.#describe(node, this.#bindings, this.model.bindings, describeBinding);
  }

  aliasType(node: ts.TypeAliasDeclaration): TypeId {
    return this.#aliases.get(node) ?? this.#describe(node, this.#aliases, this.model.types, describeAlias);
  }

  /** Takes a place first and describes what belongs there then: what a node refers to may refer back to it. */
  #describe<N extends ts.Node>(node: N, places: Map<ts.Node, number>, models: unknown[], describe: (node: N, index: number, builder: ModelBuilder) => void): number {
    const index = models.push(undefined) - 1;
    places.set(node, index);
    describe(node, index, this);
    return index;
  }

  add(value: Value): ValueId {
    const key = internKey(value);
    if (key === undefined) return this.model.values.push(value) - 1;
    const known = this.#interned.get(key);
    if (known !== undefined) return known;
    const id = this.model.values.push(value) - 1;
    this.#interned.set(key, id);
    return id;
  }

  addType(type: TypeModel): TypeId {
    const key = typeKey(type);
    const known = this.#internedTypes.get(key);
    if (known !== undefined) return known;
    const id = this.model.types.push(type) - 1;
    this.#internedTypes.set(key, id);
    return id;
  }

  place(node: ts.Node): Place {
    const start = node.getStart(this.source);
    const line = this.#lineOf(start, 0);
    const endLine = this.#lineOf(node.end, line);
    return [line + 1, start - (this.#lineStarts[line] ?? 0) + 1, endLine + 1, node.end - (this.#lineStarts[endLine] ?? 0) + 1];
  }

  /** 0-based; `from` is a line it cannot be before. */
  #lineOf(offset: number, from: number): number {
    let low = from;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  functionIndexAt(node: ts.Node): number {
    const fn = this.scopes.functionAround(node);
    return fn ? this.functionIndex(fn) : -1;
  }

  classIndexAt(node: ts.Node): number {
    const cls = this.scopes.classAround(node);
    return cls ? this.classIndex(cls) : -1;
  }

  thisClass(node: ts.Node): number {
    const cls = this.scopes.classOfThis(node);
    return cls ? this.classIndex(cls) : -1;
  }

  /** A property that is assigned after an object literal was made. */
  addProperty(node: ts.VariableDeclaration, name: string, value: ValueId): void {
    const index = this.bindingIndex(node);
    const properties = this.#added.get(index) ?? new Map<string, ValueId>();
    if (properties.size < maxProperties) this.#added.set(index, properties.set(name, value));
  }

  /** Once everything has been seen. */
  finish(): FileModel {
    for (const [index, properties] of this.#added) {
      const values = this.model.bindings[index]?.values ?? [];
      const known = values.findIndex((id) => this.model.values[id]?.[0] === 'obj');
      const made = this.model.values[values[known] ?? -1];
      if (made?.[0] !== 'obj') continue;
      const isModule = this.model.exports['='] === values[known];
      values[known] = this.add(['obj', [...made[1].filter(([key]) => !properties.has(key)), ...properties], made[2]]);
      // `const orders = module.exports = {}`
      if (isModule) this.model.exports['='] = values[known];
    }
    return this.model;
  }
}
