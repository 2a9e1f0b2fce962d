/** Source text of components that bring a list in from a file and put it on paper. */
import { capital, type Feature, label, ofKind, sharedModule } from '../feature.ts';
import { between, one, pick } from '../random.ts';

export function wizardFile(feature: Feature): string {
  const { Pascal, camel, kebab, words } = feature;
  const random = feature.random('wizard');
  return `import { ${camel}Fields, type ${Pascal}Input } from '${sharedModule(feature)}';
import { type ChangeEvent, useState } from 'react';
import { Button, Dialog } from '@/components';
import { useImportMany${Pascal} } from '../hooks/use-${kebab}';

type Step =
  | { readonly at: 'file' }
  | { readonly at: 'columns'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly at: 'done'; readonly count: number };

interface Props { readonly isOpen: boolean; readonly onClose: () => void }

export function ${Pascal}ImportWizard({ isOpen, onClose }: Props) {
  const [step, setStep] = useState<Step>({ at: 'file' });
  const [mapping, setMapping] = useState<Readonly<Record<string, number>>>({});
  const [problem, setProblem] = useState<string>();
  const { mutate, isPending } = useImportMany${Pascal}();

  async function read(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    if (file === undefined) return;
    if (file.size > ${between(1, 20, random)} * 1024 * 1024) {
      setProblem(\`\${file.name} is too large\`);
      return;
    }
    const [head = [], ...rows] = (await file.text()).split(/\\r?\\n/).filter((line) => line !== '').map((line) => line.split('${one([';', ',', '\\t'], random)}'));
    setProblem(rows.length === 0 ? 'There is nothing in it' : undefined);
    setMapping(Object.fromEntries(${camel}Fields.map(({ name, label }) => [name, head.findIndex((text) => text.trim().toLowerCase() === label.toLowerCase())])));
    if (rows.length > 0) setStep({ at: 'columns', head, rows });
  }

  function send() {
    if (step.at !== 'columns') return;
    const missing = ${camel}Fields.filter(({ name, isRequired }) => isRequired && (mapping[name] ?? -1) < 0);
    if (missing.length > 0) {
      setProblem(\`Where is \${missing.map(({ label }) => label).join(', ')}?\`);
      return;
    }
    const inputs = step.rows.map((row) => inputOf(row, mapping));
    mutate({ inputs }, { onSuccess: (count) => { setStep({ at: 'done', count }); }, onError: (error) => { setProblem(error.message); } });
  }

  function close() {
    setStep({ at: 'file' });
    setProblem(undefined);
    onClose();
  }

  return (
    <Dialog isOpen={isOpen} title="Import ${words}s" onClose={close}>
      {problem !== undefined && <p role="alert">{problem}</p>}
      {step.at === 'file' && <input type="file" accept=".csv,text/csv" aria-label="File" onChange={(event) => { void read(event); }} />}
      {step.at === 'columns' && (
        <>
          <table>
            <tbody>
              {${camel}Fields.map(({ name, label, about, isRequired }) => (
                <tr key={name}>
                  <th title={about}>{label}{isRequired && ' *'}</th>
                  <td>
                    <select aria-label={label} value={mapping[name] ?? -1} onChange={(event) => { setMapping({ ...mapping, [name]: Number(event.target.value) }); }}>
                      <option value={-1}>–</option>
                      {step.head.map((text, at) => <option key={text} value={at}>{text}</option>)}
                    </select>
                  </td>
                  <td>{step.rows.slice(0, ${between(2, 4, random)}).map((row) => row[mapping[name] ?? -1] ?? '').join(' | ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Button look="primary" isBusy={isPending} onClick={send}>Import {step.rows.length}</Button>
        </>
      )}
      {step.at === 'done' && <p>{step.count} ${words}s are here now. <Button onClick={close}>Close</Button></p>}
    </Dialog>
  );
}

function inputOf(row: readonly string[], mapping: Readonly<Record<string, number>>): ${Pascal}Input {
  const cell = (name: string): string => row[mapping[name] ?? -1]?.trim() ?? '';
  return {
${feature.fields.map(({ name, kind }) => `    ${name}: ${{ text: `cell('${name}')`, number: `Number(cell('${name}').replace(',', '.'))`, date: `cell('${name}') === '' ? null : new Date(cell('${name}')).toISOString()`, flag: `/^(?:yes|true|1)$/i.test(cell('${name}'))` }[kind]},`).join('\n')}
  };
}
`;
}

export function printFile(feature: Feature): string {
  const { Pascal, camel, words } = feature;
  const random = feature.random('print');
  const shown = pick(feature.fields, between(4, 8, random), random);
  return `import { formatDate, formatNumber } from '@acme/shared';
import { ${camel}StatusLabels, type ${Pascal} } from '${sharedModule(feature)}';
import { useEffect } from 'react';

interface Props { readonly items: readonly ${Pascal}[]; readonly title?: string; readonly onPrinted: () => void }

const perPage = ${between(12, 48, random)};

/** The list of ${words}s on paper: no colours, page by page, with sums at the end. */
export function ${Pascal}Print({ items, title = '${capital(words)}s', onPrinted }: Props) {
  useEffect(() => {
    window.addEventListener('afterprint', onPrinted);
    window.print();
    return () => { window.removeEventListener('afterprint', onPrinted); };
  }, [onPrinted]);

  const pages = Array.from({ length: Math.max(1, Math.ceil(items.length / perPage)) }, (_, at) => items.slice(at * perPage, (at + 1) * perPage));
  return (
    <div className="print">
      {pages.map((page, at) => (
        <article key={page[0]?.id ?? at} className="print-page">
          <header>
            <h1>{title}</h1>
            <span>{formatDate(new Date())}</span>
            <span>{at + 1} / {pages.length}</span>
          </header>
          <table>
            <thead>
              <tr>
                <th>Number</th>
                <th>Status</th>
${shown.map(({ name }) => `                <th>${label(name)}</th>`).join('\n')}
              </tr>
            </thead>
            <tbody>
              {page.map((item) => (
                <tr key={item.id}>
                  <td>{item.id}</td>
                  <td>{${camel}StatusLabels[item.status]}</td>
${shown.map(({ name, kind }) => `                  <td>{${{ text: `item.${name}`, number: `formatNumber(item.${name})`, date: `item.${name} === null ? '' : formatDate(item.${name})`, flag: `item.${name} ? '×' : ''` }[kind]}}</td>`).join('\n')}
                </tr>
              ))}
            </tbody>
          </table>
        </article>
      ))}
      <footer>
${ofKind(feature, 'number').map(({ name }) => `        <p>${label(name)}: {formatNumber(items.reduce((sum, item) => sum + item.${name}, 0))}</p>`).join('\n')}
      </footer>
    </div>
  );
}
`;
}
