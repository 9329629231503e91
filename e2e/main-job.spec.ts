import { expect, test } from '@playwright/test';
import { parseCsv } from './csv.ts';
import { sampleFlows, sampleLog } from './logs.ts';
import {
  chart,
  columnTexts,
  contaminationField,
  drop,
  exportAs,
  grid,
  header,
  logFile,
  openCharts,
  openFlow,
  openPage,
  openSample,
  panel,
  ready,
  rowAt,
  summary,
} from './page.ts';

test('the sample ranks the planted upload near the top, with an explanation', async ({ page }) => {
  await openSample(page);
  const destinations = (await columnTexts(page, 'id.resp_h')).slice(0, 10);
  const place = destinations.indexOf('203.0.113.147');
  expect(place).toBeGreaterThanOrEqual(0);

  const flow = await openFlow(page, place);
  await expect(flow.getByRole('heading', { name: new RegExp(`Rank ${place + 1}\\b`) })).toBeVisible();
  await expect(flow).toContainText('203.0.113.147');
  await expect(flow).toContainText(/orig_(ip_)?bytes is 4\d\d MB, the largest of this log/);
  await expect(flow).toContainText(/SF/);
});

test('a flow’s raw line equals the file, byte for byte', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage(page);
  await drop(page, [logFile('conn.log', sampleLog(400))]);
  await ready(page);
  const [{ row }] = parseCsv(await exportAs(page, 'CSV', 'All flows'));
  const flow = await openFlow(page, 0);
  await expect(flow).toContainText(new RegExp(`row ${row} of conn\\.log`, 'i'));
  await flow.getByRole('button', { name: /copy/i }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(sampleFlows(400)[Number(row)]);
});

test('related flows are one click away, and back', async ({ page }) => {
  const { flows, anomalies } = await openSample(page);
  const flow = await openFlow(page, 0);
  await flow.getByRole('button', { name: /source/i }).click();
  await expect(grid(page)).not.toHaveAttribute('aria-rowcount', String(flows + 1));
  expect(new Set(await columnTexts(page, 'id.orig_h')).size).toBe(1);
  expect(await ready(page)).toMatchObject({ flows, anomalies });

  const shown = Number(await grid(page).getAttribute('aria-rowcount')) - 1;
  expect(parseCsv(await exportAs(page, 'CSV', 'Flows in view')).length).toBe(shown);
  await page.keyboard.press('Escape');
  await expect(summary(page)).toHaveAttribute('data-selected', String(shown));
  await expect(page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')).toHaveText(/^✓from [\d.]+/);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(flows + 1));
  expect(await ready(page)).toMatchObject({ flows, anomalies });
});

test('the threshold moves by keyboard, and every count follows', async ({ page }) => {
  const before = await openSample(page);
  const slider = page.getByRole('slider', { name: 'Threshold' });
  await slider.focus();
  await page.keyboard.press('PageUp');
  await expect(summary(page)).not.toHaveAttribute('data-threshold', String(before.threshold));
  const after = await ready(page);
  expect(after.threshold).toBeGreaterThan(before.threshold);
  expect(after.anomalies).toBeLessThan(before.anomalies);

  const count = after.anomalies.toLocaleString('en-US');
  await expect(summary(page)).toContainText(count);
  await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(`\\b${count}\\b`));
  await expect(page.getByRole('region', { name: 'Flows in view' })).toContainText(`${count} above the threshold`);
  await expect(chart(page, 'Score distribution')).toContainText(count);
  const flows = parseCsv(await exportAs(page, 'CSV', 'All flows'));
  expect(flows.filter(({ anomaly }) => anomaly === 'true').length).toBe(after.anomalies);
  expect(flows.filter(({ score }) => Number(score) > after.threshold).length).toBe(after.anomalies);
});

test('the threshold moves by dragging its line', async ({ page }) => {
  const before = await openSample(page);
  const line = await page.getByRole('slider', { name: 'Threshold' }).boundingBox();
  const plot = await page.getByRole('group', { name: 'Score' }).boundingBox();
  if (line === null || plot === null) throw new Error('no slider');
  const height = line.y + line.height / 2;
  await page.mouse.move(line.x + line.width / 2, height);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.8, height, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await ready(page)).threshold).toBeGreaterThan(before.threshold * 5);
  const after = await ready(page);
  expect(after.anomalies).toBeLessThan(before.anomalies / 10);
  expect(after.anomalies).toBeGreaterThan(0);
});

test('another contamination gives another threshold', async ({ page }) => {
  const { flows } = await openSample(page);
  const contamination = await contaminationField(page);
  await expect(contamination).toHaveValue('0.1');
  await contamination.fill('0.01');
  await contamination.press('Enter');
  await expect(summary(page)).toHaveAttribute('data-anomalies', String(Math.ceil(flows * 0.01)));
  await expect.poll(() => page.url()).toContain('contamination=0.01');
});

test('another detector gives another ranking and explains its parts', async ({ page }) => {
  await openSample(page);
  for (const [label, what] of [
    ['ECOD', 'what the feature adds to the score'],
    ['PCA (log scale)', 'The score is of the logarithms'],
    ['Isolation forest', 'set to the log’s median'],
  ]) {
    await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label });
    await expect(summary(page)).toHaveAttribute('data-detector', label);
    await ready(page);
    await openCharts(page);
    await expect(page.getByRole('combobox', { name: 'Density x axis' })).toHaveValue('orig_bytes');
    await expect(await openFlow(page, 0)).toContainText(what);
    await page.keyboard.press('Escape');
  }
});

test('the address has changed settings, no values of the log, and no threshold for another log', async ({ page }) => {
  await openSample(page);
  await header(page, 'duration').click();
  await page.getByRole('slider', { name: 'Threshold' }).press('PageUp');
  await expect.poll(() => page.url()).toMatch(/#v=1&.*threshold=.*sort=-duration/);
  await openFlow(page, 0);
  expect(page.url()).not.toMatch(/192\.168|203\.0|198\.51|sample/);

  await drop(page, [logFile('conn.log', sampleLog(500))]);
  await expect(summary(page)).toHaveAttribute('data-flows', '500');
  await ready(page);
  expect(page.url()).toContain('sort=-duration');
  expect(page.url()).not.toContain('threshold');
});

test('a log dropped on the window is opened', async ({ page }) => {
  await openPage(page);
  const transfer = await page.evaluateHandle((text) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([text], 'conn.log'));
    return dropped;
  }, sampleLog(250));
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
  }
  expect(await ready(page)).toMatchObject({ flows: 250, files: 1 });
  await expect(rowAt(page, 0)).toBeVisible();
  await expect(panel(page)).toHaveCount(0);
});
