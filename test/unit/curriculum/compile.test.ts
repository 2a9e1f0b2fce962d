import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { compileLessons, compileLessonsOrThrow } from '../../../src/curriculum/compile.ts';
import { loadIndex, loadLesson } from '../../../src/curriculum/load.ts';
import { formatProblem } from '../../../src/curriculum/source/problem.ts';
import { brief, hints, lesson, quiz, tree, withFiles } from './authoring.ts';

const concept = 'databases/stock-levels';

/** Problems of a tree with these changes. */
async function problemsOf(changes: Readonly<Record<string, string | undefined>>): Promise<readonly string[]> {
  return withFiles(tree(changes), async (dir) => (await compileLessons(dir, join(dir, '.out'))).problems.map(formatProblem));
}

const inLesson = (from: string, to: string) => {
  assert.ok(lesson.includes(from));
  return problemsOf({ [`${concept}/lesson.md`]: lesson.replace(from, to) });
};
const inQuiz = (from: string, to: string) => {
  assert.ok(quiz.includes(from));
  return problemsOf({ [`${concept}/quiz.yaml`]: quiz.replace(from, to) });
};

describe('compileLessons', () => {
  it('writes an index and the whole lesson', async () => {
    await withFiles(tree(), async (dir) => {
      const out = join(dir, '.out');
      const { index, problems } = await compileLessons(dir, out);
      assert.deepEqual(problems, []);
      assert.deepEqual(index, {
        version: 1,
        skills: [{
          id: 'databases',
          number: 3,
          title: 'Databases',
          summary: 'Keep data right.',
          concepts: [{
            id: concept,
            title: 'Stock levels',
            level: 'foundation',
            why: 'A stock level below zero is a promise you cannot keep.',
            tip: 'Check the level in the same statement that changes it.',
            ladder: { seen: 'A stock level is written.', demonstrated: 'Every write checks the level.', exemplary: 'The database refuses a level below zero.' },
            quiz: ['first', 'second', 'third'],
            challenge: { title: 'Never below zero', minutes: 20, open: 'src/stock.ts', timeLimit: 10, memoryLimit: 256 },
          }],
        }],
      });
      assert.deepEqual(await loadIndex(out), { ok: true, value: index });
      const loaded = await loadLesson(out, concept);
      assert.ok(loaded.ok);
      assert.deepEqual(loaded.value.languages.map(({ id, title }) => [id, title]), [['python', 'Python'], ['java', 'Java'], ['ruby', 'Ruby'], ['php', 'PHP']]);
      assert.match(loaded.value.languages[0]?.html ?? '', /^<p>One\.<\/p>\n<pre data-language="Python"><code class="hljs">/);
      assert.equal(loaded.value.languages[0]?.markdown, 'One.\n```python\nlevel = 1\n```');
      assert.match(loaded.value.sections.good.html, /## Not a section/);
      assert.equal(loaded.value.sections.whenNotTo.html, '<p>When nothing is counted.</p>');
      assert.equal(loaded.value.quiz[2]?.options[3]?.html, '<code>four</code>');
      assert.equal(loaded.value.quiz[2].answer, 3);
      assert.equal(loaded.value.challenge?.brief.html, '<p>Make it hold.</p>\n<h3>Rules</h3>\n<h4>Also</h4>');
      assert.equal(loaded.value.interview.strongAnswer.length, 3);
    });
  });

  it('ships the challenge without mutants and without installed packages', async () => {
    await withFiles(tree({ [`${concept}/challenge/starter/node_modules/x/index.js`]: '' }), async (dir) => {
      await compileLessons(dir, join(dir, '.out'));
      assert.deepEqual(globSync('**', { cwd: join(dir, '.out', concept), dot: true }).sort(), [
        'challenge/brief.md', 'challenge/hints.md', 'challenge/solution/src/stock.ts', 'challenge/starter/src/stock.ts', 'challenge/tests/stock.test.ts',
      ]);
    });
  });

  it('leaves nothing of an earlier run', async () => {
    await withFiles({ ...tree(), '.out/databases/old.json': '{}' }, async (dir) => {
      await compileLessons(dir, join(dir, '.out'));
      assert.deepEqual(globSync('databases/*.json', { cwd: join(dir, '.out') }), ['databases/stock-levels.json']);
    });
  });

  it('reads Windows line ends as the same lesson', async () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    const plain = await withFiles(tree(), async (dir) => (await compileLessons(dir, join(dir, '.out'))).lessons);
    const windows = await withFiles(
      tree({ [`${concept}/lesson.md`]: crlf(lesson), [`${concept}/quiz.yaml`]: crlf(quiz), [`${concept}/challenge/brief.md`]: crlf(brief), [`${concept}/challenge/hints.md`]: crlf(hints) }),
      async (dir) => (await compileLessons(dir, join(dir, '.out'))).lessons,
    );
    assert.deepEqual(windows, plain);
  });

  it('loses only the malformed lesson', async () => {
    const other = 'databases/orders';
    const changes = { [`${other}/lesson.md`]: lesson, [`${other}/quiz.yaml`]: quiz, [`${concept}/lesson.md`]: 'no front matter' };
    await withFiles(tree(changes), async (dir) => {
      const { index, problems } = await compileLessons(dir, join(dir, '.out'));
      assert.deepEqual(index.skills[0]?.concepts.map(({ id }) => id), [other]);
      assert.deepEqual(problems.map(formatProblem), [`lessons/${concept}/lesson.md:1: The file must start with front matter between two lines of "---".`]);
      assert.equal((await loadLesson(join(dir, '.out'), other)).ok, true);
    });
  });

  it('keeps a lesson whose challenge is malformed', async () => {
    await withFiles(tree({ [`${concept}/challenge/hints.md`]: '## Point\nx\n' }), async (dir) => {
      const { index, problems } = await compileLessons(dir, join(dir, '.out'));
      assert.deepEqual(index.skills[0]?.concepts.map((entry) => 'challenge' in entry), [false]);
      assert.deepEqual(problems.map(formatProblem), [
        `lessons/${concept}/challenge/hints.md:1: The hints must be three rungs, in this order: "## Point", "## Narrow", "## Nearly tell".`,
      ]);
    });
  });

  it('fails a build with every problem in one message', async () => {
    await withFiles(tree({ [`${concept}/quiz.yaml`]: undefined, 'gardening/skill.yaml': '' }), async (dir) => {
      await assert.rejects(compileLessonsOrThrow(dir, join(dir, '.out')), (error: Error) => {
        assert.match(error.message, /^2 problem\(s\) in the lessons:\n/);
        assert.match(error.message, /lessons\/databases\/stock-levels: The concept has no quiz\.yaml\./);
        assert.match(error.message, /lessons\/gardening: "gardening" is not a skill/);
        return true;
      });
    });
  });
});

describe('what an author is told', () => {
  const cases: readonly (readonly [string, () => Promise<readonly string[]>, string])[] = [
    ['a missing key, at its parent', () => inLesson('  exemplary: The database refuses a level below zero.\n', ''), 'lesson.md:7: "ladder.exemplary" is missing.'],
    ['an unknown key', () => inLesson('level: foundation', 'level: foundation\nminutes: 3'), 'lesson.md:4: "minutes" is not a key that is known here.'],
    ['a wrong level', () => inLesson('level: foundation', 'level: beginner'), 'lesson.md:3: "level" must be ("foundation" | "practitioner" | "advanced"), not "beginner".'],
    ['a colon that makes a text a mapping', () => inLesson('- One statement both checks', '- One statement: checks'), 'lesson.md:14: "interview.strongAnswer.1" must be a text; one with ": " in it needs quotes around it.'],
    ['broken YAML', () => inLesson('why: A stock', 'why: One: a stock'), 'lesson.md:4: This is not valid YAML: Nested mappings are not allowed in compact mappings. A text with ": " in it needs quotes around it.'],
    ['a reference over http', () => inLesson('url: https://', 'url: http://'), 'lesson.md:18: "references.0.url": must start with https://.'],
    ['a missing section', () => inLesson('## The idea', '### The idea'), 'lesson.md:20: The section "## The idea" is missing.'],
    ['an unknown section', () => inLesson('## When not to', '## Summary\nx\n\n## When not to'), 'lesson.md:61: "## Summary" is not a section of a lesson; these are: Why it matters, The idea, Bad, Good, In other languages, When not to.'],
    ['sections in the wrong order', () => inLesson('## Why it matters\nTwo buyers, one item.\n\n## The idea', '## The idea\nx\n\n## Why it matters'), 'lesson.md:21: "## The idea" stands in the wrong place; the order is: Why it matters, The idea, Bad, Good, In other languages, When not to.'],
    ['a Bad section without TypeScript', () => inLesson('```ts\nexport const stock', '```js\nexport const stock'), 'lesson.md:27: The section "## Bad" needs a ```ts block.'],
    ['a code block in a language nobody colours', () => inLesson('```ts\nexport const level', '```cobol\nx\n```\n```ts\nexport const level'), 'lesson.md:33: The code block\'s language "cobol" is not one of ts, typescript, js, javascript, python, java, ruby, php, sql, bash, sh, json, xml, http, yaml, dockerfile, text.'],
    ['a missing language', () => inLesson('### Ruby', '### Spring'), 'lesson.md:38: "### Ruby" is missing under "## In other languages".'],
    ['two blocks under one language', () => inLesson('Two.\n', 'Two.\n```java\nclass B {}\n```\n'), 'lesson.md:44: "### Java" needs exactly one code block, a ```java block.'],
    ['a link to elsewhere', () => inLesson('When nothing is counted.', 'See [this](https://example.org/).'), 'lesson.md:62: The link "https://example.org/" is not among the lesson\'s references; add it there.'],
    ['a link that is not https', () => inLesson('When nothing is counted.', 'x\n\nSee [this](http://example.org/).'), 'lesson.md:64: The link "http://example.org/" is not https.'],
    ['an image', () => inLesson('When nothing is counted.', '![a](https://example.org/a.png)'), 'lesson.md:62: Lessons have no images.'],
    ['three options', () => inQuiz('[one, two, three, "`four`"]\n  answer: 1', '[one, two, three]\n  answer: 1'), 'quiz.yaml:8: "1.options": must be four options.'],
    ['an answer out of range', () => inQuiz('answer: 3', 'answer: 4'), 'quiz.yaml:14: "2.answer": must be at most 3.'],
    ['two questions with one id', () => inQuiz('id: second', 'id: first'), 'quiz.yaml:1: The content: Two questions have the same id.'],
    ['a brief that opens nothing', () => problemsOf({ [`${concept}/challenge/brief.md`]: brief.replace('src/stock.ts', 'src/store.ts') }), 'challenge/brief.md: "open" names "src/store.ts", which is not a file of starter/.'],
    ['a brief that points outside', () => problemsOf({ [`${concept}/challenge/brief.md`]: brief.replace('src/stock.ts', '../tests/stock.test.ts') }), 'challenge/brief.md:6: "open": must be a path inside starter/.'],
    ['a challenge without tests', () => problemsOf({ [`${concept}/challenge/tests/stock.test.ts`]: undefined }), 'challenge/tests: The challenge has no tests/*.test.ts.'],
  ];
  for (const [what, find, message] of cases) {
    it(`${what}: one message with file and line`, async () => {
      assert.deepEqual((await find()).map((problem) => problem.replace(`lessons/${concept}/`, '')).slice(0, 1), [message]);
    });
  }
});

describe('load', () => {
  it('says what is wrong with a damaged file', async () => {
    await withFiles({ 'index.json': '{"version":2,"skills":[]}', 'databases/a.json': '{', 'databases/b.json': '{"version":1}' }, async (dir) => {
      const problem = async (load: Promise<{ ok: boolean; problem?: string }>) => {
        const outcome = await load;
        assert.equal(outcome.ok, false);
        return outcome.problem;
      };
      assert.equal(await problem(loadIndex(dir)), `The list of lessons is damaged at version: Invalid type: Expected 1 but received 2 (${join(dir, 'index.json')}).`);
      assert.match(await problem(loadLesson(dir, 'databases/a')) ?? '', /^The lesson "databases\/a" cannot be read: /);
      assert.match(await problem(loadLesson(dir, 'databases/b')) ?? '', /^The lesson "databases\/b" is damaged at id: /);
      assert.equal(await problem(loadLesson(dir, 'databases/c')), `The lesson "databases/c" does not exist (${join(dir, 'databases/c.json')}).`);
      assert.equal(await problem(loadLesson(dir, '../../etc/passwd')), '"../../etc/passwd" is not the id of a lesson.');
    });
  });

  it('imports neither Markdown nor YAML nor colouring', async () => {
    const source = await readFile(new URL('../../../src/curriculum/load.ts', import.meta.url), 'utf8');
    const schema = await readFile(new URL('../../../src/curriculum/schema.ts', import.meta.url), 'utf8');
    assert.deepEqual([...`${source}${schema}`.matchAll(/from '([^']+)'/g)].map((match) => match[1]).sort(), [
      './model.ts', './model.ts', './schema.ts', 'node:fs/promises', 'node:path', 'valibot', 'valibot',
    ]);
  });
});
