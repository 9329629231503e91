import { expect, type Locator, type Page, test } from '@playwright/test';
import { openSample, ready, summary } from './page.ts';

const facets = (page: Page): Locator => page.getByRole('region', { name: 'Facets' });
const group = (page: Page, field: string): Locator => facets(page).getByRole('group', { name: field, exact: true });
const selected = async (page: Page): Promise<number> => Number(await summary(page).getAttribute('data-selected'));

/** The number of flows in the name of a checkbox: `dns, 4,991 flows`. */
async function flowsOf(box: Locator): Promise<number> {
  const name = await box.getAttribute('aria-label');
  return Number(name?.match(/, ([\d,]+) flow/)?.[1].replaceAll(',', ''));
}

async function openFacets(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Facets', exact: true })).toBeVisible();
  await page.keyboard.press('f');
  await expect(group(page, 'service').getByRole('checkbox').first()).toBeVisible();
}

test('ticked values select flows with any of them, and every count follows', async ({ page }) => {
  const { flows } = await openSample(page);
  await openFacets(page);
  const dns = group(page, 'service').getByRole('checkbox', { name: /^dns,/ });
  const ssl = group(page, 'service').getByRole('checkbox', { name: /^ssl,/ });
  const [dnsFlows, sslFlows] = [await flowsOf(dns), await flowsOf(ssl)];
  await dns.check();
  await expect.poll(() => selected(page)).toBe(dnsFlows);
  // The counts of a field ignore its own clause.
  await ssl.check();
  await expect.poll(() => selected(page)).toBe(dnsFlows + sslFlows);
  const states = group(page, 'conn_state');
  const all = states.getByRole('button', { name: /values of conn_state/, expanded: false });
  await expect(async () => {
    if (await all.isVisible()) await all.click();
    const counts = await Promise.all((await states.getByRole('checkbox').all()).map(flowsOf));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(dnsFlows + sslFlows);
  }).toPass();
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('dns or ssl');
  await dns.uncheck();
  await ssl.uncheck();
  await expect.poll(() => selected(page)).toBe(flows);
});

test('a value can be excluded and included again, by mouse and by keyboard', async ({ page }) => {
  const { flows } = await openSample(page);
  await openFacets(page);
  const service = group(page, 'service');
  const dns = service.getByRole('checkbox', { name: /^dns,/ });
  const dnsFlows = await flowsOf(dns);
  await dns.hover();
  await service.getByRole('button', { name: 'Exclude dns' }).click();
  await expect.poll(() => selected(page)).toBe(flows - dnsFlows);
  const chip = page.getByRole('list', { name: 'Active filters' }).getByRole('listitem');
  await expect(chip).toHaveText(`✓not dns hides ${dnsFlows.toLocaleString('en-US')}✕`);
  await service.getByRole('button', { name: 'Exclude dns' }).click();
  await expect.poll(() => selected(page)).toBe(flows);
  await dns.focus();
  await page.keyboard.press('Delete');
  await expect.poll(() => selected(page)).toBe(flows - dnsFlows);
});

test('values are searched, any column can be added, and the region is closed by its key', async ({ page }) => {
  await openSample(page);
  await openFacets(page);
  const port = group(page, 'id.resp_p');
  await port.getByRole('button', { name: /values of id\.resp_p/ }).click();
  await port.getByRole('searchbox', { name: 'Search id.resp_p' }).fill('844');
  await expect.poll(() => port.getByRole('checkbox').first().getAttribute('aria-label')).toMatch(/844/);
  await facets(page).getByRole('combobox').selectOption('local_orig');
  await expect(group(page, 'local_orig').getByRole('checkbox').first()).toBeVisible();
  await port.getByRole('checkbox').first().check();
  await ready(page);
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('port ');
  await page.getByRole('grid', { name: 'Flows' }).getByRole('row').nth(1).focus();
  await page.keyboard.press('f');
  await expect(facets(page)).toHaveCount(0);
});

test('a group is one Tab stop', async ({ page }) => {
  await openSample(page);
  await openFacets(page);
  const stops = await group(page, 'service').evaluate(
    (element) =>
      [...element.querySelectorAll<HTMLElement>('button, input')].filter(({ tabIndex }) => tabIndex === 0).length,
  );
  expect(stops).toBe(1);
});
