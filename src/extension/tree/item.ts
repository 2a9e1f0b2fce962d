import * as vscode from 'vscode';
import type { Span } from '../../analysis/facts.ts';
import { commands } from '../ids.ts';
import { otherIcons, severityIcons, skillIcons, stateIcons } from './appearance.ts';
import type { Icon } from './appearance.ts';
import type { ConceptNode, EvidenceNode, FindingNode, RouteNode, RoutesNode, SkillNode, TreeNode, UnresolvedNode } from './nodes.ts';
import { findingsWord, longPlace, routeLabel, severityWord, shortPlace, stateWord } from './words.ts';

/** How a row looks and reads. Tooltips that need a lesson are added later, see tooltip.ts. */
export function treeItem(node: TreeNode): vscode.TreeItem {
  const item = describe(node);
  item.id = node.id;
  item.contextValue = node.kind;
  return item;
}

function describe(node: TreeNode): vscode.TreeItem {
  switch (node.kind) {
    case 'folder':
      return row(node.name, vscode.TreeItemCollapsibleState.Expanded, {
        icon: vscode.ThemeIcon.Folder,
        description: vscode.l10n.t('{0} of {1} demonstrated', node.demonstrated, node.total),
      });
    case 'skill': return skill(node);
    case 'concept': return concept(node);
    case 'next':
      return row(vscode.l10n.t('What would raise this: {0}', node.text), undefined, {
        icon: themeIcon(otherIcons.next), command: openLesson(node.concept), tooltip: node.text,
      });
    case 'finding': return finding(node);
    case 'evidence': return evidence(node);
    case 'more':
      return row(vscode.l10n.t('{0} more', node.count), vscode.TreeItemCollapsibleState.Collapsed, { icon: themeIcon(otherIcons.more) });
    case 'routes': return routes(node);
    case 'unresolved': return unresolved(node);
    case 'route': return route(node);
    case 'failures':
      return row(vscode.l10n.t('Not analysed'), vscode.TreeItemCollapsibleState.Collapsed, {
        icon: themeIcon(otherIcons.failures),
        description: node.total === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', node.total),
        tooltip: vscode.l10n.t('These files could not be read or understood; nothing in them counts for or against you.'),
      });
    case 'failure':
      return row(node.file, undefined, {
        icon: themeIcon(otherIcons.failure), description: node.reason, tooltip: `${node.file}\n${node.reason}`,
        command: reveal(node.folder, { file: node.file, line: 1, column: 1, endLine: 1, endColumn: 1 }),
      });
  }
}

function skill(node: SkillNode): vscode.TreeItem {
  const progress = vscode.l10n.t('{0} of {1} demonstrated', node.demonstrated, node.total);
  const findings = node.findings > 0 ? findingsWord(node.findings) : undefined;
  return row(node.title, vscode.TreeItemCollapsibleState.Expanded, {
    icon: themeIcon(skillIcons[node.skill]),
    description: progress,
    tooltip: [node.title, progress, ...(node.exemplary > 0 ? [vscode.l10n.t('{0} exemplary', node.exemplary)] : []), ...(findings ? [findings] : [])].join('\n'),
    spoken: [node.title, progress, ...(findings ? [findings] : [])].join(', '),
  });
}

function concept(node: ConceptNode): vscode.TreeItem {
  const words = [
    stateWord(node.state),
    ...(node.findings > 0 ? [findingsWord(node.findings)] : []),
    ...(node.challengePassed ? [vscode.l10n.t('challenge passed')] : []),
  ];
  const collapsible = node.children.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
  return row(node.title, collapsible, {
    icon: themeIcon(stateIcons[node.state]), description: words.join(' · '), spoken: [node.title, ...words].join(', '),
  });
}

function finding(node: FindingNode): vscode.TreeItem {
  const tooltip = new vscode.MarkdownString(undefined, false);
  tooltip.appendMarkdown(`**${severityWord(node.severity)}** · `).appendText(longPlace(node.at));
  tooltip.appendMarkdown('\n\n').appendText(node.message).appendMarkdown('\n\n').appendText(node.fix);
  return row(shortPlace(node.at), undefined, {
    icon: themeIcon(severityIcons[node.severity]), description: node.message, tooltip, command: reveal(node.folder, node.at),
    spoken: `${severityWord(node.severity)}, ${node.message} ${longPlace(node.at)}`,
  });
}

function evidence(node: EvidenceNode): vscode.TreeItem {
  const supports = vscode.l10n.t('counts towards: {0}', stateWord(node.supports));
  return row(shortPlace(node.at), undefined, {
    icon: themeIcon(stateIcons[node.supports]), description: node.signal, command: reveal(node.folder, node.at),
    tooltip: `${longPlace(node.at)}\n${node.signal}\n${supports}`, spoken: `${node.signal}, ${longPlace(node.at)}, ${supports}`,
  });
}

function routes(node: RoutesNode): vscode.TreeItem {
  const description = node.unresolved > 0 ? vscode.l10n.t('{0} · {1} not fully known', node.total, node.unresolved) : String(node.total);
  return row(vscode.l10n.t('Routes'), vscode.TreeItemCollapsibleState.Collapsed, {
    icon: themeIcon(otherIcons.routes), description, spoken: vscode.l10n.t('Routes, {0}', description),
    tooltip: vscode.l10n.t('Every HTTP route and GraphQL operation that was recognised, with its full path.'),
  });
}

function unresolved(node: UnresolvedNode): vscode.TreeItem {
  const label = node.total === 1 ? vscode.l10n.t('1 route whose path is not known before run time') : vscode.l10n.t('{0} routes whose path is not known before run time', node.total);
  return row(label, vscode.TreeItemCollapsibleState.Collapsed, {
    icon: themeIcon(otherIcons.unresolvedRoute), tooltip: vscode.l10n.t('Each is listed with as much of its path as the code tells, and why the rest is missing.'),
  });
}

function route(node: RouteNode): vscode.TreeItem {
  const label = routeLabel(node);
  const because = node.resolved ? undefined : node.because ?? vscode.l10n.t('a part of the path is not known before the program runs');
  return row(label, undefined, {
    icon: themeIcon(node.resolved ? otherIcons.route : otherIcons.unresolvedRoute),
    // The row above says that the path is not known: there is room for the reason.
    description: because === undefined ? shortPlace(node.at) : `${because} · ${shortPlace(node.at)}`,
    tooltip: [label, `${node.framework} · ${longPlace(node.at)}`, ...(because === undefined ? [] : [vscode.l10n.t('The path is partly unknown: {0}', because)])].join('\n'),
    spoken: [label, longPlace(node.at), ...(because === undefined ? [] : [vscode.l10n.t('path partly unknown, {0}', because)])].join(', '),
    command: reveal(node.folder, node.at),
  });
}

interface RowParts {
  readonly icon: vscode.ThemeIcon;
  readonly description?: string;
  readonly tooltip?: string | vscode.MarkdownString;
  /** What a screen reader says instead of label and description. */
  readonly spoken?: string;
  readonly command?: vscode.Command;
}

function row(label: string, state: vscode.TreeItemCollapsibleState | undefined, parts: RowParts): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state ?? vscode.TreeItemCollapsibleState.None);
  item.iconPath = parts.icon;
  if (parts.description !== undefined) item.description = parts.description;
  if (parts.tooltip !== undefined) item.tooltip = parts.tooltip;
  if (parts.command) item.command = parts.command;
  item.accessibilityInformation = { label: parts.spoken ?? [label, ...(parts.description === undefined ? [] : [parts.description])].join(', ') };
  return item;
}

function themeIcon({ codicon, color }: Icon): vscode.ThemeIcon {
  return color === undefined ? new vscode.ThemeIcon(codicon) : new vscode.ThemeIcon(codicon, new vscode.ThemeColor(color));
}

function reveal(folder: string, at: Span): vscode.Command {
  return { command: commands.revealCode, title: vscode.l10n.t('Reveal Code'), arguments: [{ folder, at }] };
}

function openLesson(concept: string): vscode.Command {
  return { command: commands.openLesson, title: vscode.l10n.t('Open Lesson'), arguments: [concept] };
}
