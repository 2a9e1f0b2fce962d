import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

describe('run-time strings', () => {
  it('are all in media/l10n/bundle.l10n.json', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'src/extension/l10n.gen.mjs'), '--check'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });
});
