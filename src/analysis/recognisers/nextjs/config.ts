import { emptyPath, pathOf, type PathText } from '../../graph/paths.ts';
import type { Argument, LinkContext } from '../recogniser.ts';

const usual = ['tsx', 'ts', 'jsx', 'js'];
const maxDepth = 4;

export function pageExtensionsOf(config: string | undefined, link: LinkContext): readonly string[] {
  const items = settingOf(config, 'pageExtensions', link)?.items()?.map((item) => item.string());
  return items?.every((item) => item !== undefined) === true && items.length > 0 ? [...items].sort((a, b) => b.length - a.length) : usual;
}

export function basePathOf(config: string | undefined, link: LinkContext): PathText {
  const setting = settingOf(config, 'basePath', link);
  return setting === undefined || isOptional(setting) ? emptyPath : pathOf(setting.text());
}

/** `process.env.BASE_PATH || undefined`: none is the default. */
function isOptional(setting: Argument): boolean {
  const { model } = setting.source();
  return model[0] === 'or' && model[1].some((id) => { const value = setting.source().beside(setting.source().file, id).model; return value[0] === 'unk' && value[1] === 'undefined'; });
}

/** One setting of the object a `next.config` file exports, also through a function that returns it and through wrappers of plugins (`withPlugin(config)`). */
function settingOf(config: string | undefined, name: string, link: LinkContext): Argument | undefined {
  if (config === undefined) return undefined;
  const { exports } = link.linker.model(config);
  const value = exports['default'] ?? exports['='];
  return value === undefined ? undefined : find(link.argument(config, value), name, link, 0);
}

function find(argument: Argument, name: string, link: LinkContext, depth: number): Argument | undefined {
  const own = argument.prop(name);
  if (own !== undefined || depth > maxDepth) return own;
  for (const origin of argument.origins()) {
    const inner = origin.is === 'fn' ? (link.linker.model(origin.file).functions[origin.fn]?.returns ?? []).map((value) => link.argument(origin.file, value))
      : origin.is === 'ext' ? link.argumentsOf(origin) : [];
    for (const one of inner) {
      const found = find(one, name, link, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
