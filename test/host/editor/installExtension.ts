import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { EmbeddedEditor } from './install.ts';

/** Installs a .vsix for the instance that lives in `home`, replacing an older one. */
export function installExtension(editor: EmbeddedEditor, vsix: string, home: string): Promise<void> {
  const args = [
    editor.server, '--install-extension', vsix, '--force', '--accept-server-license-terms',
    '--server-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions'),
  ];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { timeout: 120_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`The .vsix could not be installed:\n${stdout}${stderr}`, { cause: error }));
      else resolve();
    });
  });
}
