import { expect, type Page, test } from '@playwright/test';
import { menuItem, openPage, openSample, ready, setFilter, summary } from './page.ts';

const selected = (page: Page) => summary(page).getAttribute('data-selected');
const chips = (page: Page) => page.getByRole('list', { name: 'Active filters' }).getByRole('listitem');

/** Opens a link in a new page and the sample in it. */
async function follow(page: Page, hash: string): Promise<void> {
  await openPage(page, hash);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await ready(page);
}

test('a link has the filters without addresses, and opens the same flows again', async ({ page }) => {
  await openSample(page);
  for (const text of ['service:dns', 'score:>=0.5x or "a, \\"b\\" #"', '-dst:192.168.10.23'])
    await setFilter(page, text);
  await expect.poll(() => new URL(page.url()).hash).toContain('filter=');
  expect(decodeURIComponent(page.url())).not.toContain('192.168');
  const { hash } = new URL(page.url());
  // The link lacks the last filter, which has an address.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(chips(page)).toHaveCount(2);
  await ready(page);
  const flows = await selected(page);
  await follow(page, hash);
  await expect(chips(page)).toHaveCount(2);
  expect(await selected(page)).toBe(flows);
  expect(new URL(page.url()).hash).toBe(hash);
});

test('a link with addresses is copied on request and never written to the address of the page', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSample(page);
  await setFilter(page, 'src:192.168.10.0/24 proto:udp');
  await setFilter(page, 'score:>p50');
  const flows = await selected(page);
  await (await menuItem(page, 'Link with addresses')).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await follow(page, new URL(copied).hash);
  expect(await selected(page)).toBe(flows);
  await expect.poll(() => decodeURIComponent(page.url())).not.toContain('192.168');
});

test('the filter of a link that is wrong for the log is explained beside all flows', async ({ page }) => {
  await openPage(page, '#v=1&filter=no_such_field%3A1');
  await page.getByRole('button', { name: 'Try a sample' }).click();
  const { flows } = await ready(page);
  await expect(page.getByText(/The filter of the link was not applied to this log: no_such_field:1/)).toBeVisible();
  expect(await selected(page)).toBe(String(flows));
});
