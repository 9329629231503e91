import { expect, test } from '@playwright/test';
import { grid, openFlow, openPage, openSample, panel, ready, rowAt, setFilter, summary } from './page.ts';

test('a filter by an unknown finding is an error under the box, and leaves the log open', async ({ page }) => {
  const { flows } = await openSample(page);
  await page.getByRole('tab', { name: /^Findings \d/ }).waitFor();
  for (const filter of ['finding:1', '-finding:77', 'finding:*', 'tag:foo']) {
    await page.getByRole('textbox', { name: 'Filter' }).fill(filter);
    await page.keyboard.press('Enter');
    await expect(page.locator('search').getByRole('alert')).toContainText(/There is no (finding|field)/);
    await expect(summary(page)).toHaveAttribute('data-selected', String(flows));
  }
});

test('a link with a filter by an unknown finding opens without it and names it', async ({ page }) => {
  await openPage(page, '#v=1&tab=flows&filter=finding%3A1%20proto%3Audp');
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await ready(page);
  await expect(page.locator('[data-code=refused-filters]')).toContainText('finding:1 was not applied to this log.');
  await expect(page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')).toHaveCount(1);
});

test('a click on Suppress focuses the reason, and the choices have counts', async ({ page }) => {
  await openSample(page);
  await openFlow(page, 1);
  await panel(page).getByRole('button', { name: 'Suppress', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Suppress', exact: true });
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await expect(dialog.getByRole('radio').first()).toHaveAccessibleName(/ \d+ flows?$/);
});

test('x on a row asks what to suppress, and Esc after ? returns to the row', async ({ page }) => {
  await openSample(page);
  const row = rowAt(page, 1);
  await row.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
  await page.keyboard.press('x');
  const reason = page.getByRole('dialog', { name: 'Suppress', exact: true }).getByRole('textbox', { name: 'Reason' });
  await expect(reason).toBeFocused();
  await page.keyboard.type('known');
  await page.keyboard.press('Enter');
  await expect(summary(page)).not.toHaveAttribute('data-suppressed', '0');
});

test('a text search without a result offers the filter it means', async ({ page }) => {
  await openSample(page);
  await setFilter(page, 'conn_state==S0');
  await page
    .getByRole('button', { name: 'Use state:S0' })
    .or(page.getByRole('button', { name: 'Use conn_state:S0' }))
    .click();
  await expect(grid(page).getByRole('row').nth(1)).toBeVisible();
});
