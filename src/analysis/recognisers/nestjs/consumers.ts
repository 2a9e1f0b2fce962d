import type { RouteMethod } from '../../facts.ts';
import { classKey } from '../decorated-classes.ts';
import type { ExternalCall, LinkContext } from '../recogniser.ts';
import type { Application } from './application.ts';
import { enhancer, type Enhancer } from './enhancers.ts';
import { coversVersion, matches, patternsOf, type Pattern } from './patterns.ts';
import type { Version } from './versions.ts';

const applied = '@nestjs/common.MiddlewareConsumer!.apply()';

export const consumerAliases: Readonly<Record<string, string>> = {
  '@nestjs/common.interfaces.MiddlewareConsumer!.apply()': applied,
  [`${applied}.exclude()`]: applied,
  [`${applied}.forRoutes()`]: '@nestjs/common.MiddlewareConsumer!',
};

/** `consumer.apply(…).exclude(…).forRoutes(…)` of one module. */
interface Consumer {
  readonly file: string;
  readonly pos: number;
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
  const known = consumers(link);
  // Lists spread into the arguments come item by item.
  const before = known.findIndex(({ file, pos }) => file === call.file && pos === call.pos);
  const same = before < 0 ? undefined : known.splice(before, 1)[0];
  known.push({
    file: call.file, pos: call.pos, module: classKey({ file: call.file, cls: call.cls }),
    enhancers: distinct([...same?.enhancers ?? [], ...link.argumentsOf(step).flatMap((argument) => argument.items() ?? [argument]).map((argument) => enhancer('middleware', argument, link))]),
    excluded: [...same?.excluded ?? [], ...excluded],
    // A plain string is mounted on what lies below it as well.
    routes: [...same?.routes ?? [], ...targets.flatMap(patternsOf).map((pattern) => (pattern.method === undefined ? { ...pattern, isPrefix: true } : pattern))],
    controllers: [...same?.controllers ?? [], ...targets.flatMap((target) => target.origins().flatMap((origin) => (origin.is === 'cls' ? [classKey(origin)] : [])))],
  });
}

function distinct(enhancers: readonly Enhancer[]): readonly Enhancer[] {
  return [...new Map(enhancers.map((item) => [`${item.name} ${item.fn?.id ?? ''}`, item])).values()];
}

/** A route of a controller as the given modules look at it: `path` is without global prefix and version. */
interface Served { readonly path: string; readonly method: RouteMethod; readonly version: Version; readonly controller: string; readonly modules: ReadonlySet<string>; readonly app: Application | undefined }

/** Middleware that modules bind to a route, in the order of the modules. */
export function consumedBy({ path, method, version, controller, modules, app }: Served, link: LinkContext): readonly Enhancer[] {
  // Fastify's middleware compares the whole path.
  const fits = (pattern: Pattern, byDefault: readonly Version[]): boolean => matches(app?.isFastify === true ? { ...pattern, isPrefix: false } : pattern, path, method) && coversVersion(pattern, version, app?.versioning, byDefault);
  const isBound = (pattern: Pattern): boolean => fits(pattern, app?.versioning?.defaults ?? []);
  const isExcluded = (pattern: Pattern): boolean => fits(pattern, []);
  const order = [...modules];
  return consumers(link).filter((consumer) => modules.has(consumer.module) && (consumer.controllers.includes(controller) || consumer.routes.some(isBound)) && !consumer.excluded.some(isExcluded))
    .sort((a, b) => order.indexOf(a.module) - order.indexOf(b.module)).flatMap(({ enhancers }) => enhancers);
}
