import { lineageOf, decoratorsOf } from '../../graph/inheritance.ts';
import { span } from '../../graph/span.ts';
import { classKey } from '../decorated-classes.ts';
import type { LinkContext, ProjectClass } from '../recogniser.ts';
import { applications, nearest, pipeDetail, type Application } from './application.ts';
import { moduleParts, type ModuleParts, type ModuleReference } from './references.ts';

interface ModuleRecord { readonly key: string; readonly file: string; readonly parts: ModuleParts }

function modules(link: LinkContext): ModuleRecord[] {
  return link.scratch('nest.modules', () => []);
}

/** A module: what it imports and declares, and pipes and filters it binds to the whole application. */
export function onModule(cls: ProjectClass, link: LinkContext): void {
  const decorator = cls.decorators.find(({ path }) => path === '@nestjs/common.Module') ?? inherited(cls, link);
  const options = decorator?.args[0];
  if (decorator === undefined) return;
  modules(link).push({ key: classKey({ file: cls.file, cls: cls.index }), file: cls.file, parts: options === undefined ? empty : moduleParts(options, link) });
  for (const provider of options?.prop('providers')?.items() ?? []) {
    const token = provider.prop('provide')?.external()[0]?.path;
    const implementation = provider.prop('useClass') ?? provider.prop('useFactory') ?? provider.prop('useValue');
    if (implementation === undefined || (token !== '@nestjs/core.APP_PIPE' && token !== '@nestjs/core.APP_FILTER')) continue;
    const at = span(cls.file, cls.model.place);
    if (token === '@nestjs/core.APP_PIPE') link.emit({ kind: 'server', at, framework: 'nestjs', what: 'globalPipe', detail: pipeDetail(implementation) });
    else link.emit({ kind: 'server', at, framework: 'nestjs', what: 'globalFilter', detail: implementation.describe() });
  }
}

const empty: ModuleParts = { imports: [], controllers: [], providers: [], enhancers: [], paths: [], isOpen: false };

function inherited(cls: ProjectClass, link: LinkContext): ProjectClass['decorators'][number] | undefined {
  if (cls.model.ext === undefined || cls.decorators.length > 0) return undefined;
  const [, ...bases] = lineageOf(link.linker, cls.file, cls.index);
  return bases.flatMap((base) => decoratorsOf(link.linker, base)).find(({ path }) => path === '@nestjs/common.Module');
}

/** An application, and everything its root module leads to. */
export interface Reached {
  readonly app: Application | undefined;
  /** Parts with the key of the module they belong to, if it is known. */
  readonly parts: readonly { readonly module: string | undefined; readonly parts: ModuleParts }[];
  readonly isOpen: boolean;
}

/** Each application with its modules; one without a name that has them all when none is made in the project. */
export function reachedModules(link: LinkContext): readonly Reached[] {
  const all = new Map(modules(link).map((record) => [record.key, record]));
  const apps = applications(link);
  if (apps.length === 0) return [{ app: undefined, parts: [...all.values()].map(({ key, parts }) => ({ module: key, parts })), isOpen: true }];
  return apps.map((app) => {
    const parts: Reached['parts'][number][] = [];
    const seen = new Set<string>();
    const visit = (references: readonly ModuleReference[], holder: string | undefined): void => {
      let last = holder;
      for (const { module, parts: own } of references) {
        if (own !== undefined) {
          parts.push({ module: last, parts: own });
          visit(own.imports, last);
        }
        if (module !== undefined) last = module;
        const record = module === undefined || seen.has(module) ? undefined : all.get(module);
        if (module === undefined || record === undefined) continue;
        seen.add(module);
        parts.push({ module, parts: record.parts });
        visit(record.parts.imports, module);
      }
    };
    visit(app.root.found, undefined);
    return { app, parts, isOpen: app.root.isOpen || parts.some((item) => item.parts.isOpen) };
  });
}

/** Applications that may hold a class nobody in sight lists: those with a part that cannot be read, the nearest first. */
export function mayHold(reached: readonly Reached[], file: string): Reached | undefined {
  const open = reached.filter(({ isOpen }) => isOpen);
  const near = nearest(open.flatMap(({ app }) => app ?? []), file);
  return open.find(({ app }) => app === near);
}
