import type { FunctionRef } from '../../facts.ts';
import { methodOf } from '../method-of.ts';
import type { Argument, Decorator, LinkContext } from '../recogniser.ts';

const order = ['middleware', 'guard', 'interceptor', 'pipe'] as const;
const methodNames: Readonly<Record<Kind, string>> = { middleware: 'use', guard: 'canActivate', interceptor: 'intercept', pipe: 'transform' };
const decoratorOf: Readonly<Record<string, Kind>> = {
  '@nestjs/common.UseGuards': 'guard', '@nestjs/common.UseInterceptors': 'interceptor', '@nestjs/common.UsePipes': 'pipe',
};
export const globalTokens: Readonly<Record<string, Kind>> = {
  '@nestjs/core.APP_GUARD': 'guard', '@nestjs/core.APP_INTERCEPTOR': 'interceptor', '@nestjs/core.APP_PIPE': 'pipe',
};
export const globalSetters: Readonly<Record<string, Kind>> = {
  use: 'middleware', useGlobalGuards: 'guard', useGlobalInterceptors: 'interceptor', useGlobalPipes: 'pipe',
};

type Kind = (typeof order)[number];

/** Something that runs before a handler, as people name it and, when it is of the project, as the function that runs. */
export interface Enhancer { readonly kind: Kind; readonly name: string; readonly fn?: FunctionRef }

export function enhancer(kind: Kind, argument: Argument, link: LinkContext): Enhancer {
  const fn = methodOf(methodNames[kind], argument, link);
  return { kind, name: argument.describe(), ...(fn === undefined ? {} : { fn }) };
}

/** What `@UseGuards()` and its like bind. */
export function enhancersOf(decorators: readonly Decorator[], link: LinkContext): readonly Enhancer[] {
  return decorators.flatMap(({ path, args }) => {
    const kind = decoratorOf[path];
    return kind === undefined ? [] : args.map((argument) => enhancer(kind, argument, link));
  });
}

/** In the order Nest runs them: middleware, guards, interceptors, pipes; within a kind as given (global, controller, handler). */
export function inOrder(enhancers: readonly Enhancer[]): { readonly middleware: readonly string[]; readonly middlewareFunctions: readonly FunctionRef[] } {
  const sorted = order.flatMap((kind) => enhancers.filter((item) => item.kind === kind));
  return { middleware: sorted.map(({ name }) => name), middlewareFunctions: sorted.flatMap(({ fn }) => fn ?? []) };
}
