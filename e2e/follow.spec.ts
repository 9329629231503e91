import { expect, type Page, test } from '@playwright/test';
import { OfficeLog, officeHeader } from '../src/testing/office-log.ts';
import { bringAxe, violations } from './axe.ts';
import { openPage, ready, showTab, summary } from './page.ts';

const bar = (page: Page) => page.getByRole('region', { name: 'Following' });
const show = (page: Page) => bar(page).getByRole('button', { name: /new above the threshold.*: show$/ });

/** Writes a file of the origin's private file system; appends to it unless it `begins` again. */
async function write(page: Page, text: string, begins = false): Promise<void> {
  await page.evaluate(
    async ([added, isNew]) => {
      const folder = await navigator.storage.getDirectory();
      const handle = await folder.getFileHandle('conn.log', { create: true });
      const stream = await handle.createWritable({ keepExistingData: !isNew });
      if (!isNew) await stream.seek((await handle.getFile()).size);
      await stream.write(added);
      await stream.close();
    },
    [text, begins] as const,
  );
}

/** Opens the page, whose picker gives a file of the private file system. */
async function follow(page: Page, text: string): Promise<void> {
  await bringAxe(page);
  await page.addInitScript(() => {
    Object.assign(window, {
      showOpenFilePicker: async () => [await (await navigator.storage.getDirectory()).getFileHandle('conn.log')],
    });
  });
  await openPage(page);
  await write(page, text, true);
  await page.getByRole('button', { name: 'Follow a file' }).click();
  await ready(page);
}

test('a followed file: new flows are announced without moving focus or scroll, and shown on request', async ({
  page,
}) => {
  const office = new OfficeLog();
  const now = Math.floor(Date.now() / 1000);
  await follow(page, officeHeader(6) + office.ordinary(3000, now));
  await expect(bar(page)).toContainText('model of 3,000 flows');
  await showTab(page, 'Flows');
  const grid = page.getByRole('grid', { name: 'Flows' });
  await grid.focus();
  await grid.evaluate((list) => list.scrollTo({ top: 800, behavior: 'instant' }));
  const place = () =>
    page.evaluate(() => {
      const list = document.querySelector('[role="grid"][aria-label="Flows"]');
      const tops = [list, ...(list?.querySelectorAll('*') ?? [])].map((element) => element?.scrollTop ?? 0);
      const focused = document.activeElement;
      const row = focused?.getAttribute('aria-activedescendant') ?? focused?.closest('[role="row"]')?.textContent;
      return { top: Math.max(...tops), focus: focused?.getAttribute('aria-label'), row };
    });
  const before = await place();
  expect(before).toMatchObject({ top: 800, focus: 'Flows' });
  let uploads = '';
  for (let i = 0; i < 12; i++) uploads += office.upload(now - 901);
  await write(page, office.ordinary(88, now) + uploads);
  await expect(bar(page)).toContainText('100 new flows');
  await expect(show(page)).toBeVisible();
  await expect(bar(page)).toContainText('rows/min');
  await expect(bar(page)).toContainText(/last byte .*last row \d\d:\d\d:\d\d UTC.*lag/);
  expect(await place()).toEqual(before);
  await expect(summary(page)).toHaveAttribute('data-flows', '3000');
  expect(await violations(page)).toEqual([]);

  await show(page).focus();
  await page.keyboard.press('Enter');
  await expect(summary(page)).toHaveAttribute('data-flows', '3100');
  await expect(summary(page)).toHaveAttribute('data-detector', /^Baseline: PCA \(PyOD-compatible\), conn\.log/);
  await ready(page);
  await expect(page.getByRole('tab', { name: /^Flows/ })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('grid', { name: 'Flows' }).getByText('203.0.113.5').first()).toBeVisible();
  await expect(bar(page).getByRole('button', { name: 'Nothing new above the threshold' })).toBeFocused();
});

test('a followed file that begins again is read from its beginning, and following ends with the log', async ({
  page,
}) => {
  const office = new OfficeLog();
  const now = Math.floor(Date.now() / 1000);
  await follow(page, officeHeader(6) + office.ordinary(1500, now));
  await expect(bar(page)).toContainText('model of 1,500 flows');
  await write(page, officeHeader(7) + office.ordinary(20, now), true);
  await expect(bar(page)).toContainText('20 new flows');
  await expect(bar(page)).toContainText('may be missing');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Close log and forget it' }).click();
  await expect(bar(page)).toBeHidden();
});

test('without file handles there is no button to follow a file', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { showOpenFilePicker: undefined });
  });
  await openPage(page);
  await expect(page.getByRole('button', { name: 'Try a sample' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Follow a file' })).toHaveCount(0);
  await expect(page.getByText('Following a growing log needs Chrome or Edge')).toBeVisible();
});
