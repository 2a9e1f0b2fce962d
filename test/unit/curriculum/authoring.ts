import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A correct lesson, to be spoilt by one replacement each. */
export const lesson = `---
title: Stock levels
level: foundation
why: A stock level below zero is a promise you cannot keep.
tip: Check the level in the same statement that changes it.
ladder:
  seen: A stock level is written.
  demonstrated: Every write checks the level.
  exemplary: The database refuses a level below zero.
interview:
  question: How do you keep stock above zero?
  strongAnswer:
    - A constraint in the database holds for every writer.
    - One statement both checks and changes.
    - The loser of a race gets a clear answer.
references:
  - title: PostgreSQL constraints
    url: https://www.postgresql.org/docs/current/ddl-constraints.html
---

## Why it matters
Two buyers, one item.

## The idea
See [constraints](https://www.postgresql.org/docs/current/ddl-constraints.html).

## Bad
\`\`\`ts
export const stock = new Map<string, number>();
\`\`\`

## Good
\`\`\`ts
export const level: number = 1;
// ## Not a section
\`\`\`

## In other languages
### Python
One.
\`\`\`python
level = 1
\`\`\`
### Java
Two.
\`\`\`java
class Level {}
\`\`\`
### Ruby
Three.
\`\`\`ruby
level = 1
\`\`\`
### PHP
Four.
\`\`\`php
<?php
$level = 1;
\`\`\`

## When not to
When nothing is counted.
`;

const question = (id: string, answer: number): string => `- id: ${id}
  question: Which one?
  options: [one, two, three, "\`four\`"]
  answer: ${answer}
  explanation: Because.
`;
export const quiz = question('first', 0) + question('second', 1) + question('third', 3);

export const brief = `---
title: Never below zero
minutes: 20
timeLimit: 10
memoryLimit: 256
open: src/stock.ts
---
Make it hold.
## Rules
### Also
`;
export const hints = '## Point\nLook at the write.\n## Narrow\nOne statement.\n## Nearly tell\nAdd a WHERE.\n';

/** Files of a complete tree with one skill, one concept and its challenge. */
export function tree(changes: Readonly<Record<string, string | undefined>> = {}): Record<string, string | undefined> {
  const concept = 'databases/stock-levels';
  return {
    'databases/skill.yaml': 'number: 3\ntitle: Databases\nsummary: Keep data right.\n',
    [`${concept}/lesson.md`]: lesson,
    [`${concept}/quiz.yaml`]: quiz,
    [`${concept}/challenge/brief.md`]: brief,
    [`${concept}/challenge/hints.md`]: hints,
    [`${concept}/challenge/starter/src/stock.ts`]: 'export {};\n',
    [`${concept}/challenge/tests/stock.test.ts`]: 'export {};\n',
    [`${concept}/challenge/solution/src/stock.ts`]: 'export {};\n',
    [`${concept}/challenge/mutants/no-check/src/stock.ts`]: '// forgets the check\n',
    ...changes,
  };
}

/** Writes files into a new temporary folder, hands it over and removes it. */
export async function withFiles<T>(files: Readonly<Record<string, string | undefined>>, use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'curriculum-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      if (text === undefined) continue;
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text);
    }
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
