import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tsc = join(dirname(fileURLToPath(import.meta.url)), '../../../node_modules/typescript/bin/tsc');

/** Type errors of several attempts below one folder, as their editor would show them: `<path below the folder>(line,column): error …`. */
export async function checkTypes(folder: string, attempts: readonly string[]): Promise<readonly string[]> {
  const [first] = attempts;
  if (first === undefined) return [];
  // All attempts share one configuration, so one compilation serves them all.
  const config = { extends: `./${first}/.coach/tsconfig.json`, include: attempts.flatMap((attempt) => [`${attempt}/src`, `${attempt}/tests`]) };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { cwd: folder, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error && stdout === '') reject(new Error(`tsc failed: ${stderr || error.message}`));
      else resolve(stdout);
    });
  });
  return output.split('\n').filter((line) => /error TS\d+/.test(line));
}
