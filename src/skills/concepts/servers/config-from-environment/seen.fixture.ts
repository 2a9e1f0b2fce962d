// state: seen
export const secret = process.env.JWT_SECRET || 'superSecret'; //~ evidence seen ; warning secret-with-default
export const ttl = process.env.JWT_TTL ?? '15m';
export const template = process.env.MAIL_TEMPLATEID_PASSWORD_RESET || 'password-reset';
const { API_KEY = 'abc', REGION = 'eu' } = process.env; //~ warning secret-with-default
export const empty = process.env.SESSION_SECRET || '';
export const templateId = process.env.TOKEN_TEMPLATE_ID ?? 'd-1';
export const port = process.env.PORT ?? '3000';
if (process.env.ENABLE_CACHE) console.log(API_KEY, REGION); //~ information flag-as-text
if (process.env.ENABLE_MAIL === 'true') console.log('mail');
export function shadowed(process: { env: Record<string, string> }) { return process.env.JWT_SECRET || 'x'; }
