import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { changed, sampleFlows, sampleHeader, sampleLog } from './logs.ts';
import { drop, exportAs, grid, type LogFile, logFile, openPage, ready, showTab, summary } from './page.ts';

/** A log of the sample's flows. The first `bad` flows have a malformed duration. */
function partlyBad(name: string, rows: number, bad: number): LogFile {
  const flows = sampleFlows(rows).map((line, row) => (row < bad ? changed(line, { duration: 'soon' }) : line));
  return logFile(name, `${sampleHeader}${flows.join('\n')}\n`);
}

const firstLine = sampleHeader.split('\n').length;
const sentence = (lost: number, rows: number, of = '') =>
  `${lost} of ${rows} rows${of} have a duration we cannot read (“soon” in line ${firstLine}`;

/** The first line of the results. */
function lossLine(page: Page) {
  return page.getByRole('note', { name: 'Skipped rows' });
}

test.describe('a log of which most rows cannot be read', () => {
  test('is shown only on request', async ({ page }) => {
    await openPage(page);
    await drop(page, [partlyBad('conn.log', 40, 34)]);
    const alert = page.getByRole('alert');
    await expect(alert).toHaveAttribute('data-code', 'mostly-skipped');
    await expect(alert).toContainText(sentence(34, 40));
    await expect(summary(page)).toHaveAttribute('data-state', 'failed');
    await expect(page.getByText('Nothing stands out')).toHaveCount(0);
    await expect(grid(page)).toHaveCount(0);

    await alert.getByRole('button', { name: 'Show the 6 others' }).click();
    expect(await ready(page)).toMatchObject({ flows: 6, skipped: 34, files: 1 });
    await expect(lossLine(page)).toContainText(`${sentence(34, 40)}).`);
    await expect(lossLine(page)).toContainText('about the other 6 rows alone');
    await expect(summary(page)).toContainText('34 of 40 rows skipped');
    await expect(await showTab(page, 'Findings')).toContainText(/none was found/i);
    await expect(page.getByText('Nothing stands out')).toHaveCount(0);
    const json = JSON.parse(await exportAs(page, 'Summary (JSON)', 'All flows'));
    expect(json).toMatchObject({ flows: 6, skipped: 34, loss: { rows: 40, lost: 34 } });
    expect(json.files[0].skippedBy).toMatchObject([{ reason: 'not-a-number', field: 'duration', lines: 34 }]);
    await page.keyboard.press('Escape');
    await lossLine(page).getByRole('button', { name: 'Reading report' }).click();
    await expect(page.getByRole('dialog', { name: 'Reading report' })).toContainText('34 lines skipped');
  });

  test('can be left for another file', async ({ page }) => {
    await openPage(page);
    await drop(page, [partlyBad('conn.log', 40, 34)]);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('alert').getByRole('button', { name: 'Choose another file' }).click();
    await (await chooser).setFiles([logFile('conn.log', sampleLog(300))]);
    expect(await ready(page)).toMatchObject({ flows: 300, skipped: 0 });
    await expect(lossLine(page)).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('does not replace the open log', async ({ page }) => {
    await openPage(page);
    await drop(page, [logFile('good.log', sampleLog(300))]);
    await ready(page);
    await drop(page, [partlyBad('bad.log', 40, 34)]);
    const alert = page.getByRole('alert');
    await expect(alert).toHaveAttribute('data-code', 'mostly-skipped');
    await expect(alert).toContainText(`bad.log: ${sentence(34, 40)}`);
    await expect(alert).toContainText('good.log stays open');
    expect((await ready(page)).flows).toBe(300);
    await alert.getByRole('button', { name: 'Show the 6 others' }).click();
    await expect(summary(page)).toHaveAttribute('data-flows', '6');
    expect(await ready(page)).toMatchObject({ flows: 6, skipped: 34 });
    await expect(alert).toHaveCount(0);
  });

  test('needs a request also if it is out of core', async ({ page }) => {
    await openPage(page, '#v=1&memory=1');
    await drop(page, [partlyBad('conn.log', 19_000, 15_000)]);
    await expect(page.getByRole('alert')).toContainText('15,000 of 19,000 rows');
    await page.getByRole('button', { name: 'Show the 4,000 others' }).click();
    expect(await ready(page)).toMatchObject({ flows: 4000, skipped: 15_000 });
    await expect(lossLine(page)).toContainText('15,000 of 19,000 rows');
  });
});

test.describe('a log of which more than a tenth cannot be read', () => {
  test('is reported in the first line of the result', async ({ page }) => {
    await openPage(page);
    await drop(page, [partlyBad('conn.log', 40, 6)]);
    expect(await ready(page)).toMatchObject({ flows: 34, skipped: 6 });
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(lossLine(page)).toContainText(`${sentence(6, 40)}).`);
    for (const name of ['Flows', 'Findings', 'Hosts', 'Channels', 'Model']) {
      const list = await showTab(page, name);
      const [line, first] = [await lossLine(page).boundingBox(), await list.boundingBox()];
      expect((line?.y ?? 0) + (line?.height ?? 0), name).toBeLessThanOrEqual(first?.y ?? 0);
      if (name !== 'Hosts' && name !== 'Channels') continue;
      await expect(list.getByRole('note').filter({ hasText: /6 of 40 rows skipped.*missing/ })).toBeVisible();
    }
  });

  test('is named when it is one of several', async ({ page }) => {
    await openPage(page);
    await drop(page, [logFile('a.log', sampleLog(250, 100)), partlyBad('b.log', 40, 34)]);
    expect(await ready(page)).toMatchObject({ flows: 256, skipped: 34, files: 2 });
    await expect(lossLine(page)).toContainText(`${sentence(34, 290)} of b.log).`);
  });

  test('is named when it is a small fraction of the run', async ({ page }) => {
    await openPage(page);
    await drop(page, [logFile('a.log', sampleLog(600, 100)), partlyBad('b.log', 40, 34)]);
    await ready(page);
    await expect(lossLine(page)).toContainText(sentence(34, 40, ' of b.log'));
  });
});

test.describe('a result that lacks rows of its log', () => {
  const cases: readonly (readonly [what: string, files: () => LogFile[], summary: string])[] = [
    ['a cut gzip file', () => [cut('conn.log.gz', 200)], 'file incomplete'],
    [
      'one of two files is cut',
      () => [logFile('a.log', sampleLog(250, 300)), cut('b.log.gz', 200)],
      '1 of 2 files incomplete',
    ],
    ['a few rows were skipped', () => [partlyBad('conn.log', 200, 3)], '3 rows skipped'],
  ];
  for (const [what, files, said] of cases) {
    test(`is not called complete in Summary and Findings: ${what}`, async ({ page }) => {
      await openPage(page);
      await drop(page, files());
      await ready(page);
      await expect(summary(page)).toContainText(said);
      const outcome = await showTab(page, 'Findings');
      await expect(outcome).toContainText(said);
      await expect(outcome).not.toContainText(/Nothing (else )?stands out (among|\.)/);
    });
  }

  test('a whole log is', async ({ page }) => {
    await openPage(page);
    await drop(page, [logFile('conn.log', sampleLog(200))]);
    await ready(page);
    await expect(summary(page)).toContainText('0 lines skipped');
    await expect(summary(page)).not.toContainText(/[1-9] (rows|lines) skipped|incomplete|not read/);
    await expect(await showTab(page, 'Findings')).toContainText(/stands out among/);
  });
});

/** A gzip file of flows without its last third. */
function cut(name: string, rows: number): LogFile {
  const whole = gzipSync(sampleLog(rows));
  return logFile(name, whole.subarray(0, Math.floor((whole.length * 2) / 3)));
}
