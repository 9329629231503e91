import { expect, type Page, test } from '@playwright/test';
import { parseCsv } from './csv.ts';
import { sampleFields } from './logs.ts';
import { chart, downloadBy, drop, exportAs, logFile, openCharts, openSample, ready, summary } from './page.ts';

const charts = ['Score distribution', 'Flows over time', 'Density'];

test('exports of all flows as CSV, NDJSON and Zeek TSV can be read again', async ({ page }) => {
  const { flows, anomalies, threshold } = await openSample(page);
  const csv = await exportAs(page, 'CSV', 'All flows');
  expect(csv.split('\r\n')[0]).toBe(['rank', 'row', 'file', 'score', 'anomaly', ...sampleFields].join(','));
  const records = parseCsv(csv);
  expect(records.length).toBe(flows);
  expect(records.filter(({ anomaly }) => anomaly === 'true').length).toBe(anomalies);

  const lines = (await exportAs(page, 'NDJSON', 'All flows')).trimEnd().split('\n');
  expect(lines.length).toBe(flows);
  expect(JSON.parse(lines[0])).toMatchObject({ rank: 1, score: Number(records[0].score), anomaly: true });

  const tsv = await exportAs(page, 'Zeek TSV', 'All flows');
  await drop(page, [logFile('again.log', tsv)]);
  await expect(summary(page)).not.toHaveAttribute('data-state', 'ready');
  const again = await ready(page);
  expect(again).toMatchObject({ flows, anomalies, skipped: 0 });
  expect(Math.abs(again.threshold / threshold - 1)).toBeLessThan(1e-9);
});

test('the summary as JSON has the numbers that the page shows', async ({ page }) => {
  const { flows, anomalies, threshold } = await openSample(page);
  const text = await exportAs(page, 'Summary (JSON)', 'All flows');
  expect(JSON.parse(text)).toMatchObject({ flows, anomalies, threshold });
});

for (const title of charts) {
  test(`${title} as a picture contains its title, file and settings`, async ({ page }) => {
    await openSample(page);
    await openCharts(page);
    const svg = (await downloadBy(page, chart(page, title).getByRole('button', { name: /SVG/ }))).toString();
    expect(svg).toMatch(/^<\?xml/);
    expect(svg).toMatch(new RegExp(`<title>[^<]*${title}`));
    expect(svg).toContain('<desc>');
    for (const word of ['sample', 'PyOD-compatible', '0.1']) expect(svg).toContain(word);
    expect(svg).not.toContain('var(--');

    const png = await downloadBy(page, chart(page, title).getByRole('button', { name: /PNG/ }));
    const width = Number(/<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1]);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(Math.round(width * 2));
    expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(1600);
    expect(await countColours(page, png)).toBeGreaterThan(10);
  });

  test(`${title} is available as a table`, async ({ page }) => {
    await openSample(page);
    await openCharts(page);
    await chart(page, title).getByRole('button', { name: /table/i }).click();
    await expect(chart(page, title).getByRole('table')).toBeVisible();
    expect(await chart(page, title).getByRole('row').count()).toBeGreaterThan(5);
  });
}

/** Number of distinct colours in a picture; 1 for a blank one. */
async function countColours(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    if (context === null) return 0;
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, png.toString('base64'));
}
