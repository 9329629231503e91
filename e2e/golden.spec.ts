import { expect, test } from '@playwright/test';
import { type Golden, sharedGoldens, skippedWithoutShared } from '../src/testing/golden.ts';
import { columnTexts, drop, exportFlows, file, openPage, parseCsv, summary } from './page.ts';

const TOLERANCE = 1e-9;

test.describe(`dropping a log shows what PyOD computed${skippedWithoutShared}`, () => {
  const goldens = sharedGoldens();
  test('are not on this machine', () => {
    test.skip(goldens.length > 0, 'they are here');
    test.skip(goldens.length === 0, 'skipped: no ../shared');
  });

  for (const golden of goldens) {
    test(golden.name, async ({ page }) => {
      await openPage(page);
      await drop(page, file('conn.log', golden.log));
      if (golden.hasIpProto) {
        await summary(page);
        await page
          .getByRole('combobox', { name: 'Detector' })
          .selectOption({ label: 'PCA (PyOD-compatible, with ip_proto)' });
        await expect(page.getByRole('status', { name: 'Summary' })).toHaveAttribute('data-detector', /with ip_proto/);
      }
      const shown = await summary(page);
      expect(shown.flows).toBe(golden.scores.length);
      expect(shown.anomalies).toBe(golden.predicted);
      expect(Math.abs(shown.threshold / golden.threshold - 1)).toBeLessThan(TOLERANCE);

      const [header, ...records] = parseCsv(await exportFlows(page, 'CSV'));
      expect(header.slice(0, 5)).toEqual(['rank', 'row', 'file', 'score', 'anomaly']);
      expect(records.length).toBe(golden.scores.length);
      expectTop(golden, records);
      expect(records.filter((record) => record[4] === 'true').length).toBe(golden.predicted);

      const ranks = await columnTexts(page, 'rank');
      expect(ranks.slice(0, 5)).toEqual(['1', '2', '3', '4', '5']);
    });
  }
});

/** The first rows are the golden's, equal scores in any order, and every score agrees. */
function expectTop(golden: Golden, records: readonly string[][]): void {
  const top = records.slice(0, golden.top.length);
  top.forEach(([, row, , score], place) => {
    const expected = golden.top[place].score;
    expect(Math.abs(Number(score) / expected - 1)).toBeLessThan(TOLERANCE);
    const ties = golden.top.filter((other) => other.score === expected).map((other) => other.row);
    expect(ties).toContain(Number(row));
  });
  for (const [, row, , score] of records) {
    expect(Math.abs(Number(score) / golden.scores[Number(row)] - 1)).toBeLessThan(TOLERANCE);
  }
}
