/** Source text of the components that not every feature has. */
import { type Feature, firstOf, has, label, ofKind, sharedModule } from '../feature.ts';
import { between, one, pick } from '../random.ts';
import { bulkBarFile, pickerFile } from './browser-choices.ts';

export function smallComponents(feature: Feature): Record<string, string> {
  const { kebab, parts } = feature;
  return {
    ...(parts.has('filters') ? { [`components/${kebab}-filters.tsx`]: filtersFile(feature) } : {}),
    ...(parts.has('card') ? { [`components/${kebab}-card.tsx`]: cardFile(feature) } : {}),
    ...(parts.has('summary') ? { [`components/${kebab}-summary.tsx`]: summaryFile(feature) } : {}),
    ...(parts.has('timeline') && has(feature, 'history') ? { [`components/${kebab}-timeline.tsx`]: timelineFile(feature) } : {}),
    ...(parts.has('dialog') && has(feature, 'remove') ? { [`components/remove-${kebab}-dialog.tsx`]: dialogFile(feature) } : {}),
    ...(parts.has('chart') ? { [`components/${kebab}-chart.tsx`]: chartFile(feature) } : {}),
    ...(parts.has('bulkBar') && parts.has('reducer') ? { [`components/${kebab}-bulk-bar.tsx`]: bulkBarFile(feature) } : {}),
    ...(parts.has('picker') && has(feature, 'search') ? { [`components/${kebab}-picker.tsx`]: pickerFile(feature) } : {}),
  };
}

function filtersFile(feature: Feature): string {
  const { Pascal, camel } = feature;
  const random = feature.random('filters');
  const text = firstOf(feature, 'text');
  return `import { ${camel}Statuses, ${camel}StatusLabels, type ${Pascal}Query, type ${Pascal}Status } from '${sharedModule(feature)}';
import { useEffect, useState } from 'react';
import { Button } from '@/components';
import { useDebounced } from '@/hooks/use-debounced';

type Filter = Pick<${Pascal}Query, 'status' | '${text}'>;

interface Props {
  readonly value: Filter;
  readonly suggestions?: readonly string[];
  readonly onChange: (filter: Filter) => void;
}

export function ${Pascal}Filters({ value, suggestions = [], onChange }: Props) {
  const [typed, setTyped] = useState(value.${text} ?? '');
  const settled = useDebounced(typed, ${between(15, 50, random) * 10});

  useEffect(() => {
    if (settled !== (value.${text} ?? '')) onChange({ ...value, ...(settled === '' ? { ${text}: undefined } : { ${text}: settled }) } as Filter);
  }, [onChange, settled, value]);

  return (
    <div className="filters" role="search">
      <select
        aria-label="Status"
        value={value.status ?? ''}
        onChange={(event) => { onChange({ ...value, status: (event.target.value || undefined) as ${Pascal}Status }); }}
      >
        <option value="">${one(['Every status', 'All', 'Any status'], random)}</option>
        {${camel}Statuses.map((status) => <option key={status} value={status}>{${camel}StatusLabels[status]}</option>)}
      </select>
      <input list="${camel}-${text}" placeholder="${label(text)}" value={typed} onChange={(event) => { setTyped(event.target.value); }} />
      <datalist id="${camel}-${text}">
        {suggestions.slice(0, ${between(5, 40, random)}).map((suggestion) => <option key={suggestion} value={suggestion} />)}
      </datalist>
      {(value.status !== undefined || typed !== '') && <Button onClick={() => { setTyped(''); onChange({} as Filter); }}>Clear</Button>}
    </div>
  );
}
`;
}

function cardFile(feature: Feature): string {
  const { Pascal, camel, kebab } = feature;
  const random = feature.random('card');
  const shown = pick(feature.fields, between(3, 7, random), random);
  const value = ({ name, kind }: (typeof shown)[number]): string => ({
    text: `${camel}.${name} || '–'`, number: `formatNumber(${camel}.${name})`, date: `${camel}.${name} === null ? '–' : formatDate(${camel}.${name})`, flag: `${camel}.${name} ? 'Yes' : 'No'`,
  }[kind]);
  return `import { formatDate, formatNumber } from '@acme/shared';
import type { ${Pascal} } from '${sharedModule(feature)}';
import type { ReactNode } from 'react';
import { Card } from '@/components';
import { ${camel}Labels } from '../${kebab}.labels';
import { ${Pascal}StatusBadge } from './${kebab}-status';

interface Props { readonly ${camel}: ${Pascal}; readonly actions?: ReactNode }

export function ${Pascal}Card({ ${camel}, actions }: Props) {
  const isOverdue = ${camel}.${firstOf(feature, 'date')} !== null && Date.parse(${camel}.${firstOf(feature, 'date')}) < Date.now();
  return (
    <Card title={${camel}.${firstOf(feature, 'text')} || ${camel}.id} actions={actions}>
      <p><${Pascal}StatusBadge status={${camel}.status} />{isOverdue && <em>${one(['late', 'over time', 'needs attention'], random)}</em>}</p>
      <dl>
${shown.map((field) => `        <dt>{${camel}Labels.${field.name}}</dt>
        <dd>{${value(field)}}</dd>`).join('\n')}
      </dl>
      <small>{formatNumber(${camel}.${firstOf(feature, 'number')})} · {formatDate(${camel}.updatedAt)}</small>
    </Card>
  );
}
`;
}

function summaryFile(feature: Feature): string {
  const { Pascal, camel } = feature;
  const random = feature.random('summary');
  return `import { formatNumber } from '@acme/shared';
import { ${camel}Statuses, ${camel}StatusLabels, type ${Pascal} } from '${sharedModule(feature)}';
import { useMemo } from 'react';
import { Card } from '@/components';

interface Props { readonly items: readonly ${Pascal}[]; readonly title?: string }

export function ${Pascal}Summary({ items, title = '${one(['At a glance', 'Summary', 'So far'], random)}' }: Props) {
  const figures = useMemo(() => figuresOf(items), [items]);
  const byStatus = useMemo(() => ${camel}Statuses.map((status) => ({ status, count: items.filter((item) => item.status === status).length })), [items]);
  return (
    <Card title={title}>
      <ul className="figures">
        {figures.map(({ label, value }) => (
          <li key={label}>
            <strong>{formatNumber(value)}</strong>
            <span>{label}</span>
          </li>
        ))}
      </ul>
      <ol className="statuses">
        {byStatus.filter(({ count }) => count > 0).map(({ status, count }) => (
          <li key={status} style={{ flexGrow: count }} title={\`\${count} \${${camel}StatusLabels[status]}\`}>{count}</li>
        ))}
      </ol>
    </Card>
  );
}

function figuresOf(items: readonly ${Pascal}[]) {
  const count = Math.max(1, items.length);
  return [
    { label: 'Number', value: items.length },
${ofKind(feature, 'number').map(({ name }) => `    { label: '${label(name)}${one([', all', ' in total', ''], random)}', value: items.reduce((sum, item) => sum + item.${name}, 0)${one(['', ' / count', ''], random)} },`).join('\n')}
${ofKind(feature, 'flag').map(({ name }) => `    { label: '${label(name)}', value: items.filter((item) => item.${name}).length / count },`).join('\n')}
  ];
}
`;
}

function timelineFile(feature: Feature): string {
  const { Pascal, kebab } = feature;
  const random = feature.random('timeline');
  return `import { formatDate, type HistoryEntry } from '@acme/shared';
import { useState } from 'react';
import { Button, EmptyState, Spinner } from '@/components';
import { use${Pascal}History } from '../hooks/use-${kebab}';

const first = ${between(3, 12, random)};
const verbs: Readonly<Record<string, string>> = { created: 'made it', updated: '${one(['changed it', 'edited it', 'touched it'], random)}', archived: 'put it away', restored: 'brought it back', assigned: 'passed it on', removed: 'removed it' };

export function ${Pascal}Timeline({ id }: { readonly id: string }) {
  const { data: entries = [], isLoading } = use${Pascal}History(id);
  const [isWhole, setWhole] = useState(false);
  if (isLoading) return <Spinner />;
  if (entries.length === 0) return <EmptyState title="Nothing has happened yet" />;
  const shown = isWhole ? entries : entries.slice(0, first);
  return (
    <>
      <ol className="timeline">{shown.map((entry) => <Entry key={\`\${entry.at} \${entry.action}\`} entry={entry} />)}</ol>
      {shown.length < entries.length && <Button onClick={() => { setWhole(true); }}>{\`\${entries.length - shown.length} more\`}</Button>}
    </>
  );
}

function Entry({ entry: { at, actorId, action, details } }: { readonly entry: HistoryEntry }) {
  const changed = Object.keys(details);
  return (
    <li>
      <time dateTime={at}>{formatDate(at)}</time>
      <span>{actorId} {verbs[action] ?? action}</span>
      {changed.length > 0 && <code>{changed.join(', ')}</code>}
    </li>
  );
}
`;
}

function dialogFile(feature: Feature): string {
  const { Pascal, camel, kebab, words } = feature;
  const random = feature.random('dialog');
  return `import type { ${Pascal} } from '${sharedModule(feature)}';
import { useState } from 'react';
import { Button, Dialog } from '@/components';
import { useRemove${Pascal} } from '../hooks/use-${kebab}';

interface Props { readonly ${camel}?: ${Pascal} | undefined; readonly onClose: () => void }

export function Remove${Pascal}Dialog({ ${camel}, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const { mutate, isPending, error } = useRemove${Pascal}();
  const expected = ${camel}?.${firstOf(feature, 'text')} ?? '';

  function remove() {
    if (${camel} === undefined) return;
    mutate({ id: ${camel}.id }, { onSuccess: () => { setTyped(''); onClose(); } });
  }

  return (
    <Dialog isOpen={${camel} !== undefined} title="${one(['Remove', 'Delete', 'Throw away'], random)} this ${words}?" onClose={onClose}>
      <p>Type <b>{expected}</b> to make sure. ${one(['This cannot be undone.', 'Nobody can bring it back.', 'Its history stays.'], random)}</p>
      <input autoFocus value={typed} onChange={(event) => { setTyped(event.target.value); }} />
      {error !== null && <p role="alert">{error.message}</p>}
      <footer>
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" isBusy={isPending} disabled={typed !== expected} onClick={remove}>Remove</Button>
      </footer>
    </Dialog>
  );
}
`;
}

function chartFile(feature: Feature): string {
  const { Pascal } = feature;
  const random = feature.random('chart');
  const number = firstOf(feature, 'number');
  return `import { formatNumber } from '@acme/shared';
import type { ${Pascal} } from '${sharedModule(feature)}';
import { useMemo } from 'react';

interface Props { readonly items: readonly ${Pascal}[]; readonly width?: number; readonly height?: number }

/** ${label(number)} by month, as bars. */
export function ${Pascal}Chart({ items, width = ${between(4, 9, random) * 80}, height = ${between(2, 5, random) * 60} }: Props) {
  const months = useMemo(() => monthsOf(items), [items]);
  const most = Math.max(1, ...months.map(({ sum }) => sum));
  const step = width / Math.max(1, months.length);
  return (
    <svg className="chart" viewBox={\`0 0 \${width} \${height}\`} role="img" aria-label="${label(number)} by month">
      {months.map(({ month, sum }, at) => {
        const size = (sum / most) * (height - ${between(16, 32, random)});
        return (
          <g key={month} transform={\`translate(\${at * step} 0)\`}>
            <rect x={step * 0.1} y={height - size - 16} width={step * 0.8} height={size} rx={${between(0, 4, random)}}><title>{\`\${month}: \${formatNumber(sum)}\`}</title></rect>
            <text x={step / 2} y={height - 2} textAnchor="middle">{month.slice(5)}</text>
          </g>
        );
      })}
    </svg>
  );
}

function monthsOf(items: readonly ${Pascal}[]) {
  const sums = new Map<string, number>();
  for (const { createdAt, ${number} } of items) {
    const month = createdAt.slice(0, 7);
    sums.set(month, (sums.get(month) ?? 0) + ${number});
  }
  return [...sums].sort(([a], [b]) => a.localeCompare(b)).slice(-${between(6, 24, random)}).map(([month, sum]) => ({ month, sum }));
}
`;
}
