// state: not-seen
import { z } from 'zod';
export const schema = z.object({ JWT_SECRET: z.string().default('change-me') }); //~ warning secret-with-default
export const named = z.object({ TOKEN_TTL: z.string().default('15m') });
export const client = z.object({ token_endpoint_auth_method: z.string().default('client_secret_post'), password: z.string().default('none') });
