import type { RouteRow } from '../truth.ts';

type Handler = (...args: unknown[]) => unknown;
interface App {
  /** Method, then pattern as it was given; `*` is every method. */
  readonly handlers: Readonly<Record<string, Readonly<Record<string, readonly Handler[]>>>>;
  readonly apps: Readonly<Record<string, App>>;
  readonly wares: readonly Handler[];
  /** By first segment; the first of each is Polka's own and cuts the segment off. */
  readonly bwares: Readonly<Record<string, readonly Handler[]>>;
}

/** The routes a Polka 0.5 application holds, those of the applications mounted in it too, with the functions that run for them. Throws where a base has more than one segment: Polka never looks it up. */
export function polkaRoutes(app: unknown): readonly RouteRow[] {
  return [...rowsOf(app as App, '', [])];
}

function* rowsOf({ handlers, apps, wares, bwares }: App, prefix: string, above: readonly string[]): Generator<RouteRow> {
  const before = (base: string): readonly string[] => [...above, ...namesOf(wares), ...namesOf(bwares[base]?.slice(1) ?? [])];
  for (const [method, patterns] of Object.entries(handlers)) {
    for (const [pattern, own] of Object.entries(patterns)) {
      const functions = namesOf(own);
      yield { method: method === '*' ? 'ALL' : method, path: named(`${prefix}/${pattern}`), middleware: [...before(firstOf(pattern)), ...functions.slice(0, -1)], handler: functions.at(-1) ?? '' };
    }
  }
  for (const base of [...Object.keys(apps), ...Object.keys(bwares)]) if (base !== firstOf(base)) throw new Error(`Polka never serves what is used at ${base}: only the first segment counts.`);
  for (const [base, inner] of Object.entries(apps)) yield* rowsOf(inner, prefix + base, before(base));
}

function namesOf(functions: readonly Handler[]): readonly string[] {
  return functions.map(({ name }) => name);
}

function firstOf(path: string): string {
  return `/${path.split('/').find((segment) => segment !== '') ?? ''}`;
}

/** `:id?` is `:id`. */
function named(path: string): string {
  return `/${path.split('/').filter((segment) => segment !== '').join('/')}`.replace(/:(\w+)\?/g, ':$1');
}
