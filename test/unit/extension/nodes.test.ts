import assert from 'node:assert/strict';
import { buildTree, rowLimit } from '../../../src/extension/tree/nodes.ts';
import type { TreeNode, TreeOptions } from '../../../src/extension/tree/nodes.ts';
import { concept, evidence, folder, route, skillMap } from './samples.ts';

const everything: TreeOptions = { onlyNotDemonstrated: false, passedChallenges: new Set() };

describe('buildTree', () => {
  it('puts skills at the root of a single folder, then routes', () => {
    const tree = buildTree(skillMap(folder({ routes: [route('GET', '/orders', 'src/app.ts', 3)] })), everything);
    assert.deepEqual(tree.map(({ kind }) => kind), ['skill', 'skill', 'routes']);
  });

  it('adds a level of folders only when the window has more than one', () => {
    const two = buildTree(skillMap(folder(), folder({ uri: 'file:///billing', name: 'billing' })), everything);
    assert.deepEqual(two.map((node) => node.kind === 'folder' && node.name), ['shop', 'billing']);
    assert.equal(new Set(ids(two)).size, ids(two).length, 'ids are unique over folders');
  });

  it('is empty when no folder has code, and leaves out those that have none', () => {
    const empty = folder({ files: { analysed: 0, skipped: 4, failed: [] } });
    assert.deepEqual(buildTree(skillMap(), everything), []);
    assert.deepEqual(buildTree(skillMap(empty), everything), []);
    assert.deepEqual(buildTree(skillMap(empty, folder({ uri: 'file:///b', name: 'b' })), everything).map((node) => node.kind === 'folder' && node.name), ['b']);
  });

  it('counts what a skill demonstrates, exemplary included', () => {
    const [databases, apis] = buildTree(skillMap(folder()), everything);
    assert.ok(databases?.kind === 'skill' && apis?.kind === 'skill');
    assert.deepEqual([databases.demonstrated, databases.total, databases.exemplary, databases.findings], [1, 2, 0, 1]);
    assert.deepEqual([apis.demonstrated, apis.total, apis.exemplary], [1, 1, 1]);
  });

  it('lists under a concept what would raise it, then findings, then evidence', () => {
    const node = find(buildTree(skillMap(folder()), everything), 'file:///shop|databases/parameterised-queries');
    assert.deepEqual(node.children.map(({ kind }) => kind), ['next', 'finding', 'evidence']);
  });

  it('keeps counting all concepts while the filter hides those demonstrated, and drops skills with nothing left', () => {
    const tree = buildTree(skillMap(folder()), { ...everything, onlyNotDemonstrated: true });
    assert.deepEqual(tree.map((node) => node.kind === 'skill' && node.skill), ['databases']);
    const [databases] = tree;
    assert.ok(databases?.kind === 'skill');
    assert.deepEqual(databases.children.map(({ id }) => id), ['file:///shop|databases/parameterised-queries']);
    assert.deepEqual([databases.demonstrated, databases.total], [1, 2]);
  });

  it('marks passed challenges', () => {
    const tree = buildTree(skillMap(folder()), { ...everything, passedChallenges: new Set(['databases/transactions']) });
    const node = find(tree, 'file:///shop|databases/transactions');
    assert.ok(node.kind === 'concept' && node.challengePassed);
  });

  it('gives evidence an id without its line, and equal evidence in one file an ordinal', () => {
    const same = (lines: readonly number[]) => folder({ skills: [{ id: 'databases', title: 'Databases', concepts: [
      concept('databases/transactions', 'demonstrated', { evidence: lines.map((line) => evidence('rollback on failure', 'src/orders.ts', line)) }),
    ] }] });
    assert.deepEqual(ids(buildTree(skillMap(same([10, 20])), everything)), ids(buildTree(skillMap(same([11, 24])), everything)));
  });

  it('folds long lists under one row that holds the rest', () => {
    const many = Array.from({ length: rowLimit + 10 }, (_, index) => evidence(`signal ${index}`, 'src/orders.ts', index + 1));
    const tree = buildTree(skillMap(folder({ skills: [{ id: 'databases', title: 'Databases', concepts: [concept('databases/transactions', 'seen', { evidence: many })] }] })), everything);
    const rows = find(tree, 'file:///shop|databases/transactions').children;
    const last = rows.at(-1);
    assert.equal(rows.length, 1 + rowLimit + 1);
    assert.ok(last?.kind === 'more');
    assert.deepEqual([last.count, last.children.length], [10, 10]);
  });

  it('says openly which routes are not fully known', () => {
    const tree = buildTree(skillMap(folder({ routes: [route('GET', '/orders', 'src/app.ts', 3), route('POST', '/:', 'src/app.ts', 4, 'the prefix comes from a variable')] })), everything);
    const routes = find(tree, 'file:///shop|routes');
    assert.ok(routes.kind === 'routes');
    assert.deepEqual([routes.total, routes.unresolved], [2, 1]);
    const [unresolved, first] = routes.children;
    assert.ok(unresolved?.kind === 'unresolved' && first?.kind === 'route');
    assert.deepEqual([unresolved.total, first.path], [1, '/orders']);
    const [second] = unresolved.children;
    assert.ok(second?.kind === 'route');
    assert.deepEqual([second.resolved, second.because, second.path], [false, 'the prefix comes from a variable', '/:']);
  });

  it('has no row for unknown paths when all are known', () => {
    const tree = buildTree(skillMap(folder({ routes: [route('GET', '/orders', 'src/app.ts', 3)] })), everything);
    assert.deepEqual(find(tree, 'file:///shop|routes').children.map(({ kind }) => kind), ['route']);
  });

  it('lists files that could not be analysed with the reason', () => {
    const tree = buildTree(skillMap(folder({ files: { analysed: 2, skipped: 0, failed: [{ file: 'src/broken.ts', reason: 'too large' }] } })), everything);
    const failures = find(tree, 'file:///shop|failures');
    assert.deepEqual(failures.children.map((node) => node.kind === 'failure' && [node.file, node.reason]), [['src/broken.ts', 'too large']]);
  });
});

function ids(nodes: readonly TreeNode[]): string[] {
  return nodes.flatMap((node) => [node.id, ...ids(node.children)]);
}

function find(nodes: readonly TreeNode[], id: string): TreeNode {
  const all = (list: readonly TreeNode[]): readonly TreeNode[] => list.flatMap((node) => [node, ...all(node.children)]);
  const found = all(nodes).find((node) => node.id === id);
  assert.ok(found, `no row ${id}`);
  return found;
}
