/** Source text of the pages of a feature and of the barrel in front of it. */
import { capital, type Feature, firstOf, has, sharedModule } from '../feature.ts';
import { one } from '../random.ts';

/** Page files, by path below `apps/web/src/pages`. */
export function pageFiles(feature: Feature): Record<string, string> {
  const { kebab, parts } = feature;
  return {
    [`${kebab}s/${kebab}-list-page.tsx`]: listPage(feature),
    ...(parts.has('detailPage') ? { [`${kebab}s/${kebab}-detail-page.tsx`]: detailPage(feature) } : {}),
  };
}

/** Where a page finds a component: the barrel, where the feature has one. */
function from({ kebab, parts }: Feature, file: string): string {
  return parts.has('webIndex') ? `@/features/${kebab}s` : `@/features/${kebab}s/${file}`;
}

function imports(feature: Feature, names: Readonly<Record<string, string>>): string {
  const files = new Map<string, string[]>();
  for (const [name, file] of Object.entries(names)) files.set(from(feature, file), [...(files.get(from(feature, file)) ?? []), name]);
  return [...files].map(([file, list]) => `import { ${list.sort().join(', ')} } from '${file}';`).join('\n');
}

function listPage(feature: Feature): string {
  const { Pascal, kebab, words, parts } = feature;
  const random = feature.random('list page');
  const isBulk = parts.has('bulkBar') && parts.has('reducer');
  const hasBoard = parts.has('board') && has(feature, 'update');
  const hasWizard = parts.has('wizard') && has(feature, 'importMany');
  const views = ['table', ...(hasBoard ? ['board'] : []), ...(parts.has('calendar') ? ['calendar'] : [])];
  const text = firstOf(feature, 'text');
  const names = {
    [`${Pascal}Table`]: `components/${kebab}-table`, [`${Pascal}Form`]: `components/${kebab}-form`, [`use${Pascal}s`]: `hooks/use-${kebab}s`, [`useCreate${Pascal}`]: `hooks/use-${kebab}`,
    ...(parts.has('filters') ? { [`${Pascal}Filters`]: `components/${kebab}-filters` } : {}), ...(parts.has('summary') ? { [`${Pascal}Summary`]: `components/${kebab}-summary` } : {}),
    ...(parts.has('chart') ? { [`${Pascal}Chart`]: `components/${kebab}-chart` } : {}),
    ...(parts.has('toolbar') ? { [`${Pascal}Toolbar`]: `components/${kebab}-toolbar` } : {}), ...(parts.has('print') ? { [`${Pascal}Print`]: `components/${kebab}-print` } : {}),
    ...(parts.has('settings') ? { [`${Pascal}SettingsPanel`]: `components/${kebab}-settings` } : {}), ...(hasBoard ? { [`${Pascal}Board`]: `components/${kebab}-board`, [`useUpdate${Pascal}`]: `hooks/use-${kebab}` } : {}),
    ...(parts.has('calendar') ? { [`${Pascal}Calendar`]: `components/${kebab}-calendar` } : {}), ...(hasWizard ? { [`${Pascal}ImportWizard`]: `components/${kebab}-import-wizard` } : {}),
    ...(isBulk ? { [`${Pascal}BulkBar`]: `components/${kebab}-bulk-bar`, [`${feature.camel}SelectionReducer`]: `${kebab}-selection`, [`empty${Pascal}Selection`]: `${kebab}-selection` } : {}),
  };
  return `import type { ${parts.has('toolbar') ? `${Pascal}, ` : ''}${Pascal}Query } from '${sharedModule(feature)}';
import { ${isBulk ? 'useReducer, ' : ''}useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { Button, Dialog } from '@/components';
${imports(feature, names)}

type View = ${views.map((view) => `'${view}'`).join(' | ')};
const views: readonly View[] = [${views.map((view) => `'${view}'`).join(', ')}];

export default function ${Pascal}ListPage() {
  const [parameters, setParameters] = useSearchParams();
  const view = views.find((known) => known === parameters.get('view')) ?? 'table';
${hasWizard ? '  const [isImporting, setImporting] = useState(false);\n' : ''}${parts.has('print') ? '  const [isPrinting, setPrinting] = useState(false);\n' : ''}${parts.has('toolbar') ? `  const [narrowed, setNarrowed] = useState<readonly ${Pascal}[]>();\n` : ''}${hasBoard ? `  const update = useUpdate${Pascal}();\n` : ''}  const navigate = useNavigate();
  const [filter, setFilter] = useState<Partial<${Pascal}Query>>({});
  const [isAdding, setAdding] = useState(false);
${isBulk ? `  const [selection, dispatch] = useReducer(${feature.camel}SelectionReducer, empty${Pascal}Selection);\n` : ''}  const { items, isLoading, error, hasNextPage, fetchNextPage } = use${Pascal}s(filter);
  const create = useCreate${Pascal}();
  const loaded = ${parts.has('toolbar') ? 'narrowed ?? items' : 'items'};
  const shown = filter.${text} === undefined ? loaded : loaded.filter((item) => item.${text}.includes(filter.${text} ?? ''));

  return (
    <>
      <header className="page-header">
        <h1>${capital(words)}s</h1>
        <Button look="primary" onClick={() => { setAdding(true); }}>${one(['New', 'Add', 'Make one'], random)}</Button>
${hasWizard ? '        <Button onClick={() => { setImporting(true); }}>Import</Button>\n' : ''}${parts.has('print') ? '        <Button onClick={() => { setPrinting(true); }}>Print</Button>\n' : ''}        <div role="radiogroup" aria-label="View">
          {views.map((known) => (
            <button key={known} type="button" role="radio" aria-checked={known === view} onClick={() => { setParameters({ view: known }); }}>{known}</button>
          ))}
        </div>
      </header>
${parts.has('toolbar') ? `      <${Pascal}Toolbar items={items} onAdd={() => { setAdding(true); }} onRefresh={() => { setNarrowed(undefined); }} onShow={setNarrowed} />\n` : ''}${parts.has('settings') ? `      <details><summary>Settings</summary><${Pascal}SettingsPanel onChange={({ pageSize }) => { setFilter((before) => ({ ...before, limit: pageSize })); }} /></details>\n` : ''}      {error != null && <p role="alert">{error.message}</p>}
${parts.has('summary') ? `      <${Pascal}Summary items={shown} />\n` : ''}${parts.has('chart') ? `      <${Pascal}Chart items={shown} />\n` : ''}${parts.has('filters') ? `      <${Pascal}Filters value={filter} onChange={setFilter} />\n` : `      <input type="search" aria-label="Filter" onChange={(event) => { setFilter({ ${text}: event.target.value }); }} />\n`}${isBulk ? `      <${Pascal}BulkBar selection={selection} dispatch={dispatch} />\n` : ''}${hasBoard ? `      {view === 'board' && <${Pascal}Board items={shown} onMove={({ id }, status) => { update.mutate({ id, changes: { status } }); }} onOpen={({ id }) => { void navigate(\`/${kebab}s/\${id}\`); }} />}\n` : ''}${parts.has('calendar') ? `      {view === 'calendar' && <${Pascal}Calendar items={shown} onOpen={({ id }) => { void navigate(\`/${kebab}s/\${id}\`); }} />}\n` : ''}      {view === 'table' && <${Pascal}Table items={shown} isLoading={isLoading}${isBulk ? ' selected={selection.ids} onToggle={(id) => { dispatch({ type: \'toggle\', id }); }}' : ''} onOpen={({ id }) => { void navigate(\`/${kebab}s/\${id}\`); }} />}
      {hasNextPage && <Button onClick={() => { void fetchNextPage(); }}>${one(['More', 'Show more', 'Load more'], random)}</Button>}
      <Dialog isOpen={isAdding} title="New ${words}" onClose={() => { setAdding(false); }}>
        <${Pascal}Form isSaving={create.isPending} onCancel={() => { setAdding(false); }} onSave={(input) => { create.mutate({ input }, { onSuccess: () => { setAdding(false); } }); }} />
      </Dialog>
${hasWizard ? `      <${Pascal}ImportWizard isOpen={isImporting} onClose={() => { setImporting(false); }} />\n` : ''}${parts.has('print') ? `      {isPrinting && <${Pascal}Print items={shown} onPrinted={() => { setPrinting(false); }} />}\n` : ''}    </>
  );
}
`;
}

function detailPage(feature: Feature): string {
  const { Pascal, camel, kebab, words, parts } = feature;
  const random = feature.random('detail page');
  const canUpdate = has(feature, 'update');
  const hasTimeline = parts.has('timeline') && has(feature, 'history');
  const hasDialog = parts.has('dialog') && has(feature, 'remove');
  const buttons = (['archive', 'restore', 'duplicate'] as const).filter((name) => has(feature, name));
  const names = {
    [`${camel}Labels`]: `${kebab}.labels`, [`${camel}Help`]: `${kebab}.labels`, [`use${Pascal}`]: `hooks/use-${kebab}`, [`${Pascal}StatusBadge`]: `components/${kebab}-status`,
    ...(canUpdate ? { [`useUpdate${Pascal}`]: `hooks/use-${kebab}`, [`${Pascal}Form`]: `components/${kebab}-form` } : {}),
    ...(parts.has('card') ? { [`${Pascal}Card`]: `components/${kebab}-card` } : {}), ...(hasTimeline ? { [`${Pascal}Timeline`]: `components/${kebab}-timeline` } : {}),
    ...(hasDialog ? { [`Remove${Pascal}Dialog`]: `components/remove-${kebab}-dialog` } : {}),
    ...Object.fromEntries(buttons.map((name) => [`use${capital(name)}${Pascal}`, `hooks/use-${kebab}`])),
  };
  return `import { formatDate, formatNumber } from '@acme/shared';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { Button, EmptyState, Spinner } from '@/components';
${imports(feature, names)}

export default function ${Pascal}DetailPage() {
  const { id = '' } = useParams();
  const { data: ${camel}, isLoading, error } = use${Pascal}(id);
${canUpdate ? `  const update = useUpdate${Pascal}();\n` : ''}${buttons.map((name) => `  const ${name} = use${capital(name)}${Pascal}();\n`).join('')}  const [isOpen, setOpen] = useState(false);

  if (isLoading) return <Spinner />;
  if (error !== null) return <EmptyState title="${one(['That did not work', 'It could not be loaded', 'Something is wrong'], random)}" hint={error.message} />;
  if (${camel} === undefined) return <EmptyState title="There is no such ${words}" action={<Link to="/${kebab}s">Back to the list</Link>} />;

  return (
    <>
      <header className="page-header">
        <Link to="/${kebab}s">${capital(words)}s</Link>
        <h1>{${camel}.${firstOf(feature, 'text')} || ${camel}.id}</h1>
        <${Pascal}StatusBadge status={${camel}.status} />
        <Button onClick={() => { setOpen(!isOpen); }}>${canUpdate ? 'Edit' : 'Details'}</Button>
${buttons.map((name) => `        <Button isBusy={${name}.isPending} onClick={() => { ${name}.mutate({ id }); }}>${capital(name)}</Button>\n`).join('')}      </header>
${parts.has('card') ? `      <${Pascal}Card ${camel}={${camel}} />\n` : ''}${canUpdate ? `      {isOpen && <${Pascal}Form initial={${camel}} isSaving={update.isPending} onSave={(changes) => { update.mutate({ id, changes }, { onSuccess: () => { setOpen(false); } }); }} />}\n` : ''}      <dl className="details">
${feature.fields.map(({ name, kind }) => `        <div>
          <dt title={${camel}Help.${name}?.text}>{${camel}Labels.${name}}</dt>
          <dd>{${{ text: `${camel}.${name} || '–'`, number: `formatNumber(${camel}.${name})`, date: `${camel}.${name} === null ? '${one(['never', '–', 'open'], random)}' : formatDate(${camel}.${name})`, flag: `${camel}.${name} ? 'Yes' : 'No'` }[kind]}}</dd>
        </div>`).join('\n')}
        <div>
          <dt>{${camel}Labels.createdAt}</dt>
          <dd><time dateTime={${camel}.createdAt}>{formatDate(${camel}.createdAt)}</time></dd>
        </div>
        <div>
          <dt>{${camel}Labels.ownerId}</dt>
          <dd>{${camel}.ownerId ?? '${one(['Nobody', 'Not assigned', 'Free'], random)}'}</dd>
        </div>
      </dl>
${hasTimeline ? `      <${Pascal}Timeline id={id} />\n` : ''}${hasDialog ? `      <Remove${Pascal}Dialog ${camel}={${canUpdate ? 'undefined' : `isOpen ? ${camel} : undefined`}} onClose={() => { setOpen(false); }} />\n` : ''}    </>
  );
}
`;
}
