/**
 * Writes media/l10n/bundle.l10n.json, the list of run-time strings that translators start from, out of the `l10n.t('…')` calls in this folder
 * and the words of the lesson page.
 * `npm run generate` after changing a string; `--check` (part of `npm test`) fails when the list is stale.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strings } from '../webview/lesson/strings.ts';

const here = dirname(fileURLToPath(import.meta.url));
const bundle = join(here, '..', '..', 'media', 'l10n', 'bundle.l10n.json');
/** A call whose first argument is one single-quoted literal; everything else is reported. */
const call = /\bl10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|(\S{0,20}))/g;

const found = new Set(Object.values(strings));
for (const file of (await readdir(here, { recursive: true })).filter((name) => name.endsWith('.ts')).sort()) {
  for (const [, literal, other] of (await readFile(join(here, file), 'utf8')).matchAll(call)) {
    if (literal === undefined) throw new Error(`${file}: l10n.t wants one literal in single quotes first, not ${other}`);
    found.add(literal.replace(/\\(.)/g, '$1'));
  }
}
const text = `${JSON.stringify(Object.fromEntries([...found].sort().map((string) => [string, string])), null, 2)}\n`;
const current = existsSync(bundle) ? (await readFile(bundle, 'utf8')).replaceAll('\r\n', '\n') : undefined;
if (current === text) {
  if (process.argv.includes('--check')) console.log('The list of run-time strings is up to date.');
} else if (process.argv.includes('--check')) {
  console.error('media/l10n/bundle.l10n.json is stale. Run `npm run generate` and commit the result.');
  process.exitCode = 1;
} else {
  await mkdir(dirname(bundle), { recursive: true });
  await writeFile(bundle, text);
  console.log('media/l10n/bundle.l10n.json written');
}
