import assert from 'node:assert/strict';
import { keepEvidence } from './evidence.ts';
import { Workbench } from './workbench.ts';

describe('hover tips', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open();
    await workbench.openChecklist();
  });
  afterEach(function () { return keepEvidence(this, workbench); });
  after(() => Workbench.closeAll());

  it('says what a database call is', async () => {
    await workbench.openFile('src/orders/orders.store.ts', 60);
    const text = await (await workbench.hoverOver(".prepare('SELECT tier")).innerText();
    assert.match(text, /node:sqlite/);
    assert.match(text, /Open the lesson/);
  });

  it('says what a class receives', async () => {
    await workbench.openFile('src/orders/orders.service.ts', 20);
    const text = await (await workbench.hoverOver('OrderService {')).innerText();
    assert.match(text, /Composition and constructor injection/);
  });

  it('gives a misuse its reason and its fix', async () => {
    await workbench.openFile('src/products/products.store.ts', 40);
    const text = await (await workbench.hoverOver('prepare(sql)')).innerText();
    assert.match(text, /Parameterised queries/);
    assert.match(text, /SQL/);
  });

  it('shows the whole path of a route, and leads to its lesson', async () => {
    await workbench.openFile('src/products/products.routes.ts', 28);
    const hover = await workbench.hoverOver("'/search'");
    assert.match(await hover.innerText(), /GET \/api\/v1\/products\/search/);
    await hover.getByRole('link', { name: 'Open the lesson' }).first().click();
    await workbench.lessonFrame().getByRole('heading', { level: 1 }).waitFor();
    assert.match(await workbench.lessonFrame().getByRole('heading', { level: 1 }).innerText(), /\w/);
  });

  it('looks right in three themes', async () => {
    await workbench.closeEditors();
    await workbench.openFile('src/products/products.store.ts', 36);
    await workbench.inEveryTheme(async (theme) => {
      await workbench.hoverOver('prepare(sql)');
      await workbench.keep(theme, 'hover', { pointer: true });
    });
  });
});
