import { expect, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { columnTexts, drop, exportAs, grid, openFlow, openPage, ready } from './page.ts';

const rows = 1_000_000;

test.beforeAll(() => {
  test.setTimeout(300_000);
  bigLog(rows);
});

test('a log that is larger than memory is read twice, with the same figures, and says what is exact', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openPage(page);
  await drop(page, bigLog(rows));
  const whole = await ready(page, 60_000);
  const ranked = await columnTexts(page, 'score');

  await page.goto('about:blank');
  await openPage(page, '#v=1&memory=20&tab=flows');
  await drop(page, bigLog(rows));
  await expect(page.getByText(/larger than memory: about [\d,]+ flows need/)).toBeVisible();
  expect(await ready(page, 100_000)).toEqual(whole);
  const again = await columnTexts(page, 'score');
  expect(again).toEqual(ranked.slice(0, again.length)); // notes leave less room for the table
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '100001');
  const line = page.getByText('it was read twice');
  await expect(line).toBeVisible();
  const notes = page.getByRole('list', { name: 'What is exact' });
  await expect(notes).toBeHidden();
  await line.click();
  await expect(notes).toContainText('a sample of 262,144 flows');

  await expect(notes).toContainText(/Findings, hosts and channels cover the first [\d,]+ flows/);
  await expect(page.getByRole('button', { name: /^Use [\d.]+ MB of memory$/ })).toBeVisible();

  await expect(await openFlow(page, 3)).toContainText(/Rank 4\s*of 1,000,000/);
  expect((await exportAs(page, 'CSV', 'All flows')).split('\n').length).toBe(100_000 + 2);
});
