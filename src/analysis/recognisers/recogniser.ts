import type { Fact, PackageFact } from '../facts.ts';
import type { ClassModel, MethodModel, ValueId } from '../resolve/model.ts';
import type { ExternalOrigin, Origin } from '../resolve/origin.ts';
import type { LinkContext } from '../graph/link-context.ts';
import type { Argument } from '../resolve/argument.ts';
import type { Linker } from '../resolve/linker.ts';
import type { Decoration, ImportedName } from '../resolve/vocabulary.ts';

/**
 * Knows one framework or library. It sees calls whose callee has been followed to its package, never syntax:
 * `pool.query(…)` arrives as method `query` on receiver `pg.Pool!`, wherever the pool was made or typed.
 * What cannot be followed never arrives, so silence is the default.
 */
export interface Recogniser {
  /** Folder name. */
  readonly name: string;
  /** Packages whose calls it wants (`pg`, `node:sqlite`, `@nestjs/common`; `global:` names for globals). */
  readonly modules: readonly string[];
  /** Canonical path to canonical path: constructor variants, types, clones (`express.Router!` is `express.Router()`). */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Values that are instances of the project class they were reached by (`User.findOne()`, `class User extends Model`); aliases where no class is known. */
  readonly instances?: Readonly<Record<string, string>>;
  /** Values that are instances of the entity a package was asked for: by a type argument (`Repository<Order>`), or by the class it was given first (`em.findOne(Order)`). */
  readonly entities?: readonly string[];
  /** Static methods that keep their meaning when a class of the project overrides them: `Order.findByPk()` still reads. */
  readonly overrides?: readonly string[];
  /** Calls that give back what the function they are given gives: `transaction(async (tx) => …)`. */
  readonly callbacks?: readonly string[];
  /** Calls that hand back their first argument unchanged. */
  readonly transparent?: readonly string[];
  /**
   * Canonical paths of request handlers with routes of their own inside (`@trpc/server.createExpressMiddleware()`, or a plugin given by name).
   * A framework that is handed one mounts it like a router, see `LinkContext.handlerNode`.
   */
  readonly handlers?: readonly string[];
  /** Names of methods that take functions inside objects and arrays: the first parameter of `handler` in `route({ handler })` is then `<callee>(0.handler:0)`. */
  readonly holders?: readonly string[];
  /** Parameters that are another argument of the same call (`fastify().register(0:1)` is argument 1), or a property of the object that holds the function. */
  readonly echoes?: Readonly<Record<string, number | string>>;
  /** What a callback is given (`<callee>(0:0).ctx`), by canonical path, with the method called before it whose type argument says what that is. */
  readonly contexts?: Readonly<Record<string, string>>;
  /** Calls that add a member to the framework's objects (`fastify().decorate`): the member is then what was given. */
  readonly decorations?: Readonly<Record<string, readonly Decoration[]>>;
  /**
   * Canonical paths of objects on which routes are registered (`express.Router()`). One made in a function with parameters, or in a class with several kinds
   * of instances, is a different one for each of them, and the calls in there arrive once on behalf of each.
   */
  readonly collectors?: readonly string[];
  /** Objects of the framework that the project hangs its own things on by assignment (`server.app`). */
  readonly stores?: readonly string[];
  /** Packages whose values have members that `adopt` finds, see `Linker.provideMember`. */
  readonly extended?: readonly string[];
  /** Calls that hand back an instance of the class they are given first: `container.get(OrdersService)`. */
  readonly locators?: readonly string[];
  /** Calls that read a setting by the name they are given first, with the position of the default: `{ 'x.Config!.get()': 1 }`. */
  readonly settings?: Readonly<Record<string, number>>;
  /** Gives a package name to an import that leads elsewhere (generated clients). */
  readonly moduleAlias?: (imported: ImportedName) => string | undefined;
  /** Before anything is asked: functions the framework itself finds and calls (plugins loaded by directory), see `Linker.adopt`. */
  readonly adopt?: (linker: Linker, files: readonly string[], packages: readonly PackageFact[]) => void;
  readonly onCall?: (call: ExternalCall, link: LinkContext) => void;
  /** Once per file, for frameworks whose routes are files; what it emits may depend only on where the file is and what it exports. */
  readonly onFile?: (file: string, link: LinkContext) => void;
  readonly onClass?: (cls: ProjectClass, link: LinkContext) => void;
  /** After all files: facts that need the whole (global prefixes). */
  readonly finish?: (link: LinkContext) => void;
}

export interface ExternalCall {
  readonly file: string;
  readonly index: number;
  /** Identity of what the call makes, as origins carry it. */
  readonly id: string;
  readonly form: 'call' | 'new' | 'tag';
  /** Callee, canonical: `pg.Pool!.query`, `express`, `global:fetch`. */
  readonly path: string;
  /** Path of what the method is called on; `''` when a module or global function is called directly. */
  readonly receiver: string;
  /** Last segment of the path. */
  readonly method: string;
  readonly callee: ExternalOrigin;
  /** The receiver's origin, when there is one. */
  readonly on?: ExternalOrigin;
  readonly args: readonly Argument[];
  readonly tagText?: string;
  readonly fn: number;
  readonly cls: number;
  readonly pos: number;
  /** Call site as the base of a fact: `at` and `fn`. */
  readonly base: { readonly at: Fact['at']; readonly fn?: string };
  /** The same, from the line where the method is named: one link of a chain of registrations. */
  readonly link: { readonly at: Fact['at']; readonly fn?: string };
}

export interface ProjectClass {
  readonly file: string;
  readonly index: number;
  readonly model: ClassModel;
  readonly decorators: readonly Decorator[];
  readonly methods: readonly { readonly name: string; readonly model: MethodModel; readonly decorators: readonly Decorator[] }[];
}

/** A decorator followed to its package: `@nestjs/common.Controller` with its arguments. */
export interface Decorator {
  readonly path: string;
  readonly module: string;
  readonly args: readonly Argument[];
  readonly value: ValueId;
}

export type { Argument, ExternalOrigin, LinkContext, Origin };
