import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Fact, ProjectFacts } from '../../../src/analysis/facts.ts';
import { analyseTexts } from '../../../src/analysis/analyse-texts.ts';
import { recognisers } from '../../../src/analysis/recognisers/registry.ts';
import { factText, readFixture, wordOf, type Fixture } from '../fixture.ts';

/** Kinds that every recogniser fixture is held to; `// also: …` in its header adds others. */
const always = ['route', 'data', 'cache', 'outbound'];
const fixtures = globSync('src/analysis/recognisers/*/*.fixture.{ts,js,tsx}').sort();

describe('recogniser fixtures', () => {
  for (const path of fixtures) {
    it(path.replace('src/analysis/recognisers/', ''), () => {
      const extension = path.slice(path.lastIndexOf('.'));
      const fixture = readFixture(readFileSync(path, 'utf8'), `src/${basename(path).replace(/\.fixture\.[jt]sx?$/, '')}${extension}`);
      const linked = analyseTexts(fixture.files, []);
      assert.deepEqual(linked.failures, []);
      const kinds = new Set([...always, ...(fixture.header.get('also') ?? '').split(',').map((kind) => kind.trim())]);
      assert.deepEqual(found(linked.project, kinds), wanted(fixture));
    });
  }

  it('exist for every recogniser', () => {
    const covered = new Set(fixtures.map((path) => basename(dirname(path))));
    const missing = recognisers.filter(({ name }) => !covered.has(name)).map(({ name }) => `add src/analysis/recognisers/${name}/${name}.fixture.ts`);
    assert.deepEqual(missing, []);
  });

  it('are as short as the README says', () => {
    const lines = ['index.ts', 'polka.fixture.ts'].map((file) => readFileSync(`src/analysis/recognisers/polka/${file}`, 'utf8').trimEnd().split('\n').length);
    const said = /Polka came last: (\d+) lines of recogniser and (\d+) lines of fixture/.exec(readFileSync('README.md', 'utf8'));
    assert.deepEqual(said?.slice(1).map(Number), lines);
  });
});

function found(project: ProjectFacts, kinds: ReadonlySet<string>): string[] {
  const facts: Fact[] = [
    ...project.routes, ...project.dataCalls, ...project.caches, ...project.outbound, ...project.queues, ...project.timers, ...project.childProcesses, ...project.processUses,
    ...project.servers, ...project.closes, ...project.clients, ...project.libraryUses, ...project.envReads, ...project.classes,
  ];
  return facts.filter((fact) => kinds.has(wordOf(fact))).map((fact) => `${fact.at.file}:${markLine(fact)} ${factText(fact)}`).sort();
}

/** A fact is marked on the line where its call ends its head: the first line. */
function markLine(fact: Fact): number {
  return fact.at.line;
}

function wanted(fixture: Fixture): string[] {
  return [...fixture.expected].flatMap(([place, items]) => items.map((item) => `${place} ${item}`)).sort();
}
