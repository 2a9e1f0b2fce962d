/** Source text of what each backend has once: its entry point, its settings, and what its features have in common. */
import type { Feature } from '../feature.ts';
import { expressApp } from './app-express.ts';
import { fastifyApp } from './app-fastify.ts';
import { nestApp } from './app-nest.ts';

/** Files of one backend, by path below its `src`. */
export function appFiles(app: Feature['app'], features: readonly Feature[]): Record<string, string> {
  const own = { api: nestApp, store: expressApp, partners: fastifyApp }[app];
  return { ...common(app), ...own(features) };
}

function common(app: Feature['app']): Record<string, string> {
  return {
    'config.ts': `/** Everything that comes from outside, read once. */
export const config = {
  port: Number(process.env.PORT ?? ${{ api: 3000, store: 3001, partners: 3002 }[app]}),
  logLevel: process.env.LOG_LEVEL ?? 'info',
  origin: process.env.WEB_ORIGIN ?? 'http://localhost:5173',
  secret: required('${app.toUpperCase()}_SECRET'),
  isProduction: process.env.NODE_ENV === 'production',
} as const;

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(\`\${name} is not set\`);
  return value;
}
`,
    'common/errors.ts': `export type ErrorKind = 'not-found' | 'invalid' | 'conflict' | 'forbidden' | 'unavailable';

/** What can go wrong in a way that the caller can understand. */
export abstract class DomainError extends Error {
  constructor(readonly kind: ErrorKind, message: string) {
    super(message);
    this.name = new.target.name;
  }
}

export class Forbidden extends DomainError {
  constructor(message: string) {
    super('forbidden', message);
  }
}

export class Unavailable extends DomainError {
  constructor(service: string, readonly retryAfterSeconds: number) {
    super('unavailable', \`\${service} does not answer\`);
  }
}

const statuses: Readonly<Record<ErrorKind, number>> = { 'not-found': 404, 'invalid': 422, 'conflict': 409, 'forbidden': 403, 'unavailable': 503 };

export function statusOf(error: unknown): number {
  return error instanceof DomainError ? statuses[error.kind] : 500;
}
`,
    'common/events.ts': `${app === 'api' ? "import { Injectable } from '@nestjs/common';\n\n" : ''}export interface DomainEvent {
  readonly name: string;
  readonly at: Date;
  readonly id: string;
}

type Handler = (event: DomainEvent) => void;

/** Tells whoever has asked, in the order in which they asked; one that throws does not keep the others from hearing it. */
${app === 'api' ? '@Injectable()\n' : ''}export class EventBus {
  private readonly handlers = new Map<string, Set<Handler>>();

  on(name: string, handler: Handler): () => void {
    const known = this.handlers.get(name) ?? new Set<Handler>();
    known.add(handler);
    this.handlers.set(name, known);
    return () => known.delete(handler);
  }

  publish(event: DomainEvent): void {
    for (const handler of this.handlers.get(event.name) ?? []) {
      try {
        handler(event);
      } catch (error) {
        console.error(\`A handler of \${event.name} failed\`, error);
      }
    }
  }
}
${app === 'api' ? '' : '\nexport const events = new EventBus();\n'}`,
    'common/logger.ts': `type Level = 'debug' | 'log' | 'warn' | 'error';
const order: readonly Level[] = ['debug', 'log', 'warn', 'error'];

export class Logger {
  constructor(private readonly scope: string, private readonly least: Level = 'log') {}

  child(scope: string): Logger {
    return new Logger(\`\${this.scope}/\${scope}\`, this.least);
  }

  debug(message: string, data?: object): void { this.write('debug', message, data); }
  log(message: string, data?: object): void { this.write('log', message, data); }
  warn(message: string, data?: object): void { this.write('warn', message, data); }
  error(message: string, data?: object): void { this.write('error', message, data); }

  private write(level: Level, message: string, data: object = {}): void {
    if (order.indexOf(level) < order.indexOf(this.least)) return;
    process.stdout.write(\`\${JSON.stringify({ at: new Date().toISOString(), level, scope: this.scope, message, ...data })}\\n\`);
  }
}

export const logger = new Logger('${app}');
`,
    'common/csv.ts': `/** One line of a CSV file with semicolons; text is quoted where it has to be. */
export function csvLine(values: readonly (string | number | boolean | null)[]): string {
  return values.map((value) => {
    const text = String(value ?? '');
    return /[;"\\n]/.test(text) ? \`"\${text.replaceAll('"', '""')}"\` : text;
  }).join(';');
}
`,
    'common/reading.ts': `/** Readers of what came over the wire; each says which field is wrong. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('An object is expected');
  return value as Record<string, unknown>;
}

export function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('A list is expected');
  return value;
}

export function textOf(record: Readonly<Record<string, unknown>>, name: string): string {
  const value = record[name];
  if (typeof value !== 'string') throw new TypeError(\`\${name} must be text\`);
  return value;
}

export function numberOf(record: Readonly<Record<string, unknown>>, name: string, limits: { readonly least: number; readonly most: number }): number {
  const value = Number(record[name]);
  if (Number.isNaN(value) || value < limits.least || value > limits.most) throw new RangeError(\`\${name} must be from \${limits.least} to \${limits.most}\`);
  return value;
}

export function dateOf(record: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = record[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) throw new TypeError(\`\${name} must be a date\`);
  return new Date(value).toISOString();
}

export function queryOf(query: unknown, pageSize: number): { readonly limit: number; readonly after?: string } {
  const { limit, after } = recordOf(query);
  const wanted = Number(limit ?? pageSize);
  return { limit: Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, 200) : pageSize, ...(typeof after === 'string' ? { after } : {}) };
}
`,
  };
}
