import { expect, type Locator, type Page, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { drop, grid, openPage, openSample, ready, setFilter, summary } from './page.ts';

const channels = (page: Page): Locator => page.getByRole('grid', { name: 'Channels' });
const header = (page: Page, name: string): Locator => channels(page).getByRole('columnheader', { name, exact: true });
const channel = (page: Page, place: number): Locator =>
  channels(page).locator(`[role=row][aria-rowindex="${place + 2}"]`);
const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Channel' });

async function openChannels(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Channels' }).click();
  await expect(channel(page, 0)).toBeVisible();
}

async function cell(page: Page, place: number, name: string): Promise<string> {
  const column = await header(page, name).getAttribute('aria-colindex');
  return (await channel(page, place).locator(`[aria-colindex="${column}"]`).textContent()) ?? '';
}

test('beacons come first, with distinct scores', async ({ page }) => {
  await openSample(page);
  await openChannels(page);
  await expect(header(page, 'beacon')).toHaveAttribute('aria-sort', 'descending');
  expect(Number(await cell(page, 0, 'beacon'))).toBeGreaterThan(2);
  for (const name of ['regularity', 'symmetry', 'sizes', 'coverage']) {
    const score = Number(await cell(page, 0, name));
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(1);
  }
  await channel(page, 0).click();
  await expect(details(page).getByRole('img', { name: /^Intervals: most/ })).toBeVisible();
  await expect(details(page).getByRole('img', { name: /^Largest orig_bytes from/ })).toBeVisible();
  await expect(details(page).getByRole('list', { name: 'Evidence' })).toContainText('more even than chance');
});

test('lists the channels of the flows in view, with enough flows, and of long connections', async ({ page }) => {
  await openSample(page);
  await openChannels(page);
  const rows = async () => Number(await channels(page).getAttribute('aria-rowcount'));
  const all = await rows();
  await setFilter(page, 'src:192.168.10.23 port:445');
  await expect.poll(rows).toBe(256);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(rows).toBe(all);
  const least = page.getByRole('spinbutton', { name: 'Flows at least' });
  await least.fill('20');
  await expect(page.getByText(/^[\d,]+ of 5,229 channels have at least 20 flows in view/)).toBeVisible();
  expect(await rows()).toBeLessThan(all / 2);
  await header(page, 'flows').getByRole('button').click();
  await header(page, 'flows').getByRole('button').click();
  await expect(header(page, 'flows')).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(() => cell(page, 0, 'flows')).toMatch(/^2\d$/);
  await page.goBack();
  await expect(least).toHaveValue('1');
  await page.getByRole('combobox', { name: 'Longest at least' }).selectOption('1 h');
  await expect(page.getByRole('list', { name: 'Active filters' }).getByText('duration')).toBeVisible();
  await expect.poll(() => cell(page, 0, 'longest')).toMatch(/≥ (1|4|8|12) h/);
  await expect(summary(page)).not.toHaveAttribute('data-selected', '19962');
});

test('selects exactly the counted flows, and returns', async ({ page }) => {
  const { flows } = await openSample(page);
  await openChannels(page);
  const count = Number((await cell(page, 0, 'flows')).replaceAll(',', ''));
  await channel(page, 0).focus();
  await page.keyboard.press('Enter');
  await details(page)
    .getByRole('button', { name: `Show ${count} flows` })
    .click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1));
  await page.goBack();
  await expect(details(page)).toBeVisible();
  await page.getByRole('tab', { name: /^Flows/ }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(flows + 1));
});

test('the list for a million flows can be cancelled and requested again, and the page responds meanwhile', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await openPage(page);
  await drop(page, bigLog(1_000_000));
  await ready(page, 120_000);
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  await page.getByRole('tab', { name: 'Channels' }).click();
  await expect(page.getByRole('progressbar', { name: 'Finding channels' })).toBeVisible();
  await page.getByRole('tabpanel', { name: 'Channels' }).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Find channels' }).click();
  await expect(channel(page, 0)).toBeVisible({ timeout: 120_000 });
  await channels(page).evaluate((scroller) => scroller.scrollTo({ top: scroller.scrollHeight }));
  const rows = Number(await channels(page).getAttribute('aria-rowcount'));
  await expect(channel(page, rows - 2)).toBeInViewport();
  await expect(channel(page, rows - 2)).toContainText(/\d/);
  const longest = await page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks));
  expect(longest).toBeLessThan(200);
});

test('at 390 pixels the chip of a filter has a line of its own above the limits', async ({ page }) => {
  await openSample(page);
  await setFilter(page, 'port:443 -service:dns');
  await page.setViewportSize({ width: 390, height: 844 });
  await openChannels(page);
  const chips = page.getByRole('list', { name: 'Active filters' });
  const [chip, limit] = await Promise.all([
    chips.getByRole('button', { name: /^Turn off/ }).boundingBox(),
    page.getByRole('spinbutton', { name: 'Flows at least' }).boundingBox(),
  ]);
  expect(chip?.width).toBeGreaterThan(150);
  expect((chip?.y ?? 0) + (chip?.height ?? 0)).toBeLessThanOrEqual(limit?.y ?? 0);
});
