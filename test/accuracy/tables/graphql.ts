import type { RouteRow } from '../truth.ts';

interface Fields { getFields(): Readonly<Record<string, unknown>> }
interface Schema { getQueryType(): Fields | null | undefined; getMutationType(): Fields | null | undefined; getSubscriptionType(): Fields | null | undefined }

/** The fields of the root types of a built schema: the operations it offers, under their bare names. */
export function graphqlOperations(schema: unknown): readonly RouteRow[] {
  const own = schema as Schema;
  const types = { QUERY: own.getQueryType(), MUTATION: own.getMutationType(), SUBSCRIPTION: own.getSubscriptionType() };
  return Object.entries(types).flatMap(([method, type]) => Object.keys(type?.getFields() ?? {}).map((path) => ({ method, path })));
}
