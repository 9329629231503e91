import { expect, type Page, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import {
  chart,
  columnTexts,
  downloadBy,
  drop,
  exportAs,
  header,
  holdCalls,
  openCharts,
  openFlow,
  openPage,
  ready,
  rowAt,
  summary,
} from './page.ts';

/** Source and destination of the row at a position, from the table. */
async function addressesAt(page: Page, place: number): Promise<string> {
  const [sources, destinations] = [await columnTexts(page, 'id.orig_h'), await columnTexts(page, 'id.resp_h')];
  return `${sources[place]} → ${destinations[place]}`;
}

async function openSampleWith(page: Page): Promise<void> {
  await openPage(page);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await ready(page);
}

test('the engine is asked once per flow, and panel and map share the answer', async ({ page }) => {
  const flow = await holdCalls(page, 'flow');
  await openSampleWith(page);
  const opened = await openFlow(page, 2);
  await expect(opened).toContainText('Raw line');
  expect(await flow.count()).toBe(1);
  await page.keyboard.press('j');
  await expect(opened).toContainText('Rank 4');
  await expect(opened).toContainText('Raw line');
  expect(await flow.count()).toBe(2);
});

test('while a flow loads, the panel names it and shows no details of another', async ({ page }) => {
  const flow = await holdCalls(page, 'flow');
  await openSampleWith(page);
  const opened = await openFlow(page, 0);
  await expect(opened).toContainText('Raw line');
  await flow.hold();
  for (const place of [1, 2, 3]) {
    await page.keyboard.press('j');
    await expect(opened.getByRole('heading', { name: `Rank ${place + 1}`, exact: true })).toBeVisible();
    await expect(rowAt(page, place)).toHaveAttribute('aria-selected', 'true');
    await expect(opened).toContainText(await addressesAt(page, place));
    await expect(opened).toContainText('Loading this flow');
    await expect(opened).toHaveAttribute('aria-busy', 'true');
    await expect(opened).not.toContainText('Raw line');
  }
  await flow.release();
  await expect(opened).toContainText('Raw line');
  await expect(opened.getByRole('heading', { name: 'Rank 4', exact: true })).toBeVisible();
  await expect(opened).toHaveAttribute('aria-busy', 'false');
});

test('a step to a row that is not loaded shows its line, not the previous flow', async ({ page }) => {
  test.setTimeout(120_000);
  const rows = await holdCalls(page, 'rows');
  await openPage(page);
  await drop(page, bigLog(100_000));
  await ready(page, 60_000);
  const opened = await openFlow(page, 0);
  await expect(opened).toContainText('Raw line');
  await rowAt(page, 0).focus();
  await rows.hold();
  await page.keyboard.press('End');
  await expect(opened.getByRole('heading', { name: 'Line 100,000' })).toBeVisible();
  await expect(opened).not.toContainText('Raw line');
  await rows.release();
  await expect(opened.getByRole('heading', { name: 'Rank 100,000', exact: true })).toBeVisible();
  await expect(opened).toContainText('Raw line');
});

const pca = 'PCA (PyOD-compatible)';

/** Every view of a result names its detector. */
async function expectNamed(page: Page, name: string, other: string): Promise<void> {
  await expect(summary(page)).toHaveAttribute('data-detector', name);
  const rank = page.getByRole('group', { name: 'Rank by' });
  await expect(rank.locator('[data-chosen=true]')).toHaveText(name === pca ? /^Size/ : new RegExp(`^${name}`));
  await expect(rank.getByRole('button', { name: /^Size/ })).toHaveAttribute('aria-pressed', String(name === pca));
  for (const item of await page.getByRole('list', { name: 'Notes' }).getByRole('listitem').all()) {
    await expect(item).not.toContainText(other);
  }
  await openCharts(page);
  await expect(chart(page, 'Score distribution')).toContainText(`${name}, log counts`);
  await expect(page.getByRole('region', { name: 'Flows in view' })).toContainText(`by ${name}`);
  const svg = (await downloadBy(page, page.getByRole('button', { name: 'Density as SVG' }))).toString();
  expect(svg).toContain(`${name}; contamination 0.1`);
  const { detector } = JSON.parse(await exportAs(page, 'Summary (JSON)', 'All flows'));
  expect(detector.label).toBe(name);
  await page.keyboard.press('Escape');
}

test('while another detector computes, the result on screen keeps its name, is dimmed, and can be kept', async ({
  page,
}) => {
  const detect = await holdCalls(page, 'detect');
  await openSampleWith(page);
  await detect.hold();
  const before = await ready(page);
  const scores = await columnTexts(page, 'score');
  const detector = page.getByRole('combobox', { name: 'Detector' });
  const bar = page.getByRole('region', { name: 'Under way' });
  const flows = page.getByRole('tabpanel', { name: 'Flows' });
  await detector.selectOption({ label: 'kNN' });
  await expect(bar).toContainText('Scoring with kNN');
  await expect(bar).toContainText(`Still on screen: ${pca}`);
  await expect(bar.getByRole('progressbar')).toBeVisible();
  await expect(summary(page)).toHaveAttribute('data-state', 'loading');
  await expect(summary(page)).toHaveAttribute('data-detector', pca);
  await expect(summary(page)).toHaveAttribute('data-threshold', String(before.threshold));
  await expect(flows).toHaveAttribute('aria-busy', 'true');
  await expect(flows).toHaveCSS('opacity', '0.5');
  await expect(page.getByRole('slider', { name: 'Threshold' })).toBeDisabled();
  await expectNamed(page, pca, 'kNN');
  // The progress bar covers the first rows.
  const opened = await openFlow(page, 6);
  await expect(opened).toContainText(`by ${pca}`);
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Model' }).click();
  await expect(page.getByRole('region', { name: `About ${pca}` })).toBeVisible();
  await page.getByRole('tab', { name: 'Flows' }).click();

  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(bar).toHaveCount(0);
  await expect(detector).toHaveValue('pyod-pca');
  expect(await ready(page)).toEqual(before);
  const again = await columnTexts(page, 'score');
  expect(again.length).toBeGreaterThan(5);
  expect(again).toEqual(scores.slice(0, again.length)); // open charts reduce the height of the table
  await expect(page.getByRole('slider', { name: 'Threshold' })).toBeEnabled();

  await detector.selectOption({ label: 'kNN' });
  await expect(bar).toContainText('Scoring with kNN');
  await detect.release();
  await expect(summary(page)).toHaveAttribute('data-detector', 'kNN');
  await ready(page);
  await expect(bar).toHaveCount(0);
  await expect(flows).toHaveAttribute('aria-busy', 'false');
  await expectNamed(page, 'kNN', pca);
  await expect(header(page, 'score')).toHaveAttribute('aria-sort', 'descending');
});

test('a requested detector replaces the one being computed', async ({ page }) => {
  test.setTimeout(120_000);
  await openPage(page);
  await drop(page, bigLog(100_000));
  await ready(page, 60_000);
  const detector = page.getByRole('combobox', { name: 'Detector' });
  const bar = page.getByRole('region', { name: 'Under way' });
  await detector.selectOption({ label: 'LOF' });
  await expect(bar).toContainText('Scoring with LOF');
  await detector.selectOption({ label: 'Hotelling T²' });
  await expect(summary(page)).toHaveAttribute('data-detector', 'Hotelling T²');
  await ready(page);
  await page.getByRole('tab', { name: 'Model' }).click();
  const results = page.getByRole('table', { name: 'Results of this run' });
  await expect(results).toContainText('Hotelling T²');
  await expect(results).not.toContainText('LOF');
});
