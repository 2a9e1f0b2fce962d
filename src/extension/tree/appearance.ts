import type { Severity, SkillId, State } from '../../skills/model.ts';

/** A codicon and the theme colour it is drawn in. Every state has its own shape: colour only repeats what the shape says. */
export interface Icon { readonly codicon: string; readonly color?: string }

export const stateIcons: Readonly<Record<State, Icon>> = {
  'not-applicable': { codicon: 'circle-slash', color: 'disabledForeground' },
  'not-seen': { codicon: 'circle-large-outline', color: 'descriptionForeground' },
  seen: { codicon: 'eye', color: 'charts.blue' },
  demonstrated: { codicon: 'pass', color: 'charts.green' },
  exemplary: { codicon: 'star-full', color: 'charts.yellow' },
};

export const severityIcons: Readonly<Record<Severity, Icon>> = {
  warning: { codicon: 'warning', color: 'problemsWarningIcon.foreground' },
  information: { codicon: 'info', color: 'problemsInfoIcon.foreground' },
  question: { codicon: 'question', color: 'charts.purple' },
};

export const skillIcons: Readonly<Record<SkillId, Icon>> = {
  languages: { codicon: 'symbol-class' },
  frameworks: { codicon: 'layers' },
  databases: { codicon: 'database' },
  distributed: { codicon: 'type-hierarchy-sub' },
  servers: { codicon: 'server-process' },
  apis: { codicon: 'plug' },
  'problem-solving': { codicon: 'lightbulb' },
};

export const otherIcons = {
  next: { codicon: 'arrow-up', color: 'charts.purple' },
  more: { codicon: 'ellipsis' },
  routes: { codicon: 'list-tree' },
  route: { codicon: 'arrow-right' },
  unresolvedRoute: { codicon: 'question', color: 'list.warningForeground' },
  failures: { codicon: 'error', color: 'list.errorForeground' },
  failure: { codicon: 'file', color: 'list.errorForeground' },
} as const satisfies Record<string, Icon>;
