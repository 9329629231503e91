import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { drop, logFile, openFlow, ready } from '../e2e/page.ts';
import { bigLog } from './big-log.ts';
import { browserArguments, ensureBrowser } from './find-browser.ts';
import { serveBuilt } from './serve.ts';

/**
 * `npm run screenshots` renews docs/screenshot.png from the built page. With `-- --all FOLDER`, every state of the page in
 * three sizes, light and dark, goes into the folder, to be looked at.
 */
const { values } = parseArgs({ options: { all: { type: 'string' } } });
const server = await serveBuilt();
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArguments() });
try {
  if (values.all === undefined) await renew(browser);
  else await shootAll(browser, values.all);
} finally {
  await browser.close();
  await server.close();
}

async function renew(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: 'light' });
  await openSample(page);
  await openFlow(page, 0);
  await page.screenshot({ path: 'docs/screenshot.png' });
}

async function shootAll(browser: Browser, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
    [390, 844],
  ]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      const shoot = (state: string) => page.screenshot({ path: join(folder, `${state}-${width}-${colorScheme}.png`) });
      await shootStates(page, shoot);
      await page.close();
    }
  }
}

async function shootStates(page: Page, shoot: (state: string) => Promise<unknown>): Promise<void> {
  await page.goto(server.url, { waitUntil: 'networkidle' });
  await shoot('1-start');
  await drop(page, bigLog(1_000_000));
  const progress = page.getByRole('progressbar', { name: 'Reading' });
  await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(20);
  await shoot('2-loading');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await drop(page, [logFile('notes.txt', 'Minutes of the meeting\n')]);
  await page.getByRole('alert').waitFor();
  await shoot('3-failed');
  await openSample(page);
  await shoot('4-ready');
  await openFlow(page, 0);
  await shoot('5-flow');
  await page.keyboard.press('Escape');
  for (const name of ['Export', 'Columns']) {
    await page.getByRole('button', { name, exact: true }).click();
    await shoot(`6-${name.toLowerCase()}`);
    await page.keyboard.press('Escape');
  }
}

async function openSample(page: Page): Promise<void> {
  await page.goto(server.url, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await ready(page);
}
