import { expect, type Page, test } from '@playwright/test';
import { exportAs, grid, openCharts, openDialog, openFlow, openPage, openSample, ready, summary } from './page.ts';

async function count(page: Page, preset: string): Promise<number> {
  const item = page
    .getByRole('dialog', { name: 'Noise presets' })
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${preset}`) });
  await expect(item).toContainText(/\d flows/);
  return Number((await item.textContent())?.match(/([\d,]+) flows/)?.[1].replaceAll(',', ''));
}

test('a preset hides the flows that it counts in table, charts and export, and restores them', async ({ page }) => {
  const { flows, anomalies, threshold } = await openSample(page);
  await expect(summary(page)).toHaveAttribute('data-suppressed', '0');
  const noise = await openDialog(page, 'Noise', 'Noise presets');
  const [multicast, ntp] = [await count(page, 'Multicast'), await count(page, 'NTP')];
  expect(multicast).toBeGreaterThan(0);

  await noise.getByRole('checkbox', { name: 'Multicast' }).check();
  const left = flows - multicast;
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(left + 1));
  await expect(summary(page)).toHaveAttribute('data-suppressed', String(multicast));
  expect(await ready(page)).toMatchObject({ flows, anomalies, threshold });

  await noise.getByRole('checkbox', { name: 'NTP' }).check();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(left - ntp + 1));
  await page.keyboard.press('Escape');
  await openCharts(page);
  await page.getByRole('button', { name: 'Flows over time as a table' }).click();
  const numbers = await page.getByRole('figure', { name: 'Flows over time' }).getByRole('row').allTextContents();
  expect(numbers.length).toBeGreaterThan(10);
  const all = (await exportAs(page, 'CSV', 'All flows')).trimEnd().split('\n');
  const inView = (await exportAs(page, 'CSV', 'Flows in view')).trimEnd().split('\n');
  expect(all.length - 1).toBe(flows);
  expect(inView.length - 1).toBe(left - ntp);
  expect(inView[0]).toBe(all[0]);
  await page.keyboard.press('Escape');

  await (await openDialog(page, 'Noise', 'Noise presets')).getByRole('button', { name: 'Show everything' }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(flows + 1));
  await expect(summary(page)).toHaveAttribute('data-suppressed', '0');
});

test('noise stays hidden in related flows and their counts, and in a link', async ({ page }) => {
  await openPage(page, '#v=1&tab=flows&noise=multicast,names,dhcp,ntp,nonsense');
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await ready(page);
  await expect(summary(page)).not.toHaveAttribute('data-suppressed', '0');
  const link = new URLSearchParams(new URL(page.url()).hash.slice(1));
  expect(link.get('noise')).toBe('multicast,names,dhcp,ntp');
  const flow = await openFlow(page, 0);
  const source = flow.getByRole('button', { name: /^Same source/ });
  const related = Number((await source.textContent())?.replace(/\D/g, ''));
  await source.click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(related + 1));
  const noise = await openDialog(page, 'Noise', 'Noise presets');
  for (const name of [/^Multicast/, /^mDNS/, /^DHCP/, /^NTP/]) {
    await expect(noise.getByRole('checkbox', { name })).toBeChecked();
  }
  await noise.getByRole('button', { name: 'Show everything' }).click();
  await expect(summary(page)).toHaveAttribute('data-suppressed', '0');
  await expect
    .poll(async () => Number(await grid(page).getAttribute('aria-rowcount')))
    .toBeGreaterThanOrEqual(related + 1);
});
