/** Source text of the tests of what is there once, and of what such tests share. */
import type { Feature } from '../feature.ts';

/** Files below `packages/shared/src`. */
export function sharedTests(): Record<string, string> {
  return {
    'text/slug.test.ts': `import { describe, expect, it } from 'vitest';
import { slugOf } from './slug';

describe('slugOf', () => {
  it.each([
    ['Hello World', 'hello-world'],
    ['  spaces   everywhere ', 'spaces-everywhere'],
    ['Zürich & Genf', 'zurich-genf'],
    ['Crème brûlée', 'creme-brulee'],
    ['100 %', '100'],
    ['---', ''],
    ['', ''],
  ])('makes of "%s" "%s"', (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  it('changes nothing that is one already', () => {
    const slug = slugOf('Something / with: signs');
    expect(slugOf(slug)).toBe(slug);
  });
});
`,
    'text/format.test.ts': `import { describe, expect, it } from 'vitest';
import { formatDate, formatNumber, truncate } from './format';

describe('formatNumber', () => {
  it('groups thousands and keeps two decimals', () => {
    expect(formatNumber(1234567.891)).toBe('1,234,567.89');
    expect(formatNumber(0)).toBe('0');
    expect(formatNumber(-12.5)).toBe('-12.5');
  });

  it('has a dash for what is no number', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) expect(formatNumber(value)).toBe('–');
  });
});

describe('formatDate', () => {
  it('reads text and dates alike', () => {
    expect(formatDate('2024-05-17T12:00:00Z')).toBe(formatDate(new Date('2024-05-17T12:00:00Z')));
    expect(formatDate('not a date')).toBe('');
  });
});

describe('truncate', () => {
  it('never gives more than asked for', () => {
    for (const length of [1, 2, 5, 50]) expect(truncate('somewhat longer than that', length).length).toBeLessThanOrEqual(length);
    expect(truncate('short', 5)).toBe('short');
  });
});
`,
    'paging/page.test.ts': `import { describe, expect, it } from 'vitest';
import { pageOf } from './page';

const items = Array.from({ length: 7 }, (_, at) => ({ id: \`item-\${at}\` }));

describe('pageOf', () => {
  it('knows where the next page begins', () => {
    expect(pageOf(items, 5)).toEqual({ items: items.slice(0, 5), next: 'item-4' });
  });

  it('has no next page at the end', () => {
    expect(pageOf(items, 7).next).toBeUndefined();
    expect(pageOf(items, 100).items).toEqual(items);
    expect(pageOf([], 10)).toEqual({ items: [] });
  });

  it('survives a limit of nothing', () => {
    expect(pageOf(items, 0)).toEqual({ items: [] });
  });
});
`,
    'time/duration.test.ts': `import { describe, expect, it } from 'vitest';
import { durationOf } from './duration';

describe('durationOf', () => {
  it.each([['90s', 90_000], ['15m', 900_000], ['2h', 7_200_000], ['7d', 604_800_000], [' 1s ', 1_000]])('reads %s', (text, milliseconds) => {
    expect(durationOf(text)).toBe(milliseconds);
  });

  it.each(['', '12', 'm', '1.5h', '-3s', '5 weeks'])('does not read "%s"', (text) => {
    expect(() => durationOf(text)).toThrow(RangeError);
  });
});
`,
  };
}

/** Files below `apps/web/src`. */
export function browserKitTests(): Record<string, string> {
  return {
    'components/button.test.tsx': `import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Button } from './button';

describe('Button', () => {
  it('does what it is for', () => {
    const onClick = vi.fn();
    render(<Button onClick={onClick}>Go</Button>);
    fireEvent.click(screen.getByRole('button', { name: 'Go' }));
    expect(onClick).toHaveBeenCalledOnce();
  });

  it('waits while it is busy', () => {
    const onClick = vi.fn();
    render(<Button isBusy onClick={onClick}>Go</Button>);
    fireEvent.click(screen.getByRole('button'));
    expect(onClick).not.toHaveBeenCalled();
    expect(screen.getByLabelText('Loading')).toBeTruthy();
  });

  it('submits nothing unless told to', () => {
    render(<Button look="danger">Remove</Button>);
    expect(screen.getByRole('button').getAttribute('type')).toBe('button');
    expect(screen.getByRole('button').className).toContain('button-danger');
  });
});
`,
    'lib/http.test.ts': `import { afterEach, describe, expect, it, vi } from 'vitest';
import { HttpError, queryString, request } from './http';

function answer(status: number, body: unknown) {
  vi.stubGlobal('fetch', vi.fn(async () => new Response(status === 204 ? null : JSON.stringify(body), { status })));
}

describe('request', () => {
  afterEach(() => { vi.unstubAllGlobals(); });

  it('gives the body', async () => {
    answer(200, { ok: true });
    await expect(request('/x')).resolves.toEqual({ ok: true });
  });

  it('gives nothing where there is nothing', async () => {
    answer(204, undefined);
    await expect(request('/x', { method: 'DELETE' })).resolves.toBeUndefined();
  });

  it('rejects with what the backend says', async () => {
    answer(409, { error: 'It is still in use' });
    await expect(request('/x')).rejects.toThrow('It is still in use');
    await expect(request('/x')).rejects.toBeInstanceOf(HttpError);
  });
});

describe('queryString', () => {
  it('leaves out what is empty', () => {
    expect(queryString({ a: 1, b: undefined, c: '', d: 'x y' })).toBe('?a=1&d=x+y');
    expect(queryString({})).toBe('');
  });
});
`,
  };
}

/** Files below the folder of a backend. */
export function appTests(app: Feature['app']): Record<string, string> {
  return {
    'test/token.ts': app === 'partners'
      ? `/** The key of a partner that the test database knows. */
export function tokenFor(partner: string): string {
  return \`test-key-of-\${partner}\`;
}
`
      : `import { createHmac } from 'node:crypto';

/** A token that the backend believes, for as long as it runs with the secret of the tests. */
export function tokenFor(id: string, roles: readonly string[] = ['admin']): string {
  const payload = Buffer.from(JSON.stringify({ id, roles })).toString('base64url');
  const signature = createHmac('sha256', process.env.${app.toUpperCase()}_SECRET ?? 'test').update(payload).digest('base64url');
  return \`Bearer \${payload}.\${signature}\`;
}
`,
    'src/common/errors.spec.ts': `import { describe, expect, it } from 'vitest';
import { DomainError, Forbidden, statusOf, Unavailable } from './errors';

class Odd extends DomainError {
  constructor() {
    super('conflict', 'That is odd');
  }
}

describe('errors of ${app}', () => {
  it('are called what they are', () => {
    expect(new Odd().name).toBe('Odd');
    expect(new Forbidden('no').message).toBe('no');
  });

  it('have a status each, and everything else is ours to blame', () => {
    expect(statusOf(new Odd())).toBe(409);
    expect(statusOf(new Forbidden('no'))).toBe(403);
    expect(statusOf(new Unavailable('The exchange', 30))).toBe(503);
    expect(statusOf(new TypeError('what'))).toBe(500);
  });
});
`,
  };
}
