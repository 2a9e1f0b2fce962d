import type { FromPage, YourCode } from '../messages.ts';
import { h, marked, on } from './dom.ts';
import { icon, type IconName } from './icons.ts';
import { t } from './texts.ts';

type Ready = Extract<YourCode, { status: 'ready' }>;
type Place = Pick<Extract<FromPage, { type: 'openFile' }>, 'folder' | 'file' | 'line'>;

/** How many places are listed before "Show all". */
const shown = 6;

/** The reader's own code: state, what is worth a look, what was recognised, what would raise it. */
export function yourCode(code: YourCode, open: (place: Place) => void): readonly Node[] {
  if (code.status === 'analysing') return [h('p', { class: 'muted' }, t('analysing'))];
  if (code.status === 'unavailable') return [h('p', { class: 'muted' }, code.reason)];
  return [
    ...stateLine(code),
    ...findings(code, open),
    ...evidence(code, open),
    ...(code.next === undefined ? [] : [h('div', { class: 'next' }, icon('arrow'), h('p', {}, h('strong', {}, t('next')), ' ', ...marked(code.next)))]),
  ];
}

/** The state in words, as it is named everywhere else. */
export function stateTitle(state: Ready['state']): string {
  switch (state) {
    case 'not-applicable': return t('applicableNot');
    case 'not-seen': return t('nothingYet');
    case 'seen': return t('seen');
    case 'demonstrated': return t('demonstrated');
    case 'exemplary': return t('exemplary');
  }
}

function stateLine({ state }: Ready): readonly Node[] {
  if (state === 'not-applicable') return [h('p', { class: 'muted' }, t('applicableNotText'))];
  if (state === 'not-seen') return [h('p', { class: 'muted' }, t('nothingYetText'))];
  return [];
}

const severityIcons: Readonly<Record<Ready['findings'][number]['severity'], IconName>> = { warning: 'warning', information: 'information', question: 'question' };
const severityWords = { warning: 'warning', information: 'information', question: 'questionAsked' } as const;

function findings({ findings: found }: Ready, open: (place: Place) => void): readonly Node[] {
  if (found.length === 0) return [];
  return [
    h('h3', {}, t('findings')),
    list('finding', found.map((finding) => h('li', { class: `finding severity-${finding.severity}` },
      icon(severityIcons[finding.severity]),
      h('div', {},
        h('p', {}, h('span', { class: 'sr-only' }, `${t(severityWords[finding.severity])}: `), ...marked(finding.message)),
        h('p', { class: 'muted' }, h('strong', {}, `${t('instead')}: `), ...marked(finding.fix)),
        placeButton(finding, open))))),
  ].flat();
}

function evidence({ evidence: found }: Ready, open: (place: Place) => void): readonly Node[] {
  if (found.length === 0) return [];
  return [
    h('h3', {}, t('evidence')),
    ...list('evidence', found.map((row) => h('li', { class: 'evidence' },
      icon('check'),
      h('div', {}, h('span', { class: 'signal' }, ...marked(row.signal)), placeButton(row, open))))),
  ];
}

/** A list that starts short when it is long. */
function list(name: string, rows: readonly HTMLElement[]): readonly Node[] {
  const items = h('ul', { class: 'rows', 'data-rows': name }, ...rows);
  if (rows.length <= shown) return [items];
  for (const row of rows.slice(shown)) row.hidden = true;
  const more = on(h('button', { type: 'button', class: 'link more' }, t('evidenceMore', rows.length)), 'click', () => {
    for (const row of rows) row.hidden = false;
    rows[shown]?.querySelector('button')?.focus();
    more.remove();
  });
  return [items, more];
}

function placeButton({ folder, file, line }: Place, open: (place: Place) => void): HTMLElement {
  const place = `${file}:${line}`;
  return on(h('button', { type: 'button', class: 'link place', title: t('openAt', place), 'data-key': `${folder}|${place}` }, place), 'click', () => {
    open({ folder, file, line });
  });
}
