import type { RouteMethod } from '../../facts.ts';
import { classKey } from '../decorated-classes.ts';
import type { ExternalCall, LinkContext } from '../recogniser.ts';
import { enhancer, type Enhancer } from './enhancers.ts';
import { matches, patternsOf, type Pattern } from './patterns.ts';

const applied = '@nestjs/common.MiddlewareConsumer!.apply()';

export const consumerAliases: Readonly<Record<string, string>> = {
  '@nestjs/common.interfaces.MiddlewareConsumer!.apply()': applied,
  [`${applied}.exclude()`]: applied,
  [`${applied}.forRoutes()`]: '@nestjs/common.MiddlewareConsumer!',
};

/** `consumer.apply(…).exclude(…).forRoutes(…)` of one module. */
interface Consumer {
  readonly file: string;
  readonly module: string;
  readonly enhancers: readonly Enhancer[];
  readonly excluded: readonly Pattern[];
  readonly routes: readonly Pattern[];
  readonly controllers: readonly string[];
}

function consumers(link: LinkContext): Consumer[] {
  return link.scratch('nest.consumers', () => []);
}

export function onConsumer(call: ExternalCall, link: LinkContext): void {
  if (call.path !== '@nestjs/common.MiddlewareConsumer!' && call.receiver !== applied) return;
  if (call.method !== 'forRoutes' || call.on === undefined || call.cls < 0) return;
  const excluded: Pattern[] = [];
  let step = call.on;
  while (step.from?.from?.path === applied) {
    excluded.push(...link.argumentsOf(step).flatMap(patternsOf));
    step = step.from.from;
  }
  const targets = call.args.flatMap((argument) => argument.items() ?? [argument]);
  consumers(link).push({
    file: call.file, module: classKey({ file: call.file, cls: call.cls }),
    enhancers: link.argumentsOf(step).flatMap((argument) => argument.items() ?? [argument]).map((argument) => enhancer('middleware', argument, link)),
    excluded,
    // A plain string is mounted on what lies below it as well.
    routes: targets.flatMap(patternsOf).map((pattern) => (pattern.method === undefined ? { ...pattern, isPrefix: true } : pattern)),
    controllers: targets.flatMap((target) => target.origins().flatMap((origin) => (origin.is === 'cls' ? [classKey(origin)] : []))),
  });
}

/** Middleware that the given modules bind to a route of a controller; `path` without global prefix and version. */
export function consumedBy(path: string, method: RouteMethod, controller: string, modules: ReadonlySet<string>, link: LinkContext): readonly Enhancer[] {
  return consumers(link).filter((consumer) => modules.has(consumer.module)
    && (consumer.controllers.includes(controller) || consumer.routes.some((pattern) => matches(pattern, path, method)))
    && !consumer.excluded.some((pattern) => matches(pattern, path, method))).flatMap(({ enhancers }) => enhancers);
}
