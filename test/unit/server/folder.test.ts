import assert from 'node:assert/strict';
import type { Engine, Scan } from '../../../src/analysis/engine.ts';
import { analyseTexts } from '../../../src/analysis/analyse-texts.ts';
import { Folder } from '../../../src/server/folder.ts';
import { AbortedError } from '../../../src/server/shared-work.ts';

const forEver = new AbortController().signal;

describe('Folder', () => {
  /** An engine that does as the test tells it. */
  function folderWith(engine: Partial<Engine> & { readonly found?: Scan }) {
    const errors: string[] = [];
    const made: (readonly string[])[] = [];
    const found = engine.found ?? scanOf({});
    const folder = new Folder({
      uri: 'file:///shop', name: 'shop', root: '/shop', cacheDir: '/cache',
      lessons: () => Promise.resolve({ version: 1, skills: [] }),
      exclude: () => Promise.resolve(['legacy/**']),
      openTexts: () => [['a.ts', 'open']],
      onError: (what, error) => errors.push(`${what}: ${String(error)}`),
      createEngine: (_root, exclude) => {
        made.push(exclude);
        return { scan: () => Promise.resolve(found), update: () => undefined, current: () => found, isBehind: false, settle: () => Promise.resolve(found), ...engine };
      },
    });
    return { folder, errors, made, found };
  }

  it('gives the engine what is excluded and the text of open documents before the scan', async () => {
    const updates: string[] = [];
    const { folder, made } = folderWith({ update: (file, text) => updates.push(`${file}=${text ?? ''}`) });
    assert.equal(folder.current(), undefined);
    await folder.ready(forEver);
    assert.deepEqual([made, updates], [[['legacy/**']], ['a.ts=open']]);
  });

  it('keeps what is known when the engine fails, and says so', async () => {
    let isBroken = false;
    const { folder, errors, found } = folderWith({
      update() { if (isBroken) throw new Error('stack overflow'); },
      current() {
        if (isBroken) throw new Error('cannot link');
        return found;
      },
    });
    const known = await folder.ready(forEver);
    isBroken = true;
    folder.update('a.ts', 'x');
    assert.equal(folder.current(), known);
    assert.equal(errors.length, 2);
    assert.match(errors.join('\n'), /a\.ts failed: Error: stack overflow\n.*cannot link/);
  });

  it('says whether there was anything to work in, and survives a failure of it', async () => {
    assert.equal(await folderWith({}).folder.settle(), false);
    const { folder } = folderWith({ isBehind: true });
    await folder.ready(forEver);
    assert.equal(await folder.settle(), true);
    const failing = folderWith({ isBehind: true, settle: () => Promise.reject(new Error('cannot link')) });
    await failing.folder.ready(forEver);
    assert.equal(await failing.folder.settle(), false);
    assert.match(failing.errors.join(), /cannot link/);
  });

  it('passes on why a scan failed, and tries again when asked again', async () => {
    let tries = 0;
    const { folder, found } = folderWith({ scan: () => (++tries === 1 ? Promise.reject(new Error('disk on fire')) : Promise.resolve(found)) });
    await assert.rejects(folder.ready(forEver), /disk on fire/);
    assert.equal((await folder.ready(forEver)).scan, found);
  });

  it('starts over for those who wait when it is told to forget, and never uses the cache then', async () => {
    const caches: (string | undefined)[] = [];
    const { folder, found } = folderWith({
      scan: async ({ cacheDir, signal } = {}) => {
        caches.push(cacheDir);
        await new Promise((resolve) => setTimeout(resolve, 20));
        signal?.throwIfAborted();
        return found;
      },
    });
    const waiting = folder.ready(forEver);
    await new Promise((resolve) => setTimeout(resolve, 5));
    folder.forget(true);
    assert.equal((await waiting).scan, found);
    assert.deepEqual(caches, ['/cache', undefined]);
    folder.forget(false);
    await folder.ready(forEver);
    assert.deepEqual(caches.slice(2), ['/cache']);
  });

  it('lets nobody wait for a folder that was closed', async () => {
    const { folder } = folderWith({ scan: () => new Promise<Scan>((_resolve, reject) => { setTimeout(() => { reject(new Error('late')); }, 20); }) });
    const waiting = folder.ready(forEver);
    await new Promise((resolve) => setTimeout(resolve, 5));
    folder.dispose();
    await assert.rejects(waiting, AbortedError);
  });

  it('tells two maps apart by their text', async () => {
    let scan = scanOf({ 'a.ts': 'class A {}' });
    const { folder } = folderWith({ current: () => scan });
    const one = folder.mapText(await folder.ready(forEver));
    scan = scanOf({ 'a.ts': 'class A {}', 'b.ts': 'export const b = 1;' });
    const known = folder.current();
    assert.ok(known);
    assert.notEqual(folder.mapText(known), one);
  });
});

function scanOf(files: Readonly<Record<string, string>>): Scan {
  const { project, observations } = analyseTexts(new Map(Object.entries(files)), []);
  return { project, observations, files: { analysed: Object.keys(files).length, skipped: 0, failed: [] } };
}
