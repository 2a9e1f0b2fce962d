import type { ImportModel } from './model.ts';

/** What the recognisers say about their packages, as far as following values needs it. */
export interface Vocabulary {
  /** Canonical path to canonical path, exact. The value starts with a module name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Calls that return their first argument (`fastify-plugin()`). */
  readonly transparent: ReadonlySet<string>;
  /** Values of a package that are instances of the project class they were reached by (`User.findOne()`), by canonical path. */
  readonly instances: ReadonlySet<string>;
  /** Values of a package that are instances of the entity it was asked for (`em.findOne(Order)`, `Repository<Order>`), by canonical path. */
  readonly entities: ReadonlySet<string>;
  /** Methods of a package's classes that keep their meaning when a class of the project overrides them, by canonical path. */
  readonly overrides: ReadonlySet<string>;
  /** Calls that give back what the function they are given gives (`transaction(async (tx) => …)`). */
  readonly callbacks: ReadonlySet<string>;
  /** Request handlers of one library with routes of their own, that another framework mounts. */
  readonly handlers: ReadonlySet<string>;
  /** Calls that hand back an instance of the class they are given first (`app.get(ConfigService)`), or of their type argument. */
  readonly locators: ReadonlySet<string>;
  /** Calls that read a setting by the name given first; the value is the position of the default. */
  readonly settings: ReadonlyMap<string, number>;
  /** Gives a package name to an import that leads elsewhere (a generated Prisma client). */
  readonly moduleAlias: (imported: ImportedName) => string | undefined;
  readonly modules: ReadonlySet<string>;
  /** Names of methods that take functions inside objects and arrays (`route({ handler })`, `register([{ plugin: { register } }])`). */
  readonly holders: ReadonlySet<string>;
  /** Parameters that are another argument of the same call: canonical path of the parameter to argument index, or to a property of the object that holds the function. */
  readonly echoes: ReadonlyMap<string, number | string>;
  /** Calls that add a member to a framework's objects, by canonical path. */
  readonly decorations: ReadonlyMap<string, readonly Decoration[]>;
  /** Canonical paths of objects that collect routes: those made in a function or class are told apart by who called it. */
  readonly collectors: ReadonlySet<string>;
  /** Canonical paths of objects whose members are whatever the project assigns (`server.app`). */
  readonly stores: ReadonlySet<string>;
  /** Packages whose values have members that are found when every file has been seen (`Linker.provideMember`). */
  readonly extended: ReadonlySet<string>;
  /** Canonical path of what a callback is given, to the method before it whose type argument says what that is. */
  readonly contexts: ReadonlyMap<string, string>;
}

/** `fastify.decorate('db', pool)`: argument `name` names a member of everything with the path `target` (`<path>.*` is any member of a path), argument `value` is it. */
export interface Decoration {
  readonly target: string;
  readonly name: number;
  readonly value: number;
  /** Only when this argument is this word (`server.decorate('request', …)`). */
  readonly when?: readonly [argument: number, word: string];
}

/** A name that is imported; `imports` are those of the project file it leads to, undefined when it leads to none. */
export interface ImportedName { readonly specifier: string; readonly name: string; readonly imports: readonly ImportModel[] | undefined }
