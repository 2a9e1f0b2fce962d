/** Source text of the components of a feature: its table, its form and what goes with them. */
import { capital, type Feature, firstOf, label, ofKind, sharedModule } from '../feature.ts';
import { between, one, pick } from '../random.ts';
import { largeComponents } from './browser-large-components.ts';
import { smallComponents } from './browser-small-components.ts';

/** Component files, by path below the folder of the feature. */
export function componentFiles(feature: Feature): Record<string, string> {
  const { kebab } = feature;
  return {
    [`components/${kebab}-table.tsx`]: tableFile(feature),
    [`components/${kebab}-form.tsx`]: formFile(feature),
    [`components/${kebab}-status.tsx`]: statusFile(feature),
    ...smallComponents(feature),
    ...largeComponents(feature),
  };
}

function tableFile(feature: Feature): string {
  const { Pascal, camel, kebab, fields } = feature;
  const random = feature.random('table');
  const shown = pick(fields, between(3, 6, random), random);
  const cell = ({ name, kind }: (typeof fields)[number]): string => ({
    text: one([`item.${name}`, `truncate(item.${name}, ${between(16, 60, random)})`], random), number: `formatNumber(item.${name})`,
    date: `item.${name} === null ? '–' : formatDate(item.${name})`, flag: `item.${name} ? 'yes' : 'no'`,
  }[kind]);
  const cells = shown.map((field) => ({ field, text: cell(field) }));
  const sums = shown.filter(({ kind }) => kind === 'number');
  const helpers = ['formatDate', 'formatNumber', 'truncate'].filter((name) => cells.some(({ text }) => text.includes(`${name}(`)));
  const isSelectable = feature.parts.has('reducer');
  return `${helpers.length === 0 ? '' : `import { ${helpers.join(', ')} } from '@acme/shared';\n`}import type { ${Pascal} } from '${sharedModule(feature)}';
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { EmptyState, Spinner } from '@/components';
import { ${camel}Labels } from '../${kebab}.labels';
import { ${Pascal}StatusBadge } from './${kebab}-status';

interface Column {
  readonly key: keyof ${Pascal};
  readonly isNumeric?: boolean;
  readonly render: (item: ${Pascal}) => ReactNode;
}

const perPage = ${between(2, 20, random) * 5};

const columns: readonly Column[] = [
  { key: 'status', render: (item) => <${Pascal}StatusBadge status={item.status} /> },
${cells.map(({ field: { name, kind }, text }) => `  { key: '${name}',${kind === 'number' ? ' isNumeric: true,' : ''} render: (item) => ${text} },`).join('\n')}
];

interface Props {
  readonly items: readonly ${Pascal}[];
  readonly isLoading?: boolean;
${isSelectable ? '  readonly selected?: ReadonlySet<string>;\n  readonly onToggle?: (id: string) => void;\n' : ''}  readonly onOpen: (item: ${Pascal}) => void;
}

export function ${Pascal}Table({ items, isLoading = false, ${isSelectable ? 'selected, onToggle, ' : ''}onOpen }: Props) {
  const [sort, setSort] = useState<{ readonly key: keyof ${Pascal}; readonly isDown: boolean }>({ key: '${shown[0]?.name ?? 'status'}', isDown: ${random() < 0.5} });
  const sorted = useMemo(() => [...items].sort((a, b) => {
    const order = compare(a[sort.key], b[sort.key]);
    return sort.isDown ? -order : order;
  }), [items, sort]);
  const [page, setPage] = useState(0);
  const [focused, setFocused] = useState(-1);
  const pages = Math.max(1, Math.ceil(sorted.length / perPage));
  const visible = sorted.slice(Math.min(page, pages - 1) * perPage, (Math.min(page, pages - 1) + 1) * perPage);

  function onKeyDown(event: KeyboardEvent) {
    const item = visible[focused];
    if (event.key === 'ArrowDown') setFocused(Math.min(focused + 1, visible.length - 1));
    else if (event.key === 'ArrowUp') setFocused(Math.max(focused - 1, 0));
    else if (event.key === 'PageDown') setPage(Math.min(page + 1, pages - 1));
    else if (event.key === 'PageUp') setPage(Math.max(page - 1, 0));
    else if (event.key === 'Enter' && item !== undefined) onOpen(item);
    else return;
    event.preventDefault();
  }

  if (isLoading && items.length === 0) return <Spinner />;
  if (items.length === 0) return <EmptyState title="No ${feature.words}s yet"${random() < 0.5 ? ` hint="${one(['Change the filter, or make the first one.', 'They appear here as soon as somebody makes one.', 'Nothing matches what you asked for.'], random)}"` : ''} />;
  return (
    <table className="table" aria-busy={isLoading} tabIndex={0} onKeyDown={onKeyDown}>
      <thead>
        <tr>
${isSelectable ? '          {onToggle !== undefined && <th aria-label="Selected" />}\n' : ''}          {columns.map(({ key, isNumeric }) => (
            <th key={key} className={isNumeric === true ? 'numeric' : undefined} aria-sort={sort.key !== key ? 'none' : sort.isDown ? 'descending' : 'ascending'}>
              <button type="button" onClick={() => { setSort({ key, isDown: sort.key === key && !sort.isDown }); }}>
                {key === 'id' ? 'Number' : ${camel}Labels[key]}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {visible.map((item, at) => (
          <tr key={item.id} aria-current={at === focused} onClick={() => { setFocused(at); }} onDoubleClick={() => { onOpen(item); }}>
${isSelectable ? `            {onToggle !== undefined && (
              <td>
                <input type="checkbox" checked={selected?.has(item.id) ?? false} onChange={() => { onToggle(item.id); }} aria-label={\`Select \${item.id}\`} />
              </td>
            )}
` : ''}            {columns.map(({ key, isNumeric, render }) => <td key={key} className={isNumeric === true ? 'numeric' : undefined}>{render(item)}</td>)}
          </tr>
        ))}
      </tbody>
${sums.length === 0 ? '' : `      <tfoot>
        <tr>
          <th colSpan={columns.length}>
${sums.map(({ name }) => `            <span>${label(name)}: {formatNumber(sumOf(items, '${name}'))}</span>`).join('\n')}
          </th>
        </tr>
      </tfoot>
`}      {pages > 1 && (
        <caption>
          <button type="button" disabled={page === 0} onClick={() => { setPage(page - 1); }}>${one(['Before', 'Back', 'Previous'], random)}</button>
          {page + 1} / {pages}
          <button type="button" disabled={page >= pages - 1} onClick={() => { setPage(page + 1); }}>${one(['After', 'Next', 'On'], random)}</button>
        </caption>
      )}
    </table>
  );
}
${sums.length === 0 ? '' : `
function sumOf(items: readonly ${Pascal}[], name: ${sums.map((field) => `'${field.name}'`).join(' | ')}): number {
  return items.reduce((sum, item) => sum + item[name], 0);
}
`}
function compare(a: ${Pascal}[keyof ${Pascal}], b: ${Pascal}[keyof ${Pascal}]): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''));
}
`;
}

function formFile(feature: Feature): string {
  const { Pascal, camel, kebab, fields, parts } = feature;
  const random = feature.random('form');
  const initial = ({ name, kind }: (typeof fields)[number]): string => `${name}: ${{ text: "''", number: `${camel}Limits.${name}.least`, date: 'null', flag: 'false' }[kind]}`;
  const input = ({ name, kind }: (typeof fields)[number]): string => {
    const common = `id={id} name="${name}"`;
    if (kind === 'flag') return `<input ${common} type="checkbox" checked={values.${name} ?? false} onChange={(event) => { set('${name}', event.target.checked); }} />`;
    if (kind === 'number') return `<input ${common} type="number" min={${camel}Limits.${name}.least} max={${camel}Limits.${name}.most} step="${one(['1', '0.01', 'any'], random)}" value={values.${name}} onChange={(event) => { set('${name}', event.target.valueAsNumber); }} />`;
    if (kind === 'date') return `<input ${common} type="date" value={values.${name}?.slice(0, 10) ?? ''} onChange={(event) => { set('${name}', event.target.value === '' ? null : new Date(event.target.value).toISOString()); }} />`;
    return name === 'notes'
      ? `<textarea ${common} rows={${between(3, 8, random)}} value={values.${name}} onChange={(event) => { set('${name}', event.target.value); }} />`
      : `<input ${common} maxLength={${between(2, 20, random) * 10}} value={values.${name}} onChange={(event) => { set('${name}', event.target.value); }} />`;
  };
  const hinted = new Set(ofKind(feature, 'text', 'number').slice(0, 4).map(({ name }) => name));
  return `import { ${camel}Limits, type ${Pascal}, type ${Pascal}Input } from '${sharedModule(feature)}';
import { type FormEvent, useState } from 'react';
import { Button, Field } from '@/components';
import { ${camel}Hints, ${camel}Labels } from '../${kebab}.labels';

type Errors = Partial<Record<keyof ${Pascal}Input, string>>;

interface Props {
  readonly initial?: ${Pascal};
  readonly isSaving?: boolean;
  readonly onSave: (input: ${Pascal}Input) => void;
  readonly onCancel?: () => void;
}

const blank: ${Pascal}Input = { ${fields.map(initial).join(', ')} };

export function ${Pascal}Form({ initial, isSaving = false, onSave, onCancel }: Props) {
  const [values, setValues] = useState<${Pascal}Input>(initial ?? blank);
  const [errors, setErrors] = useState<Errors>({});

  function set<Name extends keyof ${Pascal}Input>(name: Name, value: ${Pascal}Input[Name]) {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors(({ [name]: _fixed, ...others }) => others as Errors);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = problemsOf(values);
    setErrors(found);
    if (Object.keys(found).length === 0) onSave(values);
  }

  return (
    <form onSubmit={submit} aria-label="${capital(feature.words)}" noValidate>
${fields.map((field) => `      <Field label={${camel}Labels.${field.name}}${hinted.has(field.name) ? ` hint={${camel}Hints.${field.name}}` : ''} error={errors.${field.name}}>
        {(id) => (
          ${input(field)}
        )}
      </Field>`).join('\n')}
      <footer>
        {onCancel !== undefined && <Button onClick={onCancel}>Cancel</Button>}
        <Button type="submit" look="primary" isBusy={isSaving}>${one(['Save', 'Keep', 'Done'], random)}</Button>
      </footer>
    </form>
  );
}
${parts.has('formTest') ? '\nexport ' : '\n'}function problemsOf(values: ${Pascal}Input): Errors {
  const problems: Errors = {};
${ofKind(feature, 'text').slice(0, between(1, 3, random)).map(({ name }) => `  if (values.${name}.trim() === '') problems.${name} = '${label(name)} is missing';`).join('\n')}
${ofKind(feature, 'number').map(({ name }) => `  if (!(values.${name} >= ${camel}Limits.${name}.least && values.${name} <= ${camel}Limits.${name}.most)) problems.${name} = \`From \${${camel}Limits.${name}.least} to \${${camel}Limits.${name}.most}\`;`).join('\n')}
  return problems;
}
`;
}

function statusFile(feature: Feature): string {
  const { Pascal, camel, kebab } = feature;
  const number = firstOf(feature, 'number');
  return `import { ${camel}Statuses, ${camel}StatusLabels, ${camel}StatusMeanings, ${camel}Transitions, type ${Pascal}Status } from '${sharedModule(feature)}';
import { Badge } from '@/components';
import { classNames } from '@/lib/class-names';
import { ${camel}Tones } from '../${kebab}.labels';

export function ${Pascal}StatusBadge({ status }: { readonly status: ${Pascal}Status }) {
  return <Badge tone={${camel}Tones[status]}>{${camel}StatusLabels[status]}</Badge>;
}

/** Where it is on its way, as a row of dots with a word below. */
export function ${Pascal}Progress({ status }: { readonly status: ${Pascal}Status }) {
  const at = ${camel}Statuses.indexOf(status);
  return (
    <ol className="progress" aria-label={\`\${at + 1} of \${${camel}Statuses.length}\`}>
      {${camel}Statuses.map((known, index) => (
        <li key={known} className={classNames('progress-step', index < at && 'progress-done', index === at && 'progress-now')} title={${camel}StatusMeanings[known]}>
          {index === at ? ${camel}StatusLabels[known] : ''}
        </li>
      ))}
    </ol>
  );
}
${feature.random('status')() < 0.6 ? `
interface Props { readonly status: ${Pascal}Status; readonly ${number}?: number; readonly onChange: (status: ${Pascal}Status) => void }

/** Offers only what may come next. */
export function ${Pascal}StatusSelect({ status, ${number} = 0, onChange }: Props) {
  const next = [status, ...${camel}Transitions[status]];
  return (
    <select value={status} disabled={next.length === 1 || ${number} < 0} onChange={(event) => { onChange(event.target.value as ${Pascal}Status); }}>
      {next.map((option) => <option key={option} value={option}>{${camel}StatusLabels[option]}</option>)}
    </select>
  );
}
` : ''}`;
}
