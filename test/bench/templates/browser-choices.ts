/** Source text of components to choose with: one of many, or what to do with many. */
import { capital, type Feature, firstOf, has, sharedModule } from '../feature.ts';
import { between } from '../random.ts';

export function bulkBarFile(feature: Feature): string {
  const { Pascal, kebab } = feature;
  const actions = (['archive', 'restore', 'remove', 'duplicate'] as const).filter((name) => has(feature, name));
  return `import type { Dispatch } from 'react';
import { Button } from '@/components';
${actions.length === 0 ? '' : `import { ${actions.map((name) => `use${capital(name)}${Pascal}`).sort().join(', ')} } from '../hooks/use-${kebab}';\n`}import type { ${Pascal}Selection, SelectionAction } from '../${kebab}-selection';

interface Props { readonly selection: ${Pascal}Selection; readonly dispatch: Dispatch<SelectionAction> }

export function ${Pascal}BulkBar({ selection, dispatch }: Props) {
${actions.map((name) => `  const ${name} = use${capital(name)}${Pascal}();`).join('\n')}
  const ids = [...selection.ids];
  if (ids.length === 0) return null;

  async function forAll(work: (id: string) => Promise<unknown>) {
    await Promise.allSettled(ids.map(work));
    dispatch({ type: 'clear' });
  }

  return (
    <div className="bulk-bar" role="toolbar">
      <span>{ids.length} selected</span>
${actions.map((name) => `      <Button isBusy={${name}.isPending} onClick={() => { void forAll((id) => ${name}.mutateAsync({ id })); }}>${capital(name)}</Button>`).join('\n')}
      <Button onClick={() => { dispatch({ type: 'clear' }); }}>None</Button>
      <Button disabled={ids.length > ${between(20, 200, feature.random('bulk bar'))}} onClick={() => { void forAll((id) => navigator.clipboard.writeText(id)); }}>Copy</Button>
    </div>
  );
}
`;
}

export function pickerFile(feature: Feature): string {
  const { Pascal, kebab } = feature;
  const random = feature.random('picker');
  return `import type { ${Pascal} } from '${sharedModule(feature)}';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { Spinner } from '@/components';
import { useDebounced } from '@/hooks/use-debounced';
import { search${Pascal}s } from '../${kebab}s.client';

interface Props { readonly label: string; readonly onPick: (${feature.camel}: ${Pascal}) => void }

export function ${Pascal}Picker({ label, onPick }: Props) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const wanted = useDebounced(text.trim(), ${between(15, 40, random) * 10});
  const { data = [], isFetching } = useQuery({ queryKey: ['${kebab}s', 'search', wanted], queryFn: ({ signal }) => search${Pascal}s(wanted, signal), enabled: wanted.length > ${between(1, 2, random)} });

  function move(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setActive((at) => Math.min(at + 1, data.length - 1));
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(at - 1, 0));
    else if (event.key === 'Enter' && data[active] !== undefined) onPick(data[active]);
    else return;
    event.preventDefault();
  }

  return (
    <div className="picker" role="combobox" aria-expanded={data.length > 0}>
      <input aria-label={label} value={text} onKeyDown={move} onChange={(event) => { setText(event.target.value); setActive(0); }} />
      {isFetching && <Spinner size={16} />}
      <ul role="listbox">
        {data.map((item, at) => (
          <li key={item.id} role="option" aria-selected={at === active} onClick={() => { onPick(item); }}>
            {item.${firstOf(feature, 'text')}} <small>{item.status}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
`;
}
