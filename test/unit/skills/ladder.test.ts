import assert from 'node:assert/strict';
import type { Span } from '../../../src/analysis/facts.ts';
import { judge, type Judgement } from '../../../src/skills/ladder.ts';
import type { Evidence, Finding } from '../../../src/skills/model.ts';

const at = (file: string): Span => ({ file, line: 1, column: 1, endLine: 1, endColumn: 2 });
const evidence = (supports: Evidence['supports'], file = 'a.ts'): Evidence => ({ signal: 'seen here', at: at(file), supports });
const warning = (file: string): Finding => ({ rule: 'r', severity: 'warning', message: 'm', fix: 'f', at: at(file) });
const stateOf = (input: Partial<Judgement>): string => judge({ applicable: true, evidence: [], findings: [], next: {}, ...input }).state;

describe('ladder', () => {
  it('is grey where the concept has no place, and a gap where it has', () => {
    assert.equal(stateOf({ applicable: false }), 'not-applicable');
    assert.equal(stateOf({}), 'not-seen');
    assert.equal(stateOf({ applicable: false, findings: [warning('a.ts')] }), 'not-seen');
  });

  it('takes demonstrated back where the same file holds a warning', () => {
    assert.equal(stateOf({ evidence: [evidence('demonstrated')] }), 'demonstrated');
    assert.equal(stateOf({ evidence: [evidence('demonstrated')], findings: [warning('a.ts')] }), 'seen');
    assert.equal(stateOf({ evidence: [evidence('demonstrated')], findings: [warning('b.ts')] }), 'demonstrated');
    assert.equal(stateOf({ evidence: [evidence('demonstrated')], findings: [{ ...warning('a.ts'), severity: 'information' }] }), 'demonstrated');
  });

  it('asks for three places, four fifths of them good, and no warning anywhere for exemplary', () => {
    const top = { evidence: [evidence('exemplary')] };
    assert.equal(stateOf({ ...top, sites: { applicable: 3, good: 3 } }), 'exemplary');
    assert.equal(stateOf({ ...top, sites: { applicable: 5, good: 4 } }), 'exemplary');
    assert.equal(stateOf({ ...top, sites: { applicable: 5, good: 3 } }), 'demonstrated');
    assert.equal(stateOf({ ...top, sites: { applicable: 2, good: 2 } }), 'demonstrated');
    assert.equal(stateOf({ ...top, sites: { applicable: 3, good: 3 }, findings: [warning('b.ts')] }), 'demonstrated');
    assert.equal(stateOf({ ...top, sites: { applicable: 3, good: 3 }, exemplary: false }), 'demonstrated');
  });

  it('puts the best evidence first and says what would raise the state', () => {
    const result = judge({ applicable: true, evidence: [evidence('seen'), evidence('demonstrated')], findings: [], next: { demonstrated: 'more of it' } });
    assert.deepEqual(result.evidence.map(({ supports }) => supports), ['demonstrated', 'seen']);
    assert.equal(result.next, 'more of it');
  });
});
