import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { analysed, closeEverything, commandLinks } from '../coach.ts';
import { eventually, openFile, positionOf } from '../support.ts';

async function ourHovers(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.MarkdownString[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  const contents = hovers.flatMap((hover) => hover.contents.filter((content) => content instanceof vscode.MarkdownString));
  return contents.filter(({ value }) => value.includes('backendCoach.'));
}

async function hoverOn(path: string, text: string, offset = 2): Promise<vscode.MarkdownString> {
  const { document } = await openFile(path);
  return eventually(`a hover on ${text}`, async () => (await ourHovers(document, positionOf(document, text, offset)))[0]);
}

describe('hovers', function () {
  this.timeout(90_000); // a hover waits for every provider, TypeScript's own start included
  before(analysed);
  afterEach(closeEverything);

  for (const { what, path, text, offset, says } of [
    { what: 'a route: its whole path over three files', path: 'src/products/products.routes.ts', text: "router.get('/search'", offset: 8, says: /\/api\/v1\/products\/search/ },
    { what: 'a database call: its library', path: 'src/orders/orders.store.ts', text: '.get(id) as Order', offset: 2, says: /sqlite/ },
    { what: 'a class', path: 'src/orders/orders.store.ts', text: 'class OrderStore', offset: 8, says: /OrderStore|Orders/ },
  ]) {
    it(`explain ${what}, and every link in them works`, async () => {
      const api = await analysed();
      const hover = await hoverOn(path, text, offset);
      assert.match(hover.value, says);
      const links = commandLinks(hover);
      assert.notEqual(links.length, 0, 'no link to a lesson');
      for (const { command, args, enabled } of links) {
        assert.ok(enabled, `${command} renders but does nothing`);
        assert.equal(command, 'backendCoach.openLesson');
        const concept: unknown = Array.isArray(args) ? args[0] : args;
        assert.ok(typeof concept === 'string' && await api.lessons.entry(concept), `${String(concept)} has no lesson`);
        await vscode.commands.executeCommand(command, concept);
        assert.equal(api.lesson.current?.concept, concept);
      }
    });
  }

  it('give the reason and the fix of a misuse', async () => {
    const hover = await hoverOn('src/products/products.store.ts', 'this.#db.prepare(sql)', 10);
    assert.match(hover.value, /Fix:/);
  });

  it('can be turned off by category', async () => {
    const settings = vscode.workspace.getConfiguration('backendCoach');
    const { document } = await openFile('src/products/products.routes.ts');
    const position = positionOf(document, "router.get('/search'", 8);
    await eventually('a hover', async () => (await ourHovers(document, position)).length > 0);
    await settings.update('hover.routes', false, vscode.ConfigurationTarget.Workspace);
    try {
      await eventually('the hover to go', async () => (await ourHovers(document, position)).length === 0);
    } finally {
      await settings.update('hover.routes', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await eventually('the hover to come back', async () => (await ourHovers(document, position)).length > 0);
  });
});

describe('diagnostics', () => {
  before(analysed);
  afterEach(closeEverything);

  const ours = (uri: vscode.Uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Backend Coach');

  it('underline a misuse and lead to its lesson', async () => {
    const api = await analysed();
    const { document } = await openFile('src/products/products.store.ts');
    const [diagnostic] = await eventually('a diagnostic', () => ours(document.uri).length > 0 && ours(document.uri));
    assert.ok(diagnostic);
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, diagnostic.range, 'quickfix');
    const lesson = actions.find(({ command }) => command?.command === 'backendCoach.openLesson')?.command;
    assert.ok(lesson, `no way to the lesson among ${actions.map(({ title }) => title).join(', ')}`);
    await vscode.commands.executeCommand(lesson.command, ...(lesson.arguments as unknown[]));
    assert.equal(api.lesson.current?.concept, 'databases/parameterised-queries');
  });

  it('can be turned off, while the checklist keeps the finding', async () => {
    const settings = vscode.workspace.getConfiguration('backendCoach');
    const { document } = await openFile('src/products/products.store.ts');
    await eventually('a diagnostic', () => ours(document.uri).length > 0);
    await settings.update('diagnostics', false, vscode.ConfigurationTarget.Workspace);
    try {
      await eventually('the diagnostics to go', () => ours(document.uri).length === 0);
    } finally {
      await settings.update('diagnostics', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await eventually('the diagnostics to come back', () => ours(document.uri).length > 0);
  });
});
