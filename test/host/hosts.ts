import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { desktopEditor, runInDesktop } from './editor/desktop.ts';
import { runInEmbedded } from './editor/embeddedTests.ts';
import { embeddedEditor } from './editor/install.ts';

/** One run of extension tests inside a VS Code. */
export interface HostRun {
  readonly name: string;
  /** A fresh folder for settings, data and extensions of this run. */
  readonly home: string;
  readonly workspace?: string;
  readonly trusted: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The extension under test, as a folder. */
  readonly extension: string;
  /** The module whose `run()` VS Code calls. */
  readonly entry: string;
  /** Where the reporter inside the host writes for us to print. */
  readonly log: string;
  /** Where a screenshot of a failed run goes. */
  readonly evidence: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Host {
  readonly name: string;
  /** Resolves to undefined when the tests ended by themselves and well, otherwise to what went wrong. */
  readonly run: (run: HostRun) => Promise<string | undefined>;
}

/** Desktop VS Code where its download works and a display is there, otherwise the embedded one; BACKEND_COACH_HOST forces. */
export async function chooseHost(say: (line: string) => void): Promise<Host> {
  const forced = process.env['BACKEND_COACH_HOST'];
  if (forced !== undefined && forced !== 'embedded' && forced !== 'electron') throw new Error('BACKEND_COACH_HOST is embedded or electron.');
  if (forced !== 'embedded') {
    const found = hasDisplay() ? await desktopEditor() : { unavailable: 'there is no display and no xvfb-run' };
    if ('executable' in found) return { name: 'desktop VS Code', run: (run) => printing(run, runInDesktop(found.executable, run)) };
    if (forced === 'electron') throw new Error(`Desktop VS Code cannot be used: ${found.unavailable}.`);
    say(`Desktop VS Code cannot be used (${found.unavailable}): testing in the embedded one.`);
  }
  const editor = await embeddedEditor(say);
  return { name: `embedded VS Code (code-server ${editor.version})`, run: (run) => printing(run, runInEmbedded(editor, run)) };
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux' || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined) return true;
  return (process.env['PATH'] ?? '').split(delimiter).some((dir) => existsSync(join(dir, 'xvfb-run')));
}

/** Prints what the reporter inside the host writes to the log while `running` lasts. */
async function printing<T>(run: HostRun, running: Promise<T>): Promise<T> {
  const file = await open(run.log, 'r');
  let offset = 0;
  const drain = async (): Promise<void> => {
    const { size } = await file.stat();
    if (size <= offset) return;
    const { bytesRead, buffer } = await file.read(Buffer.alloc(size - offset), 0, size - offset, offset);
    offset += bytesRead;
    process.stdout.write(buffer.subarray(0, bytesRead));
  };
  let draining = Promise.resolve();
  const timer = setInterval(() => { draining = draining.then(drain); }, 200);
  try {
    return await running;
  } finally {
    clearInterval(timer);
    await draining;
    await drain();
    await file.close();
  }
}
