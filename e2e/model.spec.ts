import { expect, type Page, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { bringAxe, violations } from './axe.ts';
import {
  columnNumbers,
  contaminationField,
  downloadBy,
  drop,
  exportAs,
  grid,
  header,
  openCharts,
  openDialog,
  openPage,
  openSample,
  ready,
  rowAt,
  showTab,
  summary,
} from './page.ts';

const threshold = async (page: Page) => (await ready(page)).threshold;

test('other settings give another result beside the first, which can be restored to the bit', async ({ page }) => {
  const { threshold: usual } = await openSample(page);
  await page.getByRole('tab', { name: 'Model' }).click();
  const form = page.getByRole('form', { name: /^Settings of PCA/ });
  await form.getByRole('spinbutton', { name: 'Components, smallest first' }).fill('3');
  await form.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => threshold(page)).not.toBe(usual);
  const three = await threshold(page);
  const results = page.getByRole('table', { name: 'Results of this run' });
  await expect(results.getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('components = 3');

  await form.getByRole('checkbox', { name: 'id.resp_p' }).uncheck();
  await form.getByRole('button', { name: 'Apply' }).click();
  await expect(results.getByRole('row')).toHaveCount(4);
  await expect.poll(() => threshold(page)).not.toBe(three);

  await results.getByRole('button', { name: 'Show PCA (PyOD-compatible), components = 3', exact: true }).click();
  await expect.poll(() => threshold(page)).toBe(three);
  await form.getByRole('button', { name: 'Reset to defaults' }).click();
  await expect.poll(() => threshold(page)).toBe(usual);
  await expect(results.getByRole('row')).toHaveCount(4);
});

test('settings are kept while another detector is shown', async ({ page }) => {
  await openSample(page);
  const detector = page.getByRole('combobox', { name: 'Detector' });
  await page.getByRole('tab', { name: 'Model' }).click();
  await page.getByRole('spinbutton', { name: /^Components/ }).fill('2');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('components = 2');
  const two = await threshold(page);
  await detector.selectOption({ label: 'kNN' });
  await expect(summary(page)).toHaveAttribute('data-detector', 'kNN');
  await ready(page);
  await expect(page.getByRole('combobox', { name: 'Distance' })).toHaveValue('largest');
  await detector.selectOption({ label: 'PCA (PyOD-compatible)' });
  await expect(summary(page)).toHaveAttribute('data-detector', 'PCA (PyOD-compatible)');
  await expect.poll(() => threshold(page)).toBe(two);
});

test('a link contains the settings of detectors, and gives the same threshold', async ({ page }) => {
  await openSample(page);
  await page.getByRole('tab', { name: 'Model' }).click();
  const usual = await threshold(page);
  await page.getByRole('spinbutton', { name: /^Components/ }).fill('3');
  await page.getByRole('checkbox', { name: 'id.resp_p' }).uncheck();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => threshold(page)).not.toBe(usual);
  const changed = await threshold(page);
  await expect(page).toHaveURL(/pyod-pca\.components=3/);
  await showTab(page, 'Flows');
  await page.getByRole('slider', { name: 'Threshold' }).press('ArrowRight');
  await expect.poll(() => threshold(page)).not.toBe(changed);
  await expect(page).toHaveURL(/threshold=/);
  const before = await ready(page);
  const link = new URL(page.url()).hash;

  await openCharts(page);
  const svg = (await downloadBy(page, page.getByRole('button', { name: 'Score distribution as SVG' }))).toString();
  expect(svg).toContain('PCA (PyOD-compatible), components = 3, features without id.resp_p; threshold');
  expect(JSON.parse(await exportAs(page, 'Summary (JSON)', 'All flows'))).toMatchObject({ link, contamination: null });

  await page.goto('about:blank');
  await openPage(page, link);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  expect(await ready(page)).toEqual(before);
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('components = 3, features without id.resp_p');
  await page.getByRole('tab', { name: 'Model' }).click();
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await expect.poll(() => threshold(page)).toBe(usual);
  await expect.poll(() => new URL(page.url()).hash).not.toContain('pyod-pca.');
});

test('a field explains an invalid value', async ({ page }) => {
  await openSample(page);
  await page.getByRole('tab', { name: 'Model' }).click();
  const components = page.getByRole('spinbutton', { name: /^Components/ });
  await components.fill('0');
  await expect(page.getByRole('alert')).toHaveText('A whole number from 1 to 7.');
  await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await components.fill('7');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await showTab(page, 'Flows');
  const contamination = await contaminationField(page);
  await contamination.fill('7');
  await expect(page.getByRole('alert')).toContainText('up to 0.5');
  await expect(contamination).toHaveAttribute('aria-invalid', 'true');
  await contamination.blur();
  await expect(contamination).toHaveValue('0.1');
  await expect(contamination).toHaveAccessibleDescription('Enter a value above 0 and up to 0.5. Still using 0.1');
  await contamination.fill('0');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await contamination.press('Enter');
  await expect(contamination).toHaveValue('0');
  await expect(page.getByRole('alert')).toContainText('Still using 0.1');
  await contamination.fill('0.2');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(contamination).toHaveAttribute('aria-invalid', 'false');
});

test('scree plot, loadings and features are available, with their numbers as tables', async ({ page }) => {
  await openSample(page);
  await page.getByRole('tab', { name: 'Model' }).click();
  const scree = page.getByRole('figure', { name: 'Scree plot' });
  await expect(scree.locator('rect[data-component]')).toHaveCount(7);
  await page.getByRole('button', { name: 'Scree plot as a table' }).click();
  await expect(scree.getByRole('row')).toHaveCount(8);
  await expect(scree.getByRole('row').last()).toContainText('100 %');
  await expect(page.getByRole('table', { name: 'Loadings' }).getByRole('row')).toHaveCount(10);
  await expect(page.getByRole('table', { name: 'Features' }).getByRole('row')).toHaveCount(8);
});

test('the indicators of Behaviour are explained, and are sortable columns', async ({ page }) => {
  await openSample(page);
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'Behaviour' });
  await expect(summary(page)).toHaveAttribute('data-detector', 'Behaviour');
  await ready(page);
  await page.getByRole('tab', { name: 'Model' }).click();
  await expect(page.getByRole('table', { name: 'Indicators' }).getByRole('row')).toHaveCount(18);
  await page.getByRole('tab', { name: 'Flows' }).click();
  await expect(header(page, 'leads')).toBeVisible();
  await expect(rowAt(page, 0)).toContainText('Port scan');
  await expect(header(page, 'beacon')).toHaveCount(0);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'beacon', exact: true }).check();
  await page.keyboard.press('Escape');
  await header(page, 'beacon').getByRole('button').click();
  await expect(header(page, 'beacon')).toHaveAttribute('aria-sort', 'descending');
  await expect(async () => {
    const scores = await columnNumbers(page, 'beacon');
    expect(scores[0]).toBeGreaterThan(1);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  }).toPass();
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'ECOD' });
  await expect(summary(page)).toHaveAttribute('data-detector', 'ECOD');
  await ready(page);
  await expect(header(page, 'beacon')).toHaveCount(0);
  await expect(grid(page).getByRole('columnheader', { name: 'score' })).toHaveAttribute('aria-sort', 'descending');
});

test('a slow detector can be cancelled, and the result on screen stays', async ({ page }) => {
  test.setTimeout(120_000);
  await openPage(page);
  await drop(page, bigLog(100_000));
  const before = await ready(page, 60_000);
  const detector = page.getByRole('combobox', { name: 'Detector' });
  await detector.selectOption({ label: 'LOF' });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(detector).toHaveValue('pyod-pca');
  expect(await ready(page)).toEqual(before);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await detector.selectOption({ label: 'Hotelling T²' });
  await expect(summary(page)).toHaveAttribute('data-detector', 'Hotelling T²');
  await ready(page);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing in the ${colorScheme} model`, () => {
    test.use({ colorScheme });
    test.beforeEach(({ page }) => bringAxe(page));

    test('of PCA, Behaviour and kNN, and in the noise presets', async ({ page }) => {
      await openSample(page);
      await page.getByRole('tab', { name: 'Model' }).click();
      for (const label of ['PCA (PyOD-compatible)', 'Behaviour', 'kNN']) {
        await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label });
        await expect(summary(page)).toHaveAttribute('data-detector', label);
        await ready(page);
        await expect(page.getByRole('region', { name: 'Model', exact: true })).toContainText(label);
        expect(await violations(page)).toEqual([]);
      }
      await page.getByRole('spinbutton', { name: 'Neighbours' }).fill('0');
      expect(await violations(page)).toEqual([]);
      const noise = await openDialog(page, 'Noise', 'Noise presets');
      await noise.getByRole('checkbox', { name: 'NTP' }).check();
      await expect(noise).toContainText('The preset that is on hides');
      expect(await violations(page)).toEqual([]);
    });
  });
}
