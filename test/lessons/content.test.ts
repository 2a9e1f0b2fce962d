import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { compileLessons, type Compiled } from '../../src/curriculum/compile.ts';
import { loadIndex, loadLesson } from '../../src/curriculum/load.ts';
import { formatProblem } from '../../src/curriculum/source/problem.ts';
import { skillIds } from '../../src/skills/model.ts';
import { repo } from '../harness/paths.ts';
import { lessonFiles } from './blocks.ts';

describe('the lessons', () => {
  let out: string;
  let compiled: Compiled;

  before(async () => {
    out = await mkdtemp(join(tmpdir(), 'lessons-'));
    compiled = await compileLessons(join(repo, 'lessons'), out);
  });

  after(async () => {
    await rm(out, { recursive: true, force: true });
  });

  it('compile without a problem', () => {
    assert.deepEqual(compiled.problems.map(formatProblem), []);
  });

  it('are all in the index, under the seven skills in order', () => {
    assert.deepEqual(compiled.index.skills.map(({ id }) => id), skillIds);
    assert.deepEqual(compiled.index.skills.map(({ number }) => number), [1, 2, 3, 4, 5, 6, 7]);
    const listed = compiled.index.skills.flatMap(({ concepts }) => concepts.map(({ id }) => `lessons/${id}/lesson.md`)).sort();
    assert.deepEqual(listed, lessonFiles());
  });

  it('read back from disk as they were compiled', async () => {
    assert.deepEqual(await loadIndex(out), { ok: true, value: compiled.index });
    for (const lesson of compiled.lessons) assert.deepEqual(await loadLesson(out, lesson.id), { ok: true, value: lesson });
  });

  it('have a challenge each', () => {
    const without = compiled.lessons.filter(({ challenge }) => !challenge).map(({ id }) => id);
    assert.deepEqual(without, [], `add a challenge/ folder (CONTRIBUTING.md, "Add a concept") to: ${without.join(', ')}`);
  });

  it('ship no mutant', () => {
    assert.deepEqual(globSync('**/mutants/**', { cwd: out }), []);
  });

  it('do not give quiz answers away by their position or their length', () => {
    const complaints: string[] = [];
    for (const { id, quiz } of compiled.lessons) {
      if (new Set(quiz.map(({ answer }) => answer)).size < Math.min(quiz.length, 3)) complaints.push(`${id}: spread the right answers over at least three positions`);
      const longest = quiz.filter(({ options, answer }) => options.every((option, index) => index === answer || option.markdown.length < (options[answer]?.markdown.length ?? 0)));
      if (longest.length > quiz.length / 2 + 1) complaints.push(`${id}: in ${longest.length} of ${quiz.length} questions the right answer is the longest`);
    }
    assert.deepEqual(complaints, []);
  });

  it('say one sentence where one is shown', () => {
    const long = compiled.lessons.flatMap(({ id, why, tip }) => [[id, why], [id, tip]] as const)
      .filter(([, text]) => text.markdown.length > 200).map(([id, text]) => `${id}: ${text.markdown}`);
    assert.deepEqual(long, [], 'why and tip are shown in tooltips: at most 200 characters each');
  });

  it('pair up with detectors', async () => {
    const lessons = globSync('lessons/*/*/', { cwd: repo, onlyDirectories: true }).map((path) => path.split('/').slice(1, 3).join('/'));
    const detectors = globSync('src/skills/concepts/*/*/', { cwd: repo, onlyDirectories: true }).map((path) => path.split('/').slice(3, 5).join('/'));
    const missing = [
      ...lessons.filter((id) => !detectors.includes(id)).map((id) => `lessons/${id} has no detector: add src/skills/concepts/${id}/index.ts exporting \`detector\`, with a fixture beside it`),
      ...detectors.filter((id) => !lessons.includes(id)).map((id) => `src/skills/concepts/${id} has no lesson: add lessons/${id}/lesson.md, quiz.yaml and challenge/`),
      ...detectors.filter((id) => !existsSync(join(repo, 'src/skills/concepts', id, 'index.ts'))).map((id) => `src/skills/concepts/${id} has no index.ts exporting \`detector\``),
      ...detectors.filter((id) => globSync(`src/skills/concepts/${id}/**/*.fixture.*`, { cwd: repo }).length === 0).map((id) => `src/skills/concepts/${id} has no *.fixture.ts: its specification`),
    ];
    assert.deepEqual(missing, []);
    const registry = await readFile(join(repo, 'src/skills/concepts/registry.ts'), 'utf8');
    const unregistered = detectors.filter((id) => !registry.includes(`./${id}/index.ts`));
    assert.deepEqual(unregistered, [], 'run `npm run generate`');
  });
});
