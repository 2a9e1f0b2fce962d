import type { TreeNode } from './nodes.ts';

/** The object VS Code holds for a row. It lives as long as its id does; `node` is replaced in place. */
export interface TreeElement {
  readonly id: string;
  node: TreeNode;
  parent: TreeElement | undefined;
  children: readonly TreeElement[];
}

/** What an update changed: the whole tree, or the rows to draw again (a row whose own text changed, or whose list of children did). */
export type TreeChange = 'all' | readonly TreeElement[];

/**
 * Keeps one element per id over updates, so that VS Code keeps expansion and selection, and reports the least that must be drawn again.
 */
export class LiveTree {
  #roots: readonly TreeElement[] = [];
  #byId = new Map<string, TreeElement>();

  get roots(): readonly TreeElement[] {
    return this.#roots;
  }

  find(id: string): TreeElement | undefined {
    return this.#byId.get(id);
  }

  update(nodes: readonly TreeNode[]): TreeChange {
    const next = new Map<string, TreeElement>();
    const changed: TreeElement[] = [];
    const roots = nodes.map((node) => this.#place(node, undefined, next, changed));
    const rootsChanged = !isSameList(this.#roots, roots);
    this.#roots = roots;
    this.#byId = next;
    if (rootsChanged) return 'all';
    const set = new Set(changed);
    return changed.filter((element) => !hasAncestorIn(element, set));
  }

  #place(node: TreeNode, parent: TreeElement | undefined, next: Map<string, TreeElement>, changed: TreeElement[]): TreeElement {
    const known = this.#byId.get(node.id);
    const element: TreeElement = known ?? { id: node.id, node, parent, children: [] };
    const before = element.children;
    const isChanged = known !== undefined && !isSameRow(known.node, node);
    element.node = node;
    element.parent = parent;
    next.set(node.id, element);
    element.children = node.children.map((child) => this.#place(child, element, next, changed));
    if (known && (isChanged || !isSameList(before, element.children))) changed.push(element);
    return element;
  }
}

function isSameRow(a: TreeNode, b: TreeNode): boolean {
  return JSON.stringify({ ...a, children: 0 }) === JSON.stringify({ ...b, children: 0 });
}

function isSameList(a: readonly TreeElement[], b: readonly TreeElement[]): boolean {
  return a.length === b.length && a.every((element, index) => element === b[index]);
}

function hasAncestorIn(element: TreeElement, set: ReadonlySet<TreeElement>): boolean {
  for (let at = element.parent; at; at = at.parent) if (set.has(at)) return true;
  return false;
}
