import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listProject } from '../../../src/analysis/project/files.ts';
import { type PrintedReports, printedReports } from '../../../src/cli/printed-reports.ts';

describe('printed reports', () => {
  let base: string;
  let root: string;
  let dir: string;

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'coach-reports-'));
    root = join(base, 'shop');
    dir = join(base, 'cache/backend-coach');
    await mkdir(root);
    await writeFile(join(root, 'package.json'), '{"name":"shop"}');
    await writeFile(join(root, 'orders.ts'), 'export const orders = [];\n');
  });
  afterEach(async () => { await rm(base, { recursive: true, force: true }); });

  const reports = ({ look = 'json', build = 'one' } = {}): PrintedReports => {
    const made = printedReports({ dir, root, look, listing: listProject(root), build });
    assert.ok(made);
    return made;
  };

  it('give back what was printed while nothing has changed', () => {
    assert.equal(reports().read(), undefined);
    reports().write('7 routes\n');
    assert.equal(reports().read(), '7 routes\n');
  });

  it('know looks and projects apart', () => {
    reports().write('{}');
    assert.equal(reports({ look: 'text' }).read(), undefined);
    assert.equal(printedReports({ dir, root: base, look: 'json', listing: listProject(root), build: 'one' })?.read(), undefined);
  });

  it('are outdated by an edit, a new time, a new file, a change of package.json and a new build', async () => {
    const outdated = async (change: () => Promise<void>): Promise<boolean> => {
      reports().write('before');
      await change();
      return reports().read() === undefined;
    };
    assert.ok(await outdated(() => appendFile(join(root, 'orders.ts'), '// more\n')));
    assert.ok(await outdated(() => utimes(join(root, 'orders.ts'), 1, 1)));
    assert.ok(await outdated(() => writeFile(join(root, 'lines.ts'), '')));
    assert.ok(await outdated(() => rm(join(root, 'lines.ts'))));
    assert.ok(await outdated(() => writeFile(join(root, 'package.json'), '{"name":"sho2"}')));
    reports().write('before');
    assert.equal(reports({ build: 'two' }).read(), undefined);
  });

  it('are made anew when the file is damaged', async () => {
    reports().write('before');
    const [file = ''] = await readdir(dir);
    await truncate(join(dir, file), 10);
    assert.equal(reports().read(), undefined);
  });

  it('do without a folder that cannot be written', async () => {
    await writeFile(join(base, 'cache'), 'a file stands in the way');
    reports().write('report');
    assert.equal(reports().read(), undefined);
  });

  it('are not kept of a project that could not be read whole, nor when run from the sources', () => {
    const listing = listProject(root);
    assert.equal(printedReports({ dir, root, look: 'json', build: 'one', listing: { ...listing, failed: [{ file: 'secret', reason: 'EACCES' }] } }), undefined);
    assert.equal(printedReports({ dir, root, look: 'json', listing }), undefined);
  });
});
