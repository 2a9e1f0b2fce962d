import type { Recogniser } from '../recogniser.ts';

const name = 'global:process';
const exits = new Set([`${name}.exit`, `${name}.reallyExit`, 'global:Deno.exit']);
const listeners = new Set([...['on', 'once', 'addListener', 'prependListener', 'prependOnceListener'].map((method) => `${name}.${method}`), 'global:Deno.addSignalListener']);

/** Process events, signals and exits. Reads of the environment are noted by the walk itself, see syntax/env.ts. */
export const recogniser: Recogniser = {
  name: 'process',
  modules: [name, 'node:process', 'global:Deno'],
  aliases: {
    'node:process': name, 'global:globalThis.process': name, 'global:Bun.env': `${name}.env`,
    ...Object.fromEntries(['on', 'once', 'addListener', 'prependListener', 'exit', 'env'].map((member) => [`node:process.${member}`, `${name}.${member}`])),
  },
  onCall(call, link) {
    if (exits.has(call.path)) {
      link.emit({ kind: 'process', ...call.base, what: 'exit' });
      return;
    }
    if (!listeners.has(call.path)) return;
    const event = call.args[0]?.string();
    const handler = call.args[1]?.fn();
    if (event !== undefined) link.emit({ kind: 'process', ...call.base, what: 'listener', event, ...(handler === undefined ? {} : { handler }) });
  },
};
