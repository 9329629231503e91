import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** What there is to know of a machine for finding a browser on it. */
export interface Machine {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where Playwright would have put its own. */
  readonly playwrights: string;
  readonly isExecutable: (path: string) => boolean;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const usualPlaces: Readonly<Record<string, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/**
 * The browser to test with: Playwright's own, then `CHROME_PATH`, then one that is installed; null when there is none.
 */
export function findBrowser({ platform, env, playwrights, isExecutable }: Machine): string | null {
  const onPath = (env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const candidates = [playwrights, env.CHROME_PATH ?? '', ...onPath, ...(usualPlaces[platform] ?? [])];
  return candidates.find((path) => path !== '' && isExecutable(path)) ?? null;
}

export function thisMachine(): Machine {
  return { platform: process.platform, env: process.env, playwrights: chromium.executablePath(), isExecutable };
}

/**
 * Finds a browser, or installs Debian’s where that can be done without asking. Throws a sentence that says what to run.
 */
export function ensureBrowser(): string {
  const found = findBrowser(thisMachine());
  if (found !== null) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('No Chrome or Chromium found: installing Debian’s chromium.');
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
    const installed = findBrowser(thisMachine());
    if (installed !== null) return installed;
  }
  throw new Error(
    'No browser found. Run `npx playwright install --with-deps chromium`, or set CHROME_PATH to a Chrome or Chromium.',
  );
}

function apt(...command: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['-qq', ...command], { stdio: 'inherit', env });
}

/** Switches for a browser under test: no traffic of its own, and no sandbox where root could not have one. */
export function browserArguments(): string[] {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
