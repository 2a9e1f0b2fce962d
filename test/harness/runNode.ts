import { spawn } from 'node:child_process';
import { repo } from './paths.ts';

/** Runs Node with `args` in the checkout, its output going to ours, and resolves to its exit code (1 when a signal ended it). */
export function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: repo, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('close', (code) => { resolve(code ?? 1); });
  });
}
