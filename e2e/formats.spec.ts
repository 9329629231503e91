import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { formsOf } from '../src/testing/forms.ts';
import { sampleFlows, sampleHeader } from './logs.ts';
import {
  columnTexts,
  downloadBy,
  drop,
  type LogFile,
  logFile,
  menuItem,
  openCharts,
  openFlow,
  openPage,
  panel,
  ready,
} from './page.ts';

/** 120 flows with the fields of Zeek's own conn.log. */
const log = (() => {
  const lines = [...sampleHeader.trimEnd().split('\n'), ...sampleFlows(120)];
  const width =
    lines
      .find((line) => line.startsWith('#fields'))
      ?.split('\t')
      .indexOf('label') ?? 0;
  return `${lines
    .map((line) => {
      const isList = /^#(fields|types)/.test(line);
      return line.startsWith('#') && !isList
        ? line
        : line
            .split('\t')
            .slice(0, isList ? width : width - 1)
            .join('\t');
    })
    .join('\n')}\n`;
})();

const refused: readonly (readonly [what: string, file: LogFile, words: RegExp])[] = [
  ['a packet capture', logFile('conn.log', Uint8Array.of(0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0)), /zeek -r/],
  ['SQLite', logFile('conn.log', 'SQLite format 3\0'), /sqlite3 -header/],
  ['bzip2', logFile('conn.log', 'BZh91AY'), /bunzip2/],
  [
    'a pointer of Git LFS',
    logFile('conn.log', 'version https://git-lfs.github.com/spec/v1\noid sha256:1\n'),
    /git lfs pull/,
  ],
  ['a conn-summary', logFile('conn.log', '>== Total === 2005-01-06-14-02-37 - 2005-01-06-15-23-34\n'), /trace-summary/],
  ['SUP', logFile('conn.log', '{ts:2018-03-24T17:15:21.255387Z,uid:"C8Tful1TvM3Zf5x8fl"}\n'), /super -f zeek/],
  ['JSON of something else', logFile('a.json', '{"name":"x"}\n{"name":"y"}\n'), /none of its objects/],
  [
    'CSV of something else',
    logFile('a.csv', 'name,size,colour,weight,price\nx,1,red,2,3\n'),
    /does not name the fields/,
  ],
];

test('a log in any format has the same scores', async ({ page }) => {
  test.setTimeout(120_000);
  await openPage(page);
  let expected: Awaited<ReturnType<typeof ready>> | null = null;
  const forms = formsOf(log);
  const json = forms.find(({ name }) => name === 'NDJSON')?.bytes ?? new Uint8Array();
  const more = [
    { name: 'gzip in a zip', bytes: zipSync({ 'a/conn.log.gz': gzipSync(log), 'a/readme.txt': strToU8('words') }) },
    {
      name: 'JSON in gzip, two members',
      bytes: Buffer.concat([gzipSync(json.subarray(0, 900)), gzipSync(json.subarray(900))]),
    },
  ];
  for (const { name, bytes } of [...forms, ...more]) {
    await drop(page, [logFile('some.log', bytes)]);
    const { flows, anomalies, threshold, skipped, context } = await ready(page);
    const figures = { flows, anomalies, threshold, skipped, context };
    expected ??= { ...figures } as Awaited<ReturnType<typeof ready>>;
    expect(figures, name).toEqual(expected);
  }
});

test('a flow of a JSON log has its fields, its line, and its text columns', async ({ page }) => {
  const json = formsOf(log).find(({ name }) => name === 'pretty JSON')?.bytes ?? new Uint8Array();
  await openPage(page);
  await drop(page, [logFile('conn.json', json)]);
  await ready(page);
  const flow = await openFlow(page, 0);
  await expect(flow).toContainText('"id.orig_h"');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
});

test('Parquet gives the flows and the scores of the same rows in TSV', async ({ page }) => {
  const fixture = (name: string) => readFileSync(new URL(`../src/testing/fixtures/${name}`, import.meta.url));
  await openPage(page);
  await drop(page, [logFile('labelled.log', fixture('labelled.log'))]);
  const { flows, anomalies, threshold } = await ready(page);
  for (const name of ['arrow-snappy', 'nested-zstd', 'plain-brotli', 'decimal-lz4', 'ns-gzip']) {
    await drop(page, [logFile(`${name}.parquet`, fixture(`parquet/${name}.parquet`))]);
    expect(await ready(page), name).toMatchObject({ flows, anomalies, threshold, files: 1, skipped: 0 });
  }
});

for (const [what, file, words] of refused) {
  test(`rejects ${what} with a reason`, async ({ page }) => {
    await openPage(page);
    await drop(page, [file]);
    const alert = page.getByRole('alert');
    await expect(alert).toHaveAttribute('data-code', 'not-a-zeek-log');
    await expect(alert).toContainText(words);
  });
}

test('the reading report has format, reasons and repeated flows, and can be saved', async ({ page }) => {
  const json = formsOf(log).find(({ name }) => name === 'NDJSON')?.bytes ?? new Uint8Array();
  await openPage(page);
  await drop(page, [
    logFile('conn.1.log', log),
    logFile('conn.2.json', Buffer.concat([json, Buffer.from('\n{"ts":\n')])),
  ]);
  expect(await ready(page)).toMatchObject({ flows: 240, skipped: 1, files: 2 });
  await page.getByRole('button', { name: /1 skipped/ }).click();
  const report = page.getByRole('dialog', { name: 'Reading report' });
  await expect(report).toContainText('120 flows have a uid that an earlier flow');
  await expect(report).toContainText('JSON');
  await expect(report).toContainText('no whole JSON object');
  const saved = (await downloadBy(page, report.getByRole('button', { name: 'Save as text' }))).toString();
  expect(saved).toContain('conn.2.json');
  expect(saved).toContain('line 121');
  await report.getByRole('button', { name: /Read again without them/ }).click();
  await expect(page.getByRole('status', { name: 'Summary' })).toHaveAttribute('data-flows', '120');
  expect(await ready(page)).toMatchObject({ flows: 120, skipped: 121 });
});

test.describe('in a browser that is not in UTC', () => {
  // Wide enough for the words beside the charts.
  test.use({ timezoneId: 'Asia/Tokyo', viewport: { width: 1680, height: 900 } });
  test('times are UTC until the switch changes all of them', async ({ page }) => {
    await openPage(page);
    await drop(page, [logFile('conn.log', log)]);
    await ready(page);
    await openCharts(page);
    const [utc] = await columnTexts(page, 'ts');
    expect(utc).toMatch(/ UTC$/);
    await expect(page.getByText(/bins, UTC/).first()).toBeVisible();
    await expect(await menuItem(page, 'Times')).toContainText('UTC');
    await page.getByRole('menuitem', { name: /^Times/ }).click();
    await expect.poll(async () => (await columnTexts(page, 'ts'))[0]).toMatch(/ Asia\/Tokyo$/);
    const [local] = await columnTexts(page, 'ts');
    const at = (text: string) => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`);
    expect(at(local) - at(utc)).toBe(9 * 3600 * 1000);
    await expect(page.getByText(/bins, local time/).first()).toBeVisible();
  });
});
