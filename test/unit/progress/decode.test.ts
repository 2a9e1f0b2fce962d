import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeProgress } from '../../../src/progress/decode.ts';
import { migrate } from '../../../src/progress/migrate.ts';
import { documents } from './documents.ts';

describe('decodeProgress', () => {
  it('reads back whatever is written', () => {
    fc.assert(fc.property(documents, (document) => {
      assert.deepEqual(decodeProgress(JSON.stringify(document)), { kind: 'ok', document, dropped: 0 });
    }));
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => { decodeProgress(text); }));
  });

  it('never throws, whatever is inside a document of our version', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (answers, challenges, states) => {
      assert.equal(decodeProgress(JSON.stringify({ version: 1, answers, challenges, states })).kind, 'ok');
    }));
  });

  it('calls what is no progress document corrupt', () => {
    for (const text of ['', '{', '[]', 'null', '{}', '{"version":"1"}', '{"version":0}', '{"version":1.5}']) {
      assert.deepEqual(decodeProgress(text), { kind: 'corrupt' }, text);
    }
  });

  it('recognises a newer version without looking inside', () => {
    assert.deepEqual(decodeProgress('{"version":7,"answers":12}'), { kind: 'newer', version: 7 });
  });

  it('drops and counts single bad entries', () => {
    const good = { choice: 1, correct: true, at: '2026-01-01T00:00:00.000Z' };
    const text = JSON.stringify({
      version: 1,
      answers: { 'databases/transactions': { q1: good, q2: { ...good, choice: -1 } }, 'no slash': {}, 'apis/xml-handling': 7 },
      states: { 'databases/transactions': { seen: 'yesterday', exemplary: good.at } },
      challenges: { 'apis/xml-handling': { attempts: { w: 1 }, hintsUsed: 0, best: { passed: 9, total: 3 } } },
    });
    assert.deepEqual(decodeProgress(text), {
      kind: 'ok',
      dropped: 5,
      document: { version: 1, answers: { 'databases/transactions': { q1: good } }, challenges: {}, states: { 'databases/transactions': { exemplary: good.at } } },
    });
  });

  it('takes no prototype from the file', () => {
    const decoded = decodeProgress('{"version":1,"answers":{"__proto__":{"q":{}}},"states":{"a/b":{"__proto__":"x"}}}');
    assert.equal(decoded.kind === 'ok' && decoded.dropped, 2);
    assert.equal(({} as Record<string, unknown>)['q'], undefined);
  });
});

describe('migrate', () => {
  const steps = [
    (document: Readonly<Record<string, unknown>>) => ({ ...document, states: document['reached'] }),
    (document: Readonly<Record<string, unknown>>) => ({ answers: document['answers'], states: document['states'] }),
  ];

  it('runs every step from the version of the file on', () => {
    assert.deepEqual(migrate({ version: 1, answers: { a: 1 }, reached: { b: 2 } }, 1, steps), { version: 3, answers: { a: 1 }, states: { b: 2 } });
    assert.deepEqual(migrate({ version: 2, answers: {}, states: {}, reached: 1 }, 2, steps), { version: 3, answers: {}, states: {} });
    assert.deepEqual(migrate({ version: 3, answers: {} }, 3, steps), { version: 3, answers: {} });
  });

  it('answers undefined when a step fails', () => {
    assert.equal(migrate({ version: 1 }, 1, [() => { throw new TypeError('no such field'); }]), undefined);
  });
});
