// also: env
import { env } from 'node:process';
import proc from 'process';
import { z } from 'zod';
import { env as shared } from './shared.js';
import { env as settings } from './settings';
import type { env as Environment } from './shared.js';
export const port = process.env.PORT ?? '3000'; //~ env PORT
export const host = process.env['HOST']; //~ env HOST
export const any = (name: string) => process.env[name]; //~ env computed
const { DATABASE_URL, REDIS_URL: redis = 'redis://localhost', ...rest } = process.env; //~ env DATABASE_URL ; env REDIS_URL ; env whole
export const level = env.LOG_LEVEL; //~ env LOG_LEVEL
export const user = proc.env.USER; //~ env USER
export const zone = globalThis.process.env.TZ; //~ env TZ
const ownEnv = process.env; //~ env whole
export const token = ownEnv.API_TOKEN ?? ''; //~ env API_TOKEN
const { SMTP_HOST } = ownEnv; //~ env SMTP_HOST
const { env: taken } = process;
const { env: environment } = process;
export const region = environment.REGION; //~ env REGION
export const load = (envs = process.env) => envs.STAGE; //~ env whole ; env STAGE
export function read(environment: NodeJS.ProcessEnv) { return environment.FEATURE_X; } //~ env FEATURE_X
export const bun = Bun.env.BUN_PORT; //~ env BUN_PORT
export const deno = Deno.env.get('DENO_PORT') ?? '8000'; //~ env DENO_PORT
export const all = Deno.env.toObject(); //~ env whole
export const parsed = z.object({ PORT: z.string() }).parse(process.env); //~ env whole
export const isSet = 'CI' in process.env; //~ env CI
export const elsewhere = shared.SHARED_KEY; //~ env SHARED_KEY
process.env.WRITTEN = 'yes';
delete process.env.REMOVED;
export const checked = settings.CHECKED;
export const typed: typeof Environment = { TYPED: 'x' };
export const own = [typed.TYPED, DATABASE_URL, redis, rest, SMTP_HOST, taken];
const local = { env: { PORT: '1' } };
export const localPort = local.env.PORT;
export function shadowed(process: { env: { PORT: string } }, env: { HOST: string }) { return [process.env.PORT, env.HOST]; }
const { HOME } = local.env as { HOME?: string };
export const home = HOME;
// @file src/shared.ts
export const env = process.env; //~ env whole
// @file src/settings.ts
import { z } from 'zod';
export const env = z.object({ CHECKED: z.string() }).parse(process.env); //~ env whole
