import { expect, type Locator, type Page, test } from '@playwright/test';
import { exportAs, grid, openSample, ready, summary } from './page.ts';

const box = (page: Page): Locator => page.getByRole('search').getByRole('textbox', { name: 'Filter' });
const chips = (page: Page): Locator => page.getByRole('list', { name: 'Active filters' });
const selected = async (page: Page): Promise<number> => Number(await summary(page).getAttribute('data-selected'));

async function filter(page: Page, text: string): Promise<number> {
  await page.keyboard.press('/');
  await expect(box(page)).toBeFocused();
  await box(page).fill(text);
  await page.keyboard.press('Enter');
  await ready(page);
  return selected(page);
}

test('a filter is a chip that is counted, switched off, edited, removed and undone, and every view follows', async ({
  page,
}) => {
  const { flows } = await openSample(page);
  const dns = await filter(page, 'service:dns');
  expect(dns).toBeGreaterThan(0);
  expect(dns).toBeLessThan(flows);
  await expect(box(page)).toHaveValue('');
  await expect(chips(page).getByRole('listitem')).toHaveText([`✓service:dns ${dns.toLocaleString('en-US')}✕`]);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(dns + 1));
  await expect(page).toHaveTitle(/, 1 filter/);

  const both = await filter(page, 'state:SF -src:192.168.10.23');
  expect(both).toBeLessThan(dns);
  await expect(chips(page).getByRole('listitem')).toHaveCount(2);
  const csv = await exportAs(page, 'CSV', 'Flows in view');
  expect(csv.trimEnd().split('\n').length - 1).toBe(both);
  await page.keyboard.press('Escape');

  await chips(page).getByRole('button', { name: 'Turn off service:dns' }).click();
  await expect(chips(page).getByRole('button', { name: 'Turn on service:dns' })).toBeVisible();
  await expect.poll(() => selected(page)).not.toBe(both);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => selected(page)).toBe(both);

  await chips(page).getByRole('button', { name: 'Turn off service:dns' }).press('Enter');
  await expect(box(page)).toHaveValue('service:dns');
  await box(page).fill('service:ssl');
  await page.keyboard.press('Enter');
  await expect(chips(page).getByRole('button', { name: 'Turn off service:ssl' })).toBeVisible();

  await chips(page).getByRole('button', { name: 'Remove service:ssl' }).click();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => selected(page)).toBe(flows);
  await expect(chips(page).getByRole('listitem')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(chips(page).getByRole('listitem')).toHaveCount(1);
});

test('the same flows come back in the same order when a chip is removed', async ({ page }) => {
  await openSample(page);
  const before = await grid(page).getByRole('row').allTextContents();
  const all = await exportAs(page, 'CSV', 'All flows');
  await page.keyboard.press('Escape');
  await filter(page, 'score:<p99 -state:SF');
  expect(await grid(page).getByRole('row').allTextContents()).not.toEqual(before);
  await chips(page)
    .getByRole('button', { name: /^Remove / })
    .click();
  await ready(page);
  await expect.poll(() => grid(page).getByRole('row').allTextContents()).toEqual(before);
  expect(await exportAs(page, 'CSV', 'All flows')).toBe(all);
});

test('a wrong filter shows its error and position, changes nothing, and can be corrected', async ({ page }) => {
  const { flows } = await openSample(page);
  await filter(page, 'port:443 servce:dns');
  await expect(box(page)).toHaveAttribute('aria-invalid', 'true');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('There is no field servce. Did you mean service? At character 10.');
  await expect(alert.locator('pre')).toHaveText(/port:443 servce:dns\s*\^{6}/);
  expect(await selected(page)).toBe(flows);
  await box(page).fill('port:443 service:ssl');
  await expect(alert).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(chips(page).getByRole('listitem')).toHaveCount(1);
});

test('fields and values can be completed by keyboard', async ({ page }) => {
  await openSample(page);
  await page.keyboard.press('/');
  await page.keyboard.type('serv');
  const list = page.getByRole('listbox', { name: 'Suggestions' });
  await expect(list.getByRole('option').first()).toHaveText(/^service:/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(box(page)).toHaveValue('service:');
  await page.keyboard.type('dn');
  await expect(list.getByRole('option', { name: /^dns \d/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('service:dns');
  await page.keyboard.press('Enter');
  await expect(chips(page).getByRole('listitem')).toHaveCount(1);
});

test('the help is complete without a document, and its examples can be put into the box', async ({ page }) => {
  await openSample(page);
  await page.getByRole('button', { name: 'Filter help' }).click();
  const help = page.getByRole('dialog', { name: 'Filter help' });
  await expect(help).toContainText('percentiles');
  await help.getByRole('button', { name: 'state:S0,REJ score:>=3x' }).click();
  await expect(box(page)).toHaveValue('state:S0,REJ score:>=3x');
  await expect(box(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(chips(page).getByRole('listitem')).toHaveCount(1);
});

test('text with markup or hidden characters is shown literally', async ({ page }) => {
  await openSample(page);
  await filter(page, '"<img src=x onerror=alert(1)>\u202e"');
  await expect(chips(page)).toContainText('<img src=x');
  await expect(page.locator('img')).toHaveCount(0);
});
