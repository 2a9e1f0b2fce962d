import type { Fact } from '../../src/analysis/facts.ts';

/** One virtual project read from a commented fixture. */
export interface Fixture {
  readonly files: ReadonlyMap<string, string>;
  /** `file:line` to expectations written after `//~`. */
  readonly expected: ReadonlyMap<string, readonly string[]>;
  /** `// key: value` lines before the first code line. */
  readonly header: ReadonlyMap<string, string>;
}

/**
 * A fixture is ordinary code with `//~ expectation ; expectation` at the end of the lines that must be recognised; every unmarked line is a negative case.
 * `// @file src/db.ts` starts another file of the same virtual project (`package.json` and other non-code files: their lines are written behind `// `).
 * Header lines `// state: demonstrated` and `// also: cache, close` come first.
 */
export function readFixture(text: string, defaultFile: string): Fixture {
  const files = new Map<string, string>();
  const expected = new Map<string, string[]>();
  const header = new Map<string, string>();
  let file = defaultFile;
  let lines: string[] = [];
  let isHeader = true;
  const close = (): void => {
    if (lines.some((line) => line.trim() !== '')) files.set(file, lines.join('\n'));
    lines = [];
  };
  for (const line of text.split('\n')) {
    const marker = /^\/\/ @file (\S+)\s*$/.exec(line);
    if (marker?.[1] !== undefined) {
      close();
      file = marker[1];
      isHeader = false;
      continue;
    }
    const entry = isHeader ? /^\/\/ ([a-z-]+): (.*)$/.exec(line) : null;
    if (entry?.[1] !== undefined && entry[2] !== undefined) header.set(entry[1], entry[2].trim());
    else if (line.trim() !== '' && !line.startsWith('//')) isHeader = false;
    const isCode = /\.[cm]?[jt]sx?$/.test(file);
    lines.push(isCode ? line : line.replace(/^\/\/ ?/, ''));
    const wanted = /\/\/~ (.*)$/.exec(line)?.[1];
    if (wanted !== undefined) expected.set(`${file}:${lines.length}`, wanted.split(' ; ').map((item) => item.trim()));
  }
  close();
  return { files, expected, header };
}

/** A fact as a fixture writes it: `route GET /users/:id`, `data pg read users`, `cache ioredis get`, … */
export function factText(fact: Fact): string {
  switch (fact.kind) {
    case 'route': return `route ${fact.method} ${fact.path}${fact.resolved ? '' : ' unresolved'}`;
    case 'dataCall': return `data ${fact.library} ${fact.operation}${fact.target === undefined ? '' : ` ${fact.target}`}`;
    case 'cache': return `cache ${fact.library} ${fact.operation} ttl=${fact.ttl}`;
    case 'outbound': return `outbound ${fact.library} deadline=${fact.deadline}`;
    case 'queue': return `queue ${fact.library} ${fact.what}${fact.name === undefined ? '' : ` ${fact.name}`}`;
    case 'timer': return `timer ${fact.library} ${fact.what}${fact.schedule === undefined ? '' : ` ${fact.schedule}`}${fact.handler === undefined ? '' : ` -> ${fact.handler.name}`}`;
    case 'childProcess': return `childProcess ${fact.library} ${fact.method}${fact.program === undefined ? '' : ` ${fact.program}`}`;
    case 'process': return `process ${fact.what}${fact.event === undefined ? '' : ` ${fact.event}`}`;
    case 'server': return `server ${fact.framework} ${fact.what}`;
    case 'close': return `close ${fact.library} ${fact.method}`;
    case 'client': return `client ${fact.library} ${fact.what}`;
    case 'library': return `library ${fact.call}`;
    case 'env': return `env ${fact.name ?? fact.how}`;
    case 'class': return `class ${fact.name}`;
  }
}

export function wordOf(fact: Fact): string {
  return factText(fact).split(' ')[0] ?? '';
}
