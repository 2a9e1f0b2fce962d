import type { Challenge } from '../model.ts';

/** The brief as the README of an attempt, with what is the same for every challenge below it. */
export function readme({ title, brief, minutes, open, timeLimit, memoryLimit }: Challenge): string {
  return `# ${title}

${brief}

---

**How to work on it.** Plan for about ${minutes} minutes. Begin in [${open}](${open}). The tests in [tests/](tests) really run your code; read them, they are the specification. Run them with *Backend Coach: Run Challenge Tests* or from the Testing view. Stuck? *Backend Coach: Show Next Hint* has three hints, each saying more than the one before.

A whole run may take ${timeLimit} seconds and ${memoryLimit} MiB. Nothing need be installed: \`node:*\`, \`express\`, \`zod\`, \`fast-xml-parser\` and \`pg\` can be imported. Edited tests are put back before they count.
`;
}
