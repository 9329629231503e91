import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { type Dropped, drop, file, openPage, plainLog, settled, summary } from './page.ts';

const log = plainLog(300);
const dns = '#separator \\x09\n#path\tdns\n#fields\tts\tuid\tquery\n#types\ttime\tstring\tstring\n1\tC1\ta.example\n';

async function failure(page: Page, files: Dropped | readonly Dropped[]): Promise<{ code: string; text: string }> {
  await openPage(page);
  await drop(page, files);
  expect(await settled(page)).toBe('failed');
  const alert = page.getByRole('alert');
  return { code: (await alert.getAttribute('data-code')) ?? '', text: await alert.innerText() };
}

test.describe('a file that is no conn.log is refused with a sentence', () => {
  for (const [what, input, code, words] of [
    ['prose', file('conn.log', 'Lorem ipsum dolor sit amet.\n'), 'not-a-zeek-log', /Zeek/],
    ['bytes', file('conn.log', Buffer.from([0, 1, 2, 250, 0, 7])), 'not-a-zeek-log', /conn\.log/],
    ['another log', file('my.log', dns), 'other-log', /dns/],
    ['no bytes', file('conn.log', ''), 'empty', /empty|0 bytes/i],
    ['a header without rows', file('conn.log', log.split('\n').slice(0, 7).join('\n')), 'empty', /row|flow/i],
    ['a needed field missing', file('conn.log', log.replace('orig_ip_bytes', 'x')), 'missing-field', /orig_ip_bytes/],
    [
      'rows that are none',
      file('conn.log', `${log.split('\n').slice(0, 7).join('\n')}\n1\n2\n`),
      'no-rows',
      /line|row/i,
    ],
    [
      'a gzip cut in its header',
      file('conn.log.gz', gzipSync(log).subarray(0, 12)),
      'damaged-gzip',
      /gzip|damaged|cut/i,
    ],
  ] as const) {
    test(what, async ({ page }) => {
      const { code: found, text } = await failure(page, input);
      expect(found).toBe(code);
      expect(text).toMatch(words);
      await drop(page, file('conn.log', log));
      expect((await summary(page)).flows).toBe(300);
    });
  }

  test('several files, none of them a log', async ({ page }) => {
    const { code, text } = await failure(page, [file('a.txt', 'some words'), file('b.md', '# Title\n')]);
    expect(code).toBe('no-log');
    expect(text).toMatch(/a\.txt/);
  });
});

test.describe('what is good in a file is kept', () => {
  test('lines that are no rows are counted and listed', async ({ page }) => {
    const lines = log.split('\n');
    lines.splice(10, 0, '17', `${lines[9]}\textra`, lines[9].replace('\t0\t', '\tnone\t'));
    await openPage(page);
    await drop(page, file('conn.log', lines.join('\n')));
    expect(await summary(page)).toMatchObject({ flows: 300, skipped: 3 });
    await page.getByRole('button', { name: /3 skipped/ }).click();
    await expect(page.getByText(/line 11\b/i).first()).toBeVisible();
    await expect(page.getByText(/missed_bytes/).first()).toBeVisible();
  });

  test('bytes that are not UTF-8, and no newline at the end', async ({ page }) => {
    const bytes = Buffer.from(
      log
        .replace(/#close.*\n/, '')
        .trimEnd()
        .replace('http', 'h#tp'),
      'latin1',
    );
    bytes[bytes.indexOf('h#tp') + 1] = 0xe9;
    await openPage(page);
    await drop(page, file('conn.log', bytes));
    expect(await summary(page)).toMatchObject({ flows: 300, skipped: 0 });
  });

  test('rows before the end of a cut gzip', async ({ page }) => {
    const gz = gzipSync(plainLog(5000));
    await openPage(page);
    await drop(page, file('conn.log.gz', gz.subarray(0, gz.length >> 1)));
    const { flows } = await summary(page);
    expect(flows).toBeGreaterThan(1000);
    expect(flows).toBeLessThan(5000);
    await expect(page.getByRole('alert').filter({ hasText: /conn\.log\.gz/ })).toHaveAttribute(
      'data-code',
      'damaged-gzip',
    );
  });

  test('rows before damage in a gzip', async ({ page }) => {
    const gz = gzipSync(plainLog(5000));
    gz.fill(255, gz.length >> 1, (gz.length >> 1) + 64);
    await openPage(page);
    await drop(page, file('conn.log.gz', gz));
    expect((await summary(page)).flows).toBeGreaterThan(1000);
    await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'damaged-gzip');
  });
});

test.describe('several files are one run', () => {
  test('a gzip of several members has the rows of all', async ({ page }) => {
    const bytes = Buffer.from(plainLog(4000));
    const cut = bytes.length >> 1;
    await openPage(page);
    await drop(
      page,
      file('conn.log.gz', Buffer.concat([gzipSync(bytes.subarray(0, cut)), gzipSync(bytes.subarray(cut))])),
    );
    expect(await summary(page)).toMatchObject({ flows: 4000, skipped: 0 });
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('rotated logs, with another log and a note beside them', async ({ page }) => {
    await openPage(page);
    await drop(page, [
      file('conn.01.log', plainLog(200)),
      file('conn.02.log.gz', gzipSync(plainLog(100))),
      file('dns.log', dns),
    ]);
    expect(await summary(page)).toMatchObject({ flows: 300, skipped: 0, context: 1 });
    await expect(page.getByRole('columnheader', { name: 'file', exact: true })).toBeVisible();
  });
});
