import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { repo } from '../harness/paths.ts';
import { keepEvidence } from './evidence.ts';
import { Workbench } from './workbench.ts';

const concept = 'problem-solving/guard-clauses-invariants';

describe('a challenge', function () {
  this.timeout(180_000);
  this.bail(true); // each step needs the one before
  let workbench: Workbench;
  let attempt: string;

  before(async () => {
    workbench = await Workbench.open();
    attempt = join(workbench.home, 'home/backend-coach-challenges', concept.replace('/', '-'));
    await workbench.openChecklist();
  });
  afterEach(function () { return keepEvidence(this, workbench); });
  after(() => Workbench.closeAll());

  it('starts from the palette, its file beside its brief', async () => {
    await workbench.run('Backend Coach: Start Challenge');
    await workbench.pick('Silent zero');
    await workbench.pick('backend-coach-challenges');
    await workbench.page.locator('.tab', { hasText: 'pricing.ts' }).waitFor();
    await workbench.page.locator('.tab', { hasText: 'Preview README' }).waitFor();
    const brief = workbench.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await brief.getByRole('heading', { name: 'Silent zero' }).first().waitFor();
    assert.ok(existsSync(join(attempt, 'src/pricing.ts')));
    assert.ok(!existsSync(join(attempt, 'solution')), 'the solution was given away');
  });

  it('fails as it starts, and shows expected and actual side by side', async () => {
    const { page } = workbench;
    await workbench.run('Backend Coach: Run Challenge Tests');
    const failed = page.locator('.part.panel .monaco-list-row', { has: page.locator('.codicon-testing-failed-icon, .codicon-testing-error-icon') });
    const diff = page.locator('.part.panel .monaco-diff-editor');
    await failed.first().waitFor({ timeout: 90_000 });
    for (const row of await failed.all()) {
      await row.click();
      if (await diff.waitFor({ timeout: 5000 }).then(() => true, () => false)) return;
    }
    assert.fail('no failure shows expected and actual');
  });

  it('looks right in three themes', async () => {
    await workbench.inEveryTheme(async (theme) => { await workbench.keep(theme, 'challenge'); });
  });

  it('gives hints for the first failure, one after the other in one place', async () => {
    await workbench.run('Backend Coach: Show Next Hint');
    await workbench.page.locator('.tab', { hasText: 'Hints' }).waitFor();
    await workbench.lessonFrame().getByText('Hint 1 of 3').first().waitFor();
    await workbench.run('Backend Coach: Show Next Hint');
    await workbench.lessonFrame().getByText('Hint 2 of 3').first().waitFor();
    assert.equal(await workbench.page.locator('.editor-group-container').count(), 2, 'a hint opened another column');
  });

  it('passes with the solution, and the checklist says so', async () => {
    await cp(join(repo, 'lessons', concept, 'challenge/solution'), attempt, { recursive: true });
    await workbench.run('Backend Coach: Run Challenge Tests');
    const rows = await workbench.openChecklist();
    const row = rows.filter({ hasText: 'Guards' }).first();
    await row.and(workbench.page.locator('[aria-label*="challenge passed"]')).waitFor({ timeout: 90_000 });
  });

  it('shows the solution as a diff', async () => {
    await workbench.run('Backend Coach: Show Solution Diff');
    await workbench.page.locator('.tab', { hasText: 'Yours and one solution' }).waitFor();
    await workbench.page.locator('.monaco-diff-editor, .multiDiffEntry').first().waitFor();
  });
});
