import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Place, TestRef } from '../../challenges/index.ts';

/** Between the names in the id of an item: `databases/transactions > transfers > keeps the sum`. */
const separator = ' > ';

export function testItemId(concept: string, path: readonly string[]): string {
  return [concept, ...path].join(separator);
}

/** Finds the item of a test below the item of its challenge. */
export function findTestItem(root: vscode.TestItem, test: TestRef): vscode.TestItem | undefined {
  let at: vscode.TestItem | undefined = root;
  for (let depth = 1; depth <= test.path.length && at; depth++) at = at.children.get(testItemId(root.id, test.path.slice(0, depth)));
  return at;
}

/**
 * Brings the items below a challenge in line with its tests. Items that stay are changed in place, so that their results,
 * expansion and gutter marks stay too.
 */
export function syncTestItems(controller: vscode.TestController, root: vscode.TestItem, tests: readonly TestRef[], dir: string): void {
  const wanted = new Set<string>();
  for (const test of tests) {
    let parent = root;
    test.path.forEach((name, index) => {
      const id = testItemId(root.id, test.path.slice(0, index + 1));
      wanted.add(id);
      const isTest = index === test.path.length - 1;
      let item = parent.children.get(id);
      if (!item) {
        item = controller.createTestItem(id, name, test.at ? vscode.Uri.file(join(dir, test.at.file)) : undefined);
        parent.children.add(item);
      }
      if (isTest && test.at) item.range = rangeOf(test.at);
      parent = item;
    });
  }
  removeOthers(root, wanted);
}

export function rangeOf({ line }: Place): vscode.Range {
  return new vscode.Range(line - 1, 0, line - 1, 0);
}

function removeOthers(parent: vscode.TestItem, wanted: ReadonlySet<string>): void {
  for (const [id, child] of [...parent.children]) {
    if (wanted.has(id)) removeOthers(child, wanted);
    else parent.children.delete(id);
  }
}
