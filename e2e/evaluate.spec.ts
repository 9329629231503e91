import { expect, test } from '@playwright/test';
import { sampleLog } from './logs.ts';
import { drop, logFile, openPage, openSample, ready } from './page.ts';

test('a log with labels can be judged by them, detectors side by side', async ({ page }) => {
  await openSample(page);
  await page.getByRole('tab', { name: 'Evaluate' }).click();
  const table = page.getByRole('table', { name: 'Measures by detector' });
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'PCA (PyOD-compatible, with ip_proto)' }).check();
  await page.getByRole('combobox', { name: 'Malicious counts as' }).selectOption('positive');
  await page.getByRole('button', { name: 'Evaluate' }).click();
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(page.getByText(/points the wrong way here/).first()).toBeVisible();
  await expect(page.getByRole('img', { name: /^ROC/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Flows' }).click();
  await expect(page.getByRole('grid', { name: 'Flows' })).toBeVisible();
});

test('a log without labels has nothing to judge by', async ({ page }) => {
  await openPage(page);
  const log = sampleLog(200).replaceAll('Benign', '-').replaceAll('Malicious', '-').replace('#fields', '#fields');
  await drop(page, [logFile('conn.log', log.replace('\tlabel\tdetailedlabel', '\tx\ty'))]);
  await ready(page);
  await expect(page.getByRole('tab', { name: 'Evaluate' })).toHaveCount(0);
});
