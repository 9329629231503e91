import { expect, type Page, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { sampleFlows, sampleHeader } from './logs.ts';
import { drop, findingsGrid, holdCalls, logFile, openFlow, openPage, panel, ready, showTab, tab } from './page.ts';

const list = (page: Page) => page.getByRole('tabpanel', { name: 'Findings' });
const progress = (page: Page) => list(page).getByRole('progressbar', { name: 'Findings' });
const stop = (page: Page) => list(page).getByRole('button', { name: 'Stop' });
const look = (page: Page) => list(page).getByRole('button', { name: 'Search for findings' });

test('the search for findings of a million flows starts automatically, can be stopped, and started again', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const log = bigLog(1_000_000);
  await openPage(page, '');
  await drop(page, log);
  const { flows } = await ready(page, 120_000);
  await expect(progress(page)).toBeVisible();
  await stop(page).click();
  await expect(progress(page)).toHaveCount(0);

  // The page still responds.
  await showTab(page, 'Flows');
  await openFlow(page, 0);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);

  await showTab(page, 'Findings');
  await expect(list(page)).toContainText(`among ${flows.toLocaleString('en-US')} flows`);
  await look(page).click();
  await expect(progress(page)).toBeVisible();
  await stop(page).click();
  await expect(progress(page)).toHaveCount(0);
  await showTab(page, 'Findings');
  await look(page).click();
  await expect(await findingsGrid(page)).toBeVisible({ timeout: 120_000 });
  await expect(look(page)).toHaveCount(0);
});

for (const flows of [1, 300, 5000]) {
  test(`the search among ${flows} flows can be stopped too, while the flows remain usable`, async ({ page }) => {
    const search = await holdCalls(page, 'findings');
    await openPage(page, '');
    await search.hold();
    await drop(page, [logFile('conn.log', `${sampleHeader}${sampleFlows(flows).join('\n')}\n`)]);
    await ready(page);
    await expect(tab(page, 'Findings')).toHaveText(/…$/);
    await expect(progress(page)).toBeVisible();
    await showTab(page, 'Flows');
    await expect(page.getByRole('grid', { name: 'Flows' })).toHaveAttribute('aria-rowcount', String(flows + 1));
    await showTab(page, 'Findings');
    await expect.poll(() => search.count()).toBe(1);
    await search.releaseAndClick(stop(page));
    await expect(progress(page)).toHaveCount(0);
    await expect(look(page)).toBeVisible();
    await look(page).click();
    await expect(tab(page, 'Findings')).toHaveText(/^Findings \d+$/);
    expect(await search.count()).toBe(2);
  });
}
