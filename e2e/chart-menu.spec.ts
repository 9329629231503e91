import { expect, type Page, test } from '@playwright/test';
import { openCharts, openSample, ready, summary } from './page.ts';

const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const menu = (page: Page) => page.getByRole('menu');
const item = (page: Page, name: string) => menu(page).getByRole('menuitem', { name, exact: true });

async function listed(page: Page): Promise<number> {
  await ready(page);
  return Number(await summary(page).getAttribute('data-selected'));
}

/** The full bar of the time chart, and the lowest bin or cell of the others: each has flows. */
async function markIn(page: Page, name: string) {
  const box = await group(page, name).boundingBox();
  if (box === null) throw new Error('no chart');
  return name === 'Time' ? { x: (box.width * 48.5) / 96, y: box.height * 0.9 } : { x: 3, y: box.height - 2 };
}

for (const name of ['Time', 'Score', 'Density']) {
  test(`a mark of ${name} is included, excluded and copied from its menu`, async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { flows } = await openSample(page);
    await openCharts(page);
    const position = await markIn(page, name);
    const open = () => group(page, name).click({ position, button: 'right' });
    await open();
    await item(page, 'Include').click();
    await expect.poll(() => listed(page)).toBeLessThan(flows);
    const included = await listed(page);
    expect(included).toBeGreaterThan(0);
    await page.keyboard.press('Control+z');
    await expect.poll(() => listed(page)).toBe(flows);
    await open();
    await item(page, 'Exclude').click();
    await expect.poll(() => listed(page)).toBe(flows - included);
    await page.keyboard.press('Control+z');
    await expect.poll(() => listed(page)).toBe(flows);
    await open();
    const said = await menu(page).getAttribute('aria-label');
    await item(page, 'Copy').click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.length).toBeGreaterThan(3);
    expect(said).toContain(copied);
  });
}

test('the menu key on an edge opens the menu of the brush, or of the bin at the edge', async ({ page }) => {
  const { flows } = await openSample(page);
  const from = group(page, 'Time').getByRole('slider', { name: 'From', exact: true });
  await from.focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press('PageUp');
  await expect.poll(() => listed(page)).toBeLessThan(flows);
  const brushed = await listed(page);
  await page.keyboard.press('Shift+F10');
  await expect(menu(page)).toHaveAccessibleName(/^time /);
  await item(page, 'Include').press('Enter');
  await expect.poll(() => listed(page)).toBe(brushed);
  await expect(page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')).toHaveCount(2);
  await openCharts(page);
  await group(page, 'Density').getByRole('slider').first().focus();
  await page.keyboard.press('ContextMenu');
  await expect(item(page, 'Include')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu(page)).toBeHidden();
});

test.describe('with touch', () => {
  test.use({ hasTouch: true });

  test('a long press on a bar opens its menu and sets no brush', async ({ page }) => {
    const { flows } = await openSample(page);
    const box = await group(page, 'Time').boundingBox();
    const at = await markIn(page, 'Time');
    if (box === null) throw new Error('no chart');
    const touch = await page.context().newCDPSession(page);
    const touchPoints = [{ x: box.x + at.x, y: box.y + at.y }];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await expect(menu(page)).toHaveAccessibleName(/^time /);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(item(page, 'Exclude')).toBeVisible();
    expect(await listed(page)).toBe(flows);
    await item(page, 'Exclude').tap();
    await expect.poll(() => listed(page)).toBeLessThan(flows);
  });
});
