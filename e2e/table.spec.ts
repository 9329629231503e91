import { expect, type Page, test } from '@playwright/test';
import { columnNumbers, columnTexts, grid, header, openSample, panel, rowAt } from './page.ts';

let flows = 0;
test.beforeEach(async ({ page }) => {
  ({ flows } = await openSample(page));
});

test('has every flow, in rank order, and reaches the last', async ({ page }) => {
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(flows + 1));
  const ranks = await columnNumbers(page, 'rank');
  expect(ranks).toEqual(ranks.map((_, place) => place + 1));
  await rowAt(page, 0).focus();
  await page.keyboard.press('End');
  await expect(rowAt(page, flows - 1)).toBeFocused();
  await expect(rowAt(page, flows - 1)).toBeInViewport();
  await expect.poll(async () => (await columnNumbers(page, 'rank')).at(-1)).toBe(flows);
});

test('sorts numbers both ways by clicks on the header, equal values in rank order', async ({ page }) => {
  for (const [direction, sign] of [
    ['descending', -1],
    ['ascending', 1],
  ] as const) {
    await header(page, 'resp_pkts').click();
    await expect(header(page, 'resp_pkts')).toHaveAttribute('aria-sort', direction);
    await expect(async () => {
      const packets = await columnNumbers(page, 'resp_pkts');
      const ranks = await columnNumbers(page, 'rank');
      expect(packets.length).toBeGreaterThan(10);
      for (let i = 1; i < packets.length; i++) {
        expect((packets[i] - packets[i - 1]) * sign).toBeGreaterThanOrEqual(0);
        if (packets[i] === packets[i - 1]) expect(ranks[i]).toBeGreaterThan(ranks[i - 1]);
      }
    }).toPass();
  }
  await expect(header(page, 'score')).not.toHaveAttribute('aria-sort', /ascending|descending/);
});

test('sorts text, by keyboard too', async ({ page }) => {
  await header(page, 'conn_state').getByRole('button').first().press('Enter');
  await expect(header(page, 'conn_state')).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(async () => new Set(await columnTexts(page, 'conn_state')).size).toBe(1);
});

test('is worked by keyboard: move, open, close, and back in the row', async ({ page }) => {
  await rowAt(page, 0).focus();
  for (const key of ['j', 'ArrowDown', 'j', 'k', 'ArrowUp']) await page.keyboard.press(key);
  await expect(rowAt(page, 1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('Rank 2');
  await expect(rowAt(page, 1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(rowAt(page, 1)).toBeFocused();
});

test('hides, shows and moves columns', async ({ page }) => {
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('checkbox', { name: 'history', exact: true }).uncheck();
  await page.getByRole('checkbox', { name: 'uid', exact: true }).check();
  await expect(header(page, 'history')).toHaveCount(0);
  await expect.poll(async () => (await columnTexts(page, 'uid'))[0]).toMatch(/^C\w{17}$/);

  const before = await columnPlace(page, 'service');
  await page.getByRole('button', { name: 'Move service up' }).click();
  await expect.poll(() => columnPlace(page, 'service')).toBe(before - 1);
});

test('resizes columns by keyboard', async ({ page }) => {
  const width = async () => (await header(page, 'service').boundingBox())?.width;
  const before = (await width()) ?? 0;
  await header(page, 'service').getByRole('button').press('Alt+ArrowRight');
  await expect.poll(width).toBeGreaterThan(before);
});

async function columnPlace(page: Page, name: string): Promise<number> {
  return Number(await header(page, name).getAttribute('aria-colindex'));
}

test('closing a menu by Esc gives the focus back to its button', async ({ page }) => {
  await openSample(page);
  const button = page.getByRole('button', { name: 'Columns' });
  await button.click();
  await page.getByRole('checkbox', { name: 'uid' }).focus();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});
