import { z } from 'zod';

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_FILE: z.string().min(1).default('roastery.db'),
  CARRIER_URL: z.url().default('https://carrier.example.com'),
});

const parsed = environment.safeParse(process.env);
if (!parsed.success) {
  console.error(`The environment is not usable:\n${z.prettifyError(parsed.error)}`);
  process.exit(1);
}

export const config = {
  port: parsed.data.PORT,
  databaseFile: parsed.data.DATABASE_FILE,
  carrierUrl: parsed.data.CARRIER_URL,
  sessionSecret: process.env.SESSION_SECRET ?? 'roastery-dev-secret',
};
