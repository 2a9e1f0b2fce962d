// also: process
import { once } from 'node:events';
import { on, exit } from 'node:process';
import proc from 'node:process';
const shutdown = () => { process.exit(0); }; //~ process exit
process.on('SIGTERM', shutdown); //~ process listener SIGTERM
for (const signal of ['SIGINT', 'SIGHUP']) process.once(signal, shutdown); //~ process listener SIGINT ; process listener SIGHUP
on('uncaughtException', () => { exit(1); }); //~ process listener uncaughtException ; process exit
proc.on('warning', () => undefined); //~ process listener warning
const emitter = { on: (_event: string, _listener: () => void) => undefined };
emitter.on('SIGTERM', shutdown);
export const wait = () => once(process, 'beforeExit');
export function shadowed(process: { on(event: string): void }) { process.on('SIGTERM'); }
