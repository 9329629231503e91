import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { columnTexts, downloaded, drop, exportFlows, file, openPage, parseCsv, plainLog, summary } from './page.ts';

const flows = (page: Page) => page.getByRole('grid', { name: 'Flows' });
const panel = (page: Page) => page.getByRole('complementary', { name: 'Flow' });
const dataRow = (page: Page, place: number) => flows(page).locator(`[role=row][aria-rowindex="${place + 1}"]`);

test.describe('the sample', () => {
  test.beforeEach(async ({ page }) => {
    await openPage(page);
    await page.getByRole('button', { name: 'Try a sample' }).click();
    await summary(page);
  });

  test('shows the planted upload first, and why', async ({ page }) => {
    await dataRow(page, 1).click();
    await expect(panel(page)).toContainText('203.0.113.147');
    await expect(panel(page)).toContainText(/orig_bytes|orig_ip_bytes/);
    await expect(panel(page)).toContainText(/larger than/);
    await expect(panel(page)).toContainText('400');
  });

  test('has every flow in the grid, and the last one is reached', async ({ page }) => {
    const { flows: count } = await summary(page);
    await expect(flows(page)).toHaveAttribute('aria-rowcount', String(count + 1));
    await dataRow(page, 1).focus();
    await page.keyboard.press('End');
    await expect(dataRow(page, count)).toBeFocused();
    await expect(dataRow(page, count)).toBeInViewport();
    expect((await columnTexts(page, 'rank')).at(-1)?.replaceAll(',', '')).toBe(String(count));
  });

  test('sorts by a click on a header, both ways, and stays in rank order where values are equal', async ({ page }) => {
    const header = page.getByRole('columnheader', { name: 'resp_pkts', exact: true });
    for (const direction of ['descending', 'ascending']) {
      await header.click();
      await expect(header).toHaveAttribute('aria-sort', direction);
      await expect(async () => {
        const ranks = (await columnTexts(page, 'rank')).map((text) => Number(text.replaceAll(',', '')));
        const packets = (await columnTexts(page, 'resp_pkts')).map((text) => Number(text.replaceAll(',', '')));
        const sign = direction === 'descending' ? 1 : -1;
        for (let i = 1; i < packets.length; i++) {
          expect(Math.sign(packets[i - 1] - packets[i]) * sign).toBeGreaterThanOrEqual(0);
          if (packets[i] === packets[i - 1]) expect(ranks[i]).toBeGreaterThan(ranks[i - 1]);
        }
      }).toPass();
    }
  });

  test('is worked by keyboard: move, open, close, and back in the row', async ({ page }) => {
    await dataRow(page, 1).focus();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('k');
    await expect(dataRow(page, 2)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(panel(page)).toContainText('Rank 2');
    await page.keyboard.press('Escape');
    await expect(panel(page)).toHaveCount(0);
    await expect(dataRow(page, 2)).toBeFocused();
  });

  test('moves the threshold by keyboard, and all counts with it', async ({ page }) => {
    const before = await summary(page);
    const slider = page.getByRole('slider', { name: 'Threshold' });
    await slider.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
    const status = page.getByRole('status', { name: 'Summary' });
    await expect(status).not.toHaveAttribute('data-threshold', String(before.threshold));
    await expect(status).toHaveAttribute('data-state', 'ready');
    const after = await summary(page);
    expect(after.threshold).toBeGreaterThan(before.threshold);
    expect(after.anomalies).toBeLessThanOrEqual(before.anomalies);
    const [, ...records] = parseCsv(await exportFlows(page, 'CSV'));
    expect(records.filter((record) => record[4] === 'true').length).toBe(after.anomalies);
    expect(records.filter((record) => Number(record[3]) > after.threshold).length).toBe(after.anomalies);
    await expect(status).toContainText(after.anomalies.toLocaleString('en-US'));
  });

  test('asks for another share of anomalies without a refit', async ({ page }) => {
    const { flows: count } = await summary(page);
    await page.getByRole('spinbutton', { name: 'Contamination' }).fill('0.01');
    await page.getByRole('spinbutton', { name: 'Contamination' }).press('Enter');
    const status = page.getByRole('status', { name: 'Summary' });
    await expect(status).toHaveAttribute(
      'data-anomalies',
      String(Math.floor(count * 0.01) + (count % 100 === 0 ? 0 : 1)),
    );
    expect(page.url()).toContain('contamination=0.01');
  });

  test('leads from a flow to related ones and back', async ({ page }) => {
    const { flows: count } = await summary(page);
    await dataRow(page, 1).click();
    await panel(page)
      .getByRole('button', { name: /source/i })
      .first()
      .click();
    await expect(flows(page)).not.toHaveAttribute('aria-rowcount', String(count + 1));
    const sources = await columnTexts(page, 'id.orig_h');
    expect(new Set(sources).size).toBe(1);
    expect((await summary(page)).flows).toBe(count);
    await page.getByRole('button', { name: /back/i }).first().click();
    await expect(flows(page)).toHaveAttribute('aria-rowcount', String(count + 1));
  });

  test('hides, shows and moves columns', async ({ page }) => {
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'uid' }).check();
    await page.getByRole('checkbox', { name: 'history' }).uncheck();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: 'history', exact: true })).toHaveCount(0);
    await expect(async () => {
      expect((await columnTexts(page, 'uid'))[0]).toMatch(/^C\w{17}$/);
    }).toPass();
  });

  test('exports what it shows, in three forms that can be read again', async ({ page }) => {
    const { flows: count, threshold } = await summary(page);
    const [header, ...records] = parseCsv(await exportFlows(page, 'CSV'));
    expect(header.slice(0, 8)).toEqual(['rank', 'row', 'file', 'score', 'anomaly', 'ts', 'uid', 'id.orig_h']);
    expect(records.length).toBe(count);
    const objects = (await exportFlows(page, 'NDJSON'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(objects.length).toBe(count);
    expect(objects[0]).toMatchObject({ rank: 1, score: Number(records[0][3]), anomaly: true });
    const tsv = await exportFlows(page, 'Zeek TSV');
    await drop(page, file('again.log', tsv));
    await expect(page.getByRole('status', { name: 'Summary' })).toHaveAttribute('data-state', 'ready');
    await expect(async () => {
      const again = await summary(page);
      expect(again.flows).toBe(count);
      expect(Math.abs(again.threshold / threshold - 1)).toBeLessThan(1e-9);
    }).toPass();
  });

  test('gives each chart as a picture with its title, file and settings inside', async ({ page }) => {
    for (const chart of ['Score distribution', 'Flows over time', 'Density']) {
      const figure = page.getByRole('figure').filter({ hasText: chart });
      const svgWaiting = page.waitForEvent('download');
      await figure.getByRole('button', { name: /SVG/ }).click();
      const svg = readFileSync(await downloaded(await svgWaiting), 'utf8');
      expect(svg).toMatch(/^<\?xml/);
      expect(svg).toContain('<title>');
      expect(svg).toContain('<desc>');
      expect(svg).toContain('sample');
      expect(svg).toContain('PyOD-compatible');
      expect(svg).not.toContain('var(--');
      const pngWaiting = page.waitForEvent('download');
      await figure.getByRole('button', { name: /PNG/ }).click();
      const png = readFileSync(await downloaded(await pngWaiting));
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      const width = Number(/<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1]);
      expect(png.readUInt32BE(16)).toBe(Math.round(width * 2));
      expect(png.length).toBeGreaterThan(5000);
    }
  });

  test('has a table beside each chart', async ({ page }) => {
    for (const chart of ['Score distribution', 'Flows over time', 'Density']) {
      const figure = page.getByRole('figure').filter({ hasText: chart });
      await figure.getByRole('button', { name: /table/i }).click();
      await expect(figure.getByRole('table')).toBeVisible();
      expect(await figure.getByRole('row').count()).toBeGreaterThan(5);
    }
  });
});

test('shows the raw line byte for byte', async ({ page }) => {
  const log = plainLog(400);
  await openPage(page);
  await drop(page, file('conn.log', log));
  await summary(page);
  const [, record] = parseCsv(await exportFlows(page, 'CSV'));
  const line = log.split('\n')[7 + Number(record[1])];
  await dataRow(page, 1).click();
  const raw = panel(page).locator('pre');
  await expect(raw).toBeVisible();
  expect((await raw.textContent())?.replace(/\s+/g, ' ')).toContain(line.replaceAll('\t', ' ').slice(0, 60));
});

test('carries the sort and the threshold in the address, and not to another log', async ({ page }) => {
  await openPage(page);
  await drop(page, file('conn.log', plainLog(400)));
  await summary(page);
  await page.getByRole('columnheader', { name: 'duration', exact: true }).click();
  await page.getByRole('slider', { name: 'Threshold' }).focus();
  await page.keyboard.press('PageUp');
  await expect.poll(() => page.url()).toMatch(/sort=-duration/);
  await expect.poll(() => page.url()).toMatch(/threshold=/);
  expect(page.url()).not.toMatch(/10\.0|192\.0/);
  await drop(page, file('conn.log', plainLog(500)));
  await expect.poll(() => page.url()).not.toMatch(/threshold=/);
});
