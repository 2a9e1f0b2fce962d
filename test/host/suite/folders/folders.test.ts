import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { analysed, closeEverything, edit, itemOf, rows } from '../coach.ts';
import { eventually, hoverTexts, positionOf } from '../support.ts';

describe('a window with several folders', function () {
  this.timeout(90_000); // a hover waits for every provider, TypeScript's own start included
  afterEach(closeEverything);

  it('has a row for each folder that holds code', async () => {
    const api = await analysed();
    assert.deepEqual(api.tree.roots.map(({ node }) => node.kind === 'folder' && node.name), ['orders', 'Billing']);
    const [orders] = api.tree.roots;
    assert.ok(orders);
    assert.match(String((await itemOf(api, orders)).description), /^\d+ of 14 demonstrated$/);
  });

  it('keeps the routes of each folder apart, JavaScript included', async () => {
    const api = await analysed();
    const routes = rows(api).flatMap(({ node }) => (node.kind === 'route' ? [`${node.folder.split('/').at(-1) ?? ''} ${node.method} ${node.path}`] : []));
    assert.deepEqual(routes, ['orders GET /orders/:id', 'billing POST /invoices']);
  });

  it('reveals code in the right folder and explains it', async () => {
    const api = await analysed();
    const route = rows(api).find(({ node }) => node.kind === 'route' && node.path === '/invoices');
    assert.ok(route);
    const { command } = await itemOf(api, route);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.ok(document.uri.path.endsWith('/billing/src/app.js'));
    await eventually('a hover', async () => (await hoverTexts(document.uri, positionOf(document, "app.post('/invoices'", 6))).some((text) => text.includes('/invoices')));
  });

  it('follows an edit in one folder and leaves the rows of the other alone', async () => {
    const api = await analysed();
    const [orders, billing] = api.tree.roots;
    const other = orders?.children.map(({ id }) => id);
    const folder = vscode.workspace.workspaceFolders?.[1];
    assert.ok(folder && billing);
    const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'src/app.js'));
    await edit(document, "app.post('/invoices'", "app.get('/refunds', (req, res) => { res.end(); });\napp.post('/invoices'");
    await eventually('the new route', () => rows(api).some(({ node }) => node.kind === 'route' && node.path === '/refunds'));
    assert.equal(api.tree.roots[1], billing);
    assert.deepEqual(orders?.children.map(({ id }) => id), other);
  });
});
