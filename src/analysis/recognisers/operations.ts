import type { FunctionRef, RouteMethod, Span } from '../facts.ts';
import { decoratorsOf, lineageOf, methodsOf } from '../graph/inheritance.ts';
import { pathOf, type PathText } from '../graph/paths.ts';
import { classKey, decoratedSpan, isBaseClass } from './decorated-classes.ts';
import type { Decorator, LinkContext } from './recogniser.ts';

/** Root types of a GraphQL schema, by the name of the type and of the decorator alike. */
export const rootTypes: Readonly<Record<string, RouteMethod>> = { Query: 'QUERY', Mutation: 'MUTATION', Subscription: 'SUBSCRIPTION' };

/** A field of a root type. */
export interface Operation {
  readonly method: RouteMethod;
  readonly name: PathText;
  readonly at: Span;
  readonly text: string;
  readonly handler?: FunctionRef;
  readonly middleware: readonly string[];
  readonly middlewareFunctions: readonly FunctionRef[];
}

/** A class whose methods are operations, when some schema holds it. */
export interface ResolverRecord {
  readonly key: string;
  readonly file: string;
  /** Abstract, or made by a function: a base for others, nothing that a schema holds as it is. */
  readonly isBase: boolean;
  readonly bases: readonly string[];
  readonly operations: readonly Operation[];
}

/** An operation becomes a route whose path is the bare name of the field; `because`: why no schema is known to hold it. */
export function addOperation(framework: string, operation: Operation, because: string | undefined, link: LinkContext): void {
  const { method, name, at, text, handler, middleware, middlewareFunctions } = operation;
  link.routes.root(`${framework}:operations`);
  link.routes.route(`${framework}:operations`, {
    framework, method, isOperation: true, at, pos: 0, handlerText: text, middleware, middlewareFunctions, declaresBodySchema: true,
    path: because === undefined ? name : { ...name, resolved: false, because },
    ...(handler === undefined ? {} : { handler, fn: handler.id }),
  });
}

/** Name of an operation that a decorator declares: `@Query(() => [Order], { name: 'orders' })`, `@Query('orders')`, `@Query({ name })`, or the name of the method. */
export function operationName({ args }: Decorator, method: string): PathText {
  const [first, second] = args;
  const given = first?.origins().some(({ is }) => is === 'lit' || is === 'text') === true ? first : second?.prop('name') ?? first?.prop('name');
  if (given !== undefined) return pathOf(given.text());
  return method.startsWith('[') ? { path: '${}', resolved: false, because: 'the name of the method is computed' } : { path: method, resolved: true };
}

interface Middleware { readonly middleware: readonly string[]; readonly middlewareFunctions: readonly FunctionRef[] }

/** A class with methods decorated as operations of `module`, its own or those of base classes, as it is read now; undefined when it has none. */
export function resolverRecord(
  file: string, cls: number, module: string, middlewareOf: (ofClasses: readonly Decorator[], ofMethod: readonly Decorator[], link: LinkContext) => Middleware, link: LinkContext,
): ResolverRecord | undefined {
  const lineage = lineageOf(link.linker, file, cls);
  const [own] = lineage;
  if (own === undefined) return undefined;
  const methods = methodsOf(link.linker, lineage, module === 'type-graphql' ? 'decorated' : 'always').filter(({ isStatic }) => !isStatic);
  const found = methods.flatMap((method) => method.decorators.flatMap((decorator) => {
    const verb = decorator.path.startsWith(`${module}.`) ? rootTypes[decorator.path.slice(module.length + 1)] : undefined;
    return verb === undefined ? [] : [{ method, decorator, verb }];
  }));
  if (found.length === 0) return undefined;
  const ofClasses = [...lineage].reverse().flatMap((ancestor) => decoratorsOf(link.linker, ancestor));
  return {
    key: classKey({ file, cls }), file, isBase: isBaseClass(own, link), bases: lineage.slice(1).map(classKey),
    operations: found.map(({ method, decorator, verb }): Operation => {
      const handler = link.functionRef(method.owner.file, method.fn);
      return {
        method: verb, name: operationName(decorator, method.name), at: decoratedSpan(decorator, method, link), text: `${own.model.name}.${method.name}`,
        ...(handler === undefined ? {} : { handler }), ...middlewareOf(ofClasses, method.decorators, link),
      };
    }),
  };
}
