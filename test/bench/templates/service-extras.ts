/** Methods that only some services have, most of which work on what other methods have loaded. */
import { capital, type Feature, firstOf, label, ofKind } from '../feature.ts';
import { between, one, pick } from '../random.ts';

export function extraMethods(feature: Feature, random: () => number): string[] {
  const { parts } = feature;
  return [...pick(generalMethods(feature, random), between(7, 10, random), random), ...(parts.has('report') ? [reportMethod(feature, random)] : []), ...(parts.has('rules') ? [reviewMethod(feature, random)] : [])];
}

function reportMethod({ Pascal, camel }: Feature, random: () => number): string {
  return `  /** The report as text for a download; no more than a few thousand lines go into it. */
  async report(query: ${Pascal}Query): Promise<string> {
    const items = await this.repository.list({ ...query, limit: ${between(1, 20, random) * 100} });
    return ${camel}Report(items);
  }
`;
}

function reviewMethod({ Pascal }: Feature, random: () => number): string {
  return `  /** Those that somebody has to look at today. */
  async reviewList(now = new Date()): Promise<readonly ${Pascal}[]> {
    const open = await this.repository.list({ limit: ${between(2, 10, random) * 50} });
    return open.filter((item) => needsReview(item, now));
  }
`;
}

function generalMethods(feature: Feature, random: () => number): string[] {
  const { Pascal, camel, words, kebab, statuses } = feature;
  const [number, text, date] = [firstOf(feature, 'number'), firstOf(feature, 'text'), firstOf(feature, 'date')];
  return [
    ...(random() < 0.5 ? [`  /** The rate of the day from the exchange; fails when that takes longer than a few seconds. */
  async exchangeRate(currency: string): Promise<number> {
    const response = await fetch(\`https://rates.example.com/v1/\${encodeURIComponent(currency)}\`, { signal: AbortSignal.timeout(${between(2, 9, random)}_000) });
    if (!response.ok) throw new Error(\`No rate for \${currency}: \${response.status}\`);
    const { rate } = (await response.json()) as { rate: number };
    return rate;
  }
`] : []),
    `  summarise(items: readonly ${Pascal}[]): { readonly count: number; readonly ${number}: number; readonly ${text}: readonly string[] } {
    const seen = new Set<string>();
    let sum = 0;
    for (const item of items) {
      sum += item.${number};
      seen.add(item.${text});
    }
    return { count: items.length, ${number}: Math.round(sum * 100) / 100, ${text}: [...seen].sort() };
  }
`,
    ...ofKind(feature, 'text').slice(0, between(1, 2, random)).map(({ name }) => `  ${name}Of(item: ${Pascal} | undefined): string {
    const text = item?.${name}.trim() ?? '';
    if (text === '') return 'no ${label(name).toLowerCase()}';
    return text.length > ${between(12, 60, random)} ? \`\${text.slice(0, ${between(6, 11, random)})}…\` : text;
  }
`),
    `  /** Several at once, in the order of the ids; those that do not exist are left out. */
  async findAll(ids: readonly string[]): Promise<readonly ${Pascal}[]> {
    const wanted = [...new Set(ids)].slice(0, ${between(2, 20, random) * 10});
    const found = await Promise.all(wanted.map((id) => this.repository.find(id)));
    const missing = wanted.filter((_, at) => found[at] === undefined);
    if (missing.length > 0) this.log.debug(\`not there: \${missing.join(', ')}\`);
    return found.filter((item) => item !== undefined);
  }
`,
    `  /** Everything, page by page, for exports that do not fit into memory. */
  async *everything(query: ${Pascal}Query): AsyncGenerator<${Pascal}> {
    let after = query.after;
    for (;;) {
      const items = await this.repository.list({ ...query, limit: ${between(1, 10, random) * 100}, ...(after === undefined ? {} : { after }) });
      yield* items;
      const last = items.at(-1);
      if (last === undefined || last.id === after) return;
      after = last.id;
    }
  }
`,
    `  /** Whose turn it is: the one with the least ${label(number).toLowerCase()} among those that are ${statuses[1] ?? 'open'}. */
  nextOwner(items: readonly ${Pascal}[], people: readonly string[]): string | undefined {
    const loads = new Map(people.map((person) => [person, 0]));
    for (const { ownerId, status, ${number} } of items) {
      if (ownerId === null || status !== '${statuses[1] ?? 'open'}' || !loads.has(ownerId)) continue;
      loads.set(ownerId, (loads.get(ownerId) ?? 0) + ${number});
    }
    const [least] = [...loads].sort(([a, left], [b, right]) => left - right || a.localeCompare(b));
    return least?.[0];
  }
`,
    `  /** What it would look like in a year, if nothing changes. */
  forecast(items: readonly ${Pascal}[], months = ${between(3, 18, random)}): readonly { readonly month: string; readonly ${number}: number }[] {
    const sums = new Map<string, number>();
    for (const { createdAt, ${number} } of items) {
      const month = createdAt.slice(0, 7);
      sums.set(month, (sums.get(month) ?? 0) + ${number});
    }
    const known = [...sums.values()];
    const mean = known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
    const growth = known.length < 2 ? 1 : ((known.at(-1) ?? mean) / (known[0] ?? mean)) ** (1 / (known.length - 1));
    return Array.from({ length: months }, (_, at) => {
      const date = new Date();
      date.setUTCMonth(date.getUTCMonth() + at + 1, 1);
      return { month: date.toISOString().slice(0, 7), ${number}: Math.round(mean * growth ** (at + 1) * 100) / 100 };
    });
  }
`,
    `  /** Whether it may be shown outside the company, and if not, why. */
  obstacles(${camel}: ${Pascal}): readonly string[] {
    const reasons: string[] = [];
    if (${camel}.ownerId === null) reasons.push('nobody is in charge');
    if (${camel}.status === '${statuses[0] ?? 'draft'}') reasons.push('it is still ${statuses[0] ?? 'draft'}');
${ofKind(feature, 'text').slice(0, 3).map(({ name }) => `    if (${camel}.${name}.trim() === '') reasons.push('${label(name).toLowerCase()} is missing');`).join('\n')}
${ofKind(feature, 'flag').map(({ name }) => `    if (${random() < 0.5 ? '!' : ''}${camel}.${name}) reasons.push('${label(name).toLowerCase()} is not as it should be');`).join('\n')}
    if (${camel}.${date} !== null && Date.parse(${camel}.${date}) < Date.now()) reasons.push('${label(date).toLowerCase()} has passed');
    return reasons;
  }
`,
    `  /** Tells the system of the other side; what it does not take is tried again by whoever calls. */
  async announce(${camel}: ${Pascal}, url: string): Promise<boolean> {
    const started = performance.now();
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': \`${kebab}-\${${camel}.id}-\${${camel}.updatedAt}\` },
        body: JSON.stringify({ id: ${camel}.id, status: ${camel}.status, ${number}: ${camel}.${number} }),
        signal: AbortSignal.timeout(${between(1, 15, random)}_000),
      });
      return response.ok;
    } catch (error) {
      this.log.warn(\`\${url} did not take \${${camel}.id} after \${Math.round(performance.now() - started)} ms: \${String(error)}\`);
      return false;
    }
  }
`,
    `  describe(${camel}: ${Pascal}): string {
    const lines = [
      \`${capital(words)} \${${camel}.id} (\${${camel}.status})\`,
${feature.fields.map(({ name, kind }) => `      \`  ${label(name)}: \${${kind === 'text' ? `${camel}.${name} || '–'` : kind === 'number' ? `${camel}.${name}.toFixed(${between(0, 2, random)})` : kind === 'flag' ? `${camel}.${name} ? 'yes' : 'no'` : `${camel}.${name} ?? 'never'`}}\`,`).join('\n')}
    ];
    return lines.join('\\n');
  }
`,
    `  /** Brings in order what people type: spaces, capitals, numbers with too many decimals. */
  tidy(input: ${Pascal}Input): ${Pascal}Input {
    return {
      ...input,
${ofKind(feature, 'text').map(({ name }) => `      ${name}: input.${name}.trim()${one(['', ".replace(/\\s+/g, ' ')", ".normalize('NFC')"], random)},`).join('\n')}
${ofKind(feature, 'number').map(({ name }) => `      ${name}: Math.round(input.${name} * ${one(['100', '10', '1000'], random)}) / ${one(['100', '10', '1000'], random)},`).join('\n')}
    };
  }
`,
  ];
}
