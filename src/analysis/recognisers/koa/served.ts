import { emptyPath, joinPathTexts, pathOf, type PathText } from '../../graph/paths.ts';
import type { Argument, ExternalOrigin, LinkContext } from '../recogniser.ts';
import { app, router, targetOf } from './target.ts';

/** A router or application behind a middleware, where in it, and what runs before it there. */
export interface Served {
  readonly node: string;
  readonly prefix: PathText;
  readonly middleware: readonly Argument[];
  /** `router.routes()` itself: another router that is given it copies its routes. */
  readonly isCopied: boolean;
}

const maxDepth = 5;

/** Routers inside `router.routes()`, `mount('/admin', app)` and `compose([…])`; undefined for ordinary middleware. */
export function servedBy(item: Argument, link: LinkContext, depth = 0): readonly Served[] | undefined {
  const found = item.external().flatMap((origin) => servedByOrigin(origin, link, depth) ?? []);
  const handler = link.handlerNode(item);
  if (handler !== undefined) found.push({ node: handler, prefix: emptyPath, middleware: [], isCopied: false });
  return found.length === 0 ? undefined : found;
}

function servedByOrigin(origin: ExternalOrigin, link: LinkContext, depth: number): readonly Served[] | undefined {
  if (depth > maxDepth) return undefined;
  if (/\.(?:routes|middleware)\(\)$/.test(origin.path)) {
    const target = origin.from?.from === undefined ? undefined : targetOf(origin.from.from);
    return target?.path === router ? [{ node: target.id, prefix: emptyPath, middleware: [], isCopied: true }] : undefined;
  }
  const args = link.argumentsOf(origin);
  if (origin.path === 'koa-compose()') return servedInList(args[0]?.items() ?? [], link, depth);
  if (origin.path !== 'koa-mount()') return undefined;
  const inner = args.at(-1);
  const prefix = args.length < 2 || args[0] === undefined ? emptyPath : pathOf(args[0].text());
  const served = inner === undefined ? undefined : applicationNode(inner) ?? (inner.items() === undefined ? servedBy(inner, link, depth + 1) : servedInList(inner.items() ?? [], link, depth));
  return served?.map((one) => ({ ...one, prefix: joinPathTexts(prefix, one.prefix), isCopied: false }));
}

/** `mount('/files', send)`: ordinary middleware for one prefix. */
export function mountedMiddleware(item: Argument, link: LinkContext): { readonly prefix: PathText; readonly inner: Argument } | undefined {
  const mount = item.external().find(({ path }) => path === 'koa-mount()');
  const [prefix, inner] = mount === undefined ? [] : link.argumentsOf(mount);
  return prefix === undefined || inner === undefined ? undefined : { prefix: pathOf(prefix.text()), inner };
}

function applicationNode(argument: Argument): readonly Served[] | undefined {
  const found = argument.external().flatMap((origin) => targetOf(origin) ?? []).filter(({ path }) => path === app);
  return found.length === 0 ? undefined : found.map(({ id }) => ({ node: id, prefix: emptyPath, middleware: [], isCopied: false }));
}

function servedInList(items: readonly Argument[], link: LinkContext, depth: number): readonly Served[] {
  const before: Argument[] = [];
  return items.flatMap((item) => {
    const served = servedBy(item, link, depth + 1);
    if (served === undefined) before.push(item);
    return (served ?? []).map((one) => ({ ...one, middleware: [...before, ...one.middleware], isCopied: false }));
  });
}
