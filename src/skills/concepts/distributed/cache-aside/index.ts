import type { CacheUse, Observation, ProjectFacts } from '../../../../analysis/facts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';
import { observeMaps, type MapNote } from './maps.ts';

/** Names of a parameter that decides whose data it is. */
const scopeName = /^(?:tenant|org|organi[sz]ation|workspace|account|customer|locale|lang|language|currency|region)(?:Id|Key|Code|Slug)?$/i;
/** Seconds; longer literals that are no whole number of days are milliseconds by mistake more often than not. */
const suspiciousSeconds = 100_000;
const day = 86_400;

export const detector: ConceptDetector<MapNote> = {
  version: 1,
  observe: observeMaps,
  evaluate(project, observations) {
    const uses = project.caches.filter(({ at }) => project.isServerCode(at.file));
    const reads = readPaths(project, uses);
    const evidence: Evidence[] = [];
    const findings: Finding[] = [];
    let good = 0;
    for (const path of reads) {
      const hasTtl = path.sets.every(({ ttl }) => ttl === 'call' || ttl === 'store');
      const invalidation = invalidates(path, uses);
      const holds = hasTtl && invalidation !== undefined && project.isReachable(path.get.at.file);
      if (holds) good++;
      evidence.push({ signal: holds ? 'get, load on a miss, set with a lifetime, and deleted on change' : hasTtl ? 'get, load on a miss, set with a lifetime' : 'get, load on a miss, set', at: path.get.at, supports: holds ? 'demonstrated' : 'seen' });
      findings.push(...findingsOf(path, project));
    }
    const alone = uses.find((use) => !reads.some(({ get }) => get === use));
    if (evidence.length === 0 && alone !== undefined) evidence.push({ signal: `${alone.method}() on a cache (${alone.library})`, at: alone.at, supports: 'seen' });
    for (const use of uses) findings.push(...unitFindings(use), ...scanFindings(use, project));
    findings.push(...unboundedMaps(observations, project));
    const isTop = good >= 3 && good === reads.length;
    return judge({
      applicable: uses.length > 0 || (project.routes.length > 0 && (project.dataCalls.some(({ store }) => store !== 'key-value') || project.outbound.length > 0)),
      evidence: isTop ? evidence.map((item) => (item.supports === 'demonstrated' ? { ...item, supports: 'exemplary' } : item)) : evidence,
      findings,
      sites: { applicable: reads.length, good },
      next: {
        'not-applicable': 'Nothing here reads data often enough to cache: no routes with database or outbound calls yet.',
        'not-seen': 'Pick one read that is slow and asked often; decide lifetime, bound and invalidation, then put a cache before it.',
        seen: 'Give every set a lifetime and delete the same key (one key function) where the data changes.',
        demonstrated: 'Bring three read paths to get, load, set with a lifetime and delete on change.',
      },
    });
  },
};

/** A function that asks the cache and fills it: the read path of cache-aside. */
interface ReadPath { readonly get: CacheUse; readonly sets: readonly CacheUse[]; readonly fn: string }

function readPaths(project: ProjectFacts, uses: readonly CacheUse[]): ReadPath[] {
  const found: ReadPath[] = [];
  const seen = new Set<string>();
  for (const get of uses) {
    if (get.operation !== 'get' || get.fn === undefined || seen.has(get.fn)) continue;
    const reached = project.reach(get.fn, 1);
    const sets = uses.filter((use) => use.operation === 'set' && use.fn !== undefined && reached.has(use.fn) && use.receiverId === get.receiverId && sameKey(use, get));
    // `wrap(key, load)` fills by itself.
    if (sets.length === 0 && get.method !== 'wrap') continue;
    seen.add(get.fn);
    found.push({ get, sets: sets.length === 0 ? [get] : sets, fn: get.fn });
  }
  return found;
}

function sameKey(a: CacheUse, b: CacheUse): boolean {
  if (a.key === undefined || b.key === undefined) return a.keyNames.join() === b.keyNames.join();
  return shapeOf(a.key) === shapeOf(b.key);
}

/** Keys with other variable names are the same key. */
function shapeOf(key: string): string {
  return key.replace(/\$\{[^}]*\}/g, '${}');
}

function invalidates(path: ReadPath, uses: readonly CacheUse[]): CacheUse | undefined {
  return uses.find((use) => use.fn !== path.fn && (use.operation === 'delete' || (use.operation === 'set' && !path.sets.includes(use))) && sameKey(use, path.get));
}

function findingsOf(path: ReadPath, project: ProjectFacts): Finding[] {
  const found: Finding[] = [];
  for (const set of path.sets) {
    if (set.ttl !== 'none') continue;
    found.push({
      rule: 'cache-without-lifetime', severity: 'warning', at: set.at,
      message: 'This cached copy never expires: once the source changes and one delete is missed, the old value is served for ever.',
      fix: 'Give it a lifetime: `set(key, value, "EX", 60)` (ioredis) or `{ EX: 60 }` (node-redis), or a store with a default.',
    });
  }
  const names = project.functions.get(path.fn)?.paramNames ?? [];
  const missing = names.find((name) => scopeName.test(name) && !path.get.keyNames.some((part) => part.includes(name)) && path.get.keyNames.length > 0);
  if (missing !== undefined && path.get.key !== undefined && !path.get.key.startsWith('fn:')) {
    found.push({
      rule: 'cache-key-misses-scope', severity: 'information', at: path.get.at,
      message: `The loader depends on ${missing}, the key does not: two of them share one cached value.`,
      fix: `Make ${missing} part of the key.`,
    });
  }
  return found;
}

function unitFindings({ ttlValue, at }: CacheUse): Finding[] {
  if (ttlValue?.unit !== 's' || ttlValue.amount < suspiciousSeconds || ttlValue.amount % day === 0) return [];
  return [{
    rule: 'lifetime-in-wrong-unit', severity: 'information', at,
    message: `This option counts seconds: ${ttlValue.amount} are about ${Math.round(ttlValue.amount / day)} days. Milliseconds may have been meant.`,
    fix: 'Give the lifetime in seconds here, or use the millisecond option (`PX`).',
  }];
}

function scanFindings(use: CacheUse, project: ProjectFacts): Finding[] {
  if (use.operation !== 'scan' || use.fn === undefined) return [];
  const isInRequest = project.routes.some(({ handler }) => handler !== undefined && project.reach(handler.id, 2).has(use.fn ?? ''));
  if (!isInRequest) return [];
  return [{
    rule: 'keys-in-request', severity: 'warning', at: use.at,
    message: 'KEYS walks the whole keyspace in one go and blocks Redis for everybody while this request waits.',
    fix: 'Keep the keys you need in a set, or use SCAN outside the request.',
  }];
}

/** A module-level Map used as a cache that only ever grows. */
function unboundedMaps(observations: readonly Observation<MapNote>[], project: ProjectFacts): Finding[] {
  const found: Finding[] = [];
  for (const made of observations) {
    if (made.signal !== 'map' || !project.isServerCode(made.at.file)) continue;
    const own = observations.filter((note) => note.at.file === made.at.file && note.data === made.data && note.signal !== 'map');
    const has = (signal: string): boolean => own.some((note) => note.signal === signal && note.fn !== undefined);
    if (!has('set') || !has('get') || own.some(({ signal }) => signal === 'bound')) continue;
    found.push({
      rule: 'unbounded-cache', severity: 'information', at: made.at,
      message: `${made.data} is filled by requests and never emptied: memory grows with every new key, and old values are kept for ever.`,
      fix: 'Use a cache with a bound and a lifetime (`new LRUCache({ max, ttl })`).',
    });
  }
  return found;
}
