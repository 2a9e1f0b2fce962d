import type { ChildProcessUse } from '../../facts.ts';
import type { Argument, ExternalCall, Recogniser } from '../recogniser.ts';

/** Calls that start a process or a thread. */
const starts: ReadonlySet<string> = new Set([
  ...['exec', 'execSync', 'execFile', 'execFileSync', 'spawn', 'spawnSync', 'fork'].map((name) => `node:child_process.${name}`),
  'node:worker_threads.Worker', 'node:cluster.fork',
  'execa.execa', 'execa.execaSync', 'execa.execaNode', 'execa.execaCommand', 'execa.execaCommandSync', 'execa.$', 'execa.execa.sync', 'execa.execa.command', 'execa.execa.node',
  'cross-spawn.spawn', 'cross-spawn.spawn.sync', 'piscina.Piscina', 'tinypool.Tinypool',
  'global:Bun.spawn', 'global:Bun.spawnSync', 'global:Deno.Command',
]);
/** These take a whole command line. */
const commandLines = new Set(['node:child_process.exec', 'node:child_process.execSync', 'execa.execaCommand', 'execa.execaCommandSync', 'execa.execa.command']);
const constructed = new Set(['node:worker_threads.Worker', 'piscina.Piscina', 'tinypool.Tinypool', 'global:Deno.Command']);

/** Processes and threads the program starts: child_process (also promisified), worker_threads, cluster, execa, cross-spawn, thread pools. */
export const recogniser: Recogniser = {
  name: 'child-processes',
  modules: ['node:child_process', 'node:worker_threads', 'node:cluster', 'execa', 'cross-spawn', 'piscina', 'tinypool', 'global:Bun', 'global:Deno'],
  aliases: { 'node:cluster.Cluster!': 'node:cluster', 'execa': 'execa.execa', 'cross-spawn': 'cross-spawn.spawn', 'piscina': 'piscina.Piscina', 'tinypool': 'tinypool.Tinypool' },
  transparent: ['node:util.promisify()'],
  onCall(call, link) {
    if (!starts.has(call.path) || constructed.has(call.path) !== (call.form === 'new')) return;
    const program = programOf(call);
    link.emit({
      kind: 'childProcess', ...call.base, library: call.callee.module.replace('global:', ''), method: call.path.slice(Math.max(call.path.lastIndexOf('.'), call.path.lastIndexOf(':')) + 1),
      ...(program === undefined ? {} : { program }),
    });
  },
};

function programOf(call: ExternalCall): ChildProcessUse['program'] {
  if (call.tagText !== undefined) return call.tagText.trim().split(/\s/)[0];
  const first = call.args[0];
  if (first === undefined) return undefined;
  const program = first.prop('filename') ?? first.prop('cmd') ?? first.items()?.[0] ?? first;
  const text = program.string() ?? urlText(program);
  return commandLines.has(call.path) ? text?.trim().split(/\s/)[0] : text;
}

/** `new URL('./worker.js', import.meta.url)`. */
function urlText(argument: Argument): string | undefined {
  return argument.external().some(({ path }) => path === 'global:URL!') ? argument.callArguments()[0]?.string() : undefined;
}
