import { isAwaited } from '../resolve/settled.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext } from './recogniser.ts';

/** One step of a query builder: a method called (`''` when the root itself was called, `knex('orders')`), or a property on the way (`knex.schema`). */
export interface Step {
  readonly method: string;
  readonly isProperty: boolean;
  readonly args: readonly Argument[];
  readonly origin: ExternalOrigin;
}

export interface Chain {
  readonly root: ExternalOrigin;
  /** From the root to the call, in the order they run. */
  readonly steps: readonly Step[];
}

/**
 * The steps that lead from the root of a query builder to this call, across variables, functions and files.
 * Undefined when no root lies behind it, or something else does: an awaited result, a callback's parameter, an element.
 */
export function chainOf(call: ExternalCall, isRoot: (origin: ExternalOrigin) => boolean, link: LinkContext): Chain | undefined {
  const steps: Step[] = [];
  let { callee } = call;
  let args = call.args;
  for (let length = 0; length < 60; length++) {
    if (isRoot(callee)) {
      steps.unshift({ method: '', isProperty: false, args, origin: callee });
      return { root: callee, steps };
    }
    let on = callee.from;
    if (on === undefined || !callee.path.startsWith(`${on.path}.`)) return undefined;
    steps.unshift({ method: callee.path.slice(on.path.length + 1), isProperty: false, args, origin: callee });
    while (!isRoot(on) && on.site === undefined && on.from !== undefined && /\.\w+$/.test(on.path)) {
      steps.unshift({ method: on.path.slice(on.path.lastIndexOf('.') + 1), isProperty: true, args: [], origin: on });
      on = on.from;
    }
    if (isRoot(on)) return { root: on, steps };
    // What a call gave, also when an alias names it; not what a constructor made or a callback received.
    if (on.awaited === true || on.site === undefined || on.from === undefined || /(?:!|:\d+\))$/.test(on.path)) return undefined;
    args = link.argumentsOf(on);
    callee = on.from;
  }
  return undefined;
}

/**
 * Whether a lazy builder that ends in this call is ever run; `isPart` says which calls only build it into a bigger query.
 * A builder that came in as a parameter is returned to whoever gave it, so unknown callers do not count for it.
 */
export function isRun(call: ExternalCall, { root }: Chain, isPart: (callee: ExternalOrigin) => boolean, link: LinkContext): boolean {
  return isAwaited(link.linker, call.file, call.index, { isPart, unknownCallers: !/Builder!$/.test(root.path) });
}

/** The first argument of the last step with one of these names. */
export function lastArgument(steps: readonly Step[], methods: ReadonlySet<string>): Argument | undefined {
  return steps.findLast(({ method, args }) => methods.has(method) && args.length > 0)?.args[0];
}
