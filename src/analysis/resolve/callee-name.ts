import type { Evaluator } from './evaluator.ts';
import type { Site } from './origin.ts';

/** The method that is called (`get` of `app.get(…)`), undefined for other calls. */
export function calleeName(linker: Evaluator, site: Site): string | undefined {
  const value = linker.model(site.file).values[linker.callAt(site).callee];
  return value?.[0] === 'mem' ? value[2] : undefined;
}
