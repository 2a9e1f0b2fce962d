import assert from 'node:assert/strict';
import { settingsOf } from '../../../src/server/settings.ts';

const defaults = { hover: { routes: true, dataCalls: true, classes: true, other: true }, diagnostics: true, exclude: [] };

describe('settingsOf', () => {
  it('is on where nothing is said', () => {
    for (const section of [undefined, null, {}, { hover: {} }]) assert.deepEqual(settingsOf(section), defaults);
  });

  it('takes what is said', () => {
    assert.deepEqual(settingsOf({ hover: { routes: false }, diagnostics: false, exclude: ['legacy/**'] }), {
      hover: { ...defaults.hover, routes: false }, diagnostics: false, exclude: ['legacy/**'],
    });
  });

  it('puts the default in the place of nonsense', () => {
    assert.deepEqual(settingsOf({ hover: { routes: 'yes', classes: false }, diagnostics: 3, exclude: 'legacy' }), { ...defaults, hover: { ...defaults.hover, classes: false } });
    assert.deepEqual(settingsOf('off'), defaults);
    assert.deepEqual(settingsOf({ hover: 7 }), defaults);
  });
});
