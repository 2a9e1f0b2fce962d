/** Source text of what the front end has once: its entry, its router, its little components, its way to talk to the backends. */
import type { Feature } from '../feature.ts';

/** Files by path below `apps/web/src`. */
export function browserKit(features: readonly Feature[]): Record<string, string> {
  const pages = features.flatMap((feature) => [
    { name: `${feature.Pascal}ListPage`, file: `${feature.kebab}-list-page`, path: `${feature.kebab}s` },
    ...(feature.parts.has('detailPage') ? [{ name: `${feature.Pascal}DetailPage`, file: `${feature.kebab}-detail-page`, path: `${feature.kebab}s/:id` }] : []),
  ]);
  return {
    'main.tsx': `import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router-dom';
import { router } from './router';

const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } });
const root = document.getElementById('root');
if (root === null) throw new Error('There is no #root in the page');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
`,
    'router.tsx': `import { lazy } from 'react';
import { createBrowserRouter } from 'react-router-dom';
import { Layout } from './components/layout';

${pages.map(({ name, file, path }) => `const ${name} = lazy(() => import('./pages/${path.replace('/:id', '')}/${file}'));`).join('\n')}

export const router = createBrowserRouter([
  {
    path: '/',
    element: <Layout />,
    children: [
${pages.map(({ name, path }) => `      { path: '${path}', element: <${name} /> },`).join('\n')}
    ],
  },
]);
`,
    'navigation.ts': `export interface NavigationItem { readonly to: string; readonly label: string; readonly group: 'back office' | 'store' | 'partners' }

export const navigation: readonly NavigationItem[] = [
${features.map(({ kebab, words, app }) => `  { to: '/${kebab}s', label: '${words.charAt(0).toUpperCase()}${words.slice(1)}s', group: '${{ api: 'back office', store: 'store', partners: 'partners' }[app]}' },`).join('\n')}
];
`,
    'lib/http.ts': `export class HttpError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
    this.name = 'HttpError';
  }
}

interface Options { readonly method?: string; readonly body?: unknown; readonly signal?: AbortSignal }

const origin = import.meta.env.VITE_API_ORIGIN ?? '';

/** JSON of a backend; rejects with {@link HttpError} unless the status is one of success. */
export async function request<T>(path: string, { method = 'GET', body, signal }: Options = {}): Promise<T> {
  const response = await fetch(\`\${origin}\${path}\`, {
    method,
    credentials: 'include',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (response.status === 204) return undefined as T;
  const answer = (await response.json().catch(() => ({}))) as { error?: string };
  if (!response.ok) throw new HttpError(response.status, answer.error ?? response.statusText);
  return answer as T;
}

export function queryString(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') parameters.set(name, String(value));
  return parameters.size === 0 ? '' : \`?\${parameters.toString()}\`;
}
`,
    'lib/class-names.ts': `/** Joins class names, leaving out what does not apply. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter((name) => typeof name === 'string' && name !== '').join(' ');
}
`,
    'hooks/use-debounced.ts': `import { useEffect, useState } from 'react';

export function useDebounced<T>(value: T, delayMs = 250): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(value); }, delayMs);
    return () => { clearTimeout(timer); };
  }, [value, delayMs]);
  return settled;
}
`,
    'components/index.ts': "export * from './badge';\nexport * from './button';\nexport * from './card';\nexport * from './dialog';\nexport * from './empty-state';\nexport * from './field';\nexport * from './spinner';\n",
    'components/badge.tsx': `import type { ReactNode } from 'react';
import { classNames } from '@/lib/class-names';

export type Tone = 'neutral' | 'good' | 'warning' | 'bad';

export function Badge({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={classNames('badge', \`badge-\${tone}\`)}>{children}</span>;
}
`,
    'components/button.tsx': `import type { ButtonHTMLAttributes } from 'react';
import { classNames } from '@/lib/class-names';
import { Spinner } from './spinner';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'primary' | 'plain' | 'danger';
  readonly isBusy?: boolean;
}

export function Button({ look = 'plain', isBusy = false, className, children, disabled, ...rest }: Props) {
  return (
    <button type="button" {...rest} disabled={disabled === true || isBusy} className={classNames('button', \`button-\${look}\`, className)}>
      {isBusy && <Spinner size={14} />}
      {children}
    </button>
  );
}
`,
    'components/card.tsx': `import type { ReactNode } from 'react';

interface Props { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode }

export function Card({ title, actions, children }: Props) {
  return (
    <section className="card">
      <header className="card-header">
        <h2>{title}</h2>
        {actions !== undefined && <div className="card-actions">{actions}</div>}
      </header>
      <div className="card-body">{children}</div>
    </section>
  );
}
`,
    'components/dialog.tsx': `import { type ReactNode, useEffect, useRef } from 'react';

interface Props { readonly isOpen: boolean; readonly title: string; readonly onClose: () => void; readonly children: ReactNode }

export function Dialog({ isOpen, title, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen && element.current?.open === false) element.current.showModal();
    if (!isOpen) element.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={element} className="dialog" aria-label={title} onClose={onClose}>
      <h2>{title}</h2>
      {isOpen ? children : null}
    </dialog>
  );
}
`,
    'components/empty-state.tsx': `import type { ReactNode } from 'react';

export function EmptyState({ title, hint, action }: { readonly title: string; readonly hint?: string; readonly action?: ReactNode }) {
  return (
    <div className="empty" role="status">
      <strong>{title}</strong>
      {hint !== undefined && <p>{hint}</p>}
      {action}
    </div>
  );
}
`,
    'components/field.tsx': `import { type ReactNode, useId } from 'react';
import { classNames } from '@/lib/class-names';

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly children: (id: string) => ReactNode;
}

export function Field({ label, hint, error, children }: Props) {
  const id = useId();
  return (
    <div className={classNames('field', error !== undefined && 'field-invalid')}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {error !== undefined ? <p role="alert">{error}</p> : hint !== undefined && <p className="hint">{hint}</p>}
    </div>
  );
}
`,
    'components/layout.tsx': `import { Suspense, useMemo } from 'react';
import { NavLink, Outlet } from 'react-router-dom';
import { navigation } from '@/navigation';
import { Spinner } from './spinner';

export function Layout() {
  const groups = useMemo(() => Map.groupBy(navigation, ({ group }) => group), []);
  return (
    <div className="layout">
      <nav>
        {[...groups].map(([group, items]) => (
          <details key={group} open>
            <summary>{group}</summary>
            {items.map(({ to, label }) => <NavLink key={to} to={to}>{label}</NavLink>)}
          </details>
        ))}
      </nav>
      <main>
        <Suspense fallback={<Spinner />}><Outlet /></Suspense>
      </main>
    </div>
  );
}
`,
    'components/spinner.tsx': `export function Spinner({ size = 24 }: { readonly size?: number }) {
  return (
    <svg className="spinner" width={size} height={size} viewBox="0 0 24 24" role="img" aria-label="Loading">
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="3" strokeDasharray="40 16" />
    </svg>
  );
}
`,
  };
}
