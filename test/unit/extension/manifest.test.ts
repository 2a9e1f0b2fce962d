import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ids from '../../../src/extension/ids.ts';
import { otherIcons, severityIcons, skillIcons, stateIcons } from '../../../src/extension/tree/appearance.ts';
import type { Icon } from '../../../src/extension/tree/appearance.ts';
import { statusNames } from '../../../src/extension/project/status.ts';

interface MenuItem { readonly command: string; readonly when?: string }
interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] }; readonly virtualWorkspaces: { readonly supported: boolean } };
  readonly extensionKind: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly icon?: string; readonly enablement?: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings?: unknown;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly when: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, { readonly scope: string }>> }[];
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly { readonly completionEvents: readonly string[]; readonly media: { readonly svg: string } }[] }[];
  };
}

const root = join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const manifestText = read('package.json');
const manifest = JSON.parse(manifestText) as Manifest;
const nls = JSON.parse(read('package.nls.json')) as Record<string, string>;
const { contributes } = manifest;

const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();

describe('package.json and ids.ts name the same', () => {
  it('commands', () => {
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(Object.values(ids.commands)));
  });

  it('settings', () => {
    assert.deepEqual(sorted(contributes.configuration.flatMap(({ properties }) => Object.keys(properties))), sorted(Object.values(ids.settings)));
  });

  it('view container, view and walkthrough', () => {
    assert.deepEqual(contributes.viewsContainers.activitybar.map(({ id }) => id), [ids.viewContainerId]);
    assert.deepEqual(Object.keys(contributes.views), [ids.viewContainerId]);
    assert.deepEqual(contributes.views[ids.viewContainerId]?.map(({ id }) => id), [ids.skillsViewId]);
    assert.deepEqual(contributes.walkthroughs.map(({ id }) => id), [ids.walkthroughId]);
  });

  it('activation: the languages and the lesson panel, never everything', () => {
    assert.deepEqual(sorted(manifest.activationEvents), sorted([...ids.languages.map((language) => `onLanguage:${language}`), `onWebviewPanel:${ids.lessonPanelType}`]));
  });

  it('context keys: each is read by a when clause, and none is read that nobody sets', () => {
    const clauses = [
      ...Object.values(contributes.menus).flat().map(({ when }) => when ?? ''),
      ...contributes.viewsWelcome.map(({ when }) => when),
      ...contributes.commands.map(({ enablement }) => enablement ?? ''),
    ];
    const mentioned = sorted(clauses.flatMap((clause) => clause.match(/backendCoach\.[A-Za-z.]+/g) ?? []));
    assert.deepEqual(mentioned, sorted([...Object.values(ids.contextKeys), ids.skillsViewId, ids.testControllerId, ids.failureContext]));
  });

  it('states of the analysis that welcome texts wait for', () => {
    const named = contributes.viewsWelcome.flatMap(({ when }) => [...when.matchAll(/status (?:== (\w+)|=~ \/\^\(([\w|]+)\)\$\/)/g)].flatMap(([, one, many]) => (one ?? many ?? '').split('|')));
    for (const name of named) assert.ok((statusNames as readonly string[]).includes(name), `no status is called ${name}`);
    assert.deepEqual(sorted(named), sorted(statusNames.filter((name) => name !== 'ready')), 'every status without rows has a welcome text');
  });
});

describe('package.json', () => {
  it('lists only known commands in menus, walkthrough and texts', () => {
    const known = new Set<string>(Object.values(ids.commands));
    for (const [menu, items] of Object.entries(contributes.menus)) {
      for (const { command } of items) assert.ok(known.has(command), `${menu} names ${command}`);
    }
    const linked = Object.values(nls).flatMap((text) => [...text.matchAll(/\(command:(backendCoach\.[\w.]+)/g)].map(([, command]) => command ?? ''));
    const events = contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap(({ completionEvents }) => completionEvents));
    const onCommand = events.filter((event) => event.startsWith('onCommand:')).map((event) => event.slice('onCommand:'.length));
    for (const command of [...linked, ...onCommand]) assert.ok(known.has(command) || command === `${ids.skillsViewId}.focus`, `${command} does not exist`);
    assert.ok(linked.length > 5, 'the welcome texts and the walkthrough offer something to do');
  });

  it('keeps commands that need arguments out of the palette, and binds no keys', () => {
    assert.equal(contributes.menus['commandPalette']?.find(({ command }) => command === ids.commands.revealCode)?.when, 'false');
    assert.equal(contributes.keybindings, undefined);
  });

  it('takes every string from package.nls.json, and that file has no other', () => {
    const used = sorted([...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? ''));
    assert.deepEqual(used, sorted(Object.keys(nls)));
    const bare: string[] = [];
    const human = new Set(['title', 'shortTitle', 'category', 'description', 'markdownDescription', 'contents', 'name', 'contextualTitle', 'altText', 'accessibilityHelpContent', 'label']);
    const look = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, child] of Object.entries(value)) {
        if (typeof child === 'string' && human.has(key) && !/^%.+%$/.test(child)) bare.push(`${path}.${key}`);
        if (key === 'enumDescriptions') for (const text of child as string[]) if (!/^%.+%$/.test(text)) bare.push(`${path}.${key}`);
        look(child, `${path}.${key}`);
      }
    };
    look(contributes, 'contributes');
    look(manifest.capabilities, 'capabilities');
    assert.deepEqual(bare, []);
  });

  it('names pictures that exist and codicons that exist', () => {
    const pictures = [...manifestText.matchAll(/"(media\/[^"]+)"/g)].map(([, path]) => path ?? '');
    assert.ok(pictures.includes(manifest.icon));
    for (const picture of pictures) assert.ok(existsSync(join(root, picture)), `${picture} is missing`);
    const codicons = JSON.parse(read('node_modules/@vscode/codicons/src/template/mapping.json')) as Record<string, string[]>;
    const known = new Set(Object.values(codicons).flat());
    const iconSets: readonly Readonly<Record<string, Icon>>[] = [stateIcons, severityIcons, skillIcons, otherIcons];
    const used = [
      ...contributes.commands.flatMap(({ icon }) => (icon === undefined ? [] : [icon.slice(2, -1)])),
      ...iconSets.flatMap((icons) => Object.values(icons).map(({ codicon }) => codicon)),
    ];
    assert.deepEqual(used.filter((name) => !known.has(name)), []);
  });

  it('draws every state in a shape of its own', () => {
    const shapes = Object.values(stateIcons).map(({ codicon }) => codicon);
    assert.equal(new Set(shapes).size, shapes.length);
  });

  it('declares where it runs', () => {
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, false);
    for (const setting of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok((Object.values(ids.settings) as string[]).includes(setting));
  });

  it('does not let a workspace choose where challenges are written', () => {
    const setting = contributes.configuration.map(({ properties }) => properties[ids.settings.challengesFolder]).find((found) => found !== undefined);
    assert.equal(setting?.scope, 'machine');
  });

  it('compiles against an API no newer than the oldest editor it admits', () => {
    const number = (version: string | undefined): number[] => (version ?? '').replace(/^\D*/, '').split('.').map(Number);
    const [types, engine] = [number(manifest.devDependencies['@types/vscode']), number(manifest.engines.vscode)];
    assert.deepEqual(types.slice(0, 2), engine.slice(0, 2));
  });
});

describe('ids', () => {
  it('are typed in ids.ts only', () => {
    const all = new Set<string>([...Object.values(ids.commands), ...Object.values(ids.settings), ids.skillsViewId, ids.lessonPanelType, ids.testControllerId, ids.failureContext, ids.challengeScheme]);
    const src = join(root, 'src/extension');
    const strays = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && file !== 'ids.ts').flatMap((file) => (
      [...readFileSync(join(src, file), 'utf8').matchAll(/'([A-Za-z.-]+)'/g)].filter(([, text]) => all.has(text ?? '')).map(([text]) => `${file}: ${text}`)));
    assert.deepEqual(strays, []);
  });

  it('in Markdown links are commands that exist', () => {
    for (const command of ids.commandsInMarkdown) assert.ok((Object.values(ids.commands) as string[]).includes(command));
  });
});
