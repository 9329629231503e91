import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { parseCsv } from './csv.ts';
import { changed, sampleFlows, sampleHeader, sampleLog } from './logs.ts';
import { drop, exportAs, type LogFile, logFile, openPage, ready, summary } from './page.ts';

const log = sampleLog(300);
const dns = '#separator \\x09\n#path\tdns\n#fields\tts\tuid\tquery\n#types\ttime\tstring\tstring\n1\tC1\ta.example\n';
const withoutField = log.replace('\torig_ip_bytes\t', '\tfoo\t');

const refused: readonly (readonly [what: string, files: readonly LogFile[], code: string, words: RegExp])[] = [
  ['prose', [logFile('notes.txt', 'Minutes of the meeting\n')], 'not-a-zeek-log', /notes\.txt is not a Zeek log/],
  ['arbitrary bytes', [logFile('conn.log', Uint8Array.of(0, 1, 250, 7))], 'not-a-zeek-log', /not a Zeek log/],
  ['a log of another kind', [logFile('my.log', dns)], 'other-log', /my\.log is a Zeek dns\.log/],
  ['a file of 0 bytes', [logFile('conn.log', '')], 'empty', /conn\.log is empty/],
  ['a header without rows', [logFile('conn.log', sampleHeader)], 'empty', /no flows/],
  ['a log without a field', [logFile('conn.log', withoutField)], 'missing-field', /without orig_ip_bytes/],
  ['rows that all are none', [logFile('conn.log', `${sampleHeader}1\t2\n3\n`)], 'no-rows', /None of the 2 rows/],
  ['a gzip cut at once', [logFile('conn.log.gz', gzipSync(log).subarray(0, 12))], 'damaged-gzip', /cut off/],
  ['files of which none is a log', [logFile('a.txt', 'words'), logFile('b.md', '# Title')], 'no-log', /a\.txt/],
];

test.describe('refuses, and says what to do', () => {
  for (const [what, files, code, words] of refused) {
    test(what, async ({ page }) => {
      await openPage(page);
      await drop(page, files);
      const alert = page.getByRole('alert');
      await expect(alert).toHaveAttribute('data-code', code);
      await expect(alert).toContainText(words);
      await expect(summary(page)).toHaveAttribute('data-state', 'failed');

      await drop(page, [logFile('conn.log', log)]);
      expect((await ready(page)).flows).toBe(300);
      await expect(alert).toHaveCount(0);
    });
  }

  test('a folder without a log', async ({ page }) => {
    await openPage(page);
    await page.getByLabel('Open a folder').setInputFiles(makeFolder({ 'notes.txt': 'Minutes of the meeting\n' }));
    await expect(page.getByRole('alert')).toHaveAttribute('data-code', /no-log|not-a-zeek-log/);
    await expect(summary(page)).toHaveAttribute('data-state', 'failed');
  });
});

test.describe('keeps what is good', () => {
  test('lines that are no rows are counted, and listed with their number and the reason', async ({ page }) => {
    const rows = sampleFlows(300);
    const bad = ['1\t2', `${rows[0]}\tmore`, changed(rows[1], { resp_bytes: 'many' })];
    await openPage(page);
    await drop(page, [logFile('conn.log', [sampleHeader.trimEnd(), ...bad, ...rows, ''].join('\n'))]);
    expect(await ready(page)).toMatchObject({ flows: 300, skipped: 3 });
    await page.getByRole('button', { name: /3 skipped/ }).click();
    const first = sampleHeader.split('\n').length;
    for (const [i, reason] of ['too few fields', 'too many fields', 'resp_bytes is “many”'].entries()) {
      await expect(page.getByText(new RegExp(`line ${first + i}\\b`, 'i')).first()).toBeVisible();
      await expect(page.getByText(reason).first()).toBeVisible();
    }
  });

  test('bytes that are not UTF-8, and no line end at the end', async ({ page }) => {
    const rows = sampleFlows(300);
    const text = `${sampleHeader}${[changed(rows[0], { service: 'caf\u00e9' }), ...rows.slice(1)].join('\n')}`;
    await openPage(page);
    await drop(page, [logFile('conn.log', Buffer.from(text, 'latin1'))]);
    expect(await ready(page)).toMatchObject({ flows: 300, skipped: 0 });
  });

  for (const [what, spoil] of [
    ['the end of a gzip is missing', (gz: Buffer) => gz.subarray(0, gz.length >> 1)],
    ['the middle of a gzip is overwritten', (gz: Buffer) => gz.fill(255, gz.length >> 1, (gz.length >> 1) + 64)],
  ] as const) {
    test(`rows from before the damage stay when ${what}`, async ({ page }) => {
      await openPage(page);
      await drop(page, [logFile('conn.log.gz', spoil(gzipSync(sampleLog(5000))))]);
      const { flows } = await ready(page);
      expect(flows).toBeGreaterThan(1000);
      expect(flows).toBeLessThan(5000);
      await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'damaged-gzip');
      await expect(page.getByRole('alert')).toContainText('conn.log.gz');
    });
  }
});

test.describe('reads as one run', () => {
  test('all members of a gzip', async ({ page }) => {
    const bytes = Buffer.from(sampleLog(4000));
    const half = bytes.length >> 1;
    await openPage(page);
    await drop(page, [
      logFile('conn.log.gz', Buffer.concat([gzipSync(bytes.subarray(0, half)), gzipSync(bytes.subarray(half))])),
    ]);
    expect(await ready(page)).toMatchObject({ flows: 4000, skipped: 0, files: 1 });
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('rotated logs, with a log of another kind beside them', async ({ page }) => {
    await openPage(page);
    await drop(page, [
      logFile('conn.02.log.gz', gzipSync(sampleLog(100, 200))),
      logFile('conn.01.log', sampleLog(200)),
      logFile('dns.log', dns),
    ]);
    expect(await ready(page)).toMatchObject({ flows: 300, skipped: 0, context: 1, files: 3 });
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByRole('columnheader', { name: 'file', exact: true })).toBeVisible();
  });

  test('the logs of a folder and of the folders in it, in order of their paths', async ({ page }) => {
    const folder = makeFolder({
      '2026-03-03/conn.10.log.gz': gzipSync(sampleLog(100, 200)),
      '2026-03-03/conn.09.log': sampleLog(200),
      '2026-03-03/.hidden.log': sampleLog(50),
    });
    await openPage(page);
    await page.getByLabel('Open a folder').setInputFiles(folder);
    expect(await ready(page)).toMatchObject({ flows: 300, files: 2 });
    const flows = parseCsv(await exportAs(page, 'CSV', 'All flows'));
    const later = flows.filter(({ file }) => file.endsWith('2026-03-03/conn.10.log.gz'));
    expect(later.map(({ row }) => Number(row)).toSorted((a, b) => a - b)).toEqual(later.map((_, row) => row));
    expect(later.length).toBe(100);
  });
});

/** A folder with these files, given by path; its own path. */
function makeFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'oddflow-folder-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
