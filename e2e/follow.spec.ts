import { appendFileSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { OfficeLog, officeHeader } from '../src/testing/office-log.ts';
import { bringAxe, violations } from './axe.ts';
import { drop, openPage, ready, setFilter, showTab, summary } from './page.ts';

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

const rows = (page: Page) => page.getByRole('grid', { name: 'Flows' }).locator('[role=row][data-place]');

/** Opens the page, whose picker gives a file of the private file system. */
async function follow(page: Page, text: string, hash?: string): Promise<void> {
  await bringAxe(page);
  await page.addInitScript(() => {
    Object.assign(window, {
      showOpenFilePicker: async () => [await (await navigator.storage.getDirectory()).getFileHandle('conn.log')],
    });
  });
  await openPage(page, hash);
  await write(page, text, true);
  await page.getByRole('button', { name: 'Follow a file' }).click();
  await ready(page);
}

test('a followed file: new flows are announced without moving focus or scroll', async ({ page }) => {
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
  await expect(page).toHaveTitle(/^\(\d+\) conn\.log: 3,000 flows/);
});

test('new flows are shown on request: marked, and in view where they are in the list', async ({ page }) => {
  const office = new OfficeLog();
  const now = Math.floor(Date.now() / 1000);
  await follow(page, officeHeader(6) + office.ordinary(2000, now));
  await expect(bar(page)).toContainText('model of 2,000 flows');
  await showTab(page, 'Flows');
  await page.getByRole('grid', { name: 'Flows' }).getByRole('columnheader', { name: 'ts', exact: true }).click();
  await ready(page);
  await write(page, office.upload(now) + office.ordinary(5, now));
  await show(page).focus();
  await page.keyboard.press('Enter');
  await expect(summary(page)).toHaveAttribute('data-flows', '2006');
  await expect(summary(page)).toHaveAttribute('data-detector', /^Baseline: PCA \(PyOD-compatible\), conn\.log/);
  await ready(page);
  await expect(page.getByRole('tab', { name: /^Flows/ })).toHaveAttribute('aria-selected', 'true');
  const marked = page.getByRole('grid', { name: 'Flows' }).locator('[role=row][data-new]');
  await expect(marked).toHaveCount(6);
  await expect(marked.first()).toContainText('203.0.113.5');
  await expect(marked.first()).toBeInViewport();
  await expect(marked.first()).toHaveAttribute('title', /^New since the list was read before/);
  await expect(bar(page).getByRole('button', { name: 'Nothing new above the threshold' })).toBeFocused();
  await expect(page).toHaveTitle(/^conn\.log: 2,006 flows/);
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

test('the permission that the browser took back is asked for again by a click', async ({ page }) => {
  const office = new OfficeLog();
  const now = Math.floor(Date.now() / 1000);
  await page.addInitScript(() => {
    Object.assign(FileSystemFileHandle.prototype, {
      requestPermission: async () => {
        document.documentElement.dataset.asked = String(navigator.userActivation.isActive);
        return 'granted';
      },
    });
  });
  await follow(page, officeHeader(6) + office.ordinary(1500, now));
  await expect(bar(page)).toContainText('model of 1,500 flows');
  // The private file system needs no permission, so the engine's worker is where the browser takes it back.
  const forbid = (isForbidden: boolean) =>
    Promise.all(
      page.workers().map((worker) =>
        worker.evaluate((isOn) => {
          const prototype = FileSystemFileHandle.prototype as unknown as Record<string, unknown>;
          prototype.own ??= prototype.getFile;
          prototype.getFile = isOn ? () => Promise.reject(new DOMException('no', 'NotAllowedError')) : prototype.own;
        }, isForbidden),
      ),
    );
  await forbid(true);
  await write(page, office.upload(now));
  await expect(bar(page)).toContainText('New flows are missed until you allow it again.');
  expect(await violations(page)).toEqual([]);
  await bar(page).getByRole('button', { name: 'Allow again' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-asked', 'true');
  await forbid(false);
  await expect(show(page)).toBeVisible();
  await expect(bar(page).getByRole('button', { name: 'Allow again' })).toBeHidden();
});

for (const archive of ['beside it', 'by day, compressed'] as const) {
  test(`a followed folder loses no row of a rotation to a file ${archive}`, async ({ page }) => {
    const office = new OfficeLog();
    const now = Math.floor(Date.now() / 1000);
    await page.addInitScript(() => {
      Object.assign(window, {
        showDirectoryPicker: async () => (await navigator.storage.getDirectory()).getDirectoryHandle('logs'),
      });
    });
    await openPage(page);
    const isPacked = archive !== 'beside it';
    await inFolder(page, isPacked ? 'current' : '', { text: officeHeader(6) + office.ordinary(2000, now) });
    await page.getByRole('button', { name: 'Follow a folder' }).click();
    await ready(page);
    await expect(bar(page)).toContainText('Following conn.log in logs');
    await expect(bar(page)).toContainText('model of 2,000 flows');
    // The last rows of the old file and the rotation come between two looks.
    const last = office.ordinary(20, now) + office.upload(now);
    const next = officeHeader(7) + office.ordinary(30, now) + office.upload(now);
    await inFolder(page, isPacked ? 'current' : '', { text: last, isPacked, next });
    await expect(bar(page)).toContainText('52 new flows');
    await expect(bar(page)).not.toContainText('may be missing');
    await show(page).click();
    await expect(summary(page)).toHaveAttribute('data-flows', '2052');
    await expect(summary(page)).toHaveAttribute('data-files', '2');
    await ready(page);
    await showTab(page, 'Flows');
    await expect(rows(page).first()).toHaveAttribute('data-new', 'true');
    await expect(bar(page)).toBeVisible();
  });
}

/** Appends to `logs/conn.log`, in a folder of it if `place` is not empty; with `next` it is rotated, and begins again. */
function inFolder(
  page: Page,
  place: string,
  written: { readonly text: string; readonly isPacked?: boolean; readonly next?: string },
): Promise<void> {
  return page.evaluate(
    async ([into, { text, isPacked, next }]) => {
      const logs = await (await navigator.storage.getDirectory()).getDirectoryHandle('logs', { create: true });
      const folder = into === '' ? logs : await logs.getDirectoryHandle(into, { create: true });
      const append = async (to: FileSystemDirectoryHandle, name: string, bytes: string | ArrayBuffer) => {
        const handle = await to.getFileHandle(name, { create: true });
        const stream = await handle.createWritable({ keepExistingData: true });
        await stream.seek((await handle.getFile()).size);
        await stream.write(bytes);
        await stream.close();
        return handle;
      };
      const begun = next === undefined;
      if (begun) {
        await append(folder, 'conn.log', text);
        return;
      }
      const old = await folder.getFileHandle('conn.log');
      const whole = (await (await old.getFile()).text()) + text;
      if (isPacked === true) {
        const day = await logs.getDirectoryHandle('2026-11-30', { create: true });
        const packed = new Blob([whole]).stream().pipeThrough(new CompressionStream('gzip'));
        await append(day, 'conn.13:00:00-14:00:00.log.gz', await new Response(packed).arrayBuffer());
        await folder.removeEntry('conn.log');
      } else {
        await append(folder, 'conn.2026-11-30-13-00-00.log', whole);
        await folder.removeEntry('conn.log');
      }
      await append(folder, 'conn.log', next);
    },
    [place, written] as const,
  );
}

test('without file handles there is no button to follow a file', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { showOpenFilePicker: undefined });
  });
  await openPage(page);
  await expect(page.getByRole('button', { name: 'Try a sample' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Follow a file' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Follow a folder' })).toHaveCount(0);
  await expect(page.getByText('Following a growing log needs Chrome or Edge')).toBeVisible();
});

test('without file handles, Read again below the list reads a file, or asks for it once it has changed', async ({
  page,
}, testInfo) => {
  await page.addInitScript(() => {
    Object.assign(window, { showOpenFilePicker: undefined });
  });
  const office = new OfficeLog();
  const now = Math.floor(Date.now() / 1000);
  const path = testInfo.outputPath('conn.log');
  writeFileSync(path, officeHeader(6) + office.ordinary(1500, now));
  await openPage(page);
  await drop(page, path);
  await ready(page);
  await setFilter(page, 'service:ssl');
  const again = page.getByRole('contentinfo').getByRole('button', { name: 'Read again' });
  await again.click();
  await expect(summary(page)).toHaveAttribute('data-state', 'loading');
  expect(await ready(page)).toMatchObject({ flows: 1500 });

  appendFileSync(path, office.ordinary(10, now));
  const chooser = page.waitForEvent('filechooser');
  await again.click();
  await (await chooser).setFiles(path);
  await expect(summary(page)).toHaveAttribute('data-flows', '1510');
  await ready(page);
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('service:ssl');
});
