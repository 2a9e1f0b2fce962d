import { joinPathTexts, pathOf, emptyPath, type PathText } from '../../graph/paths.ts';
import { span } from '../../graph/link-project.ts';
import type { Argument, LinkContext, ProjectClass } from '../recogniser.ts';
import { pipeDetail } from './application.ts';

interface ModuleInfo { readonly key: string; readonly controllers: readonly string[] }

function modules(link: LinkContext): ModuleInfo[] {
  return link.scratch('nest.modules', () => []);
}

function prefixes(link: LinkContext): { readonly module: string; readonly prefix: PathText }[] {
  return link.scratch('nest.prefixes', () => []);
}

/** A module: which controllers it declares, and pipes and filters it binds to the whole application. */
export function onModule(cls: ProjectClass, link: LinkContext): void {
  const decorator = cls.decorators.find(({ path }) => path === '@nestjs/common.Module');
  const options = decorator?.args[0];
  if (options === undefined) return;
  modules(link).push({ key: `${cls.file}#${cls.index}`, controllers: (options.prop('controllers')?.items() ?? []).flatMap(classKeys) });
  for (const provider of options.prop('providers')?.items() ?? []) {
    const token = provider.prop('provide')?.external()[0]?.path;
    const implementation = provider.prop('useClass') ?? provider.prop('useFactory') ?? provider.prop('useValue');
    if (implementation === undefined || (token !== '@nestjs/core.APP_PIPE' && token !== '@nestjs/core.APP_FILTER')) continue;
    const at = span(cls.file, cls.model.place);
    if (token === '@nestjs/core.APP_PIPE') link.emit({ kind: 'server', at, framework: 'nestjs', what: 'globalPipe', detail: pipeDetail(implementation) });
    else link.emit({ kind: 'server', at, framework: 'nestjs', what: 'globalFilter', detail: implementation.describe() });
  }
}

/** `RouterModule.register([{ path, module, children }])`. */
export function modulePrefixes(routes: Argument | undefined, link: LinkContext, above: PathText = emptyPath): void {
  for (const route of routes?.items() ?? []) {
    const path = route.prop('path');
    const prefix = path === undefined ? above : joinPathTexts(above, pathOf(path.text()));
    for (const key of classKeys(route.prop('module'))) prefixes(link).push({ module: key, prefix });
    const children = route.prop('children');
    for (const child of children?.items() ?? []) for (const key of classKeys(child)) prefixes(link).push({ module: key, prefix });
    modulePrefixes(children, link, prefix);
  }
}

export function modulePrefixOf(controller: string, link: LinkContext): PathText {
  const owners = modules(link).filter(({ controllers }) => controllers.includes(controller)).map(({ key }) => key);
  return prefixes(link).find(({ module }) => owners.includes(module))?.prefix ?? emptyPath;
}

function classKeys(argument: Argument | undefined): string[] {
  return (argument?.origins() ?? []).flatMap((origin) => (origin.is === 'cls' ? [`${origin.file}#${origin.cls}`] : []));
}
