import type { DataCall, Observation, ProjectFacts, Transaction } from '../../../../analysis/facts.ts';
import { contains } from '../../../../analysis/graph/contains.ts';
import { hasTransactions, isOnPool, isOutside, isWrite, oneConnection } from '../../../../analysis/graph/transactions.ts';
import { ts } from '../../../../analysis/syntax/ts.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';

const exemplaryUnits = 3;

export const detector: ConceptDetector<boolean> = {
  version: 1,
  observe: {
    [ts.SyntaxKind.CallExpression]: (node: ts.CallExpression, context) => {
      const callee = node.expression;
      if (!ts.isPropertyAccessExpression(callee)) return;
      if (callee.name.text === 'release' && node.arguments.length <= 1) context.note('release', node, isInFinally(node));
      else if (callee.name.text === 'all' && ts.isIdentifier(callee.expression) && callee.expression.text === 'Promise') context.note('all', node, true);
    },
  },
  evaluate(project, observations) {
    const calls = project.dataCalls.filter((call) => hasTransactions(call) && project.isServerCode(call.at.file));
    const units = project.transactions();
    const evidence: Evidence[] = [];
    const findings: Finding[] = [];
    for (const unit of units) {
      findings.push(...findingsOf(unit, project, observations));
      evidence.push({ signal: signalOf(unit), at: unit.at, supports: isComplete(unit, project) ? 'demonstrated' : 'seen' });
    }
    for (const call of calls) if (isOnPool(call)) findings.push(onPool(call));
    const loose = looseGroups(project, calls, units);
    for (const group of loose) findings.push(question(group));
    const complete = evidence.filter(({ supports }) => supports === 'demonstrated').length;
    const isTop = complete >= exemplaryUnits && findings.length === 0;
    return judge({
      applicable: units.length > 0 || loose.length > 0,
      evidence: isTop ? evidence.map((item) => (item.supports === 'demonstrated' ? { ...item, supports: 'exemplary' } : item)) : evidence,
      findings,
      sites: { applicable: complete + loose.length, good: complete },
      next: {
        'not-applicable': 'No function writes to more than one place yet.',
        'not-seen': 'Put writes that belong together into one transaction (the library’s callback, or BEGIN … COMMIT on one checked-out client).',
        seen: 'Group two writes or more on the transaction’s own handle, with ROLLBACK on failure.',
        demonstrated: `Cover every function with several writes (three units or more) and keep network calls outside.`,
      },
    });
  },
};

function signalOf(unit: Transaction): string {
  const writes = unit.writes.length === 1 ? '1 write' : `${unit.writes.length} writes`;
  return unit.kind === 'callback' ? `${unit.start.method}() around ${writes} (${unit.start.library})` : `BEGIN … COMMIT on one connection around ${writes} (${unit.start.library})`;
}

function isComplete(unit: Transaction, project: ProjectFacts): boolean {
  if (!project.isReachable(unit.at.file) || isOnPool(unit.start)) return false;
  if (unit.kind === 'statements' && !unit.rollsBack) return false;
  const needed = oneConnection.has(unit.start.library) && unit.start.method === 'transaction' ? 1 : 2;
  return unit.writes.filter((call) => !isOutside(call, unit)).length >= needed;
}

function onPool(call: DataCall): Finding {
  return {
    rule: 'transaction-wrong-handle', severity: 'warning', at: call.at,
    message: 'On a pool each query may run on another connection, so this statement does not open or close a transaction around the others.',
    fix: 'Check out one client with `pool.connect()`, run everything on it, and release it in `finally`.',
  };
}

function findingsOf(unit: Transaction, project: ProjectFacts, observations: readonly Observation<boolean>[]): Finding[] {
  const found: Finding[] = [];
  for (const call of unit.inside) {
    if (!isOutside(call, unit)) continue;
    found.push({
      rule: 'transaction-wrong-handle', severity: 'warning', at: call.at,
      message: `This ${call.method}() runs on the client outside, so it is neither rolled back nor isolated with the rest of the transaction.`,
      fix: 'Use the handle the callback receives for every call inside it.',
    });
  }
  for (const call of project.outbound) {
    if (call.fn === undefined || !unit.functions.has(call.fn) || !unit.covers(call.at)) continue;
    found.push({
      rule: 'call-inside-transaction', severity: 'information', at: call.at,
      message: 'A network call inside the transaction keeps its locks and its connection for as long as the other side takes, and cannot be rolled back.',
      fix: 'Make the call before the transaction, or after the commit.',
    });
  }
  for (const note of observations) {
    if (note.signal !== 'all' || note.fn === undefined || !unit.functions.has(note.fn) || !unit.covers(note.at)) continue;
    // A call on MongoDB is in the transaction only when it is given the session, which is not seen here.
    if (unit.inside.filter((call) => call.store !== 'document' && contains(note.at, call.at)).length < 2) continue;
    found.push({
      rule: 'parallel-on-one-connection', severity: 'information', at: note.at,
      message: 'One transaction is one connection: these calls queue up one after the other, and a failure leaves the rest running against an aborted transaction.',
      fix: 'Await them one by one inside the transaction.',
    });
  }
  if (unit.kind !== 'statements' || isOnPool(unit.start)) return found;
  if (!unit.rollsBack) {
    found.push({
      rule: 'begin-without-rollback', severity: 'warning', at: unit.at,
      message: 'Nothing rolls this transaction back when a statement fails: the connection stays inside it, locks and all.',
      fix: 'Run ROLLBACK in `catch`, rethrow, and release the client in `finally`.',
    });
  }
  const release = observations.find((note) => note.signal === 'release' && !note.data && note.fn === unit.start.fn);
  if (release !== undefined && !observations.some((note) => note.signal === 'release' && note.data && note.fn === unit.start.fn)) {
    found.push({
      rule: 'release-outside-finally', severity: 'information', at: release.at,
      message: 'When a statement throws, this client is never given back and the pool runs dry.',
      fix: 'Release it in `finally`.',
    });
  }
  return found;
}

/** Functions that write to two tables or more, one after the other, with no transaction around. */
function looseGroups(project: ProjectFacts, calls: readonly DataCall[], units: readonly Transaction[]): DataCall[][] {
  const byFunction = new Map<string, DataCall[]>();
  for (const call of calls) {
    if (!isWrite(call) || call.fn === undefined || units.some((unit) => unit.inside.includes(call) || unit.functions.has(call.fn ?? ''))) continue;
    const list = byFunction.get(call.fn);
    if (list === undefined) byFunction.set(call.fn, [call]);
    else list.push(call);
  }
  const inTransaction = new Set(units.flatMap((unit) => [...unit.functions]));
  return [...byFunction].filter(([fn, list]) => {
    if (new Set(list.map(({ target }) => target).filter((target) => target !== undefined)).size < 2) return false;
    return !project.callers(fn).some((caller) => inTransaction.has(caller));
  }).map(([, list]) => list);
}

function question(group: readonly DataCall[]): Finding {
  const [first] = group;
  if (first === undefined) throw new Error('an empty group of writes');
  const targets = [...new Set(group.map(({ target }) => target).filter((target) => target !== undefined))].join(' and ');
  return {
    rule: 'writes-without-transaction', severity: 'question', at: first.at,
    message: `This function writes ${targets} one after the other. What should happen when the second write fails?`,
    fix: 'If they belong together, put them into one transaction.',
  };
}

function isInFinally(node: ts.Node): boolean {
  for (let n: ts.Node = node; n.parent as ts.Node | undefined; n = n.parent) {
    if (ts.isTryStatement(n.parent) && n.parent.finallyBlock === n) return true;
    if (ts.isFunctionLike(n.parent)) return false;
  }
  return false;
}
