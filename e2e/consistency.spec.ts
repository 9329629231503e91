import { expect, type Page, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { columnTexts, drop, grid, holdCalls, openFlow, openPage, panel, ready, rowAt } from './page.ts';

/** Source and destination of the row at a place, as the table has them. */
async function addressesAt(page: Page, place: number): Promise<string> {
  const [sources, destinations] = [await columnTexts(page, 'id.orig_h'), await columnTexts(page, 'id.resp_h')];
  return `${sources[place]} → ${destinations[place]}`;
}

async function openSampleWith(page: Page): Promise<void> {
  await openPage(page);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await ready(page);
}

test('the engine is asked once for a flow, and panel and map draw from the answer', async ({ page }) => {
  const flow = await holdCalls(page, 'flow');
  await openSampleWith(page);
  const opened = await openFlow(page, 2);
  await expect(opened).toContainText('Raw line');
  expect(await flow.count()).toBe(1);
  await page.keyboard.press('j');
  await expect(opened).toContainText('Rank 4');
  await expect(opened).toContainText('Raw line');
  expect(await flow.count()).toBe(2);
});

test('while a flow is on its way the panel says which, and shows nothing of another', async ({ page }) => {
  const flow = await holdCalls(page, 'flow');
  await openSampleWith(page);
  const opened = await openFlow(page, 0);
  await expect(opened).toContainText('Raw line');
  await flow.hold();
  for (const place of [1, 2, 3]) {
    await page.keyboard.press('j');
    await expect(opened.getByRole('heading', { name: `Rank ${place + 1} of` })).toBeVisible();
    await expect(rowAt(page, place)).toHaveAttribute('aria-selected', 'true');
    await expect(opened).toContainText(await addressesAt(page, place));
    await expect(opened).toContainText('Loading this flow');
    await expect(opened).toHaveAttribute('aria-busy', 'true');
    await expect(opened).not.toContainText('Raw line');
  }
  await flow.release();
  await expect(opened).toContainText('Raw line');
  await expect(opened.getByRole('heading', { name: 'Rank 4 of' })).toBeVisible();
  await expect(opened).toHaveAttribute('aria-busy', 'false');
});

test('a step to a row that is not here yet shows its line, not the flow before', async ({ page }) => {
  test.setTimeout(120_000);
  const rows = await holdCalls(page, 'rows');
  await openPage(page);
  await drop(page, bigLog(100_000));
  await ready(page, 60_000);
  const opened = await openFlow(page, 0);
  await expect(opened).toContainText('Raw line');
  await rowAt(page, 0).focus();
  await rows.hold();
  await page.keyboard.press('End');
  await expect(opened.getByRole('heading', { name: 'Line 100,000' })).toBeVisible();
  await expect(opened).not.toContainText('Raw line');
  await rows.release();
  await expect(opened.getByRole('heading', { name: 'Rank 100,000 of' })).toBeVisible();
  await expect(opened).toContainText('Raw line');
});
