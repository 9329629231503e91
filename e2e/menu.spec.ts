import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parseCsv } from './csv.ts';
import { sampleFlows, sampleHeader, sampleLog } from './logs.ts';
import {
  columnTexts,
  drop,
  exportAs,
  header,
  holdCalls,
  logFile,
  menuItem,
  openFlow,
  openPage,
  openSample,
  ready,
  showTab,
  summary,
} from './page.ts';

test('the Menu opens by a click, arrow keys move between items, and Esc returns to its button', async ({ page }) => {
  await openSample(page);
  const button = page.getByRole('button', { name: 'Menu', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const items = page.getByRole('menu', { name: 'Menu' }).getByRole('menuitem');
  await expect(items.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(items.last()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(items.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(items.first()).toBeHidden();
  await expect(button).toBeFocused();
});

test('each item that has a dialog opens it, and Esc returns to the Menu', async ({ page }) => {
  await openSample(page);
  for (const [item, name] of [
    ['Reading report', 'Reading report'],
    ['Noise', 'Noise presets'],
    ['Baseline', 'Baseline'],
    ['Keys', 'Keys'],
    ['About this score', 'About this score'],
  ]) {
    await (await menuItem(page, item)).click();
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Menu', exact: true })).toBeFocused();
  }
});

test('Add files reads them together with the open ones, and keeps the settings', async ({ page }) => {
  await openPage(page, '#v=1&tab=flows&contamination=0.2');
  await drop(page, [logFile('conn.01.log', sampleLog(300))]);
  await ready(page);
  await header(page, 'duration').getByRole('button').first().click();
  await expect(header(page, 'duration')).toHaveAttribute('aria-sort', 'descending');
  const chooser = page.waitForEvent('filechooser');
  await (await menuItem(page, 'Add files')).click();
  await (await chooser).setFiles([logFile('conn.02.log', sampleLog(200, 300)), logFile('notes.txt', 'Minutes\n')]);
  await expect(summary(page)).toHaveAttribute('data-flows', '500');
  const both = await ready(page);
  expect(both).toMatchObject({ flows: 500, anomalies: 100 });
  await expect(page).toHaveURL(/contamination=0\.2.*sort=-duration/);
  await showTab(page, 'Flows');
  await expect(header(page, 'duration')).toHaveAttribute('aria-sort', 'descending');
  const added = parseCsv(await exportAs(page, 'CSV', 'All flows'));
  expect(added.filter(({ file }) => file === 'conn.01.log').length).toBe(300);

  // The scores equal those of both files dropped together.
  await page.keyboard.press('Escape');
  await page.goto('about:blank');
  await openPage(page, '#v=1&tab=flows&contamination=0.2');
  await drop(page, [
    logFile('conn.01.log', sampleLog(300)),
    logFile('conn.02.log', sampleLog(200, 300)),
    logFile('notes.txt', 'Minutes\n'),
  ]);
  expect(await ready(page)).toEqual(both);
  expect(parseCsv(await exportAs(page, 'CSV', 'All flows'))).toEqual(added);
});

test('a file that is not a log adds no flows, and is named', async ({ page }) => {
  await openPage(page);
  await drop(page, [logFile('conn.log', sampleLog(300))]);
  const { anomalies, threshold } = await ready(page);
  await page
    .getByLabel('Add files', { exact: true })
    .setInputFiles([logFile('minutes.log', 'Minutes of the meeting\n')]);
  await expect(page.getByText(/minutes\.log is not a Zeek log/).first()).toBeVisible();
  expect(await ready(page)).toMatchObject({ flows: 300, anomalies, threshold });
});

test('Read again reads the current files, and keeps the sort', async ({ page }, testInfo) => {
  const path = testInfo.outputPath('conn.log');
  writeFileSync(path, sampleLog(300));
  const opening = await holdCalls(page, 'open');
  await openPage(page);
  await drop(page, path);
  const before = await ready(page);
  await header(page, 'orig_bytes').getByRole('button').first().click();
  await ready(page);
  const [worker] = page.workers();
  await opening.hold();
  await (await menuItem(page, 'Read again')).click();
  await expect(summary(page)).not.toHaveAttribute('data-state', 'ready');
  await opening.release();
  expect(await ready(page)).toEqual(before);
  await showTab(page, 'Flows');
  await expect(header(page, 'orig_bytes')).toHaveAttribute('aria-sort', 'descending');
  expect(page.workers()).toContain(worker);
});

test('Copy link copies the settings, without addresses of the log', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSample(page);
  await header(page, 'duration').getByRole('button').first().click();
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'ECOD' });
  await expect(summary(page)).toHaveAttribute('data-detector', 'ECOD');
  await ready(page);
  const flow = await openFlow(page, 0);
  await flow
    .getByRole('button', { name: /source/i })
    .first()
    .click();
  await expect.poll(async () => new Set(await columnTexts(page, 'id.orig_h')).size).toBe(1);
  const [address] = await columnTexts(page, 'id.orig_h');
  await (await menuItem(page, 'Copy link')).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('#v=1&');
  expect(link).toContain('detector=ecod');
  expect(link).toContain('sort=-duration');
  expect(decodeURIComponent(link)).not.toContain(address);
  const known = new Set(sampleFlows(20_000).flatMap((line) => [line.split('\t')[2], line.split('\t')[4]]));
  expect([...known].filter((one) => decodeURIComponent(link).includes(one))).toEqual([]);
  await page.goto('about:blank');
  await page.goto(link, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Try a sample' }).click();
  expect((await ready(page)).detector).toBe('ECOD');
  await expect(header(page, 'duration')).toHaveAttribute('aria-sort', 'descending');
});

test('the title has the log and the number of selected flows, without addresses', async ({ page }) => {
  await openPage(page);
  await expect(page).toHaveTitle('Oddflow');
  await drop(page, [logFile('conn.log', `${sampleHeader}${sampleFlows(1000).join('\n')}\n`)]);
  await ready(page);
  await expect(page).toHaveTitle('conn.log: 1,000 flows · Oddflow');
  const flow = await openFlow(page, 0);
  await flow
    .getByRole('button', { name: /source/i })
    .first()
    .click();
  await expect(page).toHaveTitle(/^conn\.log: [\d,]+ of 1,000 flows, 1 filter · Oddflow$/);
  const selected = Number(await summary(page).getAttribute('data-selected')).toLocaleString('en-US');
  await expect(page).toHaveTitle(`conn.log: ${selected} of 1,000 flows, 1 filter · Oddflow`);
  await drop(page, [logFile('a.log', sampleLog(100)), logFile('b.log', sampleLog(100, 100))]);
  await expect(page).toHaveTitle('a.log and 1 more: 200 flows · Oddflow');
});
