import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { lessonPageHtml } from '../../../src/webview/shell.ts';
import type { FromPage, ToPage } from '../../../src/webview/messages.ts';
import { repo } from '../../harness/paths.ts';
import { themes, type Theme, type ThemeName } from './themes.ts';

const origin = 'https://lesson.test';
const candidates = [
  process.env['CHROME_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** An installed browser, if there is one. */
export const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

export async function launch(): Promise<Browser> {
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** The page's script and style sheet, bundled as the product bundles them. */
export async function bundle(): Promise<{ readonly script: string; readonly style: string }> {
  const { outputFiles } = await build({
    entryPoints: [join(repo, 'src/webview/lesson/main.ts')],
    outdir: 'memory',
    write: false,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: ['chrome130'],
    minifySyntax: true,
    minifyWhitespace: true,
    tsconfig: join(repo, 'src/webview/tsconfig.json'),
    logLevel: 'silent',
  });
  const text = (extension: string): string => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}

export interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What `getState` answers at first. */
  readonly state?: unknown;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
}

export interface LessonPage {
  readonly page: Page;
  /** Everything the page posted so far. */
  readonly sent: () => Promise<readonly FromPage[]>;
  /** The newest `setState`. */
  readonly kept: () => Promise<unknown>;
  readonly post: (message: ToPage | Record<string, unknown>) => Promise<void>;
  /** Console errors and refused loads. */
  readonly errors: readonly string[];
  readonly close: () => Promise<void>;
}

/** A lesson page as a VS Code webview would hold it: the real shell and policy, a theme's variables and class, `acquireVsCodeApi`. */
export async function openLessonPage(browser: Browser, files: { readonly script: string; readonly style: string }, options: OpenOptions = {}): Promise<LessonPage> {
  const { theme = 'dark', width = 1280, height = 900 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
    forcedColors: options.forcedColors === true ? 'active' : 'none',
    colorScheme: /light/i.test(theme) ? 'light' : 'dark',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => {
    errors.push(error.message);
  });
  const html = lessonPageHtml({ cspSource: origin, nonce: 'abc123', scriptUri: `${origin}/lesson.js`, styleUri: `${origin}/lesson.css`, title: 'Lesson', lang: 'en' });
  const answers: Readonly<Record<string, readonly [string, string]>> = {
    '/': ['text/html', html], '/lesson.js': ['text/javascript', files.script], '/lesson.css': ['text/css', files.style],
  };
  await page.route('**/*', (route) => {
    const [contentType, body] = answers[new URL(route.request().url()).pathname] ?? ['text/plain', ''];
    // The sandbox of VS Code's webviews at its strictest: no forms, no popups, no downloads.
    const headers = { 'Content-Security-Policy': 'sandbox allow-scripts allow-same-origin' };
    return route.fulfill({ status: body === '' ? 404 : 200, contentType, body, headers });
  });
  await page.addInitScript(asWebview(themes[theme], options.state));
  await page.goto(`${origin}/`);
  await until(page, 'window.sentMessages.some(({ type }) => type === "ready")');
  return {
    page,
    errors,
    sent: () => page.evaluate('window.sentMessages'),
    kept: () => page.evaluate('window.keptState'),
    post: async (message) => {
      await page.evaluate(`new Promise((done) => { addEventListener('message', () => setTimeout(done), { once: true }); postMessage(${JSON.stringify(message)}, '*'); })`);
    },
    close: () => context.close(),
  };
}

/** Waits for an expression in the page; its policy forbids the polling of Playwright's own. */
export async function until(page: Page, expression: string): Promise<void> {
  for (const start = Date.now(); Date.now() - start < 5000;) {
    if (await page.evaluate(expression)) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`Waited in vain for ${expression}`);
}

/** Script that makes a page look like the inside of a webview, run before its own. */
function asWebview({ bodyClass, variables }: Theme, state: unknown): string {
  const all = {
    'font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif', 'font-size': '13px', 'font-weight': 'normal',
    'editor-font-family': '"Droid Sans Mono", monospace', 'editor-font-size': '14px', ...variables,
  };
  return `
    window.sentMessages = [];
    window.keptState = ${state === undefined ? 'undefined' : JSON.stringify(state)};
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => { window.sentMessages.push(message); },
      getState: () => window.keptState,
      setState: (state) => { window.keptState = state; },
    });
    addEventListener('DOMContentLoaded', () => {
      document.body.className = ${JSON.stringify(bodyClass)};
      for (const [name, value] of Object.entries(${JSON.stringify(all)})) document.documentElement.style.setProperty('--vscode-' + name, value);
    });
  `;
}
