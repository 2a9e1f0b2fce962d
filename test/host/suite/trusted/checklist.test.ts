import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TreeElement } from '../../../../src/extension/tree/liveTree.ts';
import { stateIcons } from '../../../../src/extension/tree/appearance.ts';
import { analysed, closeEverything, commandLinks, conceptRow, edit, itemOf, kinds, rows } from '../coach.ts';
import { eventually, openFile } from '../support.ts';

describe('the checklist', () => {
  afterEach(closeEverything);

  it('has seven skills in the order of the curriculum, then the routes', async () => {
    const api = await analysed();
    const skills = api.tree.roots.flatMap(({ node }) => (node.kind === 'skill' ? [node.skill] : []));
    assert.deepEqual(skills, ['languages', 'frameworks', 'databases', 'distributed', 'servers', 'apis', 'problem-solving']);
    assert.equal(kinds(api.tree.roots)[7], 'routes');
  });

  it('shows for a skill how much of it is demonstrated', async () => {
    const api = await analysed();
    for (const root of api.tree.roots.slice(0, 7)) {
      const item = await itemOf(api, root);
      assert.match(String(item.description), /^\d of \d demonstrated$/);
      assert.match(item.accessibilityInformation?.label ?? '', /\d of \d demonstrated/);
    }
  });

  it('shows for a concept its state in words, shape and colour, and why it matters', async () => {
    const api = await analysed();
    const concepts = rows(api).filter(({ node }) => node.kind === 'concept');
    assert.equal(concepts.length, 14);
    for (const element of concepts) {
      const { node } = element;
      assert.ok(node.kind === 'concept');
      const item = await itemOf(api, element);
      const icon = item.iconPath as vscode.ThemeIcon;
      assert.equal(icon.id, stateIcons[node.state].codicon);
      assert.equal(icon.color?.id, stateIcons[node.state].color);
      assert.match(String(item.description), /^(not applicable yet|not seen|seen|demonstrated|exemplary)/);
      assert.ok(item.accessibilityInformation?.label.includes(node.title));
      assert.ok(item.tooltip instanceof vscode.MarkdownString);
      const entry = await api.lessons.entry(node.concept);
      assert.ok(entry, `${node.concept} has no lesson`);
      assert.ok(item.tooltip.value.includes(entry.why));
      assert.deepEqual(commandLinks(item.tooltip), [{ command: 'backendCoach.openLesson', args: [node.concept], enabled: true }]);
    }
  });

  it('reveals the code of a piece of evidence', async () => {
    const api = await analysed();
    const evidence = rows(api).find(({ node }) => node.kind === 'evidence');
    assert.ok(evidence?.node.kind === 'evidence', 'the sample shows nothing at all');
    const item = await itemOf(api, evidence);
    assert.match(typeof item.label === 'string' ? item.label : '', /\.ts:\d+$/);
    assert.ok(item.command);
    await vscode.commands.executeCommand(item.command.command, ...(item.command.arguments as unknown[]));
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.ok(editor.document.uri.path.endsWith(evidence.node.at.file));
    assert.equal(editor.selection.start.line, evidence.node.at.line - 1);
  });

  it('says what would raise every concept that is not exemplary', async () => {
    const api = await analysed();
    for (const element of rows(api)) {
      if (element.node.kind !== 'concept' || element.node.state === 'exemplary') continue;
      assert.equal(element.children[0]?.node.kind, 'next', element.node.concept);
    }
  });

  it('finds the hole in the search of the sample', async () => {
    const api = await analysed();
    const row = conceptRow(api, 'databases/parameterised-queries');
    const finding = row.children.find(({ node }) => node.kind === 'finding' && node.at.file === 'src/products/products.store.ts');
    assert.ok(finding, 'no finding in products.store.ts');
    assert.match(String((await itemOf(api, row)).description), /\d findings?/);
  });

  it('lists every route with its whole path', async () => {
    const api = await analysed();
    const routes = rows(api).flatMap(({ node }) => (node.kind === 'route' ? [`${node.method} ${node.path}`] : []));
    for (const route of ['GET /health', 'GET /api/v1/products', 'PATCH /api/v1/products/:id', 'GET /api/v1/reports/best-sellers', 'GET /feeds/products.xml']) {
      assert.ok(routes.includes(route), `${route} is missing from ${routes.join(', ')}`);
    }
  });

  it('keeps routes whose path is not known apart, with the reason, and has no such row otherwise', async () => {
    const api = await analysed();
    const unknown = (): TreeElement | undefined => rows(api).find(({ node }) => node.kind === 'unresolved');
    assert.equal(unknown(), undefined);
    const { document } = await openFile('src/app.ts');
    await edit(document, "app.get('/health',", "app.get(process.env['INTERNAL_PREFIX'] + '/ready', (_req, res) => { res.end(); });\n  app.get('/health',");
    await eventually('the row of unknown paths', () => unknown() !== undefined);
    const group = unknown();
    assert.ok(group);
    assert.equal((await itemOf(api, group)).label, '1 route whose path is not known before run time');
    const [route] = group.children;
    assert.ok(route);
    const item = await itemOf(api, route);
    assert.equal(item.label, 'GET /…/ready');
    assert.match(String(item.description), /INTERNAL_PREFIX.* · .*app\.ts:\d+/);
    assert.equal(item.command?.command, 'backendCoach.revealCode');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually('the row to go', () => unknown() === undefined);
  });

  it('follows unsaved edits, keeps its rows, and draws only what changed', async () => {
    const api = await analysed();
    const { document } = await openFile('src/app.ts');
    const routes = api.tree.roots.find(({ node }) => node.kind === 'routes');
    const unrelated = conceptRow(api, 'distributed/cache-aside');
    assert.ok(routes?.node.kind === 'routes');
    const before = routes.node.total;
    const drawn: (readonly TreeElement[] | undefined)[] = [];
    const listening = api.tree.onDidChangeTreeData((change) => { drawn.push(change); });
    try {
      await edit(document, "app.get('/health',", "app.get('/ready', (_req, res) => { res.end(); });\n  app.get('/health',");
      await eventually('the new route', () => rows(api).some(({ node }) => node.kind === 'route' && node.path === '/ready'));
      assert.equal(document.isDirty, true);
      assert.equal(routes.node.total, before + 1, 'the same row was brought up to date');
      assert.equal(api.tree.find(unrelated.id), unrelated);
      assert.ok(drawn.length > 0 && drawn.every((change) => change !== undefined), 'the whole tree was drawn again');
      await vscode.commands.executeCommand('undo');
      await eventually('the route to go', () => !rows(api).some(({ node }) => node.kind === 'route' && node.path === '/ready'));
      assert.equal(routes.node.total, before);
    } finally {
      listening.dispose();
    }
  });

  it('raises a state when the code gets better, saved or not', async () => {
    const api = await analysed();
    const row = conceptRow(api, 'databases/parameterised-queries');
    const isHole = ({ node }: TreeElement): boolean => node.kind === 'finding' && node.at.file === 'src/products/products.store.ts';
    const { document } = await openFile('src/products/products.store.ts');
    await edit(document, "LIKE '%${text}%'", 'LIKE ?');
    await edit(document, 'this.#db.prepare(sql).all()', 'this.#db.prepare(sql).all(`%${text}%`)');
    await eventually('the finding to go', () => !row.children.some(isHole));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually('the finding to come back', () => row.children.some(isHole));
  });

  it('hides what is demonstrated when asked, and brings it back', async () => {
    const api = await analysed();
    const shown = (): string[] => rows(api).flatMap(({ node }) => (node.kind === 'concept' ? [node.state] : []));
    assert.ok(shown().includes('demonstrated') || shown().includes('exemplary'), 'the sample demonstrates nothing');
    await vscode.commands.executeCommand('backendCoach.showOnlyNotDemonstrated');
    assert.ok(shown().length > 0 && !shown().includes('demonstrated') && !shown().includes('exemplary'));
    await vscode.commands.executeCommand('backendCoach.showAll');
    assert.equal(shown().length, 14);
  });

  it('is the same after a refresh', async () => {
    const api = await analysed();
    const before = rows(api).map(({ id }) => id);
    await vscode.commands.executeCommand('backendCoach.refresh');
    await eventually('the rows', () => api.analysis.status === 'ready' && rows(api).length === before.length);
    assert.deepEqual(rows(api).map(({ id }) => id), before);
  });

  it('remembers the states that were reached', async () => {
    const api = await analysed();
    await api.progress.ready;
    const row = rows(api).find(({ node }) => node.kind === 'concept' && node.state === 'demonstrated');
    assert.ok(row?.node.kind === 'concept');
    assert.match(api.progress.document?.states[row.node.concept]?.demonstrated ?? '', /^\d{4}-/);
  });
});
