import type { Argument, ExternalOrigin } from '../recogniser.ts';

export const app = 'hono.Hono!';

const chained = /\.(?:get|post|put|delete|options|patch|query|all|on|use|route|mount|openapi|openapiRoutes|doc|doc31|onError|notFound)\(\)$/;
const entrance = /\.(?:fetch|request|fire)$/;

/**
 * The instance under a chain of registrations. `basePath()` gives back another instance that writes into the same list of routes:
 * `node` is where a path written here starts, `shared` is the instance whose list it is.
 */
export interface Target {
  readonly node: string;
  readonly shared: string;
  /** Where it is made is known, not only its type. */
  readonly isMade: boolean;
}

export function targetOf(origin: ExternalOrigin): Target | undefined {
  let node: string | undefined;
  let step: ExternalOrigin | undefined = origin;
  while (step !== undefined && step.path !== app) {
    const isBase = step.path.endsWith('.basePath()');
    if (isBase) node ??= step.id;
    step = isBase || chained.test(step.path) ? step.from?.from : undefined;
  }
  return step === undefined ? undefined : { node: node ?? step.id, shared: step.id, isMade: step.site !== undefined };
}

/** Instances given as they are, as `app.fetch`, or as `{ fetch: app.fetch }`. */
export function instancesIn(argument: Argument): readonly Target[] {
  const direct = argument.external().flatMap((origin) => targetOf(entrance.test(origin.path) && origin.from !== undefined ? origin.from : origin) ?? []);
  const fetch = direct.length > 0 ? undefined : argument.prop('fetch');
  return fetch === undefined ? direct : instancesIn(fetch);
}
