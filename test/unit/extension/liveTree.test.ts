import assert from 'node:assert/strict';
import { LiveTree } from '../../../src/extension/tree/liveTree.ts';
import { buildTree } from '../../../src/extension/tree/nodes.ts';
import type { TreeChange } from '../../../src/extension/tree/liveTree.ts';
import type { FolderMap } from '../../../src/server/protocol.ts';
import type { ConceptReport } from '../../../src/skills/model.ts';
import { concept, evidence, folder, route, skillMap } from './samples.ts';

const transactionsId = 'file:///shop|databases/transactions';

describe('LiveTree', () => {
  it('asks for everything the first time and for nothing when nothing changed', () => {
    const tree = new LiveTree();
    assert.equal(tree.update(rows(folder())), 'all');
    assert.deepEqual(tree.update(rows(folder())), []);
  });

  it('keeps the object of every row, so that expansion and selection stay', () => {
    const tree = new LiveTree();
    tree.update(rows(folder()));
    const before = tree.find(transactionsId);
    tree.update(rows(withTransactions({ state: 'exemplary' })));
    assert.equal(tree.find(transactionsId), before);
    assert.ok(before?.node.kind === 'concept');
    assert.equal(before.node.state, 'exemplary');
  });

  it('draws only the row of moved evidence again', () => {
    const tree = new LiveTree();
    tree.update(rows(withTransactions({ evidence: [evidence('one client', 'src/orders.ts', 41)] })));
    const changed = tree.update(rows(withTransactions({ evidence: [evidence('one client', 'src/orders.ts', 44)] })));
    assert.deepEqual(idsOf(changed), [`${transactionsId}|evidence|one client|src/orders.ts`]);
  });

  it('draws the concept again when a row comes or goes, and not its skill', () => {
    const tree = new LiveTree();
    tree.update(rows(withTransactions({ evidence: [] })));
    assert.deepEqual(idsOf(tree.update(rows(withTransactions({ evidence: [evidence('one client', 'src/orders.ts', 44)] })))), [transactionsId]);
  });

  it('draws the skill, once, when its count changes with the state of a concept', () => {
    const tree = new LiveTree();
    tree.update(rows(withTransactions({ state: 'seen' })));
    assert.deepEqual(idsOf(tree.update(rows(withTransactions({ state: 'demonstrated' })))), ['file:///shop|databases']);
  });

  it('draws everything when the roots change', () => {
    const tree = new LiveTree();
    tree.update(rows(folder()));
    assert.equal(tree.update(rows(folder({ routes: [route('GET', '/', 'src/app.ts', 1)] }))), 'all');
  });

  it('knows the parent of every row', () => {
    const tree = new LiveTree();
    tree.update(rows(folder()));
    assert.equal(tree.find(transactionsId)?.parent?.id, 'file:///shop|databases');
    assert.equal(tree.find('file:///shop|databases')?.parent, undefined);
  });

  it('forgets rows that are gone', () => {
    const tree = new LiveTree();
    tree.update(rows(folder()));
    tree.update([]);
    assert.equal(tree.find(transactionsId), undefined);
    assert.deepEqual(tree.roots, []);
  });
});

function rows(map: FolderMap) {
  return buildTree(skillMap(map), { onlyNotDemonstrated: false, passedChallenges: new Set() });
}

function withTransactions(parts: Partial<ConceptReport>): FolderMap {
  return folder({ skills: [{ id: 'databases', title: 'Databases', concepts: [concept('databases/transactions', 'seen', parts), concept('databases/parameterised-queries', 'seen')] }] });
}

function idsOf(change: TreeChange): string[] {
  assert.notEqual(change, 'all');
  return (change as Exclude<TreeChange, 'all'>).map(({ id }) => id);
}
