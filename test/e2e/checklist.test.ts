import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { keepEvidence } from './evidence.ts';
import { Workbench } from './workbench.ts';

const skills = ['Backend programming languages', 'Popular frameworks', 'Databases', 'Distributed-systems design', 'Servers', 'APIs', 'Problem solving'];

describe('the checklist', () => {
  let workbench: Workbench;
  let rows: Locator;
  const row = (name: RegExp): Locator => rows.and(workbench.page.locator('[aria-label]')).filter({ hasText: name });

  before(async () => {
    workbench = await Workbench.open();
    rows = await workbench.openChecklist();
  });
  afterEach(function () { return keepEvidence(this, workbench); });
  after(() => Workbench.closeAll());

  it('shows the seven skills and the routes of the sample after one click', async () => {
    const labels = await rows.and(workbench.page.locator('[aria-level="1"]')).evaluateAll((found) => found.map((each) => each.getAttribute('aria-label') ?? ''));
    assert.deepEqual(labels.map((label) => label.replace(/,.*/, '')), [...skills, 'Routes']);
    for (const label of labels.slice(0, 7)) assert.match(label, /\d of \d demonstrated/);
  });

  it('opens with the keyboard alone', async () => {
    const { page } = workbench;
    const focused = rows.and(page.locator('.focused'));
    await workbench.run('Backend Coach: Focus on Skills View');
    await page.keyboard.press('Home');
    await page.keyboard.type('Databases');
    await focused.filter({ hasText: /^Databases/ }).waitFor();
    if ((await focused.getAttribute('aria-expanded')) === 'true') await page.keyboard.press('ArrowLeft');
    await row(/^Databases/).and(page.locator('[aria-expanded="false"]')).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await focused.and(page.locator('[aria-level="2"]')).waitFor();
    await page.keyboard.press('ArrowRight');
    await rows.and(page.locator('[aria-level="3"]')).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await focused.and(page.locator('[aria-level="3"]')).waitFor();
  });

  it('reveals the code of an evidence row', async () => {
    await expand(row(/^Parameterised queries/), workbench);
    const evidence = row(/products\.store\.ts:\d+/).first();
    const line = /:(\d+)/.exec(await evidence.innerText())?.[1];
    await evidence.click();
    await workbench.page.locator('.tab.active', { hasText: 'products.store.ts' }).waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${String(line)},` }).waitFor();
  });

  it('follows typing before it is saved, and keeps open what was open', async () => {
    const { page } = workbench;
    await page.setViewportSize({ width: 1440, height: 1400 }); // the list draws only what is in sight
    const before = Number(/\d+/.exec(await row(/^Routes/).innerText())?.[0]);
    await workbench.openFile('src/app.ts', 30);
    await page.keyboard.press('Home');
    await page.keyboard.insertText("  app.get('/ready', (_req, res) => { res.end(); });\n");
    await row(new RegExp(`^Routes\\s*${before + 1}`)).waitFor({ timeout: 10_000 });
    assert.equal(await page.locator('.tab.active.dirty').count(), 1, 'the file was saved');
    assert.equal(await row(/^Parameterised queries/).getAttribute('aria-expanded'), 'true');
    await workbench.run('File: Revert File');
    await row(new RegExp(`^Routes\\s*${before}$`)).waitFor({ timeout: 10_000 });
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('can be filtered to what is not yet demonstrated', async () => {
    const { page } = workbench;
    const all = await rows.count();
    assert.notEqual(await rows.and(page.locator('[aria-level="2"][aria-label*=", demonstrated"]')).count(), 0);
    await page.locator('.sidebar a[aria-label*="Not Yet Demonstrated"]').first().click();
    await page.locator('.sidebar a[aria-label*="Show Everything"]').first().waitFor();
    const demonstrated = rows.and(page.locator('[aria-level="2"][aria-label*=", demonstrated"]'));
    await demonstrated.first().waitFor({ state: 'detached' });
    assert.equal(await demonstrated.count(), 0);
    await page.locator('.sidebar a[aria-label*="Show Everything"]').first().click();
    await page.waitForFunction(([selector, count]) => document.querySelectorAll(selector).length === count, [checklistRows, all] as const);
  });

  it('lists a route it cannot fully know apart, and says why', async () => {
    const { page } = workbench;
    await workbench.openFile('src/app.ts', 30);
    await page.keyboard.press('Home');
    await page.keyboard.insertText("  app.get(process.env.STATUS_PREFIX + '/ready', (_req, res) => { res.end(); });\n");
    await row(/^Routes\s*\d+ · 1 not fully known/).waitFor({ timeout: 10_000 });
    await row(/^Databases/).click(); // closed again, as it was opened above: the routes come into sight
    await page.setViewportSize({ width: 1440, height: 1400 });
    await expand(row(/^Routes/), workbench);
    await expand(row(/^1 route whose path is not known/), workbench);
    const unknown = row(/STATUS_PREFIX/);
    assert.match(await unknown.innerText(), /\/ready[\s\S]*it comes from the environment[\s\S]*app\.ts:30/);
    assert.match(await (await workbench.hoverOver("'/ready'")).innerText(), /its full path is not known: it comes from the environment/i);
    await workbench.inEveryTheme(async (theme) => {
      await workbench.hoverOver("'/ready'");
      await workbench.keep(theme, 'unresolved-route', { pointer: true });
    });
    await page.setViewportSize({ width: 1440, height: 900 });
    await workbench.run('File: Revert File');
    await row(/^Routes\s*\d+$/).waitFor({ timeout: 10_000 });
    await row(/^Routes/).click();
    await row(/^Routes/).and(page.locator('[aria-expanded="false"]')).waitFor();
  });

  it('looks right in three themes', async () => {
    await workbench.closeEditors();
    await workbench.openFile('src/products/products.store.ts', 36);
    await workbench.inEveryTheme(async (theme) => {
      await row(/^Databases/).waitFor();
      await workbench.keep(theme, 'checklist');
    });
  });
});

const checklistRows = '.pane-body .monaco-list[aria-label*="Skills"] .monaco-list-row';

async function expand(row: Locator, { page }: Workbench): Promise<void> {
  if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
  await row.and(page.locator('[aria-expanded="true"]')).waitFor();
}
