import { expect, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { openPage, ready, summary } from './page.ts';

const rows = 1_000_000;

test.beforeAll(() => {
  test.setTimeout(300_000);
  bigLog(rows);
});

test('a log that takes a while shows provisional results within two seconds, and says that they are', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openPage(page);
  await page.evaluate(() => {
    const seen: { after: number; state: string | null; text: string }[] = [];
    Object.assign(window, { seen });
    let dropped = 0;
    addEventListener('change', () => (dropped ||= performance.now()), true);
    new MutationObserver(() => {
      const early = document.querySelector('section[aria-label="Early results"]');
      const state = document.querySelector('[role=status][aria-label=Summary]')?.getAttribute('data-state') ?? null;
      if (early !== null) seen.push({ after: performance.now() - dropped, state, text: early.textContent ?? '' });
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  const log = bigLog(rows);
  await page.locator('input[type=file]').first().setInputFiles([log, log, log, log, log]);
  await expect(page.getByRole('region', { name: 'Early results' }).getByRole('row')).toHaveCount(11);
  await expect(summary(page)).toHaveAttribute('data-state', 'loading');
  expect((await ready(page, 100_000)).flows).toBe(5 * rows);
  await expect(page.getByRole('region', { name: 'Early results' })).toHaveCount(0);

  const seen = await page.evaluate(
    () => (window as unknown as { seen: { after: number; state: string; text: string }[] }).seen,
  );
  expect(seen[0].after).toBeLessThan(2000);
  expect(seen[0].text).toMatch(/provisional, \d+ %/);
  expect(new Set(seen.map(({ state }) => state))).toEqual(new Set(['loading']));
});
