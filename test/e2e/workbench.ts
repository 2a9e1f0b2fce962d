import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { openBrowser } from '../host/editor/browser.ts';
import { embeddedEditor } from '../host/editor/install.ts';
import { installExtension } from '../host/editor/installExtension.ts';
import { launchEditor, type RunningEditor } from '../host/editor/launch.ts';
import { copyProject } from '../harness/copyProject.ts';
import { packExtension } from '../harness/packExtension.ts';
import { out, repo } from '../harness/paths.ts';

/** The themes every surface is looked at in: their id and label in the editor, and what the class of the workbench holds then. */
export const themes = {
  dark: { id: 'Dark Modern', label: 'Dark Modern', mark: 'dark_modern' },
  light: { id: 'Light Modern', label: 'Light Modern', mark: 'light_modern' },
  'high-contrast': { id: 'Default High Contrast', label: 'Dark High Contrast', mark: 'hc-black' },
} as const;
export type Theme = keyof typeof themes;

export interface WorkbenchOptions {
  /** Folder to open a copy of, relative to the checkout; the sample by default, `null` for an empty window. */
  readonly workspace?: string | null;
  readonly trusted?: boolean;
  readonly theme?: Theme;
}

/** A real workbench with the packed extension, driven as a person would. */
export class Workbench {
  readonly page: Page;
  /** The opened copy; empty without a workspace. */
  readonly folder: string;
  /** A scratch folder of this workbench, removed with it. */
  readonly home: string;
  readonly #browser: Browser;
  readonly #editor: RunningEditor;

  static readonly #open = new Set<Workbench>();

  /** For `after`: whatever was opened, however far it got. */
  static async closeAll(): Promise<void> {
    for (const workbench of Workbench.#open) await workbench.close();
  }

  static async open({ workspace = 'test/sample', trusted = true, theme = 'dark' }: WorkbenchOptions = {}): Promise<Workbench> {
    const editor = await embeddedEditor((line) => { console.log(line); });
    const home = await mkdtemp(join(tmpdir(), 'backend-coach-e2e-'));
    await installExtension(editor, await packedOnce(), home);
    const folder = workspace === null ? '' : await copyProject(workspace, join(home, 'workspace'));
    const userHome = join(home, 'home'); // where the extension suggests to keep challenges
    await mkdir(userHome);
    const running = await launchEditor(editor, { home, trusted, settings: { ...settings, 'workbench.colorTheme': themes[theme].id }, env: { HOME: userHome, USERPROFILE: userHome } });
    const browser = await openBrowser({ FONTCONFIG_FILE: join(repo, 'test/e2e/fonts.conf') });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(45_000);
    const workbench = new Workbench(page, folder, home, browser, running);
    Workbench.#open.add(workbench);
    await page.goto(running.address(folder === '' ? undefined : folder));
    await workbench.#ready();
    await workbench.#widenSideBar();
    return workbench;
  }

  private constructor(page: Page, folder: string, home: string, browser: Browser, editor: RunningEditor) {
    this.page = page;
    this.folder = folder;
    this.home = home;
    this.#browser = browser;
    this.#editor = editor;
  }

  async close(): Promise<void> {
    Workbench.#open.delete(this);
    await this.#browser.close();
    await this.#editor.stop();
    await rm(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** The command, as a person would: closing the page instead gives the workbench no time to keep what panels remember. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.run('Developer: Reload Window');
    await loaded;
    await this.#ready();
  }

  async #ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 });
    await this.page.locator('.monaco-workbench .part.activitybar').waitFor();
  }

  /** Room for the words of the checklist. */
  async #widenSideBar(): Promise<void> {
    const bar = await this.page.locator('.part.sidebar').boundingBox();
    if (!bar) return;
    await this.page.mouse.move(bar.x + bar.width + 1, 450);
    await this.page.mouse.down();
    await this.page.mouse.move(bar.x + 400, 450, { steps: 4 });
    await this.page.mouse.up();
  }

  /** The rows of the checklist, after showing it and waiting until it has analysed the folder. */
  async openChecklist(): Promise<Locator> {
    const rows = this.page.locator('.pane-body .monaco-list[aria-label*="Skills"] .monaco-list-row');
    if (!(await this.page.locator('.sidebar .composite.title', { hasText: 'Backend Coach' }).isVisible())) {
      await this.page.locator('.activitybar .action-item a[aria-label^="Backend Coach"]').click();
    }
    await rows.filter({ hasText: 'demonstrated' }).first().waitFor({ timeout: 60_000 });
    return rows;
  }

  /** Runs a command by its full title through the palette. */
  async run(title: string): Promise<void> {
    const input = await this.#openQuickInput('F1');
    await input.fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  }

  /** A key pressed while a panel is just taking the focus is lost, as it is for people: press again. */
  async #openQuickInput(key: string): Promise<Locator> {
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await this.page.keyboard.press(key);
      if (await input.waitFor({ timeout: 5000 }).then(() => true, () => false)) return input;
    }
    throw new Error(`${key} opened nothing.`);
  }

  /** Picks the entry of an open quick pick whose text holds `text`, by typing it. */
  async pick(text: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await this.page.locator('.quick-input-widget input[type="text"]').fill(text);
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
    await row.waitFor();
    await row.click();
  }

  /** Opens a file of the folder, optionally at a line. */
  async openFile(path: string, line?: number): Promise<void> {
    const input = await this.#openQuickInput('ControlOrMeta+P');
    await input.fill(line === undefined ? path : `${path}:${line}`);
    const name = path.split('/').at(-1) ?? path;
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
  }

  /** Rests the pointer on the first visible occurrence of `text` in the active editor and resolves to the hover that appears. */
  async hoverOver(text: string): Promise<Locator> {
    const hover = this.page.locator('.monaco-editor .monaco-hover:not(.hidden) .monaco-hover-content:visible, .monaco-resizable-hover:visible').first();
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const place = await this.#placeOf(text); // a file that has just been opened may still scroll
      await this.page.mouse.move(place.x + 200, place.y + 150);
      await this.page.mouse.move(place.x + (attempt % 2), place.y, { steps: 4 });
      const shown = await hover.filter({ hasNotText: 'Loading...' }).waitFor({ timeout: 4000 }).then(() => true, () => false);
      if (shown) return hover;
    }
    throw new Error(`No hover appeared over "${text}".`);
  }

  async #placeOf(text: string): Promise<{ x: number; y: number }> {
    const place = await this.page.waitForFunction((wanted) => {
      for (const line of document.querySelectorAll('.editor-group-container.active .monaco-editor .view-line')) {
        const content = line.textContent.replaceAll('\u00a0', ' ');
        const start = content.indexOf(wanted);
        if (start === -1) continue;
        const target = start + Math.floor(wanted.length / 2);
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        let seen = 0;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const length = node.textContent?.length ?? 0;
          if (seen + length > target) {
            const range = document.createRange();
            range.setStart(node, target - seen);
            range.setEnd(node, target - seen + 1);
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
          }
          seen += length;
        }
      }
      return undefined;
    }, text);
    return (await place.jsonValue()) as { x: number; y: number };
  }

  /** The document inside the visible lesson panel. */
  lessonFrame(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  }

  /** Changes the colour theme the way people do, through its picker. */
  async setTheme(theme: Theme): Promise<void> {
    await this.run('Preferences: Color Theme');
    await this.page.locator('.quick-input-widget input[placeholder^="Select Color Theme"]').waitFor();
    await this.pick(themes[theme].label);
    await this.page.locator(`.monaco-workbench[class*="${themes[theme].mark}"]`).waitFor();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Keeps a picture of the window, with what the pointer rests on if asked, in out/screenshots/<theme>/<surface>.png. */
  async keep(theme: Theme | 'failed', surface: string, { pointer = false } = {}): Promise<void> {
    if (!pointer) await this.page.mouse.move(700, 2); // off everything that has a tooltip
    await mkdir(join(out, 'screenshots', theme), { recursive: true });
    await this.page.screenshot({ path: join(out, 'screenshots', theme, `${surface}.png`) });
  }

  /** Does `look` in each theme, and ends in the dark one. */
  async inEveryTheme(look: (theme: Theme) => Promise<void>): Promise<void> {
    for (const theme of ['light', 'high-contrast', 'dark'] as const) {
      await this.setTheme(theme);
      await look(theme);
    }
  }

  async closeEditors(): Promise<void> {
    await this.run('View: Close All Editors');
    await this.page.locator('.editor-group-container .tab').first().waitFor({ state: 'detached' });
  }
}

const settings = {
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
  'files.autoSave': 'off', // on by default in a browser
  'workbench.editor.enablePreview': false,
  'window.commandCenter': false,
  'testing.automaticallyOpenTestResults': 'neverOpen',
};

let packed: Promise<string> | undefined;

/** One .vsix for the whole run. */
function packedOnce(): Promise<string> {
  packed ??= packExtension().then(({ vsix }) => vsix);
  return packed;
}
