import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { servePage } from './bench/browser.ts';
import { browserArguments, ensureBrowser } from './find-browser.ts';

/**
 * `npm run screenshots`: renews docs/screenshot.png from the built page. With `-- --all FOLDER` every state of the page
 * in three sizes, light and dark, goes into the folder, to be looked at.
 */
const { values } = parseArgs({ options: { all: { type: 'string' } } });
const { url, stop } = await servePage(process.cwd(), 4191);
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArguments() });
try {
  if (values.all === undefined) await renew(browser, url);
  else await shootAll(browser, url, values.all);
} finally {
  await browser.close();
  stop();
}

async function renew(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
  await openSample(page, url);
  await openFlow(page);
  await page.screenshot({ path: 'docs/screenshot.png' });
}

async function shootAll(browser: Browser, url: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [width, height] of [
      [1280, 720],
      [1920, 1080],
      [390, 844],
    ]) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      const shoot = (state: string) => page.screenshot({ path: join(folder, `${state}-${width}-${colorScheme}.png`) });
      await page.goto(url);
      await page.waitForLoadState('networkidle');
      await shoot('start');
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Minutes of the meeting\n') });
      await page.locator('[role=status][data-state=failed]').waitFor({ state: 'attached' });
      await shoot('failed');
      await openSample(page, url);
      await shoot('ready');
      await openFlow(page);
      await shoot('flow');
      await page.close();
    }
  }
}

async function openSample(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await page.locator('[role=status][data-state=ready]').waitFor({ state: 'attached' });
}

async function openFlow(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Flows' }).locator('[role=row][aria-rowindex="2"]').click();
  await page
    .getByRole('complementary', { name: 'Flow' })
    .getByText(/^Rank 1/)
    .first()
    .waitFor();
}
