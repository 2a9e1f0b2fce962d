type Environment = Readonly<Record<string, string | undefined>>;

export interface Config {
  port: number;
  logLevel: string;
  databaseUrl: string;
  sessionSecret: string;
  mailApiKey: string | undefined;
  mailSandbox: boolean;
  mailRetries: number;
  sessionSeconds: number;
  allowedOrigins: string[];
}

const secondsPerUnit: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** Everything the service needs to know about where it runs. See the table in the brief. */
export function loadConfig(env: Environment): Config {
  const config: Config = {
    port: Number(env.PORT ?? 3000),
    logLevel: env.LOG_LEVEL ?? 'info',
    databaseUrl: required(env, 'DATABASE_URL'),
    // so that nobody needs an .env file on their laptop
    sessionSecret: env.SESSION_SECRET || 'local-development-secret-do-not-use',
    mailApiKey: env.MAIL_API_KEY,
    mailSandbox: Boolean(env.MAIL_SANDBOX),
    mailRetries: Number(env.MAIL_RETRIES) || 3,
    sessionSeconds: parseDuration(env.SESSION_TTL ?? '15m'),
    allowedOrigins: (env.ALLOWED_ORIGINS ?? '').split(','),
  };
  if (!config.mailApiKey) console.warn('MAIL_API_KEY is not set, mails will fail');
  printSummary(config);
  return config;
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
}

function parseDuration(text: string): number {
  const unit = text.slice(-1);
  const seconds = secondsPerUnit[unit];
  if (seconds === undefined) throw new Error(`SESSION_TTL: cannot read "${text}"`);
  return parseInt(text, 10) * seconds;
}

/** Handy when a deploy behaves strangely: what did this process really get? */
function printSummary(config: Config): void {
  console.log('starting with');
  console.log(`PORT=${config.port}`);
  console.log(`LOG_LEVEL=${config.logLevel}`);
  console.log(`DATABASE_URL=${config.databaseUrl}`);
  console.log(`SESSION_SECRET=${config.sessionSecret.slice(0, 4)}…`);
  console.log(`MAIL_API_KEY=${config.mailApiKey}`);
  console.log(`MAIL_SANDBOX=${config.mailSandbox}`);
  console.log(`MAIL_RETRIES=${config.mailRetries}`);
  console.log(`SESSION_TTL=${config.sessionSeconds}`);
  console.log(`ALLOWED_ORIGINS=${config.allowedOrigins}`);
}
