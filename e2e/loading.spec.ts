import { expect, type Page, test } from '@playwright/test';
import { grid, ready, summary } from './page.ts';

const sample = (page: Page) => page.getByRole('button', { name: 'Try a sample' }).click();

test('the start screen does not wait for the engine, and an early log waits for it', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/assets\/(engine|strip|open-log)-/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('./', { waitUntil: 'commit' });
  await sample(page);
  await expect(summary(page)).toHaveAttribute('data-state', 'loading');
  release();
  expect((await ready(page)).flows).toBeGreaterThan(15_000);
});

test('an engine that cannot be loaded shows an error with advice', async ({ page }) => {
  await page.route(/\/assets\/engine-/, (route) => route.abort());
  await page.goto('./');
  await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'not-loaded');
  await expect(page.getByRole('alert')).toContainText('reload the page');
  await expect(summary(page)).toHaveAttribute('data-state', 'failed');
});

test('the table works if the charts cannot be loaded', async ({ page }) => {
  await page.route(/\/assets\/strip-.*js/, (route) => route.abort());
  await page.goto('./');
  await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'not-loaded');
  await sample(page);
  await ready(page);
  await page.getByRole('tab', { name: /^Flows/ }).click();
  await expect(grid(page)).toBeVisible();
});
