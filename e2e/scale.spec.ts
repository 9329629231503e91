import { existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { makeLog } from '../scripts/make-log.ts';
import { drop, file, openPage, plainLog, summary } from './page.ts';

/** A log of a million rows, made once a machine. */
function millionRows(): string {
  const path = join(tmpdir(), 'oddflow-1000000-1.log');
  if (!existsSync(path) || statSync(path).size < 100e6) makeLog(1_000_000, path, 1);
  return path;
}

test.describe.configure({ mode: 'serial', timeout: 180_000 });

test('a million rows: the page stays responsive and the last row is reached', async ({ page }) => {
  const path = millionRows();
  await openPage(page);
  await page.waitForLoadState('networkidle');
  await recordLongTasks(page);
  await drop(page, path);
  expect((await summary(page, 120_000)).flows).toBe(1_000_000);
  expect(await longestTask(page)).toBeLessThan(100);

  const grid = page.getByRole('grid', { name: 'Flows' });
  await grid.locator('[role=row][aria-rowindex="2"]').focus();
  await page.keyboard.press('End');
  await expect(grid.locator('[role=row][aria-rowindex="1000001"]')).toBeFocused();
  await expect(grid.locator('[role=row][aria-rowindex="1000001"]')).toBeInViewport();
  await page.getByRole('columnheader', { name: 'id.orig_h', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'id.orig_h', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
});

test('progress is there within 200 ms, Cancel stops within 300 ms, and the next drop works', async ({ page }) => {
  const path = millionRows();
  await openPage(page);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    const times = { dropped: 0, progress: 0, cancelled: 0, empty: 0 };
    Object.assign(window, { times });
    const state = () => document.querySelector('[role=status][data-state]')?.getAttribute('data-state');
    addEventListener(
      'change',
      () => {
        if (times.dropped === 0) times.dropped = performance.now();
      },
      true,
    );
    addEventListener(
      'click',
      (event) => {
        if ((event.target as HTMLElement).textContent?.trim() === 'Cancel') times.cancelled = performance.now();
      },
      true,
    );
    new MutationObserver(() => {
      if (times.progress === 0 && document.querySelector('[role=progressbar]') !== null)
        times.progress = performance.now();
      if (times.cancelled > 0 && times.empty === 0 && state() === 'empty') times.empty = performance.now();
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
  await drop(page, path);
  await expect(page.getByRole('progressbar', { name: /Reading|Scoring/ })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status', { name: 'Summary' })).toHaveAttribute('data-state', 'empty');
  const times = await page.evaluate(
    () => (window as unknown as { times: Record<'dropped' | 'progress' | 'cancelled' | 'empty', number> }).times,
  );
  expect(times.progress - times.dropped).toBeLessThan(200);
  expect(times.empty - times.cancelled).toBeLessThan(300);
  await drop(page, file('conn.log', plainLog(300)));
  expect((await summary(page)).flows).toBe(300);
});

async function recordLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
}

async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks));
}
