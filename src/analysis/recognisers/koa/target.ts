import type { ExternalOrigin } from '../recogniser.ts';

export const app = 'koa!';
export const router = '@koa/router!';

const chained = /\.(?:get|head|post|put|patch|delete|del|options|all|use|prefix|param|redirect|register)\(\)$/;

/** The application or router under a chain of registrations. */
export function targetOf(origin: ExternalOrigin): ExternalOrigin | undefined {
  let step: ExternalOrigin | undefined = origin;
  while (step !== undefined && step.path !== app && step.path !== router) step = chained.test(step.path) ? step.from?.from : undefined;
  return step;
}
