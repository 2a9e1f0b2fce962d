import type { Recogniser } from '../recogniser.ts';

const name = 'global:process';

/** Process events, signals and exits. */
export const recogniser: Recogniser = {
  name: 'process',
  modules: [name, 'node:process'],
  aliases: { 'node:process': name, 'node:process.on': `${name}.on`, 'node:process.once': `${name}.once`, 'node:process.exit': `${name}.exit`, 'node:process.addListener': `${name}.addListener` },
  onCall(call, link) {
    if (call.path === `${name}.exit`) {
      link.emit({ kind: 'process', ...call.base, what: 'exit' });
      return;
    }
    if (![`${name}.on`, `${name}.once`, `${name}.addListener`].includes(call.path)) return;
    const event = call.args[0]?.string();
    const handler = call.args[1]?.fn();
    if (event !== undefined) link.emit({ kind: 'process', ...call.base, what: 'listener', event, ...(handler === undefined ? {} : { handler }) });
  },
};
