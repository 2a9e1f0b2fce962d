/**
 * What the analysis knows about a project: plain, serialisable data.
 * Nothing here mentions a skill, an editor or a syntax tree.
 */

/** A place in a file. `file` is relative to the project root with POSIX separators; lines and columns are 1-based, the end is exclusive. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'TRACE' | 'CONNECT' | 'SEARCH' | 'PROPFIND' | 'PROPPATCH' | 'MKCOL' | 'COPY' | 'MOVE' | 'LOCK' | 'UNLOCK';
export type RouteMethod = HttpMethod | 'ALL' | 'QUERY' | 'MUTATION' | 'SUBSCRIPTION';

/** One function of the project, named by where it is. `id` is `<file>#<index>`; `name` is what a person would call it (`createOrder`, `OrdersService.create`). */
export interface FunctionRef {
  readonly id: string;
  readonly name: string;
  readonly at: Span;
}

/** What a project file is for. Only `server` and `script` code can be evidence; `script` covers CLIs, seeds, migrations and build tools; `built` is committed output of sources that are here too. */
export type FileRole = 'server' | 'script' | 'browser' | 'test' | 'generated' | 'built';

interface FactBase {
  readonly at: Span;
  /** Id of the innermost enclosing function, if any: the key for {@link ProjectFacts.functions} and for {@link Observation.fn}. */
  readonly fn?: string;
}

/** An HTTP route (or GraphQL operation). `path` uses `:name` parameters, one leading slash and no trailing slash. */
export interface Route extends FactBase {
  readonly kind: 'route';
  readonly framework: string;
  readonly method: RouteMethod;
  readonly path: string;
  /** False when a part of the path is not statically known; `path` is then the best partial path. */
  readonly resolved: boolean;
  readonly unresolvedBecause?: string;
  readonly handler?: FunctionRef;
  /** Source text of the handler expression, shortened (`orders.create`), for people. */
  readonly handlerText?: string;
  /** Middleware in the order it runs, as people would name it (`requireUser`, `validate(orderSchema)`). */
  readonly middleware: readonly string[];
  /** Middleware that resolves to functions of the project. */
  readonly middlewareFunctions: readonly FunctionRef[];
  /** True when the framework itself validates the body (Fastify `schema.body`, a Nest DTO under a ValidationPipe). */
  readonly declaresBodySchema: boolean;
}

export type DataOperation = 'read' | 'write' | 'delete' | 'schema' | 'transaction' | 'raw';

/** What kind of store a call talks to, when it is not a relational one. */
export type OtherStore = 'document' | 'key-value' | 'graph' | 'search';

/** One call site on a database library. */
export interface DataCall extends FactBase {
  readonly kind: 'dataCall';
  /** npm package name, `node:sqlite` for the built-in. */
  readonly library: string;
  /** Absent for relational stores. */
  readonly store?: OtherStore;
  readonly operation: DataOperation;
  /** The method called (`findMany`, `query`, `$transaction`). */
  readonly method: string;
  /** Table, model or collection where it is known. */
  readonly target?: string;
  /** SQL text when it is a literal (template holes become `${}`), at most 2,000 characters. */
  readonly sql?: string;
  /** The call that holds the SQL text, when it is another one: `db.prepare(…)` behind `statement.get(…)`. */
  readonly sqlAt?: Span;
  /** Canonical origin of the receiver, for example `pg.Pool!` (see resolve/origin.ts). */
  readonly receiver: string;
  /** Identity of the receiver value (creation site); two calls on the same connection or transaction handle share it. */
  readonly receiverId: string;
}

export interface ClassFact extends FactBase {
  readonly kind: 'class';
  readonly name: string;
  readonly abstract: boolean;
  readonly extends?: string;
  /** True when the base class is a class of this project. */
  readonly extendsProject: boolean;
  readonly implements: readonly string[];
  /** Collaborators received through the constructor. */
  readonly injected: readonly Injected[];
  readonly methods: readonly string[];
  readonly exported: boolean;
}

export interface Injected {
  readonly name: string;
  readonly type?: string;
  /** What the type is: an abstraction of the project, a concrete class of it, a library's type, or unknown/primitive. */
  readonly typeKind: 'interface' | 'abstract-class' | 'function' | 'class' | 'library' | 'value' | 'unknown';
  /** True when a method of the class calls something on the stored collaborator. */
  readonly used: boolean;
}

/** An HTTP request the program makes. */
export interface OutboundCall extends FactBase {
  readonly kind: 'outbound';
  /** `fetch` for the global, otherwise the package (`axios`, `undici`, `got`, `node:http`). */
  readonly library: string;
  readonly method: string;
  /** Literal URL text, if known. */
  readonly url?: string;
  /** Whether this call, or the client it is made on, has a deadline; `unknown` when options cannot be read. */
  readonly deadline: 'yes' | 'no' | 'unknown';
}

/** A call on a cache (Redis, lru-cache, cache-manager, node-cache). */
export interface CacheUse extends FactBase {
  readonly kind: 'cache';
  readonly library: string;
  readonly operation: 'get' | 'set' | 'delete' | 'scan';
  readonly method: string;
  /** Key text with holes as `${name}`; for a key made by a function, `fn:<functionId>`. */
  readonly key?: string;
  /** Identifiers that take part in the key. */
  readonly keyNames: readonly string[];
  /** `call`: given at this call; `store`: the store has a default; `none`: neither; `unknown`: cannot be read. */
  readonly ttl: 'call' | 'store' | 'none' | 'unknown';
  /** Literal TTL with its unit, when known. */
  readonly ttlValue?: { readonly amount: number; readonly unit: 's' | 'ms' };
  readonly receiverId: string;
}

/** A message queue: made, given a job or message, or consumed (BullMQ, Nest processors and message handlers). */
export interface QueueUse extends FactBase {
  readonly kind: 'queue';
  readonly library: string;
  readonly what: 'queue' | 'produce' | 'consume';
  readonly method: string;
  /** Name of the queue, topic or pattern, when it is known. */
  readonly name?: string;
  readonly handler?: FunctionRef;
}

/** Work that starts by itself later: `setInterval`, `setTimeout`, a cron job. */
export interface TimerUse extends FactBase {
  readonly kind: 'timer';
  /** `global` for the built-in timers, otherwise the package. */
  readonly library: string;
  readonly what: 'once' | 'repeated' | 'cron';
  readonly handler?: FunctionRef;
  /** Literal delay in milliseconds or cron text, when it is known. */
  readonly schedule?: string;
}

/** A process or thread the program starts (`node:child_process`, `node:worker_threads`, `node:cluster`, execa). */
export interface ChildProcessUse extends FactBase {
  readonly kind: 'childProcess';
  readonly library: string;
  readonly method: string;
  /** The program or script, when it is a literal. */
  readonly program?: string;
}

/** `process.on('SIGTERM', …)` and other process events, `process.exit`. */
export interface ProcessUse extends FactBase {
  readonly kind: 'process';
  readonly what: 'listener' | 'exit';
  /** The signal or event of a listener. */
  readonly event?: string;
  readonly handler?: FunctionRef;
}

/** A read of `process.env`. */
export interface EnvRead extends FactBase {
  readonly kind: 'env';
  /** Variable name; undefined when the whole object is read or the name is computed. */
  readonly name?: string;
  readonly how: 'property' | 'destructured' | 'whole' | 'computed';
  readonly defaultLiteral?: string;
}

/** A server that starts to listen, or an application object of a framework. */
export interface ServerStart extends FactBase {
  readonly kind: 'server';
  readonly framework: string;
  readonly what: 'app' | 'listen' | 'close' | 'errorHandler' | 'notFoundHandler' | 'shutdownHooks' | 'globalPipe' | 'globalFilter' | 'globalPrefix';
  readonly handler?: FunctionRef;
  /** For `errorHandler` on an ordered router (Express, Koa): whether a later route registration exists on the same app. */
  readonly beforeRoutes?: boolean;
  readonly detail?: string;
}

/** A call that releases a resource: `pool.end()`, `prisma.$disconnect()`, `redis.quit()`, `worker.close()`. */
export interface ResourceClose extends FactBase {
  readonly kind: 'close';
  readonly library: string;
  readonly method: string;
}

/** Construction of an infrastructure client: `new Pool()`, `new PrismaClient()`, `new Redis()`, `mongoose.connect()`. */
export interface ClientCreation extends FactBase {
  readonly kind: 'client';
  readonly library: string;
  readonly what: string;
  /** Enclosing class, when it is made inside one. */
  readonly inClass?: string;
}

/** A resolved use of a library that is not a database, cache or HTTP client: validation, XML, retry, config, … (see recognisers/libraries). */
export interface LibraryUse extends FactBase {
  readonly kind: 'library';
  readonly library: string;
  /** Canonical call, for example `zod.object().parse` or `fast-xml-parser.XMLParser!.parse`. */
  readonly call: string;
}

export type Fact =
  | Route | DataCall | ClassFact | OutboundCall | CacheUse | QueueUse | TimerUse | ChildProcessUse | ProcessUse | EnvRead | ServerStart | ResourceClose | ClientCreation | LibraryUse;

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Something a concept noted while a file was walked. The data is the concept's own. */
export interface Observation<D = JsonValue> {
  readonly signal: string;
  readonly at: Span;
  readonly fn?: string;
  /** Enclosing class name. */
  readonly inClass?: string;
  readonly data: D;
}

export interface FunctionFact {
  readonly id: string;
  readonly name: string;
  readonly at: Span;
  readonly async: boolean;
  readonly exported: boolean;
  readonly params: number;
  /** Names of plain parameters; `''` for destructured ones. */
  readonly paramNames: readonly string[];
  /** Enclosing function, if any. */
  readonly parent?: string;
  readonly inClass?: string;
}

export interface FileFact {
  readonly file: string;
  readonly role: FileRole;
  /** Reachable over value imports from an entry point, a route registration or a package entry. */
  readonly reachable: boolean;
  /** Of server and script files. */
  readonly imports: readonly { readonly module: string; readonly file?: string; readonly typeOnly: boolean; readonly line: number }[];
}

export interface PackageFact {
  /** Folder relative to the root, `''` for the root. */
  readonly dir: string;
  readonly name?: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

/** The functions of the project, read when somebody asks. */
export interface FunctionFacts {
  /** By id. */
  get(id: string): FunctionFact | undefined;
  /** All functions of a file that matter to anybody. */
  in(file: string): readonly FunctionFact[];
}

/** One transaction as written: the library's callback, or BEGIN … COMMIT statements on one connection. */
export interface Transaction {
  readonly kind: 'callback' | 'statements';
  readonly start: DataCall;
  readonly at: Span;
  readonly inside: readonly DataCall[];
  readonly writes: readonly DataCall[];
  /** Functions whose code runs inside. */
  readonly functions: ReadonlySet<string>;
  readonly rollsBack: boolean;
  /** The callback takes a handle of its own. */
  readonly hasHandle: boolean;
  /** For statements: only what stands between BEGIN and COMMIT of the same function. */
  readonly covers: (at: Span) => boolean;
}

/** Something a route brings about: a call on a database, a cache, a queue or another server, and how the route gets there. */
export interface RouteEffect {
  readonly fact: DataCall | CacheUse | QueueUse | OutboundCall;
  /** `middleware` when only the middleware leads to it: so do other routes, it is not what this one is for. */
  readonly by: 'handler' | 'middleware';
  /** Ids of the functions that lead to it: the handler or middleware first, the one that holds the call last. */
  readonly through: readonly string[];
  /** Of a write to a store that groups writes: whether a transaction of the same library is around it, on every way that leads to it. */
  readonly transaction?: 'inside' | 'outside';
}

/** Everything the linked project offers to a concept. All lists are in file, then line order and hold only facts of `server` and `script` files unless said otherwise. */
export interface ProjectFacts {
  readonly root: string;
  readonly files: ReadonlyMap<string, FileFact>;
  readonly packages: readonly PackageFact[];
  /** Text files that are not source but matter (`Dockerfile`, `.env.example`, `.gitignore`), by path; undefined when absent. */
  readonly textFiles: ReadonlyMap<string, string>;
  readonly routes: readonly Route[];
  readonly dataCalls: readonly DataCall[];
  readonly classes: readonly ClassFact[];
  readonly outbound: readonly OutboundCall[];
  readonly caches: readonly CacheUse[];
  readonly queues: readonly QueueUse[];
  readonly timers: readonly TimerUse[];
  readonly childProcesses: readonly ChildProcessUse[];
  readonly processUses: readonly ProcessUse[];
  readonly envReads: readonly EnvRead[];
  readonly servers: readonly ServerStart[];
  readonly closes: readonly ResourceClose[];
  readonly clients: readonly ClientCreation[];
  readonly libraryUses: readonly LibraryUse[];
  readonly functions: FunctionFacts;
  /** Functions of the project called (directly, resolved across files) by this function. */
  callees(fn: string): readonly string[];
  callers(fn: string): readonly string[];
  /** `fn` itself, nested functions of it, and what these call, to `depth` call levels; cycle-safe. */
  reach(fn: string, depth: number): ReadonlySet<string>;
  /** `fn` and every function written inside it. */
  within(fn: string): ReadonlySet<string>;
  /** Transactions in server code. */
  transactions(): readonly Transaction[];
  /** What a route reaches through calls inside the project, nearest first. */
  effectsOf(route: Route): readonly RouteEffect[];
  /** The routes that reach a fact, in the order of {@link routes}. */
  routesReaching(fact: Pick<Fact, 'fn'>): readonly Route[];
  isServerCode(file: string): boolean;
  isReachable(file: string): boolean;
}
