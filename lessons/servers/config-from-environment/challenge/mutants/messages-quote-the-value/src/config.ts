// Helpful messages that quote what was given, secrets included.
import { z } from 'zod';

type Environment = Readonly<Record<string, string | undefined>>;

const wholeNumber = (min: number, max: number) => z.string().regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
  .transform(Number).pipe(z.number(`must be a whole number from ${min} to ${max}`).min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

const flag = z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'], error: 'must be true, 1, false or 0' });

const secondsPerUnit = { s: 1, m: 60, h: 3600 };

const duration = z.string().regex(/^\d+[smh]$/, 'must be a whole number and a unit, such as 45s, 15m or 2h')
  .transform((text) => Number(text.slice(0, -1)) * secondsPerUnit[text.slice(-1) as keyof typeof secondsPerUnit]);

const origins = z.string().transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine((list) => list.every(isOrigin), 'must be origins such as https://shop.example, with commas between');

const postgresUrl = z.string('is required').refine((text) => ['postgres:', 'postgresql:'].includes(protocolOf(text)), 'must be a postgres:// URL');

const schema = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error').default('info'),
  DATABASE_URL: postgresUrl,
  SESSION_SECRET: z.string('is required').min(32, 'must have at least 32 characters'),
  MAIL_API_KEY: z.string().optional(),
  MAIL_SANDBOX: flag.default(false),
  MAIL_RETRIES: wholeNumber(0, 10).default(3),
  SESSION_TTL: duration.default(15 * 60),
  ALLOWED_ORIGINS: origins.default([]),
});

type Values = z.infer<typeof schema>;

export interface Config {
  readonly port: number;
  readonly logLevel: Values['LOG_LEVEL'];
  readonly databaseUrl: string;
  readonly sessionSecret: string;
  /** Present unless the sandbox is on. */
  readonly mailApiKey: string | undefined;
  readonly mailSandbox: boolean;
  readonly mailRetries: number;
  readonly sessionSeconds: number;
  readonly allowedOrigins: readonly string[];
}

/** Prints what it found, or every problem, and then ends the process. */
export function loadConfig(env: Environment): Config {
  const result = parse(env);
  if (result.ok) {
    console.log(summary(result.values));
    return toConfig(result.values);
  }
  console.error(`cannot start, ${result.problems.length} variable(s) to mend\n${result.problems.join('\n')}`);
  process.exit(1);
}

function parse(env: Environment): { ok: true; values: Values } | { ok: false; problems: string[] } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  // Names and rules, never values: what is wrong may be a key in the wrong place.
  const problems = result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}, but is "${env[issue.path.join('.')] ?? ''}"`);
  // Not a refinement of the schema: those are skipped as soon as one field is wrong.
  const sandbox = flag.safeParse(given.MAIL_SANDBOX);
  if (!given.MAIL_API_KEY && !(sandbox.success && sandbox.data)) problems.push('MAIL_API_KEY: is required unless the sandbox is on');
  return result.success && problems.length === 0 ? { ok: true, values: result.data } : { ok: false, problems };
}

function toConfig(values: Values): Config {
  return {
    port: values.PORT,
    logLevel: values.LOG_LEVEL,
    databaseUrl: values.DATABASE_URL,
    sessionSecret: values.SESSION_SECRET,
    mailApiKey: values.MAIL_API_KEY,
    mailSandbox: values.MAIL_SANDBOX,
    mailRetries: values.MAIL_RETRIES,
    sessionSeconds: values.SESSION_TTL,
    allowedOrigins: values.ALLOWED_ORIGINS,
  };
}

function summary(values: Values): string {
  const database = new URL(values.DATABASE_URL);
  const shown = {
    ...values,
    DATABASE_URL: `${database.protocol}//${database.host}${database.pathname}`,
    SESSION_SECRET: '[redacted]',
    MAIL_API_KEY: '[redacted]',
  };
  return Object.entries(shown).map(([name, value]) => `${name}=${String(value)}`).join('\n');
}

function isOrigin(text: string): boolean {
  return ['http:', 'https:'].includes(protocolOf(text)) && new URL(text).origin === text;
}

/** `URL.canParse` first: the error of `new URL` carries its input, password and all. */
function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : '';
}
