import { expect, type Page, test } from '@playwright/test';
import { findingsGrid, grid, menuItem, openFlow, openSample, panel, ready, rowAt, summary, tab } from './page.ts';

const chosen = (page: Page) => page.locator('[role=tab][aria-selected=true]');

/** The focused element: its role or tag, its name, and whether it is a row or cell of the visible list. */
function focused(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const row = element?.closest('[role=tabpanel]:not([hidden]) [role=grid] [role=row]') ?? null;
    const name = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    return {
      what: `${element?.getAttribute('role') ?? element?.tagName.toLowerCase()} ${name.trim().slice(0, 40)}`,
      isRow: row !== null && Number(row.getAttribute('aria-rowindex')) > 1,
    };
  });
}

/** Starts at the top of the page, as after loading. */
async function fromTheTop(page: Page): Promise<void> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
}

/** Presses Tab until a row of the list has the focus. Returns the stops on the way. */
async function stopsToFirstRow(page: Page): Promise<string[]> {
  await fromTheTop(page);
  const stops: string[] = [];
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab');
    const { what, isRow } = await focused(page);
    stops.push(what);
    if (isRow) return stops;
  }
  throw new Error(`no row after ${stops.join(', ')}`);
}

for (const list of ['Findings', 'Flows', 'Hosts', 'Channels']) {
  test(`at most twenty Tab stops precede the first row of ${list}, and one by the skip link`, async ({ page }) => {
    await openSample(page, 'Findings');
    await findingsGrid(page);
    await tab(page, list).click();
    const first = page.getByRole('grid', { name: list }).locator('[aria-rowindex="2"]');
    await expect(first).toBeVisible();
    const stops = await stopsToFirstRow(page);
    console.log(`${stops.length} stops to the first row of ${list}: ${stops.join(' | ')}`);
    expect(stops.length).toBeLessThanOrEqual(20);
    expect(stops[0]).toBe('button Skip to the list');

    await fromTheTop(page);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Skip to the list' })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Skip to the list' })).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(first).toBeFocused();
  });
}

test('skip links lead to the open panel, or to the tab without one', async ({ page }) => {
  await openSample(page);
  await openFlow(page, 1);
  await fromTheTop(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rowAt(page, 1)).toBeFocused();
  await fromTheTop(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'Flows')).toBeFocused();
});

test('[ and ] cycle through all tabs, and the tabs are one Tab stop with arrow keys', async ({ page }) => {
  await openSample(page);
  const names = ['Flows', 'Hosts', 'Channels', 'Model', 'Evaluate', 'Findings', 'Flows'];
  for (const [place, name] of names.entries()) {
    if (place > 0) await page.keyboard.press(']');
    await expect(chosen(page)).toHaveText(new RegExp(`^${name}`));
  }
  await page.keyboard.press('[');
  await expect(chosen(page)).toHaveText(/^Findings/);
  await tab(page, 'Findings').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Flows')).toBeFocused();
  await expect(tab(page, 'Flows')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('End');
  await expect(tab(page, 'Evaluate')).toBeFocused();
});

test('every tab with a list shows its count', async ({ page }) => {
  const { flows } = await openSample(page, 'Findings');
  await findingsGrid(page);
  for (const name of ['Findings', 'Flows', 'Hosts', 'Channels']) {
    await expect(tab(page, name), name).toHaveText(new RegExp(`^${name} [\\d,]+`), { timeout: 30_000 });
    await tab(page, name).click();
    const list = page.getByRole('grid', { name });
    const [said] = /[\d,]+/.exec(await tab(page, name).innerText()) ?? [''];
    await expect(list, name).toHaveAttribute('aria-rowcount', String(Number(said.replaceAll(',', '')) + 1));
  }
  expect(await tab(page, 'Flows').innerText()).toContain(flows.toLocaleString('en-US'));
});

test('? lists all keys, e opens Export, Enter and Esc open and close a row', async ({ page }) => {
  await openSample(page);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  for (const key of ['[ ]', 'u or Ctrl Z', 'Ctrl Shift Z', '?', 'e', 'x']) {
    await expect(keys.getByText(key, { exact: true })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await page.keyboard.press('e');
  await expect(page.getByRole('dialog', { name: 'Export flows' })).toBeVisible();
  await page.keyboard.press('Escape');
  await rowAt(page, 0).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('Rank 2');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(rowAt(page, 1)).toBeFocused();
});

test('single keys do nothing in text fields, and when switched off', async ({ page }) => {
  await openSample(page);
  await tab(page, 'Hosts').click();
  const box = page.getByRole('textbox').first();
  await box.focus();
  await page.keyboard.type(']?e');
  await expect(box).toHaveValue(']?e');
  await expect(chosen(page)).toHaveText(/^Hosts/);
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await (await menuItem(page, 'Single keys')).click();
  await tab(page, 'Hosts').focus();
  for (const key of [']', '?', 'e']) await page.keyboard.press(key);
  await expect(chosen(page)).toHaveText(/^Hosts/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/keys=off/);
});

test('u and Ctrl Z undo the last change, Ctrl Shift Z redoes it', async ({ page }) => {
  const { flows } = await openSample(page);
  const selected = () => summary(page).getAttribute('data-selected').then(Number);
  const flow = await openFlow(page, 0);
  await flow
    .getByRole('button', { name: /source/i })
    .first()
    .click();
  await expect.poll(selected).toBeLessThan(flows);
  const narrowed = await selected();
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await expect.poll(selected).toBe(flows);
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(selected).toBe(narrowed);
  await page.keyboard.press('Control+z');
  await expect.poll(selected).toBe(flows);
  await ready(page);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(flows + 1));
});
