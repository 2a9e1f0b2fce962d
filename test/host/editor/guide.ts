import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repo } from '../../harness/paths.ts';

const manifest = {
  name: 'backend-coach-guide',
  displayName: 'Backend Coach: shows the checklist at the first start of a try-out',
  version: '1.0.0',
  publisher: 'backend-coach',
  license: 'MIT',
  engines: { vscode: '^1.104.0' },
  extensionKind: ['workspace'],
  activationEvents: ['onStartupFinished'],
  main: './main.js',
};

const main = `const vscode = require('vscode');
exports.activate = async ({ workspaceState }) => {
  if (workspaceState.get('shown')) return;
  await workspaceState.update('shown', true);
  await vscode.commands.executeCommand('backendCoach.skills.focus');
};
`;

/**
 * Packs a tiny extension that shows the checklist when a folder is opened for the first time, and returns its .vsix.
 * The product itself never opens a view by itself; a try-out is for looking at it.
 */
export async function packGuide(dir: string): Promise<string> {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(dir, 'main.js'), main);
  const vsix = join(dir, 'guide.vsix');
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  await promisify(execFile)(process.execPath, [join(repo, 'node_modules/@vscode/vsce/vsce'), ...args], { cwd: dir });
  return vsix;
}
