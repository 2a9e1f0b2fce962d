import type { Observation, OutboundCall, ProjectFacts } from '../../../../analysis/facts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';
import { observeRetries, type RetryNote } from './retries.ts';

const retryLibraries = new Set(['p-retry', 'async-retry', 'cockatiel', 'axios-retry', 'exponential-backoff']);
const breakerLibraries = new Set(['opossum', 'cockatiel']);
const localHost = /^https?:\/\/(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/;

export const detector: ConceptDetector<RetryNote> = {
  version: 1,
  observe: observeRetries,
  evaluate(project, observations) {
    const calls = project.outbound.filter((call) => project.isServerCode(call.at.file) && !isLocal(call));
    const bounded = calls.filter(({ deadline }) => deadline === 'yes');
    const open = calls.filter(({ deadline }) => deadline === 'no');
    const retries = boundedRetries(project, observations);
    const breakers = project.libraryUses.filter(({ library, call, at }) => breakerLibraries.has(library) && /^(?:opossum(?:\.CircuitBreaker)?|cockatiel\.circuitBreaker)$/.test(call) && project.isServerCode(at.file));
    const isCovered = open.length === 0 && bounded.length > 0;
    const hasAll = isCovered && (retries.length > 0 || breakers.length > 0);
    const evidence: Evidence[] = bounded.map((call) => ({ signal: `${call.method}() with a deadline (${call.library})`, at: call.at, supports: hasAll && project.isReachable(call.at.file) ? 'demonstrated' : 'seen' }));
    for (const at of retries) evidence.push({ signal: 'retries with a cap and a random part in the delay', at, supports: hasAll ? 'demonstrated' : 'seen' });
    for (const { at } of breakers) evidence.push({ signal: 'a circuit breaker around the call', at, supports: hasAll && retries.length > 0 ? 'exemplary' : 'seen' });
    const findings = [...openFindings(open), ...retryFindings(observations, calls, project)];
    return judge({
      applicable: calls.length > 0,
      evidence,
      findings,
      sites: { applicable: calls.length, good: bounded.length },
      next: {
        'not-applicable': 'Nothing here calls another service yet.',
        'not-seen': 'Give every outbound call a deadline: `signal: AbortSignal.timeout(2000)`, or `timeout` on the client.',
        seen: open.length > 0 ? `${open.length} outbound ${open.length === 1 ? 'call has' : 'calls have'} no deadline yet; then retry what may be retried, with a cap and jitter.` : 'Retry what may be retried: at most a few attempts, growing delays with a random part.',
        demonstrated: 'Put a circuit breaker before the dependency you cannot do without, and hold three calls or more to the rule.',
      },
    });
  },
};

/** Health checks on the own machine, and relative URLs of the global fetch (browser code); a client with a base URL takes relative ones. */
function isLocal({ library, url = '' }: OutboundCall): boolean {
  return localHost.test(url) || (library === 'fetch' && /^(?:\/(?!\/)|\.)/.test(url));
}

/** Retry loops of the project’s own with a cap and Math.random in the delay, and uses of retry libraries. */
function boundedRetries(project: ProjectFacts, observations: readonly Observation<RetryNote>[]): readonly OutboundCall['at'][] {
  const own = observations.filter(({ signal, data, at }) => signal === 'retry' && data.capped && data.jitter && project.isServerCode(at.file)).map(({ at }) => at);
  const libraries = project.libraryUses.filter(({ library, call, at }) => retryLibraries.has(library) && !call.endsWith('!') && project.isServerCode(at.file) && project.isReachable(at.file)).map(({ at }) => at);
  return [...own, ...libraries];
}

/** One per module: outbound calls without a deadline are common, so a row each would be noise. */
function openFindings(open: readonly OutboundCall[]): Finding[] {
  const byFile = new Map<string, OutboundCall[]>();
  for (const call of open) byFile.set(call.at.file, [...byFile.get(call.at.file) ?? [], call]);
  return [...byFile.values()].flatMap((calls) => {
    const [first] = calls;
    if (first === undefined) return [];
    const others = calls.length > 1 ? ` (and ${calls.length - 1} more in this file)` : '';
    return [{
      rule: 'outbound-call-without-deadline-or-status', severity: 'information' as const, at: first.at,
      message: `This ${first.method}() waits as long as the other side likes${others}: one hanging dependency ties up every request that needs it.`,
      fix: first.library === 'axios' ? 'Set `timeout` on the client or the call.' : 'Pass `signal: AbortSignal.timeout(ms)`.',
    }];
  });
}

function retryFindings(observations: readonly Observation<RetryNote>[], calls: readonly OutboundCall[], project: ProjectFacts): Finding[] {
  return observations.filter(({ signal, data, fn, at }) => {
    if (signal !== 'retry' || data.capped || fn === undefined || !project.isServerCode(at.file)) return false;
    const reached = project.reach(fn, 1);
    return calls.some((call) => call.fn !== undefined && reached.has(call.fn));
  }).map(({ at }) => ({
    rule: 'retry-without-cap', severity: 'warning', at,
    message: 'This loop tries for ever: while the other side is down, every caller hammers it and none gives up.',
    fix: 'Count the attempts, stop after a few, and wait longer (with a random part) between them.',
  }));
}
