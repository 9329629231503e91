import { expect, type Locator, type Page, test } from '@playwright/test';
import { columnTexts, grid, header, openFlow, openSample, panel, rowAt } from './page.ts';

const menu = (page: Page): Locator => page.getByRole('menu');
const item = (page: Page, name: string): Locator => menu(page).getByRole('menuitem', { name, exact: true });

/** The cell of a column in a row. Rows count from 0. */
async function cellAt(page: Page, place: number, name: string): Promise<Locator> {
  const column = await header(page, name).getAttribute('aria-colindex');
  return rowAt(page, place).locator(`[role=gridcell][aria-colindex="${column}"]`);
}

const rowCount = async (page: Page) => Number(await grid(page).getAttribute('aria-rowcount'));

test('includes and excludes the value of a cell by mouse, with counts that add up', async ({ page }) => {
  const { flows } = await openSample(page);
  await (await cellAt(page, 0, 'service')).click({ button: 'right' });
  await expect(menu(page)).toHaveAccessibleName('service ssl');
  await expect(panel(page)).toHaveCount(0);
  await item(page, 'Include').click();
  await expect.poll(() => rowCount(page)).toBeLessThan(flows);
  await expect.poll(async () => new Set(await columnTexts(page, 'service'))).toEqual(new Set(['ssl']));
  const included = (await rowCount(page)) - 1;
  await openSample(page);
  await (await cellAt(page, 0, 'service')).click({ button: 'right' });
  await item(page, 'Exclude').click();
  await expect.poll(() => rowCount(page)).toBe(flows - included + 1);
  expect(await columnTexts(page, 'service')).not.toContain('ssl');
});

test('opens by the button in the cell under the mouse', async ({ page }) => {
  await openSample(page);
  await (await cellAt(page, 2, 'id.resp_h')).hover();
  await page.getByTitle('Include, exclude or copy (menu key)').click();
  await expect(menu(page)).toHaveAccessibleName(/^id\.resp_h \d/);
  await expect(panel(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(menu(page)).toHaveCount(0);
});

test('works by keyboard: along the cells, the menu key, and back to the cell', async ({ page }) => {
  const { flows } = await openSample(page);
  await rowAt(page, 0).focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const cell = await cellAt(page, 1, 'proto');
  await expect(cell).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(item(page, 'Include')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cell).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.keyboard.press('ArrowDown');
  await expect(item(page, 'Exclude')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => rowCount(page)).toBeLessThan(flows);
  expect(await columnTexts(page, 'proto')).not.toContain('udp');
});

test('the rows are one Tab stop, and the column headers are above the first row', async ({ page }) => {
  await openSample(page);
  await rowAt(page, 0).focus();
  await page.keyboard.press('ArrowUp');
  await expect(header(page, 'rank').getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(header(page, 'score').getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rowAt(page, 0)).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await grid(page).evaluate((element) => element.contains(document.activeElement))).toBe(false);
});

test('copies the value as it is in the log', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSample(page);
  await (await cellAt(page, 0, 'score')).click({ button: 'right' });
  await expect(item(page, 'Include')).toHaveCount(0);
  await item(page, 'Copy').click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(Number(copied)).toBe(Number((await columnTexts(page, 'score'))[0]));
});

test('selecting text in a cell opens nothing', async ({ page }) => {
  await openSample(page);
  const box = await (await cellAt(page, 1, 'id.resp_h')).boundingBox();
  if (box === null) throw new Error('not on screen');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 8, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 70, y, { steps: 5 });
  await page.mouse.up();
  expect(await page.evaluate(() => String(getSelection()).length)).toBeGreaterThan(3);
  await expect(panel(page)).toHaveCount(0);
  await rowAt(page, 1).click();
  await expect(panel(page)).toContainText('Rank 2');
});

test('is available at every value of a panel too', async ({ page }) => {
  const { flows } = await openSample(page);
  await openFlow(page, 0);
  await panel(page)
    .getByRole('button', { name: /^Filter by id\.resp_p 443/ })
    .first()
    .click();
  await item(page, 'Include').click();
  await expect.poll(() => rowCount(page)).toBeLessThan(flows);
  await expect.poll(async () => new Set(await columnTexts(page, 'id.resp_p'))).toEqual(new Set(['443']));
});

test('the panel steps to the next row and back by its buttons', async ({ page }) => {
  await openSample(page);
  await openFlow(page, 0);
  const next = panel(page).getByRole('button', { name: 'Next flow' });
  await next.click();
  await expect(panel(page)).toContainText('Rank 2');
  await expect(next).toBeFocused();
  await next.press('Enter');
  await expect(panel(page)).toContainText('Rank 3');
  await panel(page).getByRole('button', { name: 'Previous flow' }).click();
  await expect(panel(page)).toContainText('Rank 2');
  await expect(rowAt(page, 1)).toHaveAttribute('aria-selected', 'true');
});

test('rank, score and addresses stay when the columns scroll. State and history are visible beside a panel', async ({
  page,
}) => {
  await openSample(page);
  await openFlow(page, 0);
  for (const name of ['conn_state', 'history']) {
    const [head, list] = await Promise.all([header(page, name).boundingBox(), grid(page).boundingBox()]);
    expect((head?.x ?? 0) + (head?.width ?? 0)).toBeLessThanOrEqual((list?.x ?? 0) + (list?.width ?? 0));
  }
  const left = async (name: string) => (await header(page, name).boundingBox())?.x;
  const before = await Promise.all(['rank', 'id.resp_h', 'proto'].map(left));
  await grid(page).evaluate((element) => element.scrollTo({ left: 400 }));
  const after = await Promise.all(['rank', 'id.resp_h', 'proto'].map(left));
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after[2]).toBeLessThan(before[2] ?? 0);
});

test('column sets: all, mine, and back to essential', async ({ page }) => {
  await openSample(page);
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('radio', { name: 'All' }).check();
  await expect(header(page, 'uid')).toHaveCount(1);
  await page.getByRole('checkbox', { name: 'proto', exact: true }).uncheck();
  await expect(page.getByRole('radio', { name: 'Mine' })).toBeChecked();
  await page.getByRole('radio', { name: 'Essential' }).check();
  await expect(header(page, 'proto')).toHaveCount(1);
  await expect(header(page, 'uid')).toHaveCount(0);
  await page.getByRole('radio', { name: 'Mine' }).check();
  await expect(header(page, 'proto')).toHaveCount(0);
});

test.describe('at 390 pixels', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a row is a card with both addresses, and its panel a sheet over the page', async ({ page }) => {
    await openSample(page);
    await grid(page).scrollIntoViewIfNeeded();
    expect((await rowAt(page, 0).boundingBox())?.height).toBe(72);
    await expect(rowAt(page, 0)).toContainText(/\d+\.\d+\.\d+\.\d+ → \d+\.\d+\.\d+\.\d+/);
    await expect(rowAt(page, 0).getByRole('gridcell')).toHaveCount(5);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await rowAt(page, 0).tap();
    await expect(panel(page)).toContainText('Rank 1');
    expect(await panel(page).boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 });
    await panel(page).getByRole('button', { name: 'Close' }).tap();
    await expect(panel(page)).toHaveCount(0);
  });

  test('a long press on a value opens its menu, and not the row', async ({ page }) => {
    await openSample(page);
    await grid(page).scrollIntoViewIfNeeded();
    const value = rowAt(page, 1).locator('[data-column="id.orig_h"]');
    const box = await value.boundingBox();
    if (box === null) throw new Error('not on screen');
    const touch = await page.context().newCDPSession(page);
    const touchPoints = [{ x: box.x + 10, y: box.y + 5 }];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await expect(menu(page)).toHaveAccessibleName(/^id\.orig_h \d/);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(item(page, 'Include')).toBeVisible();
    await expect(panel(page)).toHaveCount(0);
  });
});
