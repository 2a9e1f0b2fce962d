/**
 * What one walk keeps of one file: a small symbolic model, plain JSON, cached by content hash.
 * Values are symbolic ("the result of calling the default import of 'express'"), so that linking can follow them across files
 * after every syntax tree has been dropped.
 */
import type { JsonValue } from '../facts.ts';

/** Index into {@link FileModel.values}. */
export type ValueId = number;
/** Index into {@link FileModel.types}. */
export type TypeId = number;

export type Value =
  | readonly ['lit', string | number | boolean | null]
  /** Template or concatenation: text and holes. */
  | readonly ['tpl', readonly (string | ValueId)[]]
  /** An import; name is `default`, `*` or the exported name. */
  | readonly ['imp', module: string, name: string]
  | readonly ['bind', number]
  /** An identifier that nothing in the file declares. */
  | readonly ['glob', string]
  | readonly ['mem', ValueId, string]
  | readonly ['idx', ValueId, ValueId]
  | readonly ['call', number]
  | readonly ['new', number]
  | readonly ['this', cls: number]
  | readonly ['super', cls: number]
  /** `this` of a function outside classes: what a framework binds it to. */
  | readonly ['self', fn: number]
  /** `this` of a function in an object literal handed to a call, under `key` when it is one level down (`new Schema({}, { statics: { byName() { this } } })`). */
  | readonly ['held', call: number, arg: number, key: string]
  | readonly ['param', fn: number, index: number]
  | readonly ['arr', readonly ValueId[]]
  | readonly ['obj', props: readonly (readonly [string, ValueId])[], spreads: readonly ValueId[]]
  | readonly ['fn', number]
  | readonly ['cls', number]
  | readonly ['iface', number]
  /** A type alias, with the names of its type parameters. */
  | readonly ['alias', TypeId, params?: readonly string[]]
  /** A value of which only the type is known. */
  | readonly ['typed', TypeId]
  /** What awaiting a value gives: the same thing for the linker, marked as settled. */
  | readonly ['awt', ValueId]
  | readonly ['or', readonly ValueId[]]
  /** An element of an iterable (`for … of`). */
  | readonly ['elem', ValueId]
  | readonly ['unk', string];

export type TypeModel =
  | readonly ['ref', ValueId, readonly TypeId[]]
  | readonly ['typeof', ValueId]
  | readonly ['union', readonly TypeId[]]
  /** With the types of its parameters, where one of them may say something, and of what it gives back, where that is a type parameter of an alias. */
  | readonly ['fn', params?: readonly TypeId[], result?: TypeId]
  | readonly ['array', TypeId]
  | readonly ['obj', Readonly<Record<string, TypeId>>]
  /** `PrismaClient['user']`, `Parameters<T>[0]`. */
  | readonly ['member', TypeId, string | number]
  /** `new (…) => T` */
  | readonly ['ctor', TypeId]
  /** Primitives, literals and everything that can never be a library's object. */
  | readonly ['plain', string];

/** `[line, column, endLine, endColumn]`, 1-based. */
export type Place = readonly [number, number, number, number];

export type CallForm = 'call' | 'new' | 'tag';

export interface CallModel {
  readonly callee: ValueId;
  readonly args: readonly ValueId[];
  readonly form: CallForm;
  readonly place: Place;
  /** Enclosing function, -1 at the top level. */
  readonly fn: number;
  /** Enclosing class, -1 outside. */
  readonly cls: number;
  /** Offset in the file: the order of registration. */
  readonly pos: number;
  /** Line and column of the method's name when it is not on the line where the call begins (`router\n.get(…)`). */
  readonly named?: readonly [number, number];
  /** Explicit type arguments (`Repository<User>`). */
  readonly typeArgs?: readonly TypeId[];
  /** Text of a tagged template with `${}` for its holes. */
  readonly tagText?: string;
}

export interface ParamModel {
  readonly name: string;
  readonly type?: TypeId;
  readonly initial?: ValueId;
  readonly decorators?: readonly ValueId[];
  /** `...args`: stands for this and all further arguments. */
  readonly rest?: true;
}

export interface FunctionModel {
  name: string;
  readonly place: Place;
  readonly params: readonly ParamModel[];
  readonly returns: ValueId[];
  readonly returnType?: TypeId;
  /** Names of its type parameters, when its return type is written. */
  readonly typeParams?: readonly string[];
  /** Type of the variable or property the function is written for: gives its parameters their types. */
  readonly contextType?: TypeId;
  readonly async: boolean;
  readonly parent: number;
  readonly cls: number;
  /** `remember<T>(key: string, make: () => T): T` gives back what argument 1 makes when `called`; `wrap<T>(value: T): T` gives back the argument itself. */
  /** The list whose items the first parameter stands for: `orders.map((order) => …)`. */
  over?: ValueId;
  readonly passes?: { readonly param: number; readonly called: boolean };
}

export interface FieldModel {
  readonly type?: TypeId;
  readonly values: ValueId[];
  readonly decorators?: readonly ValueId[];
  readonly isStatic?: boolean;
}

export interface MethodModel {
  readonly fn: number;
  readonly kind: 'method' | 'get' | 'set';
  readonly isStatic: boolean;
  readonly decorators?: readonly ValueId[];
}

export interface ClassModel {
  readonly name: string;
  readonly place: Place;
  readonly abstract: boolean;
  readonly ext?: ValueId;
  /** `extends Repository<Order>`: the types the base is given. */
  readonly extArgs?: readonly TypeId[];
  /** Names of its own type parameters. */
  readonly typeParams?: readonly string[];
  readonly impl: readonly TypeId[];
  readonly decorators: readonly ValueId[];
  readonly fields: Record<string, FieldModel>;
  readonly methods: Record<string, MethodModel>;
  readonly ctor: number;
  /** Names of `this.x` on which something is called, passed on or read inside methods. */
  readonly usedFields: string[];
}

export interface BindingModel {
  readonly name: string;
  readonly values: ValueId[];
  readonly type?: TypeId;
}

export interface InterfaceModel {
  readonly name: string;
  readonly members: Readonly<Record<string, TypeId>>;
  readonly ext: readonly TypeId[];
}

export interface ImportModel { readonly module: string; readonly typeOnly: boolean; readonly line: number }

export interface EnvReadModel {
  readonly name: string | null;
  readonly how: 'property' | 'destructured' | 'whole' | 'computed';
  readonly fallback: string | null;
  readonly place: Place;
  readonly fn: number;
  /** The imported value it is read from: a read of the environment only if that turns out to be `process.env`. */
  readonly of?: ValueId;
}

export interface ObservationModel { readonly by: number; readonly signal: string; readonly place: Place; readonly fn: number; readonly cls: number; readonly data: JsonValue }

/** What is compared and the literals it is compared with: any of them equal, a beginning, an end, a regular expression. */
export type BranchTest = readonly [how: 'is' | 'starts' | 'ends' | 'matches', of: ValueId, literals: readonly ValueId[]];

/** Code that runs only when all of these hold: from one offset in the file to another. `place` is that of the condition. */
export interface BranchModel { readonly fn: number; readonly tests: readonly BranchTest[]; readonly from: number; readonly to: number; readonly place: Place }

/** `server.app.db = pool`: a member given to a value of somebody else. */
export interface AssignmentModel { readonly on: ValueId; readonly name: string; readonly value: ValueId }

/** `declare module 'fastify' { interface FastifyInstance { … } }`. */
export interface AugmentationModel { readonly module: string; readonly iface: number }

export interface FileModel {
  readonly values: Value[];
  readonly types: TypeModel[];
  readonly calls: CallModel[];
  readonly functions: FunctionModel[];
  readonly classes: ClassModel[];
  readonly bindings: BindingModel[];
  readonly interfaces: InterfaceModel[];
  readonly imports: ImportModel[];
  /** Exported name to value; `default`; `=` for `module.exports = …`. */
  readonly exports: Record<string, ValueId>;
  /** `export * from`. */
  readonly stars: string[];
  /** Where object literals stand that describe a route: they hold a method and a path. */
  routeObjects?: Record<ValueId, Place>;
  assignments?: AssignmentModel[];
  /** Branches on what a request asks for, in functions that take a request. */
  branches?: BranchModel[];
  augmentations?: AugmentationModel[];
  readonly env: EnvReadModel[];
  readonly observations: ObservationModel[];
  /** Top-level directives and shape: `use client`, `use server`, `shebang`, `jsx`, `page` (touches `document` or `window`). */
  readonly flags: string[];
  /** Recognisers or concepts that failed on this file, with the reason. */
  readonly failures: { readonly by: string; readonly reason: string }[];
}

export function emptyModel(): FileModel {
  return {
    values: [], types: [], calls: [], functions: [], classes: [], bindings: [], interfaces: [],
    imports: [], exports: {}, stars: [], env: [], observations: [], flags: [], failures: [],
  };
}
