// also: process
import { once } from 'node:events';
import { on, exit } from 'node:process';
import proc from 'node:process';
const shutdown = () => { process.exit(0); }; //~ process exit
process.on('SIGTERM', shutdown); //~ process listener SIGTERM
for (const signal of ['SIGINT', 'SIGHUP']) process.once(signal, shutdown); //~ process listener SIGINT ; process listener SIGHUP
const stops = ['SIGQUIT', 'SIGUSR2'] as const;
stops.forEach((signal) => { process.on(signal, () => { shutdown(); }); }); //~ process listener SIGQUIT ; process listener SIGUSR2
Object.entries({ SIGBREAK: shutdown }).forEach(([signal, handler]) => process.on(signal, handler)); //~ process listener SIGBREAK
on('uncaughtException', () => { exit(1); }); //~ process listener uncaughtException ; process exit
proc.on('warning', () => undefined); //~ process listener warning
globalThis.process.prependListener('unhandledRejection', () => undefined); //~ process listener unhandledRejection
Deno.addSignalListener('SIGTERM', () => { Deno.exit(0); }); //~ process listener SIGTERM ; process exit
const emitter = { on: (_event: string, _listener: () => void) => undefined };
emitter.on('SIGTERM', shutdown);
process.off('SIGTERM', shutdown);
export const wait = () => once(process, 'beforeExit');
export function shadowed(process: { on(event: string): void; exit(): void }) { process.on('SIGTERM'); process.exit(); }
