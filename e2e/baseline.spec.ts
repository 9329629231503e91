import { expect, type Page, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { parseCsv } from './csv.ts';
import { sampleLog } from './logs.ts';
import {
  downloadBy,
  drop,
  exportAs,
  logFile,
  openDialog,
  openFlow,
  openPage,
  openSample,
  ready,
  showTab,
  summary,
} from './page.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Baseline' });
const drift = (page: Page) => dialog(page).getByRole('note', { name: 'Drift' });
const score = (page: Page) => dialog(page).getByRole('button', { name: 'Score with this baseline' });

/** Flows of the sample's office at another time of day. */
const monday = () => logFile('monday.log', sampleLog(4000));

async function openPanel(page: Page): Promise<void> {
  await openDialog(page, 'Baseline');
}

async function fitOn(page: Page, file: ReturnType<typeof monday> | string): Promise<void> {
  await dialog(page).getByLabel('Logs to fit on').setInputFiles(file);
}

/** Waits for the scores by a baseline and saves them. */
async function scored(page: Page, detector: RegExp): Promise<string> {
  await expect(summary(page)).toHaveAttribute('data-detector', detector);
  await ready(page);
  return exportAs(page, 'CSV', 'All flows');
}

test('a baseline is fitted with the settings of the tab Model, keeps them and has them in its name', async ({
  page,
}) => {
  await openSample(page);
  await page.getByRole('tab', { name: 'Model' }).click();
  await page.getByRole('spinbutton', { name: /^Components/ }).fill('2');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('components = 2');
  await ready(page);
  await openPanel(page);
  const model = dialog(page).getByRole('combobox', { name: 'Model' });
  await expect(model.getByRole('option', { name: 'PCA (PyOD-compatible), components = 2' })).toBeAttached();
  await expect(model).toHaveValue('pyod-pca');
  await fitOn(page, monday());
  await expect(drift(page)).toBeVisible();
  const saved = await downloadBy(page, dialog(page).getByRole('button', { name: 'Save model (JSON)' }));
  expect(JSON.parse(saved.toString())).toMatchObject({ detector: 'pyod-pca', params: { components: 2 } });
  await score(page).click();
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText(
    'Baseline: PCA (PyOD-compatible), monday.log is using non-default settings: components = 2',
  );
  await page.keyboard.press('Escape');
  await showTab(page, 'Flows');
  await expect(page.getByRole('region', { name: 'Flows in view' })).toContainText(
    'by Baseline: PCA (PyOD-compatible), monday.log, components = 2',
  );
});

test('a model of another log shows its drift, then scores. Saved and opened again it gives the same bits', async ({
  page,
}) => {
  await openSample(page);
  const before = await exportAs(page, 'CSV', 'All flows');
  await page.keyboard.press('Escape');
  await openPanel(page);
  await dialog(page).getByRole('combobox', { name: 'Model' }).selectOption({ label: 'PCA (log scale)' });
  await fitOn(page, monday());
  await expect(drift(page)).toContainText(/outside what the baseline saw|looks like another network/);
  await expect(dialog(page).getByRole('table')).toContainText('resp_ip_bytes');
  await expect(dialog(page).getByText(/^\d+°/)).toBeVisible();
  await expect(summary(page)).toHaveAttribute('data-detector', 'PCA (PyOD-compatible)');

  const model = await downloadBy(page, dialog(page).getByRole('button', { name: 'Save model (JSON)' }));
  expect(JSON.parse(model.toString())).toMatchObject({ 'oddflow-baseline': 2, detector: 'pca-log' });
  await score(page).click();
  const csv = await scored(page, /^Baseline: PCA \(log scale\), monday\.log$/);
  await page.keyboard.press('Escape');
  const options = page.getByRole('combobox', { name: 'Detector' }).getByRole('option');
  expect((await options.allTextContents())[0]).toBe('PCA (PyOD-compatible)');
  await expect(options.last()).toHaveText('Baseline: PCA (log scale), monday.log');
  const panel = await openFlow(page, 0);
  await expect(panel).toContainText('baseline’s mean');
  await page.keyboard.press('Escape');

  // The tab Model describes the baseline's detector.
  await page.getByRole('tab', { name: 'Model' }).click();
  const about = page.getByRole('region', { name: /^About Baseline/ });
  await expect(about).toContainText('flows of monday.log, not on this log');
  await expect(about).toContainText('ln(1 + ');
  await page.getByRole('tab', { name: 'Flows' }).click();

  // The results are listed side by side.
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'PCA (PyOD-compatible)' });
  expect(await scored(page, /^PCA \(PyOD/)).toBe(before);

  await openSample(page);
  await drop(page, [{ name: 'model.json', mimeType: 'application/json', buffer: model }]);
  await expect(drift(page)).toBeVisible();
  await score(page).click();
  expect(await scored(page, /monday\.log$/)).toBe(csv);
});

test('a baseline can be fitted to the selected flows and outlives the log', async ({ page }) => {
  await openSample(page);
  const own = parseCsv(await exportAs(page, 'CSV', 'All flows')).map(({ score }) => score);
  await page.keyboard.press('Escape');
  await openPanel(page);
  await dialog(page).getByRole('button', { name: 'Fit on the 19,962 flows in view' }).click();
  await expect(drift(page)).toContainText('No difference seen');
  await expect(drift(page)).toContainText('That is no proof');
  await score(page).click();
  const again = parseCsv(await scored(page, /^Baseline/)).map(({ score }) => score);
  expect(again).toEqual(own);
  await page.keyboard.press('Escape');

  await drop(page, [monday()]);
  await expect(summary(page)).toHaveAttribute('data-flows', '4000');
  expect((await ready(page)).detector).toBe('PCA (PyOD-compatible)');
  await openPanel(page);
  await expect(drift(page)).toBeVisible();
  await score(page).click();
  await expect(summary(page)).toHaveAttribute('data-detector', /^Baseline.*sample-conn\.log$/);
  await openPanel(page);
  await dialog(page).getByRole('button', { name: 'Discard' }).click();
  await expect(summary(page)).toHaveAttribute('data-detector', 'PCA (PyOD-compatible)');
  await expect(dialog(page).getByRole('button', { name: 'Discard' })).toHaveCount(0);
});

test('a baseline of Combined tells what is new, and says that findings do not use it', async ({ page }) => {
  await openSample(page);
  await openPanel(page);
  await dialog(page).getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Combined' });
  await expect(dialog(page)).toContainText('What this log repeats gets no score');
  await fitOn(page, monday());
  await expect(drift(page)).toBeVisible();
  await expect(dialog(page)).toContainText(/Channels known[\d,]+ of [\d,]+ with [\d.]+ % of the flows/);
  const model = await downloadBy(page, dialog(page).getByRole('button', { name: 'Save model (JSON)' }));
  expect(JSON.parse(model.toString())).toMatchObject({ 'oddflow-baseline': 3, detector: 'combined' });
  await score(page).click();
  const csv = await scored(page, /^Baseline: Combined, monday\.log$/);
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('Findings, Hosts and Channels do not use it');
  await page.keyboard.press('Escape');
  const panel = await openFlow(page, 0);
  await expect(panel).toContainText(/is not in the baseline|in the baseline/);
  await page.keyboard.press('Escape');

  await openSample(page);
  await drop(page, [{ name: 'model.json', mimeType: 'application/json', buffer: model }]);
  await expect(drift(page)).toBeVisible();
  await score(page).click();
  expect(await scored(page, /monday\.log$/)).toBe(csv);
});

test('a baseline of another network is reported before its scores are shown', async ({ page }) => {
  await openSample(page);
  await openPanel(page);
  const elsewhere = sampleLog(3000).replaceAll('192.168.', '10.77.').replaceAll('2001:db8:10:', 'fd00:77:1:');
  await fitOn(page, logFile('elsewhere.log', elsewhere));
  await expect(drift(page)).toContainText('Another network');
  await expect(drift(page)).toContainText('none of this log’s 2 local networks is in it');
  await expect(summary(page)).toHaveAttribute('data-detector', 'PCA (PyOD-compatible)');
  await score(page).click();
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('looks like another network');
});

test('a baseline of other hosts with the same private addresses is reported, also after saving and opening', async ({
  page,
}) => {
  await openSample(page);
  await openPanel(page);
  // The same subnet and flows as the sample, but other hosts.
  const elsewhere = sampleLog(3000)
    .replaceAll(/192\.168\.(\d\d)\./g, '192.168.2$1.')
    .replaceAll('2001:db8:10:', '2001:db8:10:f');
  await fitOn(page, logFile('elsewhere.log', elsewhere));
  await expect(drift(page)).toContainText('Other hosts');
  await expect(drift(page)).toContainText(/none of this log’s \d+ local hosts is among the \d+ that it learned from/);
  await expect(dialog(page)).toContainText(/Local hosts known0 of \d+ with 0 % of their flows/);
  const model = await downloadBy(page, dialog(page).getByRole('button', { name: 'Save model (JSON)' }));
  await dialog(page).getByRole('button', { name: 'Discard' }).click();
  await expect(drift(page)).toHaveCount(0);
  await dialog(page)
    .getByLabel('Model to open')
    .setInputFiles([{ ...logFile('m.json', ''), buffer: model }]);
  await expect(drift(page)).toContainText('Other hosts');
  await score(page).click();
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('is of other hosts');
});

test('an invalid model and a model without a log are explained', async ({ page }) => {
  await openPage(page);
  const model = logFile('model.json', '{"oddflow-baseline": 1}');
  await drop(page, [model]);
  await expect(page.getByRole('alert')).toContainText('is a saved model, not a log');
  await openSample(page);
  await openPanel(page);
  for (const [content, code] of [
    ['{"oddflow-baseline": 1}', 'not-a-baseline'],
    ['{"oddflow-baseline": 99}', 'newer-baseline'],
    ['not JSON', 'not-a-baseline'],
  ] as const) {
    await dialog(page).getByLabel('Model to open').setInputFiles(logFile('model.json', content));
    await expect(dialog(page).getByRole('alert')).toHaveAttribute('data-code', code);
  }
  await fitOn(page, logFile('notes.txt', 'Minutes of the meeting'));
  await expect(dialog(page).getByRole('alert')).toHaveAttribute('data-code', 'not-a-zeek-log');
  await expect(score(page)).toHaveCount(0);
});

test('a fit can be cancelled, and the page responds meanwhile', async ({ page }) => {
  test.setTimeout(300_000);
  const big = bigLog(1_000_000);
  await openSample(page);
  await openPanel(page);
  await fitOn(page, big);
  const progress = dialog(page).getByRole('progressbar', { name: /Learning from/ });
  await expect(progress).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(progress).toHaveCount(0);
  await expect(dialog(page).getByRole('button', { name: 'Discard' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await openFlow(page, 0);
});
