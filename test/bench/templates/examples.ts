/** Source text of objects of a feature, for tests. */
import type { Feature } from '../feature.ts';
import { between, one } from '../random.ts';

/** An object of the feature as code, with other values for every purpose. */
export function example(feature: Feature, purpose: string, indent: string): string {
  const random = feature.random(`example ${purpose}`);
  const values = feature.fields.map(({ name, kind }) => `${indent}  ${name}: ${{
    text: `'${one(['north', 'A-17', 'first', 'Köln', 'monthly', 'b2b', 'spare', 'EUR'], random)} ${between(1, 99, random)}'`, number: String(between(10, 90, random)),
    date: random() < 0.3 ? 'null' : `'2024-0${between(1, 9, random)}-${between(10, 28, random)}T09:30:00.000Z'`, flag: String(random() < 0.5),
  }[kind]},`);
  return `{
${indent}  id: '${feature.kebab}-${between(1, 500, random)}',
${indent}  status: '${feature.statuses[0] ?? 'open'}',
${values.join('\n')}
${indent}  ownerId: ${random() < 0.5 ? 'null' : `'user-${between(1, 50, random)}'`},
${indent}  createdAt: '2024-01-${between(10, 28, random)}T08:00:00.000Z',
${indent}  updatedAt: '2024-02-${between(10, 28, random)}T08:00:00.000Z',
${indent}}`;
}

/** Several such objects. */
export function examples(feature: Feature, purpose: string, least: number, most: number): string {
  const count = between(least, most, feature.random(`examples ${purpose}`));
  return `[\n${Array.from({ length: count }, (_, at) => `  ${example(feature, `${purpose} ${at}`, '  ')},`).join('\n')}\n]`;
}
