import { expect, test } from '@playwright/test';
import { hasShared, sharedGoldens } from '../src/testing/golden.ts';
import { parseCsv } from './csv.ts';
import { drop, exportAs, logFile, openPage, ready, rowAt, summary } from './page.ts';

/** Relative tolerance; see src/core/detect/golden.test.ts. */
const TOLERANCE = 1e-9;
const apart = (a: number, b: number) => Math.abs(a / b - 1);

if (!hasShared) test.skip('logs scored by PyOD (skipped: no ../shared)', () => {});

for (const { name, log, hasIpProto, threshold, predicted, top, scores } of sharedGoldens()) {
  test(`the page agrees with PyOD on ${name}`, async ({ page }) => {
    await openPage(page);
    await drop(page, [logFile('conn.log', log)]);
    await ready(page);
    if (hasIpProto) {
      const detector = page.getByRole('combobox', { name: 'Detector' });
      const labels = await detector.locator('option').allTextContents();
      const label = labels.find((text) => text.includes('with ip_proto')) ?? 'there is none';
      await detector.selectOption({ label });
      await expect(summary(page)).toHaveAttribute('data-detector', label);
    }
    const shown = await ready(page);
    expect(shown).toMatchObject({ flows: scores.length, anomalies: predicted, files: 1, context: 0 });
    expect(apart(shown.threshold, threshold)).toBeLessThan(TOLERANCE);

    const flows = parseCsv(await exportAs(page, 'CSV', 'All flows'));
    expect(flows.map(({ rank }) => Number(rank))).toEqual(Array.from(scores, (_, i) => i + 1));
    const differences = flows.map(({ row, score }) => apart(Number(score), scores[Number(row)]));
    expect(Math.max(...differences)).toBeLessThan(TOLERANCE);
    const odd = flows.filter(({ anomaly }) => anomaly === 'true').map(({ row }) => Number(row));
    expect(odd.toSorted((a, b) => a - b)).toEqual([...scores.keys()].filter((row) => scores[row] > threshold));

    // Compares PyOD's score at each rank, so that ties are compared as sets.
    const leading = flows.slice(0, top.length).map(({ row }) => scores[Number(row)]);
    expect(leading).toEqual(top.map(({ row }) => scores[row]));
    for (const [place, { score }] of top.slice(0, 10).entries()) {
      const cells = rowAt(page, place).getByRole('gridcell');
      await expect(cells.nth(0)).toHaveText(String(place + 1));
      const whole = await cells.nth(1).locator('[title]').first().getAttribute('title');
      expect(apart(Number(whole), score)).toBeLessThan(TOLERANCE);
      // The cell shows the score as a multiple of the model's threshold.
      const times = Number((score / threshold).toPrecision(3)).toLocaleString('en-US');
      await expect(cells.nth(1)).toContainText(threshold > 0 ? `${times} ×` : 'top ');
    }
  });
}
