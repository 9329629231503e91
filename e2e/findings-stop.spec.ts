import { expect, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { drop, openFlow, openPage, panel, ready } from './page.ts';

test('the search for findings can be stopped, and begun again', async ({ page }) => {
  test.setTimeout(300_000);
  const log = bigLog(1_000_000);
  await openPage(page);
  await drop(page, log);
  const { flows } = await ready(page, 120_000);
  const findings = page.getByRole('region', { name: 'Findings' });
  const progress = findings.getByRole('progressbar', { name: 'Findings' });
  await expect(progress).toBeVisible();
  await findings.getByRole('button', { name: 'Stop' }).click();
  await expect(progress).toHaveCount(0);
  const look = findings.getByRole('button', { name: 'Search for findings' });
  await expect(look).toBeVisible();
  await expect(findings).toContainText(`among ${flows.toLocaleString('en-US')} flows`);

  // The page answers as before.
  await openFlow(page, 0);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);

  await look.click();
  await expect(progress).toBeVisible();
  await findings.getByRole('button', { name: 'Stop' }).click();
  await expect(progress).toHaveCount(0);
  await look.click();
  await expect(findings.getByRole('list', { name: 'Findings' })).toBeVisible({ timeout: 120_000 });
  await expect(look).toHaveCount(0);
});
