import { resolverRecord, type ResolverRecord } from '../operations.ts';
import type { LinkContext } from '../recogniser.ts';
import { enhancersOf, inOrder } from './enhancers.ts';

/** A class with GraphQL operations of NestJS as it is read now: on behalf of nobody or of the call that makes it. */
export function nestResolver(file: string, cls: number, link: LinkContext): ResolverRecord | undefined {
  return resolverRecord(file, cls, '@nestjs/graphql', (ofClasses, ofMethod) => inOrder([...enhancersOf(ofClasses, link), ...enhancersOf(ofMethod, link)]), link);
}
