/** A module of the generated code base: one noun and everything around it. */
export interface Module {
  readonly index: number;
  readonly dir: string;
  readonly noun: string;
  readonly Noun: string;
  readonly framework: (typeof frameworks)[number];
  readonly random: () => number;
}

export const frameworks = ['express', 'fastify', 'nestjs'] as const;

export const fields: readonly string[] = [
  'status', 'amount', 'currency', 'reference', 'region', 'priority', 'quantity', 'discount', 'notes', 'owner', 'version', 'weight', 'channel', 'category',
];

/** So many of them, in an order of chance. */
export function pick(from: readonly string[], count: number, random: () => number): string[] {
  const left = [...from];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0] ?? '');
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
