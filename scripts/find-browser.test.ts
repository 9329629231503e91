import { describe, expect, it } from 'vitest';
import { findBrowser, type Machine } from './find-browser.ts';

const machine = (present: readonly string[], env: Machine['env'] = {}): Machine => ({
  platform: 'linux',
  env: { PATH: '/usr/local/bin:/usr/bin', ...env },
  playwrights: '/cache/chrome',
  isExecutable: (path) => present.includes(path),
});

describe('findBrowser', () => {
  it('takes Playwright’s own first, then CHROME_PATH, then one on the PATH', () => {
    const all = ['/usr/bin/google-chrome', '/usr/bin/chromium', '/opt/chrome', '/cache/chrome'];
    const env = { CHROME_PATH: '/opt/chrome' };
    expect(findBrowser(machine(all, env))).toBe('/cache/chrome');
    expect(findBrowser(machine(all.slice(0, 3), env))).toBe('/opt/chrome');
    expect(findBrowser(machine(all.slice(0, 2), env))).toBe('/usr/bin/chromium');
    expect(findBrowser(machine(all.slice(0, 1)))).toBe('/usr/bin/google-chrome');
  });

  it('passes over a CHROME_PATH that is not there', () => {
    expect(findBrowser(machine(['/usr/bin/chromium'], { CHROME_PATH: '/nowhere' }))).toBe('/usr/bin/chromium');
    expect(findBrowser(machine([]))).toBeNull();
  });

  it('knows where macOS keeps Chrome', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser({ ...machine([chrome]), platform: 'darwin' })).toBe(chrome);
  });
});
