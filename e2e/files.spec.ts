import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { columnTexts, drop, logFile, openPage, ready, showTab } from './page.ts';

const rows = 100_000;
const parts = 4;

test.beforeAll(() => {
  test.setTimeout(120_000);
  bigLog(rows);
});

test('several gzip files give the figures of the log that they were split from', async ({ page }) => {
  const lines = readFileSync(bigLog(rows), 'utf8').trimEnd().split('\n');
  const head = lines.filter((line) => line.startsWith('#') && !line.startsWith('#close'));
  const flows = lines.filter((line) => !line.startsWith('#'));
  const files = Array.from({ length: parts }, (_, i) => {
    const part = flows.slice((i * rows) / parts, ((i + 1) * rows) / parts);
    return logFile(`conn.0${i}.log.gz`, gzipSync([...head, ...part, ''].join('\n')));
  });
  // Large enough for the inflating worker of the engine.
  for (const { buffer } of files) expect(buffer.length).toBeGreaterThan(1 << 20);
  await openPage(page);
  await drop(page, bigLog(rows));
  const { files: _one, ...figures } = await ready(page);
  const sources = await columnTexts(page, 'id.orig_h');
  await drop(page, files);
  await expect(page.getByRole('status', { name: 'Summary' })).toHaveAttribute('data-files', String(parts));
  expect(await ready(page)).toEqual({ ...figures, files: parts });
  await showTab(page, 'Flows');
  await expect.poll(() => columnTexts(page, 'id.orig_h')).toEqual(sources);
});
