import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { hasShared } from '../src/testing/golden.ts';
import { parseCsv } from './csv.ts';
import { sampleFlows, sampleHeader } from './logs.ts';
import {
  columnTexts,
  downloadBy,
  drop,
  exportAs,
  findingsGrid,
  grid,
  header,
  logFile,
  openCharts,
  openDialog,
  openFlow,
  openPage,
  openSample,
  panel,
  ready,
  rowAt,
  showTab,
  summary,
} from './page.ts';

/** Three users from a drop to a result, through roles and accessible names alone. */

const chips = (page: Page): Locator => page.getByRole('list', { name: 'Active filters' });
const data = async (page: Page, name: string): Promise<number> =>
  Number(await summary(page).getAttribute(`data-${name}`));
const captured = (path: string): string => fileURLToPath(new URL(`../../shared/data/${path}`, import.meta.url));

async function filter(page: Page, text: string): Promise<number> {
  const count = await chips(page).getByRole('listitem').count();
  await page.getByRole('textbox', { name: 'Filter', exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await expect(chips(page).getByRole('listitem')).toHaveCount(count + 1);
  await ready(page);
  return data(page, 'selected');
}

/** The number of selected flows, after checking that summary, table, chips and export agree. */
async function agreed(page: Page): Promise<number> {
  await ready(page);
  const selected = await data(page, 'selected');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(selected + 1));
  const csv = parseCsv(await exportAs(page, 'CSV', 'Flows in view'));
  await page.keyboard.press('Escape');
  expect(csv).toHaveLength(selected);
  expect(csv.filter(({ anomaly }) => anomaly === 'true')).toHaveLength(await data(page, 'selected-anomalies'));
  return selected;
}

test.describe('an analyst with a large log', () => {
  test.beforeAll(() => {
    test.setTimeout(300_000);
    bigLog(1_000_000);
  });

  test('drops it, sees progress and a first list, cancels by mistake, and drops it again', async ({ page }) => {
    test.setTimeout(120_000);
    const outside: string[] = [];
    await openPage(page);
    page.on('request', (request) => outside.push(request.url()));
    await expect(page.getByText('0 requests since load').first()).toBeVisible();
    await page.evaluate(() => {
      const shares: number[] = [];
      Object.assign(window, { shares });
      new MutationObserver(() => {
        const bar = document.querySelector('[role=progressbar][aria-label=Reading]');
        const share = Number(bar?.getAttribute('aria-valuenow') ?? Number.NaN);
        if (!Number.isNaN(share) && shares.at(-1) !== share) shares.push(share);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await drop(page, bigLog(1_000_000));
    await expect(page.getByRole('progressbar', { name: 'Reading' })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(summary(page)).toHaveAttribute('data-state', 'empty');
    const before = await page.evaluate(() => (window as unknown as { shares: number[] }).shares.splice(0));
    expect(before).toEqual(before.toSorted((a, b) => a - b));
    await drop(page, bigLog(1_000_000));
    const { flows, anomalies } = await ready(page, 90_000);
    expect(flows).toBe(1_000_000);
    expect(anomalies).toBeGreaterThan(0);
    const shares = await page.evaluate(() => (window as unknown as { shares: number[] }).shares);
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(outside.filter((url) => !url.startsWith('blob:'))).toEqual([]);
  });

  test('moves the threshold by keyboard, and counts follow', async ({ page }) => {
    const { flows, anomalies } = await openSample(page);
    const threshold = page.getByRole('slider', { name: 'Threshold' });
    await expect(threshold).toHaveAttribute(
      'aria-valuetext',
      `1.00 × threshold of the model, ${anomalies.toLocaleString('en-US')} flows above, top 10 %`,
    );
    await threshold.focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await ready(page)).anomalies).toBeLessThan(anomalies);
    const { anomalies: fewer } = await ready(page);
    await expect(threshold).toHaveAttribute(
      'aria-valuetext',
      new RegExp(`, ${fewer.toLocaleString('en-US')} flows above`),
    );
    expect((await ready(page)).flows).toBe(flows);
  });

  test('hides noise and ordinary flows, sees what is hidden, and restores the same order', async ({ page }) => {
    const { flows } = await openSample(page);
    const before = await exportAs(page, 'CSV', 'All flows');
    await page.keyboard.press('Escape');
    const first = await columnTexts(page, 'score');
    const noise = await openDialog(page, 'Noise', 'Noise presets');
    await noise.getByRole('checkbox', { name: /^NTP/ }).check();
    await page.keyboard.press('Escape');
    await expect.poll(() => data(page, 'suppressed')).toBeGreaterThan(0);
    const withoutNoise = await agreed(page);
    expect(withoutNoise + (await data(page, 'suppressed'))).toBe(flows);
    const column = await header(page, 'id.resp_h').getAttribute('aria-colindex');
    await rowAt(page, 0).locator(`[aria-colindex="${column}"]`).click({ button: 'right' });
    await page.getByRole('menu').getByRole('menuitem', { name: 'Exclude', exact: true }).click();
    await expect(chips(page).getByRole('listitem').last()).toContainText(/hides [\d,]+/);
    const left = await agreed(page);
    expect(left).toBeLessThan(withoutNoise);
    await chips(page)
      .getByRole('button', { name: /^Remove / })
      .last()
      .click();
    await expect.poll(() => data(page, 'selected')).toBe(withoutNoise);
    await chips(page)
      .getByRole('button', { name: /^Remove / })
      .last()
      .click();
    await expect.poll(() => data(page, 'selected')).toBe(flows);
    await expect.poll(() => columnTexts(page, 'score')).toEqual(first);
    expect(await exportAs(page, 'CSV', 'All flows')).toBe(before);
  });

  test('goes from the scanner in Hosts to its flows, and reads one of them', async ({ page }) => {
    await openSample(page);
    await showTab(page, 'Hosts');
    const host = page.getByRole('grid', { name: 'Hosts' }).locator('[role=row][data-place="0"]');
    await expect(host).toContainText('Port scan');
    await host.click();
    const details = page.getByRole('complementary', { name: 'Host' });
    const address = (await details.getByRole('heading', { level: 2 }).textContent()) ?? '';
    const show = details.getByRole('button', { name: /^Show [\d,]+ flows$/ });
    const promised = Number((await show.textContent())?.replace(/\D/g, ''));
    await show.click();
    await expect(chips(page)).toContainText(address);
    expect(await agreed(page)).toBe(promised);
    expect(new Set(await columnTexts(page, 'id.orig_h'))).toEqual(new Set([address]));
    await filter(page, 'proto:tcp state:S0,REJ');
    const opened = await openFlow(page, 0);
    await expect(opened).toContainText('Contributions');
    await expect(opened).toContainText(/Attempt seen, no reply\.|Refused: the destination answered with a reset\./);
    await expect(opened).toContainText('S source: SYN');
    const lines = new Set(sampleFlows(Number.MAX_SAFE_INTEGER));
    const raw = await opened.locator('pre').textContent();
    expect(lines.has(raw ?? '')).toBe(true);
    await expect(opened.getByText('Same pair')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel(page)).toHaveCount(0);
    await expect(rowAt(page, 0)).toBeFocused();
  });

  test('exports flows as a Zeek log that opens again, and as a CSV without spreadsheet formulas', async ({ page }) => {
    await openSample(page);
    await filter(page, 'service:ssl state:SF score:>=p99');
    const rows = parseCsv(await exportAs(page, 'CSV', 'Flows in view'));
    const log = await exportAs(page, 'Zeek TSV', 'Flows in view');
    await page.keyboard.press('Escape');
    const isNumber = (cell: string) => cell === '-' || (cell !== '' && Number.isFinite(Number(cell)));
    const risky = rows
      .flatMap((row) => Object.values(row))
      .filter((cell) => /^[=+\-@\t\r]/.test(cell) && !isNumber(cell));
    expect(risky).toEqual([]);
    await drop(page, [logFile('evidence.log', log)]);
    await expect(summary(page)).toHaveAttribute('data-flows', String(rows.length));
    await ready(page);
    const again = parseCsv(await exportAs(page, 'CSV', 'All flows'));
    expect(again.map(({ uid }) => uid).toSorted()).toEqual(rows.map(({ uid }) => uid).toSorted());
  });
});

test.describe('a student with labelled captures', () => {
  test('tries the sample without a network, and evaluates the detector against its labels', async ({
    page,
    context,
  }) => {
    await openPage(page);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Try a sample' }).click();
    const { flows } = await ready(page);
    await showTab(page, 'Evaluate');
    const table = page.getByRole('table', { name: 'Measures by detector' });
    await expect(table.getByRole('row')).toHaveCount(2);
    const cells = await table.getByRole('row').last().getByRole('cell').allTextContents();
    const confusion = cells.slice(-4).map((text) => Number(text.replaceAll(',', '')));
    expect(confusion.reduce((sum, count) => sum + count)).toBe(flows);
    await expect(page.getByText(/points the wrong way here/).first()).toBeVisible();
  });

  test('changes the model, and a link restores the same numbers', async ({ page }) => {
    await openSample(page);
    await showTab(page, 'Model');
    await page.getByRole('spinbutton', { name: /^Components/ }).fill('3');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('list', { name: 'Notes' })).toContainText('components = 3');
    const set = await ready(page);
    const address = page.url();
    expect(new URL(address).hash).toContain('components');
    await openPage(page, new URL(address).hash);
    await page.getByRole('button', { name: 'Try a sample' }).click();
    expect(await ready(page)).toEqual(set);
  });

  test('saves a figure with its caption', async ({ page }) => {
    await openSample(page);
    await openCharts(page);
    const png = await downloadBy(page, page.getByRole('button', { name: 'Score distribution as PNG' }));
    expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(1600);
    const svg = (await downloadBy(page, page.getByRole('button', { name: 'Flows over time as SVG' }))).toString();
    expect(svg).toContain('<title>Flows over time</title>');
    expect(svg).toMatch(/<desc>[^<]*sample-conn\.log: 19,962 flows/);
  });

  test.describe(
    hasShared ? 'with captures of a laboratory' : 'with captures of a laboratory (skipped: no ../shared)',
    () => {
      test.skip(!hasShared, 'no ../shared');

      test('counts the labels of the first capture', async ({ page }) => {
        await openPage(page);
        await drop(page, captured('001-zeek-scenario-malicious/labeled-conn.log'));
        await ready(page);
        await showTab(page, 'Evaluate');
        const labels = page.getByRole('group', { name: 'Labels' });
        for (const [label, count] of [
          ['Malicious', 244],
          ['Background', 739],
          ['Benign', 9],
        ] as const) {
          await expect(
            labels.getByRole('listitem').filter({ has: page.getByLabel(`${label} counts as`) }),
          ).toContainText(String(count));
        }
      });

      test('sees a warning where most flows are attacks, and improves it by a baseline of benign flows', async ({
        page,
      }) => {
        test.setTimeout(120_000);
        await openPage(page);
        await drop(page, captured('008-zeek-mixed/data/conn.log.labeled'));
        await ready(page);
        const auc = async (row: Locator) =>
          Number((await row.getByRole('cell').nth(1).locator('b').textContent()) ?? 'x');
        const rows = page.getByRole('table', { name: 'Measures by detector' }).getByRole('row');
        await showTab(page, 'Evaluate');
        await expect(rows).toHaveCount(2);
        await expect(page.getByText(/points the wrong way here/).first()).toBeVisible();
        const before = await auc(rows.last());
        await showTab(page, 'Flows');
        await filter(page, 'label:Benign');
        const benign = await exportAs(page, 'Zeek TSV', 'Flows in view');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Clear', exact: true }).click();
        const baseline = await openDialog(page, 'Baseline');
        await baseline.getByLabel('Logs to fit on').setInputFiles(logFile('benign.log', benign));
        await baseline.getByRole('button', { name: 'Score with this baseline' }).click();
        await expect(summary(page)).toHaveAttribute('data-detector', /^Baseline/, { timeout: 30_000 });
        await ready(page);
        await page.keyboard.press('Escape');
        await showTab(page, 'Evaluate');
        const after = rows.filter({ hasText: 'Baseline' });
        await expect(after).toHaveCount(1);
        expect(await auc(after)).toBeGreaterThan(before);
      });
    },
  );
});

test.describe('a responder with rotated logs', () => {
  test.use({ timezoneId: 'America/New_York' });

  const size = 3000;
  const parts = 4;
  /** The sample as Zeek rotates a log: gzip files, with one line of the first repeated in the third. */
  const rotated = () =>
    Array.from({ length: parts }, (_, part) => {
      const flows = sampleFlows(size, part * size);
      const again = part === 2 ? sampleFlows(1, 5) : [];
      return logFile(`conn.0${part}.log.gz`, gzipSync(`${sampleHeader}${[...flows, ...again].join('\n')}\n`));
    });

  test('opens them as one run, with all rows, their files, and the duplicate', async ({ page }) => {
    await openPage(page);
    await drop(page, rotated());
    const { flows, files } = await ready(page);
    expect({ flows, files }).toEqual({ flows: parts * size + 1, files: parts });
    await expect(page.getByRole('list', { name: 'Notes' })).toContainText('1 duplicate uid.');
    await expect(header(page, 'file')).toBeVisible();
    await page.keyboard.press('/');
    expect(await filter(page, 'file:conn.02.log.gz')).toBe(size + 1);
    expect(new Set(await columnTexts(page, 'file'))).toEqual(new Set(['conn.02.log.gz']));
    await header(page, 'ts').getByRole('button').first().click();
    await expect(header(page, 'ts')).toHaveAttribute('aria-sort', /ascending/);
  });

  test('narrows by time and filter. Brush, chips, table, link and export agree, and steps can be undone', async ({
    page,
  }) => {
    const { flows } = await openSample(page);
    const time = page.getByRole('group', { name: 'Time', exact: true });
    await time.getByRole('slider', { name: 'From', exact: true }).focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('PageUp');
    await expect.poll(() => data(page, 'selected')).toBeLessThan(flows);
    const brushed = await agreed(page);
    await expect(chips(page).getByRole('listitem')).toHaveCount(1);
    const narrowed = await filter(page, 'src:192.168.10.23 -service:dns');
    expect(narrowed).toBeLessThan(brushed);
    expect(await agreed(page)).toBe(narrowed);
    expect(new Set(await columnTexts(page, 'id.orig_h'))).toEqual(new Set(['192.168.10.23']));
    expect(await columnTexts(page, 'service')).not.toContain('dns');
    expect(decodeURIComponent(page.url())).not.toContain('192.168.10.23');
    const scores = (await columnTexts(page, 'score')).map(Number);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(() => data(page, 'selected')).toBe(brushed);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(() => data(page, 'selected')).toBe(flows);
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => data(page, 'selected')).toBe(brushed);
  });

  test('selects the flows of a finding as a chip, and returns to the findings by Back', async ({ page }) => {
    await openSample(page, 'Findings');
    const findings = await findingsGrid(page);
    await findings.locator('[role=row][data-place="0"]').click();
    const finding = page.getByRole('complementary', { name: 'Finding' });
    const show = finding.getByRole('button', { name: /^Show [\d,]+ flows$/ });
    const promised = Number((await show.textContent())?.replace(/\D/g, ''));
    await show.click();
    await expect(page.getByRole('tab', { name: /^Flows/ })).toHaveAttribute('aria-selected', 'true');
    expect(await agreed(page)).toBe(promised);
    await page.goBack();
    await expect(page.getByRole('tab', { name: /^Findings/ })).toHaveAttribute('aria-selected', 'true');
    await expect.poll(() => data(page, 'selected')).toBe(19_962);
  });

  test('copies a value, and reads times in UTC and in the local zone', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openSample(page);
    const column = await header(page, 'id.resp_h').getAttribute('aria-colindex');
    const [address] = await columnTexts(page, 'id.resp_h');
    await rowAt(page, 0).locator(`[aria-colindex="${column}"]`).click({ button: 'right' });
    await page.getByRole('menu').getByRole('menuitem', { name: 'Copy', exact: true }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(address);
    const opened = await openFlow(page, 0);
    await expect(opened).toContainText('UTC');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    const times = page.getByRole('menuitem', { name: /^Times/ });
    await expect(times).toContainText('UTC');
    await times.click();
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: /^Times/ })).not.toHaveText('Times UTC');
  });
});
