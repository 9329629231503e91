import { expect, type Page, test } from '@playwright/test';
import {
  columnTexts,
  exportAs,
  grid,
  header,
  openFlow,
  openSample,
  panel,
  ready,
  showTab,
  summary,
  tab,
} from './page.ts';

const chips = (page: Page) => page.getByRole('list', { name: 'Active filters' }).getByRole('listitem');
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true });
const redo = (page: Page) => page.getByRole('button', { name: 'Redo', exact: true });
const selected = (page: Page) => summary(page).getAttribute('data-selected').then(Number);

/** Selects the flows of the open flow's source, or of another kind of related flows. */
async function narrow(page: Page, place: number, kind: RegExp): Promise<number> {
  const before = await selected(page);
  const flow = await openFlow(page, place);
  await flow.getByRole('button', { name: kind }).first().click();
  await expect.poll(() => selected(page)).toBeLessThan(before);
  await ready(page);
  return selected(page);
}

/** Expects counts, table and tab to agree on the selection. */
async function expectInView(page: Page, flows: number): Promise<void> {
  await expect(summary(page)).toHaveAttribute('data-selected', String(flows));
  await ready(page);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(flows + 1));
  await expect(tab(page, 'Flows')).toContainText(flows.toLocaleString('en-US'));
}

test('Undo and Redo go through every narrowing, and name it', async ({ page }) => {
  const { flows } = await openSample(page);
  const source = await narrow(page, 0, /source/i);
  await page.keyboard.press('Escape');
  const port = await narrow(page, 0, /Same port/i);
  await page.keyboard.press('Escape');
  await expect(chips(page)).toHaveCount(2);
  await expect(undo(page)).toHaveAttribute('title', /^Undo: Add to port/);
  await undo(page).click();
  await expectInView(page, source);
  await expect(redo(page)).toHaveAttribute('title', /^Redo: Add to port/);
  await undo(page).click();
  await expectInView(page, flows);
  await expect(chips(page)).toHaveCount(0);
  await redo(page).click();
  await expectInView(page, source);
  await redo(page).click();
  await expectInView(page, port);
  await expect(redo(page)).toHaveCount(0);
});

test('Undo restores a removed, a switched off and a cleared filter, a sort and a moved threshold', async ({ page }) => {
  const { flows, threshold } = await openSample(page);
  const source = await narrow(page, 0, /source/i);
  await page.keyboard.press('Escape');
  const chip = chips(page).first();
  await chip.getByRole('button', { name: /^Turn off/ }).click();
  await expectInView(page, flows);
  await expect(chip.getByRole('button', { name: /^Turn on/ })).toBeVisible();
  await undo(page).click();
  await expectInView(page, source);
  await chip.getByRole('button', { name: /^Remove/ }).click();
  await expectInView(page, flows);
  await undo(page).click();
  await expectInView(page, source);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expectInView(page, flows);
  await undo(page).click();
  await expectInView(page, source);

  await header(page, 'duration').getByRole('button').first().click();
  await expect(header(page, 'duration')).toHaveAttribute('aria-sort', 'descending');
  await undo(page).click();
  await expect(header(page, 'score')).toHaveAttribute('aria-sort', 'descending');

  await page.getByRole('slider', { name: 'Threshold' }).press('PageUp');
  await expect(summary(page)).not.toHaveAttribute('data-threshold', String(threshold));
  await ready(page);
  await undo(page).click();
  await expect(summary(page)).toHaveAttribute('data-threshold', String(threshold));
  await expectInView(page, source);
});

test('Back and Forward of the browser restore views with their filters', async ({ page }) => {
  const { flows } = await openSample(page);
  const [address] = await columnTexts(page, 'id.orig_h');
  const source = await narrow(page, 0, /source/i);
  await expect(chips(page)).toHaveCount(1);
  await showTab(page, 'Hosts');
  await page.goBack();
  await expect(tab(page, 'Flows')).toHaveAttribute('aria-selected', 'true');
  await expectInView(page, source);
  await page.goBack();
  await expectInView(page, flows);
  await expect(panel(page)).toContainText('Rank 1');
  await expect(chips(page)).toHaveCount(0);
  await page.goBack();
  await expect(panel(page)).toHaveCount(0);
  await page.goForward();
  await page.goForward();
  await expectInView(page, source);
  expect(new Set(await columnTexts(page, 'id.orig_h'))).toEqual(new Set([address]));
  await page.goForward();
  await expect(tab(page, 'Hosts')).toHaveAttribute('aria-selected', 'true');
  await expect(summary(page)).toHaveAttribute('data-selected', String(source));
  expect(decodeURIComponent(page.url())).not.toContain(address);
});

test('an export of the selected flows follows Undo', async ({ page }) => {
  const { flows } = await openSample(page);
  const source = await narrow(page, 0, /source/i);
  const rows = async () => (await exportAs(page, 'CSV', 'Flows in view')).trimEnd().split('\n').length - 1;
  expect(await rows()).toBe(source);
  await page.keyboard.press('Escape');
  await undo(page).click();
  await expectInView(page, flows);
  expect(await rows()).toBe(flows);
});
