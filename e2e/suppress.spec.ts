import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { openDialog, openFlow, openSample, ready, rowAt, summary } from './page.ts';

const data = async (page: Page, name: string): Promise<number> =>
  Number(await summary(page).getAttribute(`data-${name}`));
const chips = (page: Page) => page.getByRole('list', { name: 'Active filters' });

async function suppressDns(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Filter' }).fill('service:dns');
  await page.keyboard.press('Enter');
  await ready(page);
  await chips(page).getByRole('button', { name: 'Turn off service:dns' }).focus();
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Suppress', exact: true });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('our resolver');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
}

test('suppressed flows are counted, with a reason, and return by Restore and Undo', async ({ page }) => {
  const { flows } = await openSample(page);
  await suppressDns(page);
  await expect.poll(() => data(page, 'suppressed')).toBeGreaterThan(0);
  const suppressed = await data(page, 'suppressed');
  expect((await data(page, 'selected')) + suppressed).toBe(flows);
  await expect(chips(page)).toContainText(`hidden ${suppressed.toLocaleString('en-US')}`);
  const all = await ready(page);
  expect(all.flows).toBe(flows);

  await expect(page.getByRole('button', { name: 'Clear' })).toBeDisabled();
  const dialog = await openDialog(page, 'Suppressions');
  const item = dialog.getByRole('list', { name: 'Suppressions' }).getByRole('listitem');
  await expect(item).toContainText('our resolver');
  await expect(item).toContainText(`${suppressed.toLocaleString('en-US')} flows`);
  await item.getByRole('button', { name: /^Restore/ }).click();
  await expect.poll(() => data(page, 'selected')).toBe(flows);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => data(page, 'suppressed')).toBe(suppressed);
});

test('suppressions are saved as text and opened again, by a dialog and by dropping', async ({ page }) => {
  const { flows } = await openSample(page);
  await suppressDns(page);
  await expect.poll(() => data(page, 'suppressed')).toBeGreaterThan(0);
  const suppressed = await data(page, 'suppressed');
  const dialog = await openDialog(page, 'Suppressions');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as text' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toBe('service:dns # our resolver\n');
  await dialog.getByRole('button', { name: /^Restore/ }).click();
  await expect.poll(() => data(page, 'selected')).toBe(flows);

  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Open from text…' }).click();
  const buffer = Buffer.from(`${text}servce:x # no\n`);
  await (await chooser).setFiles({ name: 'suppressions.txt', mimeType: 'text/plain', buffer });
  await expect.poll(() => data(page, 'suppressed')).toBe(suppressed);
  await expect(dialog.getByRole('alert')).toContainText(
    'Line 2, character 1: There is no field servce. Did you mean service?',
  );
});

test('a link keeps suppressions with their reasons', async ({ page }) => {
  await openSample(page);
  await suppressDns(page);
  await expect.poll(() => data(page, 'suppressed')).toBeGreaterThan(0);
  const suppressed = await data(page, 'suppressed');
  await expect(page).toHaveURL(/suppressed=/);
  await page.reload();
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await ready(page);
  await expect.poll(() => data(page, 'suppressed')).toBe(suppressed);
  const dialog = await openDialog(page, 'Suppressions');
  await expect(dialog.getByRole('listitem')).toContainText('our resolver');
});

test('noise presets are suppressions like any other', async ({ page }) => {
  const { flows } = await openSample(page);
  const noise = await openDialog(page, 'Noise', 'Noise presets');
  await noise.getByRole('checkbox', { name: 'NTP' }).check();
  await expect.poll(() => data(page, 'suppressed')).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect(chips(page).getByRole('button', { name: /^Turn off NTP/ })).toBeVisible();
  const dialog = await openDialog(page, 'Suppressions');
  await dialog.getByRole('button', { name: /^Restore NTP/ }).click();
  await expect.poll(() => data(page, 'selected')).toBe(flows);
});

test('a panel and the menu of a cell suppress with a reason', async ({ page }) => {
  const { flows } = await openSample(page);
  const panel = await openFlow(page, 0);
  await panel.getByRole('button', { name: 'Suppress', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Suppress', exact: true });
  await question.getByRole('radio', { name: /^src [\d.]+ [\d,]+ flows$/ }).check();
  await question.getByRole('textbox', { name: 'Reason' }).fill('backup');
  await page.keyboard.press('Enter');
  await expect.poll(() => data(page, 'suppressed')).toBeGreaterThan(0);
  const once = await data(page, 'suppressed');
  expect((await data(page, 'selected')) + once).toBe(flows);
  await rowAt(page, 0).getByRole('gridcell').nth(3).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Suppress', exact: true }).click();
  await question.getByRole('textbox', { name: 'Reason' }).fill('known');
  await page.keyboard.press('Enter');
  await expect.poll(() => data(page, 'suppressed')).toBeGreaterThan(once);
  await page.keyboard.press('Control+z');
  await expect.poll(() => data(page, 'suppressed')).toBe(once);
});
