export type Environment = Readonly<Record<string, string>>;

export interface Broken {
  /** What is wrong, for people. */
  readonly what: string;
  readonly env: Environment;
  /** The variables to be named, sorted. */
  readonly bad: readonly string[];
}

/** Values that must never be printed, whatever variable they are in. */
export const secrets = {
  database: 'tr0ub4dor-db',
  session: 'b7e1c09a5d3f4862b7e1c09a5d3f4862',
  shortSession: 'only-a-short-one',
  mailKey: 'mk_live_51Hx9QvZ',
} as const;

export const good: Environment = {
  PORT: '0',
  DATABASE_URL: `postgres://svc:${secrets.database}@db.internal:5432/billing`,
  SESSION_SECRET: secrets.session,
  MAIL_API_KEY: secrets.mailKey,
};

export const broken: readonly Broken[] = [
  { what: 'nothing set', env: {}, bad: ['DATABASE_URL', 'MAIL_API_KEY', 'SESSION_SECRET'] },
  { what: 'an empty SESSION_SECRET', env: { ...good, SESSION_SECRET: '' }, bad: ['SESSION_SECRET'] },
  { what: 'a SESSION_SECRET of 16 characters', env: { ...good, SESSION_SECRET: secrets.shortSession }, bad: ['SESSION_SECRET'] },
  { what: 'a DATABASE_URL that is no URL', env: { ...good, DATABASE_URL: `postgres//svc:${secrets.database}@db.internal` }, bad: ['DATABASE_URL'] },
  { what: 'a DATABASE_URL for MySQL', env: { ...good, DATABASE_URL: `mysql://svc:${secrets.database}@db.internal/billing` }, bad: ['DATABASE_URL'] },
  { what: 'PORT=3000x', env: { ...good, PORT: '3000x' }, bad: ['PORT'] },
  { what: 'PORT=70000 and MAIL_RETRIES=-1', env: { ...good, PORT: '70000', MAIL_RETRIES: '-1' }, bad: ['MAIL_RETRIES', 'PORT'] },
  { what: 'MAIL_SANDBOX=yes', env: { ...good, MAIL_SANDBOX: 'yes' }, bad: ['MAIL_SANDBOX'] },
  { what: 'MAIL_SANDBOX=false without MAIL_API_KEY', env: { ...good, MAIL_API_KEY: '', MAIL_SANDBOX: 'false' }, bad: ['MAIL_API_KEY'] },
  { what: 'MAIL_RETRIES=2.5 and SESSION_TTL=15', env: { ...good, MAIL_RETRIES: '2.5', SESSION_TTL: '15' }, bad: ['MAIL_RETRIES', 'SESSION_TTL'] },
  { what: 'a mail key pasted into LOG_LEVEL', env: { ...good, LOG_LEVEL: secrets.mailKey }, bad: ['LOG_LEVEL'] },
  {
    what: 'eight mistakes at once',
    env: {
      PORT: '0x50', LOG_LEVEL: 'verbose', DATABASE_URL: 'db.internal', SESSION_SECRET: secrets.shortSession,
      MAIL_SANDBOX: '0', MAIL_RETRIES: 'many', SESSION_TTL: '1 week', ALLOWED_ORIGINS: 'https://shop.example/checkout',
    },
    bad: ['ALLOWED_ORIGINS', 'DATABASE_URL', 'LOG_LEVEL', 'MAIL_API_KEY', 'MAIL_RETRIES', 'PORT', 'SESSION_SECRET', 'SESSION_TTL'],
  },
];

/** What `GET /settings` has to answer. */
export const working = {
  plain: {
    env: { ...good, LOG_LEVEL: '', MAIL_SANDBOX: 'false', MAIL_RETRIES: '0', SESSION_TTL: '', ALLOWED_ORIGINS: '' },
    settings: {
      logLevel: 'info', databaseHost: 'db.internal', mailSandbox: false, mailRetries: 0, sessionSeconds: 900, allowedOrigins: [],
    },
  },
  empty: {
    env: { ...good, MAIL_SANDBOX: '', MAIL_RETRIES: '' },
    settings: {
      logLevel: 'info', databaseHost: 'db.internal', mailSandbox: false, mailRetries: 3, sessionSeconds: 900, allowedOrigins: [],
    },
  },
  sandbox: {
    env: {
      ...good, MAIL_API_KEY: '', LOG_LEVEL: 'debug', MAIL_SANDBOX: 'TRUE', MAIL_RETRIES: '10', SESSION_TTL: '2h',
      ALLOWED_ORIGINS: 'https://shop.example,http://localhost:5173',
    },
    settings: {
      logLevel: 'debug', databaseHost: 'db.internal', mailSandbox: true, mailRetries: 10, sessionSeconds: 7200,
      allowedOrigins: ['https://shop.example', 'http://localhost:5173'],
    },
  },
} as const;
