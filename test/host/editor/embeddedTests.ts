import type { Page } from 'playwright-core';
import type { HostRun } from '../hosts.ts';
import { openBrowser } from './browser.ts';
import type { EmbeddedEditor } from './install.ts';
import { launchEditor } from './launch.ts';

const limitMs = 6 * 60_000;

/** Runs extension tests in the embedded editor through the page's `payload`; the workbench calls `codeAutomationExit` at their end. */
export async function runInEmbedded(editor: EmbeddedEditor, run: HostRun): Promise<string | undefined> {
  const browser = await openBrowser();
  const running = await launchEditor(editor, { home: run.home, trusted: run.trusted, forTests: true, settings: run.settings, env: run.env })
    .catch(async (error: unknown) => {
      await browser.close();
      throw error;
    });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const ended = exitCode(page);
    const remote = `vscode-remote://127.0.0.1:${running.port}`;
    await page.goto(running.address(run.workspace, [
      ['extensionDevelopmentPath', remote + run.extension],
      ['extensionTestsPath', remote + run.entry],
      ['skipWelcome', 'true'],
    ]));
    const problem = await ended;
    if (problem !== undefined) await page.screenshot({ path: run.evidence }).catch(() => undefined); // the page may be gone
    return problem;
  } finally {
    await browser.close();
    await running.stop();
  }
}

async function exitCode(page: Page): Promise<string | undefined> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => { resolve(`the tests did not end within ${limitMs / 60_000} minutes. Last messages:\n${said.slice(-10).join('\n')}`); }, limitMs);
    const end = (problem: string | undefined): void => {
      clearTimeout(timer);
      resolve(problem);
    };
    page.once('crash', () => { end('the page crashed.'); });
    page.on('pageerror', (error) => { said.push(error.message); });
    Promise.all([
      page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => { said.push(`${type}: ${args.map(String).join(' ')}`.slice(0, 500)); }),
      page.exposeFunction('codeAutomationExit', (code: number) => { end(code === 0 ? undefined : `the host ended with ${code}.`); }),
    ]).catch((error: unknown) => {
      clearTimeout(timer);
      reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
}
