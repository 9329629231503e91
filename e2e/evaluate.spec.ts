import { expect, test } from '@playwright/test';
import { sampleLog } from './logs.ts';
import { downloadBy, drop, logFile, openPage, openSample, ready, showTab, summary } from './page.ts';

test('detectors are evaluated side by side against the labels of a log', async ({ page }) => {
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
  for (const title of ['ROC', 'Precision and recall']) {
    const svg = (await downloadBy(page, page.getByRole('button', { name: `${title} as SVG` }))).toString();
    expect(svg).toContain(`<title>${title}</title>`);
    expect(svg).toContain('PCA (PyOD-compatible, with ip_proto): ');
    const png = await downloadBy(page, page.getByRole('button', { name: `${title} as PNG` }));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    await page.getByRole('button', { name: `${title} as a table` }).click();
    const points = page.getByRole('table', { name: new RegExp(`^${title}`) }).getByRole('row');
    expect(await points.count()).toBeGreaterThan(20);
    await page.getByRole('button', { name: `${title} as a table` }).click();
  }
  await page.getByRole('tab', { name: 'Flows' }).click();
  await expect(page.getByRole('grid', { name: 'Flows' })).toBeVisible();
});

test('the evaluated result is the one on screen, after a change of setting, threshold or detector', async ({
  page,
}) => {
  await openSample(page);
  await page.getByRole('tab', { name: 'Model' }).click();
  await page.getByRole('spinbutton', { name: /^Components/ }).fill('2');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('components = 2');
  const { anomalies } = await ready(page);
  await page.getByRole('tab', { name: 'Evaluate' }).click();
  const detectors = page.getByRole('group', { name: 'Detectors' });
  await expect(detectors.getByRole('checkbox', { checked: true })).toHaveCount(1);
  const name = 'PCA (PyOD-compatible), components = 2';
  await expect(detectors.getByRole('checkbox', { name, exact: true })).toBeChecked();
  const judged = page.getByRole('table', { name: 'Measures by detector' }).getByRole('row').last();
  await expect(judged).toContainText(name);
  const called = async () => {
    const [tp, fp] = (await judged.getByRole('cell').allTextContents())
      .slice(-4)
      .map((text) => Number(text.replace(',', '')));
    return tp + fp;
  };
  await expect.poll(called).toBe(anomalies);

  // Evaluate covers the whole run, so the strip with the threshold is hidden.
  await showTab(page, 'Flows');
  await page.getByRole('slider', { name: 'Threshold' }).press('ArrowRight');
  await expect(summary(page)).toContainText(/above the threshold \(score above [\d.,]+/);
  await expect.poll(async () => (await ready(page)).anomalies).not.toBe(anomalies);
  await showTab(page, 'Evaluate');
  await expect.poll(called).toBe((await ready(page)).anomalies);

  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'ECOD' });
  await expect(detectors.getByRole('checkbox', { name: 'ECOD' })).toBeChecked();
  await expect(judged).toContainText('ECOD');
});

test('a log without labels cannot be evaluated', async ({ page }) => {
  await openPage(page);
  const log = sampleLog(200).replaceAll('Benign', '-').replaceAll('Malicious', '-').replace('#fields', '#fields');
  await drop(page, [logFile('conn.log', log.replace('\tlabel\tdetailedlabel', '\tx\ty'))]);
  await ready(page);
  await expect(page.getByRole('tab', { name: 'Evaluate' })).toHaveCount(0);
});
