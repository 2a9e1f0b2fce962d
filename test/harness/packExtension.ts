import { execFile } from 'node:child_process';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { out, repo } from './paths.ts';

export interface Packed {
  readonly vsix: string;
  /** What vsce printed. */
  readonly said: string;
}

/** Packs dist/ as it is into out/backend-coach.vsix with `vsce package`. */
export async function packExtension(): Promise<Packed> {
  await mkdir(out, { recursive: true });
  const packing = join(out, `packing-${process.pid}.vsix`);
  const vsix = join(out, 'backend-coach.vsix');
  try {
    const said = await vsce('package', '--no-rewrite-relative-links', '--out', packing);
    await rename(packing, vsix);
    return { vsix, said };
  } finally {
    await rm(packing, { force: true });
  }
}

function vsce(...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [join(repo, 'node_modules/@vscode/vsce/vsce'), ...args], { cwd: repo }, (error, stdout, stderr) => {
      if (error) reject(new Error(`vsce ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error }));
      else resolve(stdout + stderr);
    });
  });
}
