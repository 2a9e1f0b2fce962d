/**
 * `npm run accuracy [-- backend …] [--write]`: boots the backends (all, or those named), compares the scan with what the frameworks say of themselves,
 * prints precision and recall, and every difference. Exit code 1 when something differs from the README's figures, or when a backend does not start.
 */
import { parseArgs } from 'node:util';
import { backendNames, installBackends } from './backends.ts';
import { checkBackends } from './check-backend.ts';
import { checkFigures, figuresOf, grid, publish, publishedFigures } from './figures.ts';

const { values: { write }, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean', default: false } } });
const all = backendNames();
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No such backend: ${unknown.join(', ')}. There are ${all.join(', ')}.`);
  process.exit(2);
}
installBackends();
const names = positionals.length > 0 ? positionals : all;
const results = await Promise.all(checkBackends(names));

let ok = true;
for (const { name, seconds, failure, routes, data } of results) {
  const differences = [...routes, ...data].flatMap((comparison) => comparison.differences.map((line) => `  ${comparison.name}  ${line}`));
  console.log(`${name} (${seconds.toFixed(1)} s): ${failure ?? (differences.length === 0 ? 'static equals runtime' : counted(differences.length))}`);
  for (const line of differences) console.log(line);
  ok &&= failure === undefined;
}
const figures = figuresOf(results);
console.log(`\nRoutes\n\n${grid('routes', figures.routes)}\n\nData and cache calls\n\n${grid('data', figures.data)}\n`);
if (write && ok) {
  const left = await publish(figures, names, positionals.length > 0);
  console.log(left.length === 0 ? 'Written to README.md.' : `Written to README.md, but for ${left.join(', ')}: these have more backends than were run.`);
}
const complaints = positionals.length > 0 ? [] : checkFigures(await publishedFigures(), figures);
for (const line of complaints) console.error(line);
process.exitCode = ok && complaints.length === 0 ? 0 : 1;

function counted(differences: number): string {
  return differences === 1 ? '1 difference' : `${differences} differences`;
}
