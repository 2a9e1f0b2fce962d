import { regexPath } from '../../resolve/regex-path.ts';
import type { BranchTest, ValueId } from '../../resolve/model.ts';
import type { ExternalOrigin } from '../../resolve/origin.ts';
import type { LinkContext } from '../recogniser.ts';
import { both, pathIs, type Condition } from './conditions.ts';

/** What a value says of a request: its method, its path, or both in one text with something between. */
type Part = 'method' | 'path' | { readonly between: string };

const request = 'node:http.IncomingMessage!';
/** What may be done to a part without making another of it: `url.split('?')[0]`, `method.toUpperCase()`. */
const kept = /^(?:\.(?:split|replace|replaceAll|trim|toLowerCase|toUpperCase|toString|slice|substring)\(\)|\.\[\]|\[\])*$/;
const maxDepth = 6;

export function partOf(link: LinkContext, file: string, id: ValueId, depth = 0): Part | undefined {
  const value = link.linker.model(file).values[id];
  if (value === undefined || depth > maxDepth) return undefined;
  if (value[0] === 'tpl') {
    const [first, between, second, ...more] = value[1].filter((part) => part !== '');
    if (typeof first !== 'number' || typeof between !== 'string' || typeof second !== 'number' || more.length > 0) return undefined;
    return partOf(link, file, first, depth + 1) === 'method' && partOf(link, file, second, depth + 1) === 'path' ? { between } : undefined;
  }
  for (const origin of link.linker.eval(file, id)) {
    const found = origin.is === 'ext' ? partOfExternal(link, origin, depth) : origin.is === 'text' && !(origin.file === file && origin.value === id) ? partOf(link, origin.file, origin.value, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function partOfExternal(link: LinkContext, origin: ExternalOrigin, depth: number): Part | undefined {
  if (origin.path.startsWith(`${request}.method`) && kept.test(origin.path.slice(request.length + '.method'.length))) return 'method';
  if (origin.path.startsWith(`${request}.url`) && kept.test(origin.path.slice(request.length + '.url'.length))) return 'path';
  for (let step: ExternalOrigin | undefined = origin; step !== undefined; step = step.from) {
    const rest = origin.path.slice(step.path.length);
    const isParsed = /^(?:global:URL!|node:url\.URL!|node:url\.parse\(\))$/.test(step.path) && rest.startsWith('.pathname') && kept.test(rest.slice('.pathname'.length));
    const isPassed = /^(?:global:)?(?:decodeURIComponent|decodeURI|String)\(\)$/.test(step.path) && kept.test(rest);
    const [given] = isParsed || isPassed ? link.argumentsOf(step) : [];
    if (given !== undefined) return partOf(link, given.file, given.value, depth + 1);
  }
  return undefined;
}

/** What a test asks of a request, as alternatives; undefined when it is about something else. */
export function conditionsOf(link: LinkContext, file: string, [how, of, literals]: BranchTest): readonly Condition[] | undefined {
  const part = partOf(link, file, of);
  if (part !== undefined) return literals.flatMap((literal) => conditionOf(link, file, how, part, literal) ?? []);
  // `route.path === url.pathname`
  const [only, ...more] = literals;
  const other = how === 'is' && only !== undefined && more.length === 0 ? partOf(link, file, only) : undefined;
  const condition = other === undefined ? undefined : conditionOf(link, file, how, other, of);
  return condition === undefined ? undefined : [condition];
}

function conditionOf(link: LinkContext, file: string, how: BranchTest[0], part: Part, literal: ValueId): Condition | undefined {
  const value = link.linker.model(file).values[literal];
  if (how === 'matches') {
    const source = link.linker.sourceOf(file, literal);
    const written = link.linker.model(source.file).values[source.value];
    if (part !== 'path' || written?.[0] !== 'unk' || !written[1].startsWith('regex:')) return undefined;
    const { path, resolved } = regexPath(written[1].slice('regex:'.length));
    return pathIs({ path, resolved, ...(resolved ? {} : { because: 'it is a regular expression' }) });
  }
  if (value === undefined) return undefined;
  const { text, resolved, because } = link.linker.text(file, literal);
  const known = { resolved, ...(because === undefined ? {} : { because }) };
  if (part === 'method') return how === 'is' && resolved ? { methods: [text.toUpperCase()] } : undefined;
  if (part === 'path') {
    if (how === 'is') return pathIs({ path: text, ...known });
    if (how === 'starts') return { path: { path: text, ...known }, isPrefix: true };
    return pathIs({ path: `\${}${text}`, resolved: false, because: 'only its end is compared' });
  }
  return how === 'is' ? conditionOfLine(text, part.between, resolved, because) : undefined;
}

/** `GET /orders` when the two are compared in one text. */
export function conditionOfLine(line: string, between: string, resolved: boolean, because?: string): Condition | undefined {
  const at = line.indexOf(between);
  if (at <= 0) return undefined;
  const path = { path: line.slice(at + between.length), resolved, ...(because === undefined ? {} : { because }) };
  return both({ methods: [line.slice(0, at).toUpperCase()] }, pathIs(path));
}

/** What a key of a table says when the table is asked for a part of the request. */
export function conditionOfKey(part: Part, key: string): Condition | undefined {
  if (part === 'method') return { methods: [key.toUpperCase()] };
  return part === 'path' ? pathIs({ path: key, resolved: true }) : conditionOfLine(key, part.between, true);
}
