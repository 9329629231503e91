import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { readBaseline } from '../src/core/baseline/read-baseline.ts';
import { startDuckDb } from '../src/testing/engines/duckdb.ts';
import { parseCsv } from './csv.ts';
import { sampleLog } from './logs.ts';
import { downloadBy, drop, exportAs, logFile, openPage, openSample, ready, showTab, summary } from './page.ts';

const place = (page: Page) => page.getByRole('region', { name: 'Use this model elsewhere' });
const use = (page: Page) => place(page).getByRole('combobox', { name: 'Write' });
const form = (page: Page) => place(page).getByRole('combobox', { name: 'For' });
const table = (page: Page) => place(page).getByRole('textbox', { name: 'Table' });
const save = (page: Page) => place(page).getByRole('button', { name: 'Save' });

/** Statements of a script: no comment or literal of it has a semicolon at the end of a line. */
function statementsOf(script: string): string[] {
  const statements = script.replaceAll(/^--.*\n/gm, '').split(/;\n/);
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
}

/** Answers of DuckDB to a script that reads `conn.log`. */
async function runOn(log: string, script: string) {
  const folder = mkdtempSync(join(tmpdir(), 'oddflow-elsewhere-'));
  const path = join(folder, 'conn.log');
  writeFileSync(path, log);
  const engine = await startDuckDb();
  try {
    return await engine.run(statementsOf(script.replaceAll("'conn.log'", `'${path}'`)));
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
}

/** Scores by row, of all flows. */
async function scoresIn(page: Page): Promise<number[]> {
  const rows = parseCsv(await exportAs(page, 'CSV', 'All flows'));
  await page.keyboard.press('Escape');
  const scores: number[] = [];
  for (const { row, score } of rows) scores[Number(row)] = Number(score);
  return scores;
}

test('the model leaves as a script that passes its self-test, as Python and as JSON', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSample(page);
  const { threshold } = await ready(page);
  await showTab(page, 'Model');
  await expect(form(page)).toHaveValue('DuckDB (SQL)');
  const script = (await downloadBy(page, save(page))).toString();
  await expect(place(page)).toContainText('Saved as oddflow-duckdb.sql');
  expect(script).toContain(`-- Threshold  ${threshold}\n`);
  const engine = await startDuckDb();
  expect((await engine.run(statementsOf(script).slice(0, 1))).at(-1)).toMatchObject([{ self_test: 'passed' }]);
  await engine.close();

  await form(page).selectOption('PostgreSQL (SQL)');
  await table(page).fill('logs."conn.2026"');
  await place(page).getByRole('button', { name: 'Copy' }).click();
  await expect(place(page)).toContainText('Copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("float8 '");
  expect(copied).toContain('SELECT * FROM "logs"."conn.2026";');
  await table(page).fill('logs..conn');
  await place(page).getByRole('button', { name: 'Copy' }).click();
  await expect(place(page).getByRole('alert')).toContainText('“logs..conn” is not the name of a table.');

  await form(page).selectOption('Python (numpy)');
  await expect(place(page)).toContainText('python3 oddflow_scores.py model.json conn.log');
  await expect(table(page)).toHaveCount(0);
  await form(page).selectOption('Model (JSON)');
  const model = (await downloadBy(page, save(page))).toString();
  expect(readBaseline(model, 'model.json')).toMatchObject({ detector: 'pyod-pca' });
});

test('a fit in DuckDB by the page’s scripts comes back as a model with the scores of the fit in the page', async ({
  page,
}) => {
  const log = sampleLog(3000);
  await openPage(page);
  await drop(page, [logFile('conn.log', log)]);
  await ready(page);
  const own = await scoresIn(page);
  await showTab(page, 'Model');
  await use(page).selectOption('Fit a model where the flows are');
  const first = (await downloadBy(page, save(page))).toString();
  await expect(place(page)).toContainText('Saved as oddflow-fit-duckdb.sql');
  const [{ moments }] = (await runOn(log, first)).at(-1) ?? [];

  await drop(page, [logFile('moments.json', String(moments))]);
  await expect(page.getByRole('alert')).toContainText('Use this model elsewhere');
  await page.keyboard.press('Escape');
  const chooser = page.waitForEvent('filechooser');
  const download = page.waitForEvent('download');
  await place(page).getByRole('button', { name: 'Second script…' }).click();
  await (await chooser).setFiles([logFile('moments.json', String(moments))]);
  await expect(place(page)).toContainText('Saved as oddflow-fit-second-duckdb.sql');
  const second = readFileSync(await (await download).path()).toString();
  const [both] = (await runOn(log, second)).at(-1) ?? [];

  await drop(page, [logFile('both.json', String(both.moments))]);
  await page
    .getByRole('dialog', { name: 'Baseline' })
    .getByRole('button', { name: 'Score with this baseline' })
    .click();
  await expect(summary(page)).toHaveAttribute('data-detector', /^Baseline: PCA \(PyOD-compatible\)/);
  await ready(page);
  await page.keyboard.press('Escape');
  const found = await scoresIn(page);
  expect(found).toHaveLength(3000);
  expect(Math.max(...found.map((score, row) => Math.abs(score / own[row] - 1)))).toBeLessThan(1e-9);
});

test('hunting queries leave by every detector, and list the scan of the sample', async ({ page }) => {
  await openSample(page);
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'HBOS' });
  await ready(page);
  await showTab(page, 'Model');
  await expect(place(page)).toContainText('HBOS cannot be written as SQL. These detectors can: PCA (PyOD-compatible)');
  await expect(place(page).getByRole('button')).toHaveCount(0);
  await use(page).selectOption('Fit a model where the flows are');
  await expect(place(page)).toContainText('HBOS cannot be fitted in SQL.');
  await use(page).selectOption('Hunting queries');
  const script = (await downloadBy(page, save(page))).toString();
  await expect(place(page)).toContainText('Saved as oddflow-hunt-duckdb.sql');
  const answers = await runOn(sampleLog(1_000_000), script);
  expect(answers.some((lines) => lines.length > 0 && 'hosts' in lines[0] && Number(lines[0].hosts) > 10)).toBe(true);
  await form(page).selectOption('Trino (SQL)');
  await expect(place(page)).toContainText('trino --catalog CATALOG --schema SCHEMA --file oddflow-hunt-trino.sql');
});
