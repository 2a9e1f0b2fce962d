import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { analyseTexts } from '../../../src/analysis/analyse-texts.ts';
import { detectors } from '../../../src/skills/concepts/registry.ts';
import { observersOf } from '../../../src/skills/skill-map.ts';
import { readFixture } from '../fixture.ts';

const root = 'src/skills/concepts';
const fixtures = globSync(`${root}/*/*/*.fixture.{ts,js,tsx}`).sort();

describe('concept fixtures', () => {
  for (const path of fixtures) {
    it(path.slice(root.length + 1), () => {
      const id = dirname(path).slice(root.length + 1);
      const entry = detectors.find((item) => item.id === id);
      assert.ok(entry, `no detector ${id} in the registry: run npm run generate`);
      const fixture = readFixture(readFileSync(path, 'utf8'), 'src/app.ts');
      const linked = analyseTexts(fixture.files, observersOf([entry]));
      assert.deepEqual(linked.failures, []);
      const result = entry.detector.evaluate(linked.project, linked.observations.get(id) ?? []);
      const found = [
        ...result.evidence.map((item) => `${item.at.file}:${item.at.line} evidence ${item.supports}`),
        ...result.findings.map((item) => `${item.at.file}:${item.at.line} ${item.severity} ${item.rule}`),
      ];
      const wanted = [...fixture.expected].flatMap(([place, items]) => items.map((item) => `${place} ${item}`));
      assert.deepEqual({ state: result.state, found: [...new Set(found)].sort() }, { state: fixture.header.get('state'), found: [...new Set(wanted)].sort() });
      if (result.state !== 'exemplary') assert.ok((result.next ?? '').length > 10, 'a state below exemplary says what would raise it');
    });
  }

  for (const { id } of detectors) {
    it(`${id} has fixtures for its states and negatives`, () => {
      const states = fixtures.filter((path) => dirname(path) === `${root}/${id}`).map((path) => readFixture(readFileSync(path, 'utf8'), 'src/app.ts').header.get('state'));
      for (const state of ['not-applicable', 'not-seen', 'seen', 'demonstrated', 'exemplary']) {
        assert.ok(states.includes(state), `${root}/${id} has no fixture with the header "// state: ${state}"`);
      }
    });
    it(`${id} has its content`, () => {
      assert.ok(existsSync(`lessons/${id}/lesson.md`), `the detector ${id} has no lesson: add lessons/${id}/`);
    });
  }
});
