import type { ClassFact, Fact, FunctionRef, PackageFact, Span } from '../facts.ts';
import type { Argument } from '../resolve/argument.ts';
import type { Linker } from '../resolve/linker.ts';
import type { ExternalOrigin, Origin } from '../resolve/origin.ts';
import type { RouteGraph } from './routes.ts';

/** What a recogniser may use while the project is linked. */
export interface LinkContext {
  readonly linker: Linker;
  readonly routes: RouteGraph;
  /** The files that are analysed: code of servers and scripts. */
  readonly files: readonly string[];
  /** Adds a fact; routes go through {@link routes} instead, so that prefixes of later mounts reach them. */
  emit(fact: Exclude<Fact, { kind: 'route' } | ClassFact>): void;
  argument(file: string, value: number): Argument;
  /** Arguments of the call that made a value (`express.Router().route('/x')`); empty when no call made it. */
  argumentsOf(origin: ExternalOrigin): readonly Argument[];
  /** Names of a value's type arguments (`Repository<User>`: `User`), `''` where it is not known. */
  typeArgumentNames(origin: ExternalOrigin): readonly string[];
  /** Range of the call that made a value. */
  placeOf(origin: ExternalOrigin): Span | undefined;
  functionRef(file: string, fn: number): FunctionRef | undefined;
  /** Name of a project class, interface or function an origin stands for. */
  nameOf(origin: Origin): string | undefined;
  /** Route graph node of a handler made by another library (`app.use('/trpc', createExpressMiddleware(…))`); `site` names a handler given as it is. */
  handlerNode(handler: Argument, site?: string): string | undefined;
  /** The package a file belongs to. */
  packageOf(file: string): PackageFact | undefined;
  /** Range of a dependency (`^4.18.0`) as the package nearest to the file declares it. */
  dependencyRange(file: string, name: string): string | undefined;
  /** Scratch space of one recogniser during one link. */
  scratch<T>(key: string, initial: () => T): T;
}
