import { decorators } from '../../graph/decorators.ts';
import { typeName } from '../../graph/classes.ts';
import type { TypeId } from '../../resolve/model.ts';
import { typeArguments } from '../../resolve/type-arguments.ts';
import { knownText } from '../known-text.ts';
import type { Argument, ExternalOrigin, LinkContext } from '../recogniser.ts';
import { model } from './words.ts';

/** Name of the model behind a value: as `model('Order')` says it, as it is injected, the class it is made from, or its document type. */
export function targetOf(on: ExternalOrigin, link: LinkContext): string | undefined {
  const named = /\bmodels\.(\w+)$/.exec(on.path)?.[1];
  if (named !== undefined) return named;
  if (on.via !== undefined) return link.linker.model(on.via.file).classes[on.via.cls]?.name;
  const declared = link.linker.declarationOf(on);
  const injection = declared === undefined ? undefined : decorators(link.linker, declared.file, declared.decorators ?? []).find(({ path }) => path.endsWith('.InjectModel'))?.args[0];
  const argument = injection ?? link.argumentsOf(on)[0];
  const said = argument === undefined ? undefined : nameIn(argument, link);
  if (said !== undefined) return said;
  const [type] = typeArguments(link.linker, on);
  if (type !== undefined) return documentName(type.file, type.type, link, 0);
  return declared?.type === undefined || on.path === model ? undefined : documentName(declared.file, declared.type, link, 0);
}

/** Name of the model a document or a chain comes from; none where the query behind it is one of several models (in a base class). */
export function targetThrough(on: ExternalOrigin, root: ExternalOrigin, link: LinkContext): string | undefined {
  let made: ExternalOrigin | undefined = on;
  while (made !== undefined && made.from?.from !== root) made = made.from;
  if (made?.site === undefined) return targetOf(root, link);
  const { file, call } = made.site;
  const names = new Set(link.linker.eval(file, link.linker.callAt({ file, call }).callee).flatMap((origin) => (origin.is === 'ext' && origin.from !== undefined ? [targetOf(origin.from, link)] : [])));
  return names.size > 1 ? undefined : targetOf(root, link);
}

function nameIn(argument: Argument, link: LinkContext): string | undefined {
  const text = knownText(argument, link);
  if (text !== undefined) return text;
  for (const origin of argument.origins()) if (origin.is === 'cls') return link.nameOf(origin);
  return undefined;
}

/** `OrderDocument`, `IOrder` and `HydratedDocument<Order>` are all about `Order`; a type parameter says nothing. */
function documentName(file: string, id: TypeId, link: LinkContext, depth: number): string | undefined {
  const { types, values } = link.linker.model(file);
  const type = types[id];
  if (type === undefined || depth > 4) return undefined;
  if (type[0] === 'typeof') {
    for (const origin of link.linker.eval(file, type[1])) if (origin.is === 'cls') return link.nameOf(origin);
    return undefined;
  }
  if (type[0] === 'union') return type[1].map((member) => documentName(file, member, link, depth + 1)).find((name) => name !== undefined);
  if (type[0] !== 'ref' || values[type[1]]?.[0] === 'glob') return undefined;
  for (const origin of link.linker.evalType(file, id, '')) {
    if (origin.is === 'cls' || origin.is === 'inst' || origin.is === 'iface') return plainName(link.nameOf(origin));
    if (origin.is !== 'ext') continue;
    const [inner] = typeArguments(link.linker, origin);
    const named = inner === undefined ? undefined : documentName(inner.file, inner.type, link, depth + 1);
    if (named !== undefined) return named;
    if (origin.module !== 'mongoose') return plainName(typeName(link.linker, file, link.linker.model(file), id));
  }
  return undefined;
}

function plainName(name: string | undefined): string | undefined {
  return name?.replace(/(?:Document|Doc|Schema)$/, '').replace(/^I(?=[A-Z][a-z])/, '');
}
