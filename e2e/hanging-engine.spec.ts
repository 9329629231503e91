import { expect, type Page, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { letEngineHang } from './hanging-engine.ts';
import { sampleLog } from './logs.ts';
import { cancelTime, columnTexts, drop, FRAMES, grid, header, logFile, openPage, ready, summary } from './page.ts';

/**
 * An engine that does not answer is noticed by the sixth beat, of 2 s each, after the first call that waits
 * (`ui/heartbeat.ts`).
 */
const NOTICED = 12_000;
/** What reading 300 flows again and drawing them take at most. */
const READ = 3000;

const log = logFile('conn.log', sampleLog(300));
const readAgain = (page: Page) => page.getByRole('note').filter({ hasText: 'was read again' });
const sortBy = (page: Page, field: string) => header(page, field).getByRole('button').first().click();

test.beforeAll(() => {
  test.setTimeout(300_000);
  bigLog(1_000_000);
});

test('an engine that hangs is replaced in time, and the log is read again; the second time it is gone', async ({
  page,
}) => {
  test.setTimeout(90_000);
  const hang = await letEngineHang(page);
  await openPage(page);
  await drop(page, [log]);
  const before = await ready(page);
  await page.getByRole('tab', { name: /^Flows/ }).click();
  const scores = await columnTexts(page, 'score');

  const [first] = page.workers();
  const ended = new Promise((resolve) => first.on('close', resolve));
  await hang();
  const asked = Date.now();
  await sortBy(page, 'duration');
  await expect(summary(page)).toHaveAttribute('data-state', 'loading');
  await expect(readAgain(page)).toContainText('conn.log', { timeout: NOTICED + READ });
  console.log(`hanging engine replaced, log read again: ${Date.now() - asked} ms`);
  expect(await ready(page)).toEqual(before);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '301');
  const again = await columnTexts(page, 'score');
  expect(again).toEqual(scores.slice(0, again.length)); // the note leaves less room for the table
  await ended;

  await hang();
  await sortBy(page, 'duration');
  const alert = page.getByRole('alert');
  await expect(alert).toHaveAttribute('data-code', 'engine-lost', { timeout: NOTICED + READ });
  await expect(summary(page)).toHaveAttribute('data-state', 'failed');
  await drop(page, [log]);
  expect(await ready(page)).toEqual(before);
});

test('Cancel leaves an engine that hangs within 300 ms, and reads the open log again in another', async ({ page }) => {
  const hang = await letEngineHang(page);
  await openPage(page);
  await drop(page, [log]);
  const before = await ready(page);
  await drop(page, bigLog(1_000_000));
  await expect(page.getByRole('progressbar', { name: 'Reading' })).toBeVisible();
  await hang();
  const back = await cancelTime(page);
  console.log(`Cancel of a hanging engine: ${back.toFixed(0)} ms`);
  expect(back).toBeLessThan(300 + FRAMES);
  await expect(readAgain(page)).toBeVisible({ timeout: 2000 + READ });
  expect(await ready(page)).toEqual(before);
});

test('an engine that hangs while the first log is read is said to be lost, and the next log is read', async ({
  page,
}) => {
  const hang = await letEngineHang(page);
  await openPage(page);
  await drop(page, bigLog(1_000_000));
  await expect(page.getByRole('progressbar', { name: 'Reading' })).toBeVisible();
  await hang();
  await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'engine-lost', { timeout: NOTICED + READ });
  await drop(page, [log]);
  expect(await ready(page)).toMatchObject({ flows: 300 });
});
