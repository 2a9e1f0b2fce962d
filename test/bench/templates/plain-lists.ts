/** Source text of functions over many objects of a feature. */
import { capital, type Feature, firstOf, label, ofKind } from '../feature.ts';
import { between, one } from '../random.ts';

/** Each stands on its own; names are unique within a file. */
export function listFunctions(feature: Feature, random: () => number): string[] {
  const { Pascal, words } = feature;
  const [number, text] = [firstOf(feature, 'number'), firstOf(feature, 'text')];
  return [
    ...ofKind(feature, 'text').map(({ name }) => `export function groupBy${capital(name)}(items: readonly ${Pascal}[]): Map<string, ${Pascal}[]> {
  const groups = new Map<string, ${Pascal}[]>();
  for (const item of items) {
    const key = item.${name}.trim()${one(['', '.toLowerCase()', '.toUpperCase()'], random)};
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
`),
    ...ofKind(feature, 'number').map(({ name }) => `/** The middle one when they stand in order of ${label(name).toLowerCase()}. */
export function median${capital(name)}(items: readonly ${Pascal}[]): number | undefined {
  const sorted = items.map((item) => item.${name}).sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle];
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
`),
    `/** The share of each in the whole, summing up to one. */
export function sharesOf(items: readonly ${Pascal}[]): ReadonlyMap<string, number> {
  const whole = items.reduce((sum, item) => sum + item.${number}, 0);
  return new Map(items.map((item) => [item.id, whole === 0 ? 0 : item.${number} / whole]));
}
`,
    ...ofKind(feature, 'number').map(({ name }) => `/** How many there are in each range of ${label(name).toLowerCase()}. */
export function ${name}Histogram(items: readonly ${Pascal}[], bars = ${between(4, 24, random)}): { readonly from: number; readonly to: number; readonly count: number }[] {
  const values = items.map((item) => item.${name}).filter(Number.isFinite);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0 || least === most) return values.length === 0 ? [] : [{ from: least, to: most, count: values.length }];
  const width = (most - least) / bars;
  const counts = new Array<number>(bars).fill(0);
  for (const value of values) {
    const bar = Math.min(bars - 1, Math.floor((value - least) / width));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return counts.map((count, at) => ({ from: least + at * width, to: least + (at + 1) * width, count }));
}
`),
    ...ofKind(feature, 'date').map(({ name }) => `/** Sums by ${one(['month', 'week', 'quarter'], random)} of ${label(name).toLowerCase()}, the oldest first; those without one are left out. */
export function trendBy${capital(name)}(items: readonly ${Pascal}[]): { readonly period: string; readonly sum: number; readonly change: number }[] {
  const sums = new Map<string, number>();
  for (const item of items) {
    if (item.${name} === null) continue;
    const date = new Date(item.${name});
    const period = ${one(["`${date.getUTCFullYear()}-${String(date.getUTCMonth() + 1).padStart(2, '0')}`", "`${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`"], random)};
    sums.set(period, (sums.get(period) ?? 0) + item.${number});
  }
  const periods = [...sums].sort(([a], [b]) => a.localeCompare(b));
  return periods.map(([period, sum], at) => {
    const before = periods[at - 1]?.[1];
    return { period, sum, change: before === undefined || before === 0 ? 0 : sum / before - 1 };
  });
}
`),
    `/** Those that are more than so many standard deviations away from what is usual. */
export function outliersOf(items: readonly ${Pascal}[], deviations = ${between(2, 4, random)}): ${Pascal}[] {
  if (items.length < ${between(3, 12, random)}) return [];
  const mean = items.reduce((sum, item) => sum + item.${number}, 0) / items.length;
  const variance = items.reduce((sum, item) => sum + (item.${number} - mean) ** 2, 0) / items.length;
  const limit = Math.sqrt(variance) * deviations;
  return items.filter((item) => Math.abs(item.${number} - mean) > limit);
}
`,
    `/** What came, what went and what is no longer the same between two lists. */
export function difference(before: readonly ${Pascal}[], after: readonly ${Pascal}[]) {
  const old = new Map(before.map((item) => [item.id, item]));
  const added: ${Pascal}[] = [];
  const changed: { readonly before: ${Pascal}; readonly after: ${Pascal} }[] = [];
  for (const item of after) {
    const known = old.get(item.id);
    old.delete(item.id);
    if (known === undefined) added.push(item);
    else if (known.updatedAt !== item.updatedAt || known.${number} !== item.${number}) changed.push({ before: known, after: item });
  }
  return { added, changed, removed: [...old.values()] };
}
`,
    `/** Spreads them over so many people, so that nobody has much more than another. */
export function spread(items: readonly ${Pascal}[], people: readonly string[]): ReadonlyMap<string, readonly ${Pascal}[]> {
  const loads = people.map((person) => ({ person, load: 0, items: [] as ${Pascal}[] }));
  for (const item of [...items].sort((a, b) => b.${number} - a.${number})) {
    const [least] = [...loads].sort((a, b) => a.load - b.load || a.items.length - b.items.length);
    if (least === undefined) break;
    least.items.push(item);
    least.load += Math.max(${between(1, 5, random)}, item.${number});
  }
  return new Map(loads.map(({ person, items: own }) => [person, own]));
}
`,
    `/** ${capital(words)}s that may be the same: equal where it matters, made within ${between(2, 30, random)} days. */
export function duplicatesIn(items: readonly ${Pascal}[]): ${Pascal}[][] {
  const groups = new Map<string, ${Pascal}[]>();
  for (const item of items) {
    const key = [${ofKind(feature, 'text').slice(0, between(1, 3, random)).map(({ name }) => `item.${name}.trim().toLowerCase()`).join(', ')}, item.${number}.toFixed(2)].join('|');
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return [...groups.values()].filter((group) => {
    const times = group.map(({ createdAt }) => Date.parse(createdAt));
    return group.length > 1 && Math.max(...times) - Math.min(...times) < ${between(2, 30, random)} * 86_400_000;
  });
}
`,
    `export function rank(items: readonly ${Pascal}[], weights: Readonly<Partial<Record<${ofKind(feature, 'number').map(({ name }) => `'${name}'`).join(' | ')}, number>>> = { ${number}: 1 }): ${Pascal}[] {
  const points = (item: ${Pascal}): number => ${ofKind(feature, 'number').map(({ name }) => `(weights.${name} ?? 0) * item.${name}`).join(' + ')};
  return [...items].sort((a, b) => points(b) - points(a) || a.${text}.localeCompare(b.${text}));
}
`,
    ...ofKind(feature, 'flag').map(({ name }) => `export function split${capital(name)}(items: readonly ${Pascal}[]): { readonly ${name}: ${Pascal}[]; readonly others: ${Pascal}[] } {
  const ${name}: ${Pascal}[] = [];
  const others: ${Pascal}[] = [];
  for (const item of items) (item.${name} ? ${name} : others).push(item);
  return { ${name}, others };
}
`),
  ];
}
