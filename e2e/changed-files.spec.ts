import { copyFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { sampleFlows, sampleHeader } from './logs.ts';
import { columnTexts, drop, grid, header, openFlow, openPage, panel, ready, rowAt, showTab, summary } from './page.ts';

const flows = sampleFlows(400);
const log = `${sampleHeader}${flows.join('\n')}\n`;
/** The same flows in another order, so the size is the same. */
const other = `${sampleHeader}${flows.toReversed().join('\n')}\n`;

test('a log replaced on disk keeps its result, and nothing of the new file is shown or exported', async ({
  page,
}, testInfo) => {
  const path = testInfo.outputPath('conn.log');
  writeFileSync(path, log);
  await openPage(page);
  await drop(page, path);
  const before = await ready(page);
  const scores = await columnTexts(page, 'score');
  const sources = await columnTexts(page, 'id.orig_h');
  writeFileSync(path, other);

  const changed = /conn\.log (changed|was changed, moved or deleted) since it was read at \d\d:\d\d/;
  await rowAt(page, 2).click();
  await expect(panel(page).getByRole('alert')).toContainText(changed);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('radio', { name: 'All flows' }).check();
  await page.getByRole('button', { name: 'CSV', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: changed })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'uid', exact: true }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert').filter({ hasText: changed })).toBeVisible();
  await header(page, 'uid').getByRole('button').first().click();
  await expect(summary(page)).toHaveAttribute('data-state', 'ready');
  expect(await ready(page)).toEqual(before);
  const still = await columnTexts(page, 'score');
  expect(still).toEqual(scores.slice(0, still.length)); // notes reduce the height of the table
  expect(await columnTexts(page, 'id.orig_h')).toEqual(sources.slice(0, still.length));
  expect(new Set(await columnTexts(page, 'uid'))).toEqual(new Set(['']));

  await drop(page, path);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await ready(page);
  await showTab(page, 'Flows');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '401');
  await expect(await openFlow(page, 0)).toContainText(/Rank 1\s*of 400/);
});

test('a log that is truncated during reading reports the fraction read', async ({ page }, testInfo) => {
  test.setTimeout(300_000);
  const path = testInfo.outputPath('conn.log');
  copyFileSync(bigLog(1_000_000), path);
  const { size } = statSync(path);
  await openPage(page);
  await drop(page, path);
  const progress = page.getByRole('progressbar', { name: 'Reading' });
  await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
  truncateSync(path, Math.floor(size * 0.9));
  const { flows: read } = await ready(page, 120_000);
  expect(read).toBeLessThan(1_000_000);
  const alert = page.getByRole('alert').filter({ hasText: 'could be read only up to' });
  await expect(alert).toHaveAttribute('data-code', 'cut-short');
  await expect(alert).toContainText(`${read.toLocaleString('en-US')} rows were read up to there`);
});
