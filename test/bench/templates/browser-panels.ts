/** Source text of the panels beside a list: what is shown, and what can be done with all of it. */
import { type Feature, firstOf, label, ofKind, sharedModule } from '../feature.ts';
import { between, one } from '../random.ts';

export function settingsFile(feature: Feature): string {
  const { Pascal, camel, kebab } = feature;
  const random = feature.random('settings');
  return `import { ${camel}Fields, ${camel}PageSize } from '${sharedModule(feature)}';
import { useEffect, useState } from 'react';
import { Button, Card, Field } from '@/components';

type FieldName = (typeof ${camel}Fields)[number]['name'];

export interface ${Pascal}Settings {
  readonly columns: readonly FieldName[];
  readonly pageSize: number;
  readonly refreshSeconds: number;
  readonly isDense: boolean;
}

export const default${Pascal}Settings: ${Pascal}Settings = {
  columns: [${feature.fields.slice(0, between(2, 5, random)).map(({ name }) => `'${name}'`).join(', ')}],
  pageSize: ${camel}PageSize,
  refreshSeconds: ${between(0, 12, random) * 10},
  isDense: ${random() < 0.5},
};

const key = 'acme.${kebab}s.settings';

/** What somebody has chosen on this machine; the defaults where that cannot be read. */
export function load${Pascal}Settings(): ${Pascal}Settings {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<${Pascal}Settings>;
    const columns = stored.columns?.filter((name) => ${camel}Fields.some((field) => field.name === name));
    return { ...default${Pascal}Settings, ...stored, ...(columns === undefined || columns.length === 0 ? {} : { columns }) };
  } catch {
    return default${Pascal}Settings;
  }
}

export function ${Pascal}SettingsPanel({ onChange }: { readonly onChange: (settings: ${Pascal}Settings) => void }) {
  const [settings, setSettings] = useState(load${Pascal}Settings);

  useEffect(() => {
    localStorage.setItem(key, JSON.stringify(settings));
    onChange(settings);
  }, [onChange, settings]);

  function toggle(name: FieldName) {
    setSettings((before) => ({ ...before, columns: before.columns.includes(name) ? before.columns.filter((other) => other !== name) : [...before.columns, name] }));
  }

  function move(name: FieldName, by: number) {
    setSettings((before) => {
      const columns = before.columns.filter((other) => other !== name);
      columns.splice(Math.max(0, before.columns.indexOf(name) + by), 0, name);
      return { ...before, columns };
    });
  }

  return (
    <Card title="${one(['What is shown', 'Settings of the list', 'Columns'], random)}" actions={<Button onClick={() => { setSettings(default${Pascal}Settings); }}>Reset</Button>}>
      <ul className="columns">
        {${camel}Fields.map(({ name, label, about }) => (
          <li key={name} title={about}>
            <label>
              <input type="checkbox" checked={settings.columns.includes(name)} disabled={settings.columns.length === 1 && settings.columns[0] === name} onChange={() => { toggle(name); }} />
              {label}
            </label>
            {settings.columns.includes(name) && (
              <>
                <Button aria-label={\`\${label} up\`} onClick={() => { move(name, -1); }}>↑</Button>
                <Button aria-label={\`\${label} down\`} onClick={() => { move(name, 1); }}>↓</Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <Field label="Lines per page">
        {(id) => <input id={id} type="number" min={5} max={${between(1, 5, random) * 100}} value={settings.pageSize} onChange={(event) => { setSettings({ ...settings, pageSize: event.target.valueAsNumber }); }} />}
      </Field>
      <Field label="Look again after" hint="Seconds; 0 for never">
        {(id) => <input id={id} type="number" min={0} step={${one(['1', '5', '10'], random)}} value={settings.refreshSeconds} onChange={(event) => { setSettings({ ...settings, refreshSeconds: event.target.valueAsNumber }); }} />}
      </Field>
      <label>
        <input type="checkbox" checked={settings.isDense} onChange={(event) => { setSettings({ ...settings, isDense: event.target.checked }); }} />
        ${one(['Narrow lines', 'Dense', 'More on a page'], random)}
      </label>
    </Card>
  );
}
`;
}

export function toolbarFile(feature: Feature): string {
  const { Pascal, camel, kebab } = feature;
  const random = feature.random('toolbar');
  return `import { ${camel}Fields, type ${Pascal} } from '${sharedModule(feature)}';
import { useEffect, useMemo, useState } from 'react';
import { Button } from '@/components';

interface Props {
  readonly items: readonly ${Pascal}[];
  readonly onAdd: () => void;
  readonly onRefresh: () => void;
  readonly onShow: (items: readonly ${Pascal}[]) => void;
}

/** Views that people ask for again and again. */
const views: readonly { readonly name: string; readonly test: (item: ${Pascal}, now: number) => boolean }[] = [
  { name: 'All', test: () => true },
${ofKind(feature, 'date').map(({ name }) => `  { name: '${label(name)} has passed', test: (item, now) => item.${name} !== null && Date.parse(item.${name}) < now },
  { name: '${label(name)} within ${between(2, 30, random)} days', test: (item, now) => item.${name} !== null && Math.abs(Date.parse(item.${name}) - now) < ${between(2, 30, random)} * 86_400_000 },`).join('\n')}
${ofKind(feature, 'flag').map(({ name }) => `  { name: '${label(name)}', test: (item) => item.${name} },`).join('\n')}
${ofKind(feature, 'number').map(({ name }) => `  { name: 'Large ${label(name).toLowerCase()}', test: (item) => item.${name} >= ${between(5, 90, random) * 10} },`).join('\n')}
  { name: 'Nobody in charge', test: (item) => item.ownerId === null },
];

export function ${Pascal}Toolbar({ items, onAdd, onRefresh, onShow }: Props) {
  const [active, setActive] = useState(0);
  const counts = useMemo(() => {
    const now = Date.now();
    return views.map(({ test }) => items.filter((item) => test(item, now)).length);
  }, [items]);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.target instanceof HTMLInputElement || event.metaKey || event.ctrlKey) return;
      if (event.key === '${one(['n', 'a', '+'], random)}') onAdd();
      else if (event.key === 'r') onRefresh();
    }
    document.addEventListener('keydown', onKey);
    return () => { document.removeEventListener('keydown', onKey); };
  }, [onAdd, onRefresh]);

  function choose(at: number) {
    const now = Date.now();
    setActive(at);
    onShow(items.filter((item) => views[at]?.test(item, now) ?? true));
  }

  function download() {
    const lines = [${camel}Fields.map(({ label }) => label), ...items.map((item) => ${camel}Fields.map(({ name }) => String(item[name] ?? '')))];
    const url = URL.createObjectURL(new Blob([lines.map((line) => line.join(';')).join('\\n')], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = \`${kebab}s-\${new Date().toISOString().slice(0, 10)}.csv\`;
    link.click();
    URL.revokeObjectURL(url);
  }

  return (
    <div className="toolbar" role="toolbar" aria-label="${label(firstOf(feature, 'text'))}">
      <div role="tablist">
        {views.map(({ name }, at) => (
          <button key={name} type="button" role="tab" aria-selected={at === active} disabled={counts[at] === 0} onClick={() => { choose(at); }}>
            {name} <small>{counts[at]}</small>
          </button>
        ))}
      </div>
      <Button onClick={onRefresh}>${one(['Refresh', 'Look again', 'Reload'], random)}</Button>
      <Button disabled={items.length === 0} onClick={download}>${one(['Download', 'Export', 'As CSV'], random)}</Button>
      <Button look="primary" onClick={onAdd}>New</Button>
    </div>
  );
}
`;
}
