import type { Argument, ExternalOrigin, LinkContext } from '../recogniser.ts';

/** What makes a table or something that is selected from like one, with the name as first argument. */
const makers = /^drizzle-orm\.(?:(?:pg|sqlite|mysql|singlestore|gel)(?:Table|View|MaterializedView)|(?:pg|mysql|singlestore|gel)Schema\(\)\.(?:table|view|materializedView))\(\)/;
const creators = /^drizzle-orm\.(?:pg|sqlite|mysql|singlestore|gel)TableCreator\(\)\(\)/;
const common = /\.\$with\(\)\.as\(\)$/;

/** The SQL name of a table, when its definition can be followed; the name of the variable otherwise. */
export function tableOf(argument: Argument | undefined, link: LinkContext): string | undefined {
  if (argument === undefined) return undefined;
  const names = new Set(argument.external().map((origin) => tableName(origin, link)));
  if (names.size === 1) {
    const [only] = names;
    if (only !== undefined) return only;
  }
  const written = argument.describe();
  const value = argument.model[0];
  return (value === 'imp' || value === 'mem') && !written.startsWith('this.') && /^[\w$.]+$/.test(written) ? written.split('.').at(-1) : undefined;
}

/** The name given to `pgTable(…)`, `schema.table(…)`, a table creator, or `$with(…)`. */
export function tableName(origin: ExternalOrigin, link: LinkContext): string | undefined {
  for (let step: ExternalOrigin | undefined = origin; step !== undefined; step = step.from) {
    if (step.site === undefined) continue;
    const name = link.argumentsOf(step)[0]?.string();
    if (makers.test(step.path) && step.path.endsWith(')')) return name;
    if (creators.test(step.path)) return name === undefined ? undefined : created(step, name, link);
    if (common.test(step.path)) return step.from?.from === undefined ? undefined : link.argumentsOf(step.from.from)[0]?.string();
  }
  return undefined;
}

/** `pgTableCreator((name) => \`shop_${name}\`)('orders')`. */
function created(origin: ExternalOrigin, name: string, link: LinkContext): string | undefined {
  const creator = origin.from === undefined ? undefined : link.argumentsOf(origin.from)[0]?.origins().find(({ is }) => is === 'fn');
  if (creator?.is !== 'fn') return name;
  const [value] = link.linker.model(creator.file).functions[creator.fn]?.returns ?? [];
  const parts = value === undefined ? [] : link.linker.text(creator.file, value).parts;
  return parts.filter((part) => part === null).length === 1 ? parts.map((part) => part ?? name).join('') : undefined;
}
