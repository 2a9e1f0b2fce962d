import { createServer, type RequestListener, type Server } from 'node:http';
import { innermostFrame, type Frame } from './frames.ts';

/** A route as the running framework holds it. Parameters are written `:name`, whatever the framework writes. */
export interface RouteRow {
  readonly method: string;
  readonly path: string;
  /** Names of the functions that run before the handler, in order, where the framework tells; `''` for one without a name. */
  readonly middleware?: readonly string[];
  /** Name of the handler, `''` when it has none. */
  readonly handler?: string;
}

/** A route the running framework holds under `runtime` and no reading of the code can know, or one that is declared and that nothing mounts (no `runtime`): what the scan must say instead. */
export interface UnknownRoute { readonly method: string; readonly path: string; readonly runtime?: string }

/** A data call that was executed. `file` is relative to the backend's folder. */
export interface CallRow {
  readonly library: string; readonly operation: string; readonly target?: string; readonly file: string; readonly line: number;
  /** Other places where the query was built; the one the scan has counts. */
  readonly built?: readonly Frame[];
}

/** What a watched method does: an operation, or a function that reads it off the arguments; undefined: nothing worth a row. */
export type Watched = string | ((args: readonly unknown[], self: unknown) => string | { readonly operation: string; readonly target?: string } | undefined);

export interface WatchOptions {
  /** Only calls made by the backend's own code, not those a library makes while it serves one (`pool.query` inside uses `client.query`). */
  readonly direct?: boolean;
}

export interface TruthDocument {
  readonly routes: readonly (RouteRow & { readonly framework: string })[];
  readonly unknown: readonly (UnknownRoute & { readonly framework: string })[];
  readonly calls: readonly CallRow[];
}

/** What a backend's `test/truth.ts` tells about the running backend. */
export interface Truth {
  /** Folder of the backend, absolute. */
  readonly root: string;
  /** The framework's own route table. `framework` is the name the scan uses. May be called more than once. */
  routes(framework: string, rows: readonly RouteRow[]): void;
  /** Routes that exist at run time under `runtime`, or are declared and never mounted, and that the scan must list as unresolved with exactly this method and partial path. */
  unresolved(framework: string, rows: readonly UnknownRoute[]): void;
  /** Wraps methods of a prototype or an object so that every call from the backend's code becomes a row. */
  watch(target: object, methods: Readonly<Record<string, Watched>>, library: string, options?: WatchOptions): void;
  /** Where the backend's code is right now (innermost frame, async frames included); undefined outside of it. For builders: take it when the builder is made, tell `call` when it is executed. */
  site(options?: WatchOptions): Frame | undefined;
  /** One executed call, at `at` or at the current {@link site}; several places for a query that was built in several. */
  call(row: { readonly library: string; readonly operation: string; readonly target?: string }, at?: Frame | readonly Frame[]): void;
  /** What a SQL text does, judged by its first words; independent of the product's own classifier. */
  operationOfSql(text: string): string;
  /** Serves a listener (or starts a server) on a free loopback port and gives back its address, without a trailing slash. */
  listen(target: RequestListener | Server): Promise<string>;
  /** `await truth.request(base, 'POST /orders', { lines: [] })`: sends JSON; throws on a status of 500 and above, with the body. */
  request(base: string, line: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

/** A truth and the document it writes. */
export function createTruth(root: string): { readonly truth: Truth; readonly document: () => TruthDocument } {
  const routes: (RouteRow & { framework: string })[] = [];
  const unknown: (UnknownRoute & { framework: string })[] = [];
  const calls = new Map<string, CallRow>();
  const record = (row: Omit<CallRow, keyof Frame>, places: readonly Frame[]): void => {
    const [at, ...built] = places;
    if (at !== undefined) calls.set(JSON.stringify([row.library, row.operation, row.target, places]), { ...row, ...at, ...(built.length === 0 ? {} : { built }) });
  };

  const truth: Truth = {
    root,
    routes(framework, rows) {
      for (const row of rows) routes.push({ framework, ...row, method: row.method.toUpperCase() });
    },
    unresolved(framework, rows) {
      for (const row of rows) unknown.push({ framework, ...row });
    },
    watch(target, methods, library, options = {}) {
      for (const [name, watched] of Object.entries(methods)) wrap(target, name, (args, self) => {
        const what = typeof watched === 'function' ? watched(args, self) : watched;
        if (what !== undefined) record({ library, ...(typeof what === 'string' ? { operation: what } : what) }, list(truth.site(options)));
      });
    },
    site: ({ direct = false } = {}) => innermostFrame(root, direct),
    call: (row, at = truth.site()) => { record(row, list(at)); },
    operationOfSql,
    listen,
    request,
  };
  return { truth, document: () => ({ routes, unknown, calls: [...calls.values()] }) };
}

function list(at: Frame | readonly Frame[] | undefined): readonly Frame[] {
  return at === undefined ? [] : 'file' in at ? [at] : at;
}

function wrap(target: object, name: string, before: (args: readonly unknown[], self: unknown) => void): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') throw new Error(`There is no method ${name} to watch.`);
  const descriptor = Object.getOwnPropertyDescriptor(target, name);
  const watched = function (this: unknown, ...args: unknown[]): unknown {
    before(args, this);
    return Reflect.apply(original, this, args);
  };
  Object.defineProperties(watched, Object.getOwnPropertyDescriptors(original));
  Object.defineProperty(target, name, { configurable: true, writable: true, enumerable: descriptor?.enumerable ?? false, value: watched });
}

const operations: readonly (readonly [RegExp, string])[] = [
  [/^with\b[\s\S]*?\)\s*(?:insert|update|merge)\b/, 'write'],
  [/^with\b[\s\S]*?\)\s*delete\b/, 'delete'],
  [/^(?:select|with|show|values|explain|describe|table)\b/, 'read'],
  [/^(?:insert|update|replace|merge|upsert|copy)\b/, 'write'],
  [/^(?:delete|truncate)\b/, 'delete'],
  [/^(?:begin|start transaction|commit|rollback|savepoint|release|abort|end)\b/, 'transaction'],
  [/^(?:create|alter|drop|comment|grant|revoke|pragma|set|vacuum|analyze)\b/, 'schema'],
];

function operationOfSql(text: string): string {
  const words = text.replace(/--.*$/gm, ' ').replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/^[\s(]+/, '').replace(/\s+/g, ' ').toLowerCase();
  return operations.find(([pattern]) => pattern.test(words))?.[1] ?? 'raw';
}

async function listen(target: RequestListener | Server): Promise<string> {
  const server = typeof target === 'function' ? createServer(target) : target;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

async function request(base: string, line: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const response = await fetch(base + path, {
    method, headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }), signal: AbortSignal.timeout(10_000),
  });
  if (response.status >= 500) throw new Error(`${line} answered ${response.status}: ${await response.text()}`);
  return response;
}
