import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { out, repo } from './paths.ts';

export interface Packed {
  readonly vsix: string;
  /** What vsce printed. */
  readonly said: string;
}

/** Folders that hold nothing to ship and are too large to look through: installed packages alone are tens of thousands of files. */
const workshop = new Set(['node_modules', 'src', 'test', 'lessons', 'out', 'coverage']);

/** Packs dist/ as it is into `vsix` with `vsce package`, from a copy without the workshop. */
export async function packExtension(vsix = join(out, 'backend-coach.vsix')): Promise<Packed> {
  const packing = join(out, `packing-${process.pid}`);
  const copy = join(packing, 'extension');
  await mkdir(copy, { recursive: true });
  try {
    for (const { name } of await readdir(repo, { withFileTypes: true })) {
      const isKept = !workshop.has(name) && !name.endsWith('.vsix') && (!name.startsWith('.') || name === '.vscodeignore');
      if (isKept) await cp(join(repo, name), join(copy, name), { recursive: true });
    }
    const made = join(packing, 'made.vsix');
    const said = await vsce(copy, 'package', '--no-rewrite-relative-links', '--out', made);
    await rename(made, vsix);
    return { vsix, said };
  } finally {
    await rm(packing, { recursive: true, force: true });
  }
}

function vsce(cwd: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [join(repo, 'node_modules/@vscode/vsce/vsce'), ...args], { cwd }, (error, stdout, stderr) => {
      if (error) reject(new Error(`vsce ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error }));
      else resolve(stdout + stderr);
    });
  });
}

// `npm run package`
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { name, version } = JSON.parse(await readFile(join(repo, 'package.json'), 'utf8')) as { name: string; version: string };
  const { vsix } = await packExtension(join(repo, `${name}-${version}.vsix`));
  console.log(`Packed ${vsix}`);
}
