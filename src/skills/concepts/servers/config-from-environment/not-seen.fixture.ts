// state: not-seen
import { z } from 'zod';
export const schema = z.object({ JWT_SECRET: z.string().default('change-me') }); //~ warning secret-with-default
export const named = z.object({ TOKEN_TTL: z.string().default('15m') });
