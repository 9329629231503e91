import { expect, test } from '@playwright/test';
import { readBaseline } from '../src/core/baseline/read-baseline.ts';
import { startDuckDb } from '../src/testing/engines/duckdb.ts';
import { downloadBy, openSample, ready, showTab } from './page.ts';

test('the model leaves as a script that passes its self-test, as Python and as JSON', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSample(page);
  const { threshold } = await ready(page);
  await showTab(page, 'Model');
  const place = page.getByRole('region', { name: 'Use this model elsewhere' });
  const form = place.getByRole('combobox', { name: 'For' });
  await expect(form).toHaveValue('duckdb');
  const script = (await downloadBy(page, place.getByRole('button', { name: 'Save' }))).toString();
  await expect(place).toContainText('Saved as oddflow-duckdb.sql');
  expect(script).toContain(`-- Threshold  ${threshold}\n`);
  const engine = await startDuckDb();
  const [first] = script.replaceAll(/^--.*\n/gm, '').split(/;\n/);
  expect((await engine.run([first])).at(-1)).toMatchObject([{ self_test: 'passed' }]);
  await engine.close();

  await form.selectOption('PostgreSQL (SQL)');
  await place.getByRole('button', { name: 'Copy' }).click();
  await expect(place).toContainText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("float8 '");

  await form.selectOption('Python (numpy)');
  await expect(place).toContainText('python3 oddflow_scores.py model.json conn.log');
  await form.selectOption('Model (JSON)');
  const model = (await downloadBy(page, place.getByRole('button', { name: 'Save' }))).toString();
  expect(readBaseline(model, 'model.json')).toMatchObject({ detector: 'pyod-pca' });
});

test('a detector without a model says which detectors can leave', async ({ page }) => {
  await openSample(page);
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'HBOS' });
  await ready(page);
  await showTab(page, 'Model');
  const place = page.getByRole('region', { name: 'Use this model elsewhere' });
  await expect(place).toContainText('HBOS cannot be written as SQL. These detectors can: PCA (PyOD-compatible)');
  await expect(place.getByRole('button')).toHaveCount(0);
});
