import * as vscode from 'vscode';
import type { Lessons } from '../lesson/lessons.ts';
import { treeItem } from './item.ts';
import { LiveTree } from './liveTree.ts';
import type { TreeElement } from './liveTree.ts';
import type { TreeNode } from './nodes.ts';
import { conceptTooltip } from './tooltip.ts';

/** Feeds the checklist view. Only rows that changed are drawn again, so expansion, selection and scroll position stay. */
export class SkillTreeProvider implements vscode.TreeDataProvider<TreeElement>, vscode.Disposable {
  readonly #lessons: Lessons;
  readonly #tree = new LiveTree();
  readonly #changed = new vscode.EventEmitter<TreeElement[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(lessons: Lessons) {
    this.#lessons = lessons;
  }

  get roots(): readonly TreeElement[] { return this.#tree.roots; }

  find(id: string): TreeElement | undefined {
    return this.#tree.find(id);
  }

  update(nodes: readonly TreeNode[]): void {
    const change = this.#tree.update(nodes);
    if (change === 'all') this.#changed.fire(undefined);
    else if (change.length > 0) this.#changed.fire([...change]);
  }

  getTreeItem(element: TreeElement): vscode.TreeItem {
    return treeItem(element.node);
  }

  getChildren(element?: TreeElement): TreeElement[] {
    return [...(element ? element.children : this.#tree.roots)];
  }

  getParent(element: TreeElement): TreeElement | undefined {
    return element.parent;
  }

  async resolveTreeItem(item: vscode.TreeItem, element: TreeElement): Promise<vscode.TreeItem> {
    if (element.node.kind === 'concept') item.tooltip = conceptTooltip(element.node, await this.#lessons.entry(element.node.concept));
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
