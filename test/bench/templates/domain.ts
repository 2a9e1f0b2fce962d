/** Source text of what a backend knows about a feature without a framework and without a database. */
import { capital, type Feature, firstOf, has, label, ofKind, sharedModule } from '../feature.ts';
import { between, one } from '../random.ts';

export function errorsFile(feature: Feature): string {
  const { Pascal, words } = feature;
  const random = feature.random('errors');
  return `import { DomainError } from '../common/errors';

export class ${Pascal}NotFound extends DomainError {
  constructor(readonly id: string) {
    super('not-found', \`There is no ${words} \${id}\`);
  }
}

export class Invalid${Pascal} extends DomainError {
  constructor(readonly problems: readonly string[]) {
    super('invalid', \`${capital(words)} ${one(['cannot be accepted', 'is not valid', 'was refused'], random)}: \${problems.join(', ')}\`);
  }
}

export class ${Pascal}Transition extends DomainError {
  constructor(readonly from: string, readonly to: string) {
    super('conflict', \`A ${words} that is \${from} cannot become \${to}\`);
  }
}
${has(feature, 'remove') ? `
export class ${Pascal}InUse extends DomainError {
  constructor(readonly id: string) {
    super('conflict', \`The ${words} \${id} is still in use\`);
  }
}
` : ''}${has(feature, 'archive') ? `
export class ${Pascal}AlreadyArchived extends DomainError {
  constructor(readonly id: string, readonly since: Date) {
    super('conflict', \`The ${words} \${id} has been put away on \${since.toISOString().slice(0, 10)}\`);
  }
}
` : ''}${has(feature, 'importMany') ? `
export class ${Pascal}ImportRefused extends DomainError {
  constructor(readonly line: number, reason: string) {
    super('invalid', \`Line \${line}: \${reason}\`);
  }
}
` : ''}${has(feature, 'assign') ? `
export class ${Pascal}NotAssignable extends DomainError {
  constructor(readonly id: string, readonly ownerId: string) {
    super('forbidden', \`\${ownerId} cannot take the ${words} \${id}\`);
  }
}
` : ''}${random() < 0.4 ? `
export function is${Pascal}Error(error: unknown): error is ${Pascal}NotFound | Invalid${Pascal} {
  return error instanceof ${Pascal}NotFound || error instanceof Invalid${Pascal};
}
` : ''}`;
}

export function rulesFile(feature: Feature): string {
  const { Pascal, camel, words, fields } = feature;
  const random = feature.random('rules');
  const [number, text, date] = [firstOf(feature, 'number'), firstOf(feature, 'text'), firstOf(feature, 'date')];
  const checks = fields.flatMap(({ name, kind }): string[] => {
    if (kind === 'number') return [`  problems.push(...within('${name}', input.${name}));`];
    if (kind === 'text') {
      return [one([
        `  if (input.${name}.trim() === '') problems.push('${label(name)} is missing');`,
        `  if (input.${name}.length > ${between(4, 40, random) * 10}) problems.push('${label(name)} is too long');`,
        `  if (!/^[\\w .,:-]{1,${between(3, 20, random) * 10}}$/.test(input.${name})) problems.push('${label(name)} has characters that cannot be printed');`,
      ], random)];
    }
    return kind === 'date' ? [`  if (input.${name} != null && Number.isNaN(Date.parse(input.${name}))) problems.push('${label(name)} is no date');`] : [];
  });
  return `import { ${camel}Limits, ${camel}Transitions, type ${Pascal}, type ${Pascal}Input } from '${sharedModule(feature)}';
import { ${Pascal}Transition } from './${feature.kebab}.errors';

type Limited = keyof typeof ${camel}Limits;

/** Everything that is wrong with a new ${words}, in words for the person who typed it. */
export function check${Pascal}(input: ${Pascal}Input): string[] {
  const problems: string[] = [];
${checks.join('\n')}
${random() < 0.6 ? `  if (input.${number} > ${between(2, 90, random) * 10} && input.${text} === '') problems.push('${label(text)} is needed from ${between(2, 90, random) * 10} on');\n` : ''}  return problems;
}

export function checkChanges(current: ${Pascal}, changes: Partial<${Pascal}Input>): string[] {
  const problems = check${Pascal}({ ...current, ...changes });
  const { status } = changes;
  if (status !== undefined && status !== current.status && !${camel}Transitions[current.status].includes(status)) {
    problems.push(new ${Pascal}Transition(current.status, status).message);
  }
  return problems;
}

/** What is allowed and still looks odd: shown beside the field, and kept in the history when somebody goes on nevertheless. */
export function warningsAbout(input: ${Pascal}Input, similar: readonly ${Pascal}[]): string[] {
  const warnings: string[] = [];
${ofKind(feature, 'number').map(({ name }) => `  const usual${capital(name)} = meanOf(similar.map((item) => item.${name}));
  if (usual${capital(name)} !== undefined && input.${name} > usual${capital(name)} * ${between(2, 12, random)}) warnings.push('${label(name)} is much more than usual');`).join('\n')}
${ofKind(feature, 'text').slice(0, 2).map(({ name }) => `  if (similar.length > ${between(2, 20, random)} && !similar.some((item) => item.${name} === input.${name})) warnings.push('nobody has used this ${label(name).toLowerCase()} before');`).join('\n')}
${ofKind(feature, 'flag').map(({ name }) => `  if (input.${name} === true && similar.every((item) => !item.${name})) warnings.push('none of the others is marked: ${label(name).toLowerCase()}');`).join('\n')}
  return warnings;
}

/** Whether it has to be looked at before anything else happens. */
export function needsReview(${camel}: ${Pascal}, now: Date): boolean {
  if (${camel}.status === '${feature.statuses.at(-1) ?? 'closed'}') return false;
  if (${camel}.${number} >= ${camel}Limits.${number}.most * ${(0.5 + random() * 0.45).toFixed(2)}) return true;
  const ${date} = ${camel}.${date} === null ? undefined : Date.parse(${camel}.${date});
  return ${date} !== undefined && ${date} - now.getTime() < ${between(1, 14, random)} * 86_400_000;
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function within(name: Limited, value: number): string[] {
  const { least, most } = ${camel}Limits[name];
  if (!Number.isFinite(value)) return [\`\${name} is no number\`];
  return value < least || value > most ? [\`\${name} must be from \${least} to \${most}\`] : [];
}
`;
}

export function eventsFile(feature: Feature): string {
  const { Pascal, kebab } = feature;
  const random = feature.random('events');
  const kinds = ['created', 'updated', ...(has(feature, 'remove') ? ['removed'] : [])];
  return `import type { DomainEvent, EventBus } from '../common/events';

${kinds.map((kind) => `export class ${Pascal}${capital(kind)} implements DomainEvent {
  readonly name = '${kebab}.${kind}';
  readonly at = new Date();

  constructor(readonly id: string, readonly actorId: string) {}
}
`).join('\n')}
export type ${Pascal}Event = ${kinds.map((kind) => `${Pascal}${capital(kind)}`).join(' | ')};

/** What other parts of the backend do when one changes. */
export function subscribeTo${Pascal}(bus: EventBus, handlers: { readonly [Name in ${Pascal}Event['name']]?: (event: ${Pascal}Event) => void }): () => void {
  const stops = Object.entries(handlers).map(([name, handler]) => bus.on(name, (event) => { handler(event as ${Pascal}Event); }));
  return () => {
    for (const stop of stops) stop();
  };
}
${random() < 0.5 ? `
export function subjectOf(event: ${Pascal}Event): string {
  return \`\${event.name}/\${event.id}\`;
}
` : ''}`;
}

export function policyFile(feature: Feature): string {
  const { Pascal, words, statuses } = feature;
  const random = feature.random('policy');
  return `import type { ${Pascal} } from '${sharedModule(feature)}';
import type { Actor } from '../common/auth';
import { Forbidden } from '../common/errors';

const finished = new Set<string>([${statuses.slice(-1 - Math.floor(random() * 2)).map((status) => `'${status}'`).join(', ')}]);

/** Who may do what with a ${words}. */
export class ${Pascal}Policy {
  canRead(actor: Actor, ${feature.camel}: ${Pascal}): boolean {
    return actor.roles.includes('${one(['admin', 'support', 'auditor', 'manager'], random)}') || ${feature.camel}.ownerId === null || ${feature.camel}.ownerId === actor.id;
  }

  canChange(actor: Actor, ${feature.camel}: ${Pascal}): boolean {
    if (finished.has(${feature.camel}.status)) return actor.roles.includes('admin');
    return this.canRead(actor, ${feature.camel})${random() < 0.5 ? ` && !actor.roles.includes('guest')` : ''};
  }

  canCreate(actor: Actor): boolean {
    return !actor.roles.includes('guest')${random() < 0.4 ? " && actor.roles.length > 0" : ''};
  }

  assertCanChange(actor: Actor, ${feature.camel}: ${Pascal}): void {
    if (!this.canChange(actor, ${feature.camel})) throw new Forbidden(\`\${actor.id} may not change the ${words} \${${feature.camel}.id}\`);
  }

  assertCanCreate(actor: Actor): void {
    if (!this.canCreate(actor)) throw new Forbidden(\`\${actor.id} may not make a ${words}\`);
  }
}
`;
}

export function pricingFile(feature: Feature): string {
  const { Pascal, camel, words } = feature;
  const random = feature.random('pricing');
  const number = firstOf(feature, 'number');
  const steps = Array.from({ length: between(3, 7, random) }, (_, at) => ({ from: at * between(20, 200, random), factor: (1 - at * (0.01 + random() * 0.05)).toFixed(3) }));
  return `import type { ${Pascal}, ${Pascal}Input } from '${sharedModule(feature)}';

interface Step { readonly from: number; readonly factor: number }

const steps: readonly Step[] = [
${steps.map(({ from, factor }) => `  { from: ${from}, factor: ${factor} },`).join('\n')}
];

const surcharges: Readonly<Partial<Record<keyof ${Pascal}Input, number>>> = {
${ofKind(feature, 'flag', 'text').slice(0, 4).map(({ name }) => `  ${name}: ${(random() * 12).toFixed(2)},`).join('\n')}
};

/** What a ${words} costs before tax, in the smallest unit of its currency. */
export function price${Pascal}(input: ${Pascal}Input): number {
  const factor = stepOf(input.${number}).factor;
  let price = input.${number} * factor;
  for (const [name, extra] of Object.entries(surcharges)) {
    const value = input[name as keyof ${Pascal}Input];
    if (value !== undefined && value !== false && value !== '') price += extra;
  }
  return Math.round(price * 100);
}

export function total${Pascal}s(items: readonly ${Pascal}[], tax: number): { readonly net: number; readonly gross: number } {
  const net = items.reduce((sum, ${camel}) => sum + price${Pascal}(${camel}), 0);
  return { net, gross: Math.round(net * (1 + tax)) };
}

function stepOf(value: number): Step {
  const reached = steps.filter(({ from }) => value >= from);
  return reached.at(-1) ?? steps[0] ?? { from: 0, factor: 1 };
}
`;
}

export function cacheFile(feature: Feature): string {
  const { Pascal, camel } = feature;
  const random = feature.random('cache');
  return `import type { ${Pascal} } from '${sharedModule(feature)}';

interface Entry { readonly value: ${Pascal}; readonly until: number }

/** Remembers what was just read, for as long as nobody minds. */
export class ${Pascal}Cache {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly lifetimeMs = ${between(1, 90, random)}_000, private readonly most = ${between(1, 20, random) * 100}) {}

  get(id: string, now = Date.now()): ${Pascal} | undefined {
    const entry = this.entries.get(id);
    if (entry === undefined) return undefined;
    if (entry.until > now) return entry.value;
    this.entries.delete(id);
    return undefined;
  }

  put(${camel}: ${Pascal}, now = Date.now()): void {
    if (this.entries.size >= this.most) this.forgetOldest();
    this.entries.set(${camel}.id, { value: ${camel}, until: now + this.lifetimeMs });
  }

  delete(id: string): void {
    this.entries.delete(id);
  }

  private forgetOldest(): void {
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}
`;
}

export function serverIndexFile({ kebab, framework, parts }: Feature): string {
  const files = [
    `${kebab}.errors`, `${kebab}.repository`, `${kebab}.service`, framework === 'nestjs' ? `${kebab}.module` : `${kebab}.routes`,
    ...(parts.has('helpers') ? [`${kebab}.helpers`] : []), ...(parts.has('pricing') ? [`${kebab}.pricing`] : []),
  ];
  return `${files.map((file) => `export * from './${file}';`).join('\n')}\n`;
}
