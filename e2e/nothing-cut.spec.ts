import { expect, type Locator, test } from '@playwright/test';
import { sampleLog } from './logs.ts';
import { drop, holdCalls, logFile, openPage, ready, summary } from './page.ts';

/** How many pixels of an element lie beyond the right end of another. */
async function beyond(element: Locator, box: Locator): Promise<number> {
  const [inner, outer] = await Promise.all([element.boundingBox(), box.boundingBox()]);
  if (inner === null || outer === null) throw new Error('not on screen');
  return Math.max(0, inner.x + inner.width - outer.x - outer.width);
}

/** A log that lost rows, so that the Summary is long. */
const lossy = logFile('conn.log', `${sampleLog(2000)}${'x\ty\n'.repeat(400)}`);

for (const width of [1280, 390]) {
  test(`the Summary is whole at ${width} pixels, with what is missing`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openPage(page);
    await drop(page, [lossy]);
    await ready(page);
    await expect(summary(page)).toContainText('400 of 2,400 rows skipped');
    expect(await beyond(summary(page), page.locator('body'))).toBe(0);
    expect(await summary(page).evaluate((line) => line.scrollWidth - line.clientWidth)).toBeLessThanOrEqual(0);
    expect(await summary(page).evaluate((line) => getComputedStyle(line).textOverflow)).toBe('clip');
  });
}

test('the measures of Evaluate fit at 1280 pixels', async ({ page }) => {
  await openPage(page);
  await drop(page, [logFile('conn.log', sampleLog(3000))]);
  await ready(page);
  await page.getByRole('tab', { name: /^Evaluate/ }).click();
  const table = page.getByRole('table', { name: 'Measures by detector' });
  await expect(table.getByRole('row')).toHaveCount(2);
  expect(await beyond(table, table.locator('..'))).toBe(0);
});

for (const name of ['Hosts', 'Channels']) {
  test(`the last column of ${name} can be scrolled to its end at 1280 pixels`, async ({ page }) => {
    await openPage(page);
    await drop(page, [logFile('conn.log', sampleLog(3000))]);
    await ready(page);
    await page.getByRole('tab', { name }).click();
    const grid = page.getByRole('grid', { name });
    const last = grid.getByRole('columnheader').last();
    await expect(last).toBeVisible();
    await grid.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
    expect(await beyond(last, grid)).toBe(0);
  });
}

test('Cancel stands beside the progress of another detector at 390 pixels', async ({ page }) => {
  const calls = await holdCalls(page, 'detect');
  await page.setViewportSize({ width: 390, height: 844 });
  await openPage(page);
  await drop(page, [logFile('conn.log', sampleLog(300))]);
  await ready(page);
  await calls.hold();
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'ECOD' });
  const bar = page.getByRole('region', { name: 'Under way' });
  const [progress, cancel] = [bar.getByRole('progressbar'), bar.getByRole('button', { name: 'Cancel' })];
  await expect(cancel).toBeVisible();
  const [one, other] = await Promise.all([progress.boundingBox(), cancel.boundingBox()]);
  const middle = (box: typeof one) => (box === null ? Number.NaN : box.y + box.height / 2);
  expect(Math.abs(middle(one) - middle(other))).toBeLessThan(4);
  expect(await beyond(cancel, page.locator('body'))).toBe(0);
  await calls.release();
});
