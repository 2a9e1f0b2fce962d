import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FrameLocator } from 'playwright-core';
import { keepEvidence } from './evidence.ts';
import { Workbench } from './workbench.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('a lesson', () => {
  let workbench: Workbench;
  let lesson: FrameLocator;

  before(async () => {
    workbench = await Workbench.open();
    await workbench.openChecklist();
    await workbench.run('Backend Coach: Open Lesson');
    await workbench.pick('Parameterised queries');
    lesson = workbench.lessonFrame();
    await lesson.getByRole('heading', { level: 1, name: 'Parameterised queries' }).waitFor();
  });
  afterEach(function () { return keepEvidence(this, workbench); });
  after(() => Workbench.closeAll());

  it('has its parts in order', async () => {
    const headings = await lesson.getByRole('heading', { level: 2 }).allInnerTexts();
    const wanted = ['Why it matters', 'The idea', 'Code to avoid', 'Code to write', 'Your code', 'In other languages', 'When not to', 'Quiz', 'Interview', 'References', 'Challenge'];
    const found = wanted.map((title) => headings.findIndex((heading) => heading.includes(title)));
    assert.deepEqual(found.filter((at) => at === -1), [], `wanted ${wanted.join(', ')}; there are ${headings.join(', ')}`);
    assert.deepEqual(found, found.toSorted((a, b) => a - b));
  });

  it('shows the gap in the code of the person, and leads there', async () => {
    const link = lesson.locator('#your-code').getByText(/products\.store\.ts/).first();
    await link.click();
    await workbench.page.locator('.tab.active', { hasText: 'products.store.ts' }).waitFor();
  });

  it('answers a quiz question with the keyboard alone', async () => {
    const { page } = workbench;
    await lesson.locator('.question input[type=radio]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await lesson.locator('.question').first().locator('.verdict').waitFor();
    assert.notEqual((await lesson.locator('.question').first().locator('.result .prose').innerText()).trim(), '');
    assert.match(await lesson.locator('.score').innerText(), /\d/);
  });

  it('moves between languages with the arrow keys', async () => {
    const tabs = lesson.getByRole('tab');
    await tabs.first().focus();
    await workbench.page.keyboard.press('ArrowRight');
    assert.equal(await tabs.nth(1).getAttribute('aria-selected'), 'true');
    const panel = lesson.locator(`#${String(await tabs.nth(1).getAttribute('aria-controls'))}`);
    assert.equal(await panel.isVisible(), true);
    assert.equal(await lesson.getByRole('tabpanel').count(), 1);
  });

  it('keeps the strong answer back until it is asked for', async () => {
    const reveal = lesson.locator('#interview button').first();
    assert.equal(await reveal.getAttribute('aria-expanded'), 'false');
    await reveal.focus();
    await workbench.page.keyboard.press('Enter');
    assert.equal(await reveal.getAttribute('aria-expanded'), 'true');
    assert.ok((await lesson.locator('#interview li:visible').count()) >= 3);
  });

  it('comes back after a reload of the window, answers and all', async () => {
    await workbench.reload();
    lesson = workbench.lessonFrame();
    await lesson.getByRole('heading', { level: 1, name: 'Parameterised queries' }).waitFor({ timeout: 60_000 });
    await lesson.locator('.question').first().locator('.verdict').waitFor();
    // The page draws itself first and then goes back to where the person was.
    await lesson.getByRole('tab', { selected: true }).and(lesson.getByRole('tab').nth(1)).waitFor();
  });

  it('has no accessibility violation and looks right in three themes', async () => {
    const problems: string[] = [];
    await workbench.inEveryTheme(async (theme) => {
      await lesson.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
      const body = lesson.locator('body');
      await body.evaluate((_, source) => { (0, eval)(source); }, axeSource).catch(() => undefined);
      const found = await body.evaluate(async () => {
        const axe = (globalThis as unknown as { axe: { run: (root: Document) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> } }).axe;
        return (await axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join('\n')}`);
      });
      problems.push(...found.map((problem) => `${theme}: ${problem}`));
      await workbench.keep(theme, 'lesson');
    });
    assert.deepEqual(problems, []);
  });
});
