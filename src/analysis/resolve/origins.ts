import type { ExternalOrigin, Origin, Site } from './origin.ts';

/** A value is followed to at most this many origins. */
export const maxOrigins = 12;

export const none: readonly Origin[] = [];

/** Without repetitions, and not more than {@link maxOrigins}. */
export function unique(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length < 2) return origins;
  const seen = new Set<string>();
  const kept: Origin[] = [];
  for (const origin of origins) {
    const key = keyOf(origin);
    if (seen.has(key)) continue;
    seen.add(key);
    if (kept.push(origin) >= maxOrigins) break;
  }
  return kept;
}

/** `router as Router<State>`: what is known by its type alone adds nothing to the same thing whose making is known. */
export function withoutTwins(origins: readonly Origin[]): readonly Origin[] {
  const isTyped = (origin: Origin): origin is ExternalOrigin => origin.is === 'ext' && origin.site === undefined && origin.via === undefined && origin.path.endsWith('!');
  return origins.filter((origin) => !isTyped(origin) || !origins.some((other) => other.is === 'ext' && other.path === origin.path && !isTyped(other)));
}

/** What `await` makes of an origin. */
export function settle(origin: Origin): Origin {
  return origin.is === 'ext' && origin.awaited === undefined ? { ...origin, awaited: true } : origin;
}

/** An origin that says what something is, not just which text or interface it has. */
export function isSolid(origin: Origin): boolean {
  return origin.is !== 'iface' && origin.is !== 'shape' && !(origin.is === 'lit' && origin.value === null);
}

function keyOf(origin: Origin): string {
  switch (origin.is) {
    case 'lit': return `l${String(origin.value)}`;
    case 'ext': return `e${origin.path}\0${origin.id}\0${origin.from?.id ?? ''}`;
    case 'fn': return `f${origin.file}#${origin.fn}`;
    case 'cls': return `c${origin.file}#${origin.cls}${callsKey(origin.calls)}`;
    case 'text': return `t${origin.file}#${origin.value}${callsKey(origin.calls)}`;
    case 'inst': return `i${origin.file}#${origin.cls}${origin.made === undefined ? '' : callsKey([origin.made])}`;
    case 'ns': return `n${origin.file}`;
    case 'pair': return `p${origin.key}${origin.value.map(keyOf).join()}`;
    case 'iface': return `j${origin.file}#${origin.iface}`;
    case 'shape': return `s${origin.file}#${origin.type}${origin.given === undefined ? '' : `<${origin.given.file}#${origin.given.types.join()}>`}`;
    default: return `${origin.is}${origin.file}#${origin.value}`;
  }
}

function callsKey(calls: readonly Site[] | undefined): string {
  return calls === undefined ? '' : calls.map(({ file, call }) => `\0${file}:${call}`).join('');
}
