import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readFrontMatter } from '../../../src/challenges/content/frontMatter.ts';
import { readHints } from '../../../src/challenges/content/hints.ts';
import { discoverTests } from '../../../src/challenges/content/discoverTests.ts';
import { loadChallenge } from '../../../src/challenges/content/loadChallenge.ts';
import { sampleHints, writeFiles } from './sample.ts';

describe('the content of a challenge', () => {
  let root: string;
  before(async () => { root = await mkdtemp(join(tmpdir(), 'coach-content-')); });
  after(() => rm(root, { recursive: true, force: true }));

  describe('front matter', () => {
    it('reads scalars as YAML does', () => {
      const head = ['title: Fail at start, not at 3 a.m.', "quoted: 'it''s: here' # note", 'double: "a \\"b\\" \\\\ c"', 'minutes: 25   # about', 'path: src/a-b.ts', 'hash: a#b'].join('\n');
      const matter = readFrontMatter(`---\n${head}\n---\nBody\n`);
      assert.ok('values' in matter);
      assert.deepEqual(Object.fromEntries(matter.values), parse(head));
      assert.equal(matter.body, 'Body');
    });

    it('refuses what it would read differently', () => {
      for (const line of ['list: [1, 2]', 'text: |', 'a: b: c', 'key:', '  nested: 1', 'anchor: &x y', 'title: one\ntitle: two']) {
        assert.ok('problem' in readFrontMatter(`---\n${line}\n---\nBody\n`), line);
      }
      assert.ok('problem' in readFrontMatter('no front matter'));
    });
  });

  describe('hints', () => {
    it('takes three rungs with texts for certain tests, and leaves code alone', () => {
      const read = readHints('## Point\na\n### adds\n```md\n## Not a rung\n### nor a test\n```\n## Narrow\nb\n## Nearly tell\nc\n');
      assert.ok('hints' in read);
      assert.deepEqual(read.hints[0], { title: 'Point', text: 'a', forTests: [{ test: 'adds', text: '```md\n## Not a rung\n### nor a test\n```' }] });
    });

    it('says what is missing', () => {
      assert.match(JSON.stringify(readHints('## Point\na\n## Nearly tell\nc\n')), /it has .*Point.*Nearly tell/);
      assert.match(JSON.stringify(readHints('## Point\n### adds\nx\n## Narrow\nb\n## Nearly tell\nc\n')), /no text of its own/);
      assert.match(JSON.stringify(readHints('## Point\na\n### adds\n## Narrow\nb\n## Nearly tell\nc\n')), /adds.*has no text/);
    });
  });

  it('finds tests by their names, with their suites and lines', async () => {
    await writeFiles(join(root, 'found/tests'), {
      'b.test.ts': "it('alone', () => {});\n",
      'a.test.ts': "describe('outer', () => {\n  // it('no', () => {});\n  it('first', () => {\n    it.skip;\n  });\n  describe(\"inner\", () => {\n    test('it\\'s second', { timeout: 1 }, async () => {});\n  });\n  it(`third`, () => {});\n  it(`computed ${1}`, () => {});\n});\n",
      'helper.ts': "it('no', () => {});\n",
    });
    const tests = await discoverTests({ id: 'languages/found', dir: join(root, 'found') });
    assert.deepEqual(tests.map(({ id, at }) => `${id} @ ${at?.file ?? ''}:${at?.line ?? 0}`), [
      'outer > first @ tests/a.test.ts:3', "outer > inner > it's second @ tests/a.test.ts:7", 'outer > third @ tests/a.test.ts:9', 'alone @ tests/b.test.ts:1',
    ]);
    assert.deepEqual(await discoverTests({ id: 'languages/none', dir: join(root, 'none') }), []);
  });

  it('loads a challenge, or says which file and field is wrong', async () => {
    const head = { title: 'A', minutes: '5', timeLimit: '10', memoryLimit: '512', open: 'src/a.ts' };
    const load = async (name: string, fields: Record<string, string>, hints = sampleHints): Promise<string> => {
      const brief = `---\n${Object.entries(fields).map(([key, value]) => `${key}: ${value}`).join('\n')}\n---\nDo it.\n`;
      await writeFiles(join(root, name), { 'brief.md': brief, 'hints.md': hints });
      const result = await loadChallenge({ id: 'languages/a', dir: join(root, name) });
      return result.kind === 'failed' ? result.message : `${result.challenge.title} ${result.challenge.timeLimit} ${result.challenge.hints.length}`;
    };
    assert.equal(await load('good', head), 'A 10 3');
    assert.match(await load('wordy', { ...head, minutes: 'many' }), /languages\/a cannot be used: brief\.md: "minutes"/);
    assert.match(await load('escaping', { ...head, open: '../secrets.ts' }), /"open": a path inside starter/);
    assert.match(await load('unknown', { ...head, colour: 'red' }), /"colour"/);
    assert.match(await load('unhelpful', head, '## Point\n'), /hints\.md: /);
  });
});
