import type { FunctionRef } from '../../facts.ts';
import { decoratorsOf, lineageOf } from '../../graph/inheritance.ts';
import { emptyPath, pathOf, type PathText } from '../../graph/paths.ts';
import { filesMatching } from '../../resolve/globbed.ts';
import { classKey, classKeys } from '../decorated-classes.ts';
import { methodOf } from '../method-of.ts';
import type { Argument, ExternalCall, LinkContext } from '../recogniser.ts';

/** Middleware by the name people know it by. */
export interface Named { readonly name: string; readonly fn?: FunctionRef }

/** A server and the controllers it is given by class or by file; `keys` is undefined when it takes every one there is, or the list cannot be read. */
interface Server {
  readonly file: string;
  readonly prefix: PathText;
  readonly keys: readonly string[] | undefined;
  /** Global middleware that runs before every action. */
  readonly before: readonly Named[];
}

/** Position of the options. */
const makers: Readonly<Record<string, number>> = {
  'routing-controllers.createExpressServer': 0, 'routing-controllers.createKoaServer': 0, 'routing-controllers.useExpressServer': 1, 'routing-controllers.useKoaServer': 1,
};

export function servers(link: LinkContext): Server[] {
  return link.scratch('routing-controllers.servers', () => []);
}

export function onServer(call: ExternalCall, link: LinkContext): void {
  const position = makers[call.path];
  if (position === undefined) return;
  const options = call.args[position];
  const prefix = options?.prop('routePrefix');
  const text = prefix === undefined ? emptyPath : pathOf(prefix.text());
  const middlewares = options?.prop('middlewares')?.items() ?? [];
  servers(link).push({
    file: call.file,
    // The framework itself puts a slash before a prefix that has none.
    prefix: text.path !== '' && !text.path.includes('/') ? { ...text, path: `/${text.path}` } : text,
    keys: keysOf(options?.prop('controllers'), link),
    before: middlewares.filter((item) => phaseOf(item, link) === 'before').map((item) => named(item, link)),
  });
  link.emit({ kind: 'server', ...call.base, framework: 'routing-controllers', what: 'app' });
}

function keysOf(list: Argument | undefined, link: LinkContext): readonly string[] | undefined {
  if (list === undefined) return undefined;
  const items = list.items() ?? [];
  if (items.length === 0) return undefined;
  const keys: string[] = [];
  for (const item of items) {
    const classes = classKeys(item);
    const files = classes.length > 0 ? [] : filesMatching(link.linker, item.file, item.value);
    if (files === undefined) return undefined;
    keys.push(...classes, ...files.flatMap((file) => link.linker.model(file).classes.map((_, cls) => classKey({ file, cls }))));
  }
  return keys;
}

/** `@Middleware({ type: 'before' })`. */
function phaseOf(middleware: Argument, link: LinkContext): string | undefined {
  for (const origin of middleware.origins()) {
    if (origin.is !== 'cls') continue;
    const [own] = lineageOf(link.linker, origin.file, origin.cls);
    const decorator = own === undefined ? undefined : decoratorsOf(link.linker, own).find(({ path }) => path === 'routing-controllers.Middleware');
    return decorator?.args[0]?.prop('type')?.string();
  }
  return undefined;
}

function named(middleware: Argument, link: LinkContext): Named {
  const fn = methodOf('use', middleware, link);
  return { name: middleware.describe(), ...(fn === undefined ? {} : { fn }) };
}
