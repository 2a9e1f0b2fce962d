import type { TypeId, ValueId } from './model.ts';

/** One call in one file. */
export interface Site { readonly file: string; readonly call: number }

/**
 * What a value turned out to be after following imports, bindings, fields, parameters and types through the project.
 * External values carry a canonical path: `express`, `express()`, `pg.Pool!` (an instance, by `new` or by type), `pg.Pool!.connect()`,
 * `fastify().register(0:0)` (first parameter of the function given as first argument), `global:process.env.PORT`.
 */
export type Origin =
  | { readonly is: 'lit'; readonly value: string | number | boolean | null }
  /** `calls`: the nested calls of project functions that made it, outermost first; read it in their frame. */
  | { readonly is: 'text'; readonly file: string; readonly value: ValueId; readonly calls?: readonly Site[] }
  | ExternalOrigin
  | { readonly is: 'fn'; readonly file: string; readonly fn: number; readonly self?: Origin }
  /** `calls` as for text: the class is declared in a function (a mixin). */
  | { readonly is: 'cls'; readonly file: string; readonly cls: number; readonly calls?: readonly Site[] }
  /** `made`: where, when the class makes routers and instances are told apart by it (see makers.ts). */
  | { readonly is: 'inst'; readonly file: string; readonly cls: number; readonly made?: Site }
  | { readonly is: 'obj'; readonly file: string; readonly value: ValueId }
  | { readonly is: 'arr'; readonly file: string; readonly value: ValueId }
  | { readonly is: 'ns'; readonly file: string }
  /** A key and its value: an entry of `Object.entries(table)` or of a Map. */
  | { readonly is: 'pair'; readonly key: string; readonly value: readonly Origin[] }
  | { readonly is: 'iface'; readonly file: string; readonly iface: number }
  /** Something of which only the members or items of its type are known: `{ prisma: PrismaClient }`, `User[]`. */
  | { readonly is: 'shape'; readonly file: string; readonly type: TypeId; readonly given?: TypesGiven };

/** What the type parameters of an alias or a function stand for: types written in `file`, whose own are those of `outer`. */
export interface TypesGiven { readonly names: readonly string[]; readonly file: string; readonly types: readonly TypeId[]; readonly outer?: TypesGiven }

export type FunctionOrigin = Extract<Origin, { is: 'fn' }>;
export type ClassOrigin = Extract<Origin, { is: 'cls' }>;
export type InstanceOrigin = Extract<Origin, { is: 'inst' }>;
export type ObjectOrigin = Extract<Origin, { is: 'obj' }>;
export type InterfaceOrigin = Extract<Origin, { is: 'iface' }>;
export type ShapeOrigin = Extract<Origin, { is: 'shape' }>;

export interface ExternalOrigin {
  readonly is: 'ext';
  readonly module: string;
  readonly path: string;
  /** Identity of the value: where it was made, or which field or parameter holds it. */
  readonly id: string;
  /** The value this one was taken from (`pool` for `pool.query`, the callee for a call result). */
  readonly from?: ExternalOrigin;
  /** The call that made it. */
  readonly site?: Site;
  /** Type arguments, when known by type or at the call. */
  readonly typeArgs?: { readonly file: string; readonly types: readonly TypeId[] };
  /** Taken out of its promise by `await`: the result of a query builder, no longer the builder. */
  readonly awaited?: true;
  /** Project class through which an external member was reached (`class User extends Model`). */
  readonly via?: { readonly file: string; readonly cls: number };
}

/** Text with holes. `resolved` is false when a part is not statically known; `because` says which. */
export interface Text { readonly text: string; readonly resolved: boolean; readonly because?: string; readonly parts: readonly (string | null)[] }
