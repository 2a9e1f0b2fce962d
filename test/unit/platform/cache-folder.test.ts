import assert from 'node:assert/strict';
import { cacheFolder } from '../../../src/platform/cache-folder.ts';

describe('cacheFolder', () => {
  it('follows the XDG specification on Linux', () => {
    assert.equal(cacheFolder({ platform: 'linux', env: { XDG_CACHE_HOME: '/var/cache/ada' }, home: '/home/ada' }), '/var/cache/ada/backend-coach');
    assert.equal(cacheFolder({ platform: 'linux', env: {}, home: '/home/ada' }), '/home/ada/.cache/backend-coach');
    assert.equal(cacheFolder({ platform: 'linux', env: { XDG_CACHE_HOME: 'relative/is/invalid' }, home: '/home/ada' }), '/home/ada/.cache/backend-coach');
  });

  it('uses Library/Caches on a Mac', () => {
    assert.equal(cacheFolder({ platform: 'darwin', env: {}, home: '/Users/ada' }), '/Users/ada/Library/Caches/backend-coach');
  });

  it('uses the local application data on Windows', () => {
    assert.equal(cacheFolder({ platform: 'win32', env: { LOCALAPPDATA: 'D:\\Data' }, home: 'C:\\Users\\ada' }), 'D:\\Data\\backend-coach\\Cache');
    assert.equal(cacheFolder({ platform: 'win32', env: {}, home: 'C:\\Users\\ada' }), 'C:\\Users\\ada\\AppData\\Local\\backend-coach\\Cache');
  });
});
