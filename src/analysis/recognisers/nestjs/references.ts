import { emptyPath, joinPathTexts, pathOf, type PathText } from '../../graph/paths.ts';
import { classKey, classKeys } from '../decorated-classes.ts';
import type { Argument, ExternalOrigin, LinkContext, Origin } from '../recogniser.ts';
import type { ResolverRecord } from '../operations.ts';
import { controllerRecord, type ControllerRecord } from './controllers.ts';
import { enhancer, globalTokens, type Enhancer } from './enhancers.ts';
import { nestResolver } from './resolvers.ts';

/** What a module, or one use of a dynamic module, brings. `isOpen`: a part of it cannot be read. */
export interface ModuleParts {
  readonly imports: readonly ModuleReference[];
  readonly controllers: readonly ControllerReference[];
  readonly providers: readonly ProviderReference[];
  readonly enhancers: readonly Enhancer[];
  readonly paths: readonly ModulePath[];
  readonly isOpen: boolean;
}

export interface ModuleReference { readonly module?: string; readonly parts?: ModuleParts }
/** A class of the project by its key, or one that a function made for this place. */
export interface ControllerReference { readonly key: string; readonly made?: ControllerRecord }
export interface ProviderReference { readonly key: string; readonly made?: ResolverRecord }
export interface ModulePath { readonly module: string; readonly path: PathText }

const maxDepth = 5;
const routerModules = new Set(['@nestjs/core.RouterModule.register', 'nest-router.RouterModule.forRoutes']);
const forwardRef = new Set(['@nestjs/common.forwardRef', '@nestjs/common.utils.forwardRef']);

/** Parts of `@Module({ … })` or of the object a dynamic module returns. */
export function moduleParts(options: Argument, link: LinkContext, depth = 0): ModuleParts {
  const listed = list(options.prop('imports'));
  const imports = listed.items.map((item) => moduleReferences(item, link, depth + 1));
  const controllers = list(options.prop('controllers'));
  const providers = list(options.prop('providers'));
  return {
    imports: imports.flatMap(({ found }) => found),
    controllers: controllers.items.flatMap((item) => controllerReferences(item, link)),
    providers: providers.items.flatMap((item) => providerReferences(item.prop('useClass') ?? item, link)),
    enhancers: providers.items.flatMap((item) => globalEnhancer(item, link)),
    paths: imports.flatMap(({ paths }) => paths),
    isOpen: listed.isOpen || controllers.isOpen || providers.isOpen || imports.some(({ isOpen }) => isOpen),
  };
}

export interface References { readonly found: readonly ModuleReference[]; readonly paths: readonly ModulePath[]; readonly isOpen: boolean }

/** The modules behind one entry of `imports`: a class, a dynamic module, `forwardRef()`, alternatives of a condition. */
export function moduleReferences(argument: Argument | undefined, link: LinkContext, depth = 0): References {
  if (argument === undefined || depth > maxDepth) return { found: [], paths: [], isOpen: true };
  const { model } = argument;
  if (model[0] === 'unk' && model[1] === 'undefined') return nothing;
  if (model[0] === 'or') return merged(model[1].map((other) => moduleReferences(argument.beside(argument.file, other), link, depth + 1)));
  if (model[0] === 'call') {
    const called = argument.callee()?.origins() ?? [];
    return called.length === 0 ? unknown : merged(called.map((callee) => ofCall(argument, callee, link, depth)));
  }
  const origins = argument.origins();
  return origins.length === 0 ? unknown : merged(origins.map((origin) => ofOrigin(origin, argument, link, depth)));
}

const unknown: References = { found: [], paths: [], isOpen: true };
const nothing: References = { found: [], paths: [], isOpen: false };

function ofOrigin(origin: Origin, argument: Argument, link: LinkContext, depth: number): References {
  if (origin.is === 'cls') return { ...nothing, found: [{ module: classKey(origin) }] };
  if (origin.is === 'lit') return nothing;
  if (origin.is === 'obj') return ofObject(argument.beside(origin.file, origin.value), link, depth);
  if (origin.is === 'arr') return merged(list(argument.beside(origin.file, origin.value)).items.map((item) => moduleReferences(item, link, depth + 1)));
  if (origin.is !== 'ext') return unknown;
  return origin.site === undefined || origin.from === undefined ? nothing : ofExternalCall(origin.from, link.argumentsOf(origin), link, depth);
}

function ofCall(argument: Argument, callee: Origin, link: LinkContext, depth: number): References {
  if (callee.is === 'ext') return ofExternalCall(callee, argument.callArguments(), link, depth);
  if (callee.is !== 'fn') return unknown;
  const returns = argument.returned(callee);
  const holder = argument.callee()?.holder()?.origins().filter((origin) => origin.is === 'cls').map((origin) => ({ module: classKey(origin) })) ?? [];
  const made = merged(returns.map((value) => moduleReferences(value, link, depth + 1)));
  return { found: [...holder, ...made.found], paths: made.paths, isOpen: made.isOpen || returns.length === 0 };
}

/** `TypeOrmModule.forRootAsync({ imports: [ConfigModule] })`, `ConditionalModule.registerWhen(MetricsModule, …)`, `RouterModule.register(…)`. */
function ofExternalCall(callee: ExternalOrigin, args: readonly Argument[], link: LinkContext, depth: number): References {
  if (routerModules.has(callee.path)) return { ...nothing, paths: modulePaths(args[0], emptyPath, 0) };
  const [first] = args;
  if (forwardRef.has(callee.path)) {
    const returns = first?.origins().flatMap((origin) => (origin.is === 'fn' ? first.returned(origin) : [])) ?? [];
    return returns.length === 0 ? unknown : merged(returns.map((value) => moduleReferences(value, link, depth + 1)));
  }
  const own: ModuleReference[] = callee.via === undefined ? [] : [{ module: classKey(callee.via) }];
  const given = args.flatMap((argument) => [argument, ...argument.prop('imports')?.items() ?? []]);
  const inner = given.map((argument) => moduleReferences(argument, link, depth + 1));
  return { ...nothing, found: [...own, ...inner.flatMap(({ found }) => found)] };
}

function ofObject(options: Argument, link: LinkContext, depth: number): References {
  const module = options.prop('module');
  const parts = moduleParts(options, link, depth);
  const keys = classKeys(module);
  const base = keys.map((key): ModuleReference => ({ module: key }));
  return { found: [...base, { parts }], paths: parts.paths, isOpen: parts.isOpen };
}

/** `RouterModule.register([{ path, module, children }])`. */
function modulePaths(routes: Argument | undefined, above: PathText, depth: number): ModulePath[] {
  return (depth > maxDepth ? [] : routes?.items() ?? []).flatMap((route) => {
    const path = route.prop('path');
    const prefix = path === undefined ? above : joinPathTexts(above, pathOf(path.text()));
    const children = route.prop('children');
    const direct = children?.items()?.flatMap(classKeys) ?? [];
    return [...[...classKeys(route.prop('module')), ...direct].map((module) => ({ module, path: prefix })), ...modulePaths(children, prefix, depth + 1)];
  });
}

function controllerReferences(argument: Argument, link: LinkContext): ControllerReference[] {
  return argument.origins().flatMap((origin): ControllerReference[] => {
    if (origin.is !== 'cls') return [];
    if (origin.calls === undefined) return [{ key: classKey(origin) }];
    const made = link.linker.within(link.linker.frameOf(origin.calls), () => controllerRecord(origin.file, origin.cls, link));
    return made === undefined ? [] : [{ key: classKey(origin), made }];
  });
}

function providerReferences(argument: Argument, link: LinkContext): ProviderReference[] {
  return argument.origins().flatMap((origin): ProviderReference[] => {
    if (origin.is !== 'cls') return [];
    const made = origin.calls === undefined ? undefined : link.linker.within(link.linker.frameOf(origin.calls), () => nestResolver(origin.file, origin.cls, link));
    return [{ key: classKey(origin), ...(made === undefined ? {} : { made }) }];
  });
}

/** `{ provide: APP_GUARD, useClass: AuthGuard }`. */
function globalEnhancer(provider: Argument, link: LinkContext): Enhancer[] {
  const kind = globalTokens[provider.prop('provide')?.external()[0]?.path ?? ''];
  const implementation = provider.prop('useClass') ?? provider.prop('useExisting') ?? provider.prop('useValue') ?? provider.prop('useFactory');
  return kind === undefined || implementation === undefined ? [] : [enhancer(kind, implementation, link)];
}

/** Entries of a list; open when it is no list, or something unknown is spread into it. */
function list(argument: Argument | undefined): { readonly items: readonly Argument[]; readonly isOpen: boolean } {
  if (argument === undefined) return { items: [], isOpen: false };
  const lists = argument.origins().flatMap((origin) => (origin.is === 'arr' ? [argument.beside(origin.file, origin.value)] : []));
  const items = lists.flatMap((each) => each.items() ?? []);
  return { items, isOpen: lists.length === 0 || items.some((item) => item.model[0] === 'elem') };
}

function merged(all: readonly References[]): References {
  return { found: all.flatMap(({ found }) => found), paths: all.flatMap(({ paths }) => paths), isOpen: all.some(({ isOpen }) => isOpen) };
}
