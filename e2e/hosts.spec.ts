import { expect, type Locator, type Page, test } from '@playwright/test';
import { changed, sampleFlows, sampleHeader, sampleLog } from './logs.ts';
import { drop, grid, logFile, openPage, openSample, ready, rowAt, setFilter, summary, tab } from './page.ts';

const hosts = (page: Page): Locator => page.getByRole('grid', { name: 'Hosts' });
const header = (page: Page, name: string): Locator => hosts(page).getByRole('columnheader', { name, exact: true });
const host = (page: Page, place: number): Locator => hosts(page).locator(`[role=row][aria-rowindex="${place + 2}"]`);
const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Host' });

async function openHosts(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Hosts' }).click();
  await expect(host(page, 0)).toBeVisible();
}

/** Visible cells of a column, top to bottom. */
async function cells(page: Page, name: string): Promise<string[]> {
  const column = await header(page, name).getAttribute('aria-colindex');
  const all = await hosts(page).locator(`[role=gridcell][aria-colindex="${column}"]`).all();
  const placed = await Promise.all(
    all.map(async (cell) => ({
      place: Number(await cell.locator('..').getAttribute('aria-rowindex')),
      text: (await cell.textContent()) ?? '',
    })),
  );
  return placed.toSorted((a, b) => a.place - b.place).map(({ text }) => text);
}

test('the scanner stands first, with its findings by strength and the evidence of its badges', async ({ page }) => {
  await openSample(page);
  await openHosts(page);
  await expect(header(page, 'findings')).toHaveAttribute('aria-sort', 'descending');
  await expect(host(page, 0)).toContainText(/Port scan 9\d.*Network scan \d\d.*\+2/);
  await host(page, 0).click();
  const found = details(page).getByRole('list', { name: 'Findings with this host' });
  await expect(found.getByRole('listitem')).toHaveCount(4);
  await expect(found.getByRole('listitem').first()).toContainText(/Strong.*Port scan.*1,000 ports.*1,000/);
  const evidence = details(page).getByRole('list', { name: 'Evidence' });
  await expect(evidence).toContainText(/tried 255 hosts on 445\/tcp; all flows to 254 failed/);
  await expect(evidence).toContainText(/tried 1,000 ports of .*; all flows to 995 failed/);
});

test('a bar of the panel filters by its time, a peer opens, and counts follow the selection', async ({ page }) => {
  const { flows } = await openSample(page);
  await openHosts(page);
  await host(page, 0).click();
  const bars = details(page).getByRole('toolbar', { name: 'Flows of the host over time' });
  const bar = bars.getByRole('button', { name: /^1,\d\d\d flows, 1,\d\d\d in findings/ }).first();
  const inBar = Number(/^[\d,]+/.exec((await bar.getAttribute('aria-label')) ?? '')?.[0].replaceAll(',', ''));
  await bar.click();
  await expect(page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')).toHaveCount(1);
  const show = details(page).getByRole('button', { name: /^Show [\d,]+ flows$/ });
  await expect(show).toHaveText(`Show ${inBar.toLocaleString('en-US')} flows`);
  await expect(host(page, 0)).toContainText(' of 2,349');
  await show.click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(inBar + 1));
  for (let step = 0; step < 2; step++) await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(summary(page)).toHaveAttribute('data-selected', String(flows));
  await openHosts(page);
  await host(page, 0).click();
  await details(page).getByRole('table').first().getByRole('button', { name: '192.168.10.5', exact: true }).click();
  await expect(details(page).getByRole('heading', { level: 2 })).toHaveText('192.168.10.5');
  await expect(page.getByRole('radio', { name: /^Destinations/ })).toBeChecked();
});

test('sorts in both directions by a click on the column header', async ({ page }) => {
  await openSample(page);
  await openHosts(page);
  for (const [direction, sign] of [
    ['descending', -1],
    ['ascending', 1],
  ] as const) {
    await header(page, 'hosts').getByRole('button').click();
    await expect(header(page, 'hosts')).toHaveAttribute('aria-sort', direction);
    await expect(async () => {
      const fans = (await cells(page, 'hosts')).map((text) => Number(text.replaceAll(',', '')));
      expect(fans.length).toBeGreaterThan(10);
      expect(fans).toEqual(fans.toSorted((a, b) => sign * (a - b)));
    }).toPass();
  }
});

test('lists the hosts of the flows in view, on either side', async ({ page }) => {
  await openSample(page);
  await openHosts(page);
  await setFilter(page, 'src:192.168.10.23');
  await expect(hosts(page)).toHaveAttribute('aria-rowcount', '2');
  await expect(tab(page, 'Hosts')).toHaveText(/^Hosts\s*1$/);
  const side = page.getByRole('radiogroup', { name: 'Hosts as' });
  await side.getByRole('radio', { name: 'Destinations 318' }).check();
  await expect(header(page, 'id.resp_h')).toBeVisible();
  await expect(hosts(page)).toHaveAttribute('aria-rowcount', '319');
  await setFilter(page, 'src:1.2.3.4');
  await expect(page.getByRole('tabpanel', { name: 'Hosts' }).getByText('No flow matches')).toBeVisible();
});

test('Back, Undo and Redo restore the side of the hosts', async ({ page }) => {
  await openSample(page);
  await openHosts(page);
  const destinations = page.getByRole('radio', { name: /^Destinations/ });
  await destinations.check();
  await expect(header(page, 'id.resp_h')).toBeVisible();
  await page.goBack();
  await expect(header(page, 'id.orig_h')).toBeVisible();
  await page.goForward();
  await expect(destinations).toBeChecked();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(header(page, 'id.orig_h')).toBeVisible();
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(header(page, 'id.resp_h')).toBeVisible();
});

test('keeps its position after a filter and Back', async ({ page }) => {
  await openSample(page);
  await openHosts(page);
  await hosts(page).evaluate((element) => element.scrollTo(0, 800));
  await expect(host(page, 40)).toBeInViewport();
  await setFilter(page, 'src:192.168.10.23');
  await expect(hosts(page)).toHaveAttribute('aria-rowcount', '2');
  await page.goBack();
  await expect(hosts(page)).toHaveAttribute('aria-rowcount', '94');
  await expect(host(page, 40)).toBeInViewport();
  expect(await hosts(page).evaluate((element) => element.scrollTop)).toBe(800);
});

test('selects exactly the counted flows, and returns', async ({ page }) => {
  const { flows } = await openSample(page);
  await openHosts(page);
  const count = Number(((await cells(page, 'flows'))[0] ?? '').replaceAll(',', ''));
  await host(page, 0).focus();
  await page.keyboard.press('Enter');
  await details(page)
    .getByRole('button', { name: /^Show [\d,]+ flows$/ })
    .click();
  await expect(page.getByRole('tab', { name: 'Flows' })).toHaveAttribute('aria-selected', 'true');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1));
  await expect(rowAt(page, 0)).toContainText('192.168.10.23');
  await page.goBack();
  await expect(details(page)).toBeVisible();
  await page.getByRole('tab', { name: 'Flows' }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(flows + 1));
});

test('works by keyboard, and Esc returns the focus to the row', async ({ page }) => {
  await openSample(page);
  await openHosts(page);
  await host(page, 0).focus();
  for (const key of ['j', 'ArrowDown', 'k']) await page.keyboard.press(key);
  await expect(host(page, 1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(details(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(details(page)).toHaveCount(0);
  await expect(host(page, 1)).toBeFocused();
  await page.keyboard.press('End');
  const rows = Number(await hosts(page).getAttribute('aria-rowcount'));
  await expect(host(page, rows - 2)).toBeFocused();
});

test('notes that a log does not show which flows failed', async ({ page }) => {
  await openPage(page);
  const flows = sampleFlows(300).map((line) => changed(line, { conn_state: '-' }));
  await drop(page, [logFile('conn.log', `${sampleHeader}${flows.join('\n')}\n`)]);
  await ready(page);
  await openHosts(page);
  await expect(page.getByRole('note')).toContainText('no conn_state');
});

test('lists hosts and channels of an out-of-core log, and reads it with more memory on request', async ({ page }) => {
  await openPage(page, '#v=1&memory=0');
  await drop(page, [logFile('conn.log', sampleLog(2000))]);
  await ready(page);
  for (const name of ['Hosts', 'Channels']) {
    await page.getByRole('tab', { name }).click();
    await expect(page.getByRole('grid', { name }).getByRole('row').nth(1)).toBeVisible();
  }
  await expect(page.getByText('This log is larger than memory')).toBeVisible();
  await page.getByRole('button', { name: /^Use .* of memory$/ }).click();
  await ready(page);
  await expect(page.getByText('This log is larger than memory')).toHaveCount(0);
});

test('of a host without flows in view, the panel gives no other reason and offers none', async ({ page }) => {
  await openSample(page);
  await openHosts(page);
  await host(page, 0).click();
  await expect(details(page).getByRole('button', { name: /^Show [1-9]/ })).toBeEnabled();
  await setFilter(page, '-src:192.168.10.23');
  await expect(details(page)).toContainText('0 flows in view of 2,349');
  await expect(details(page)).not.toContainText('Not scored');
  await expect(details(page).getByRole('button', { name: 'Show 0 flows' })).toBeDisabled();
  await expect(details(page).getByRole('table')).toHaveCount(0);
});
