import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, expect, type Locator, type Page } from '@playwright/test';
import {
  drop,
  findingsGrid,
  logFile,
  menuItem,
  openCharts,
  openDialog,
  openFlow,
  openPage,
  openSample,
  ready,
  showTab,
} from '../e2e/page.ts';
import { bigLog } from './big-log.ts';
import { browserArguments, ensureBrowser } from './find-browser.ts';
import { serveBuilt } from './serve.ts';

/**
 * `npm run screenshots` renews docs/screenshot.png from the built page. With `-- --all FOLDER` it writes every state of
 * the page to the folder, in three sizes, light and dark.
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
  const page = await newPage(browser, 1280, 720, 'light');
  await openSample(page, 'Findings');
  const beacons = (await findingsGrid(page)).locator('[role=row][data-kind=Beacon]');
  await openRow(page, beacons.first(), 'Finding');
  // The pointer would show the menu button of the cell below it.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: 'docs/screenshot.png' });
}

async function shootAll(browser: Browser, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
    [390, 844],
  ]) {
    for (const scheme of ['light', 'dark'] as const) {
      const page = await newPage(browser, width, height, scheme);
      let place = 0;
      const shoot: Shoot = (state) =>
        page.screenshot({ path: join(folder, `${String(++place).padStart(2, '0')}-${state}-${width}-${scheme}.png`) });
      await shootBefore(page, shoot);
      await shootLog(page, shoot);
      await shootSelection(page, shoot);
      await page.close();
    }
  }
}

function newPage(browser: Browser, width: number, height: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  return browser.newPage({ baseURL: server.url, viewport: { width, height }, colorScheme });
}

type Shoot = (state: string) => Promise<unknown>;

/** Start screen, reading, and a file that is not a log. */
async function shootBefore(page: Page, shoot: Shoot): Promise<void> {
  await openPage(page);
  await shoot('start');
  await drop(page, bigLog(1_000_000));
  const progress = page.getByRole('progressbar', { name: 'Reading' });
  const percent = async () => Number(await progress.getAttribute('aria-valuenow'));
  await expect.poll(percent, { timeout: 60_000 }).toBeGreaterThan(20);
  await shoot('loading');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await drop(page, [logFile('notes.txt', 'Minutes of the meeting\n')]);
  await page.getByRole('alert').waitFor();
  await shoot('failed');
}

/** Every tab of the sample with its panels and dialogs. */
async function shootLog(page: Page, shoot: Shoot): Promise<void> {
  await openSample(page, 'Findings');
  const findings = await findingsGrid(page);
  await shoot('findings');
  await openRow(page, findings.getByRole('row').nth(1), 'Finding');
  await shoot('finding');
  await page.keyboard.press('Escape');
  await showTab(page, 'Flows');
  await shoot('flows');
  await openFlow(page, 0);
  await shoot('flow');
  await page.keyboard.press('Escape');
  for (const [name, kind] of [
    ['Hosts', 'Host'],
    ['Channels', 'Channel'],
  ]) {
    const list = (await showTab(page, name)).getByRole('grid', { name });
    await openRow(page, list.getByRole('row').nth(1), kind);
    await shoot(name.toLowerCase());
    await page.keyboard.press('Escape');
  }
  for (const name of ['Model', 'Evaluate']) {
    await showTab(page, name);
    await shoot(name.toLowerCase());
  }
  await showTab(page, 'Flows');
  await page.keyboard.press('e');
  await shoot('export');
  await page.keyboard.press('Escape');
  await menuItem(page, 'Noise');
  await shoot('menu');
  await page.keyboard.press('Escape');
  await openDialog(page, 'Keys');
  await shoot('keys');
  await page.keyboard.press('Escape');
}

/** Opens a row and waits for its complete panel. */
async function openRow(page: Page, row: Locator, kind: string): Promise<void> {
  await row.click();
  await page
    .getByRole('complementary', { name: kind })
    .getByRole('button', { name: /^Show .* flows?$/ })
    .waitFor();
}

/** Everything that narrows the flows: charts, facets, chips, a wrong filter, and one without results. */
async function shootSelection(page: Page, shoot: Shoot): Promise<void> {
  // A narrow page has no charts.
  if (await page.getByRole('button', { name: 'Charts', exact: true }).isVisible()) {
    await openCharts(page);
    await shoot('charts');
    await page.keyboard.press('g');
  }
  await page.keyboard.press('f');
  await page.getByRole('region', { name: 'Facets' }).getByRole('checkbox').first().waitFor();
  await shoot('facets');
  await page.keyboard.press('f');
  const filter = page.getByRole('textbox', { name: 'Filter' });
  for (const [state, text] of [
    ['chips', 'service:dns'],
    ['nothing', 'port:445'],
    ['wrong', 'bytes:>many'],
  ]) {
    await filter.fill(text);
    await filter.press('Enter');
    await shoot(state);
  }
  await filter.fill('');
  await filter.press('Escape');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'Combined' });
  await ready(page);
  await shoot('incidents');
}
