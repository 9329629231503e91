import { expect, type Locator, type Page, test } from '@playwright/test';
import { changed, sampleFlows, sampleHeader, sampleLog } from './logs.ts';
import {
  drop,
  findingsGrid,
  holdCalls,
  logFile,
  openDialog,
  openPage,
  openSample,
  ready,
  setFilter,
  summary,
  tab,
} from './page.ts';

/** How many pixels of an element lie beyond the right end of another. */
async function beyond(element: Locator, box: Locator): Promise<number> {
  const [inner, outer] = await Promise.all([element.boundingBox(), box.boundingBox()]);
  if (inner === null || outer === null) throw new Error('not on screen');
  return Math.max(0, inner.x + inner.width - outer.x - outer.width);
}

/** A log that lost rows, so that the Summary is long. */
const lossy = logFile('conn.log', `${sampleLog(2000)}${'x\ty\n'.repeat(400)}`);

for (const width of [1280, 390]) {
  test(`the Summary is whole at ${width} pixels, with what is missing`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openPage(page);
    await drop(page, [lossy]);
    await ready(page);
    await expect(summary(page)).toContainText('400 of 2,400 rows skipped');
    expect(await beyond(summary(page), page.locator('body'))).toBe(0);
    expect(await summary(page).evaluate((line) => line.scrollWidth - line.clientWidth)).toBeLessThanOrEqual(0);
    expect(await summary(page).evaluate((line) => getComputedStyle(line).textOverflow)).toBe('clip');
  });
}

test('the measures of Evaluate fit at 1280 pixels', async ({ page }) => {
  await openPage(page);
  await drop(page, [logFile('conn.log', sampleLog(3000))]);
  await ready(page);
  await page.getByRole('tab', { name: /^Evaluate/ }).click();
  const table = page.getByRole('table', { name: 'Measures by detector' });
  await expect(table.getByRole('row')).toHaveCount(2);
  expect(await beyond(table, table.locator('..'))).toBe(0);
});

for (const name of ['Hosts', 'Channels']) {
  test(`the last column of ${name} can be scrolled to its end at 1280 pixels`, async ({ page }) => {
    await openPage(page);
    await drop(page, [logFile('conn.log', sampleLog(3000))]);
    await ready(page);
    await page.getByRole('tab', { name }).click();
    const grid = page.getByRole('grid', { name });
    const last = grid.getByRole('columnheader').last();
    await expect(last).toBeVisible();
    await grid.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
    expect(await beyond(last, grid)).toBe(0);
  });
}

test('Cancel stands beside the progress of another detector at 390 pixels', async ({ page }) => {
  const calls = await holdCalls(page, 'detect');
  await page.setViewportSize({ width: 390, height: 844 });
  await openPage(page);
  await drop(page, [logFile('conn.log', sampleLog(300))]);
  await ready(page);
  await calls.hold();
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'ECOD' });
  const bar = page.getByRole('region', { name: 'Under way' });
  const [progress, cancel] = [bar.getByRole('progressbar'), bar.getByRole('button', { name: 'Cancel' })];
  await expect(cancel).toBeVisible();
  const [one, other] = await Promise.all([progress.boundingBox(), cancel.boundingBox()]);
  const middle = (box: typeof one) => (box === null ? Number.NaN : box.y + box.height / 2);
  expect(Math.abs(middle(one) - middle(other))).toBeLessThan(4);
  expect(await beyond(cancel, page.locator('body'))).toBe(0);
  await calls.release();
});

/**
 * Visible texts that are cut and whose whole text is in no `title` or `aria-label`, and texts beyond the window that
 * nothing scrolls to.
 */
function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const plain = (text: string | null) => (text ?? '').replaceAll(/\s+/g, '');
    const names = (element: Element) => [element.getAttribute('title'), element.getAttribute('aria-label')].map(plain);
    const above = (element: Element): Element[] =>
      element.parentElement === null ? [element] : [element, ...above(element.parentElement)];
    const isSeen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.closest('svg, .visually-hidden, input, select') === null;
    const hasText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && plain(node.textContent) !== '');
    const clips = (element: Element, kinds: readonly string[]) =>
      kinds.includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1;
    const found: string[] = [];
    for (const element of [...document.querySelectorAll<HTMLElement>('body *')].filter(isSeen)) {
      if (!hasText(element)) continue;
      const parents = above(element);
      const range = document.createRange();
      range.selectNodeContents(element);
      const box = range.getBoundingClientRect();
      if (box.width < 2) continue;
      const whole = plain(element.textContent);
      // Words in lines of their own are not cut by a box that only cuts at its right end.
      const clipping = parents.find(
        (one) =>
          clips(one, ['hidden', 'clip']) && one.clientWidth > 2 && box.right > one.getBoundingClientRect().right + 1,
      );
      const scroller = parents.find((one) => clips(one, ['auto', 'scroll']));
      const isScrolled = scroller !== undefined && (clipping === undefined || !scroller.contains(clipping));
      const isCut = clipping !== undefined && !isScrolled;
      const isBeyond = box.right > innerWidth + 1 && scroller === undefined;
      const isNamed = parents.some((one) =>
        names(one).some((name) => name !== '' && (one === element || name.includes(whole))),
      );
      if ((isCut || isBeyond) && !isNamed) found.push(`${element.tagName}: ${element.textContent}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('The page scrolls sideways');
    return found;
  });
}

const windows = [
  [1280, 720],
  [1920, 1080],
  [2560, 1440],
  [390, 844],
  [320, 640],
] as const;

for (const [width, height] of windows) {
  test(`every text can be read whole at ${width}x${height}`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height });
    await openPage(page);
    expect(await cutTexts(page), 'start').toEqual([]);
    await openSample(page, 'Findings');
    await findingsGrid(page);
    for (const name of ['Findings', 'Flows', 'Hosts', 'Channels']) {
      await tab(page, name).click();
      const grid = page.getByRole('grid', { name });
      await expect(grid.locator('[data-place="1"]')).toBeVisible();
      await expect(grid).toHaveAttribute('aria-busy', 'false');
      expect(await cutTexts(page), name).toEqual([]);
      await grid.locator('[data-place="0"]').click();
      await expect(page.getByRole('complementary')).toHaveAttribute('aria-busy', 'false');
      expect(await cutTexts(page), `panel of ${name}`).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: 'Charts', exact: true }).click();
    await expect(page.getByRole('figure', { name: 'Density' })).toHaveAttribute('aria-busy', 'false');
    expect(await cutTexts(page), 'open strip').toEqual([]);
    await page.getByRole('button', { name: 'Charts', exact: true }).click();
    await page.getByRole('button', { name: 'Facets' }).click();
    expect(await cutTexts(page), 'facets').toEqual([]);
    await page.getByRole('button', { name: 'Close facets' }).click();
    for (const item of ['Keys', 'Suppressions', 'Reading report']) {
      await openDialog(page, item);
      expect(await cutTexts(page), item).toEqual([]);
      await page.keyboard.press('Escape');
    }
    for (const name of ['Model', 'Evaluate']) {
      await tab(page, name).click();
      await expect(page.getByRole('tabpanel', { name: new RegExp(`^${name}`) })).toBeVisible();
      expect(await cutTexts(page), name).toEqual([]);
    }
    await tab(page, 'Flows').click();
    for (const filter of ['src:10.99.0.0/16', 'service:dns']) await setFilter(page, filter);
    await expect(page.getByText('No flow matches all 2 filters.').filter({ visible: true })).toBeVisible();
    expect(await cutTexts(page), 'nothing in view').toEqual([]);
  });
}

for (const width of [1280, 390]) {
  test(`one flow, host or port is never in the plural at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await openSample(page, 'Findings');
    await findingsGrid(page);
    for (const name of ['Findings', 'Flows', 'Hosts', 'Channels']) {
      await tab(page, name).click();
      const grid = page.getByRole('grid', { name });
      await expect(grid).toHaveAttribute('aria-busy', 'false');
      const places = await grid.locator('[data-place]').allInnerTexts();
      expect(places.filter((text) => wrongPlural.test(text))).toEqual([]);
      await grid.locator('[data-place="2"]').click();
      await expect(page.getByRole('complementary')).toHaveAttribute('aria-busy', 'false');
      expect(wrongPlural.exec(await page.locator('body').innerText())?.[0], `panel of ${name}`).toBeUndefined();
      await page.keyboard.press('Escape');
    }
  });
}

const wrongPlural =
  /(?<![\d,.])1 (flows|hosts|ports|peers|lines|rows|findings|channels|files|filters|sources|destinations|fields|values)\b/;

for (const name of ['Flows', 'Hosts', 'Channels']) {
  test(`no column of ${name} is cut at the right edge at 1280 pixels, beside a panel and without`, async ({ page }) => {
    await openSample(page, 'Findings');
    await findingsGrid(page);
    await tab(page, name).click();
    const grid = page.getByRole('grid', { name });
    await expect(grid).toHaveAttribute('aria-busy', 'false');
    const isWhole = () =>
      grid.evaluate((list) => {
        const edge = list.getBoundingClientRect().left + list.clientWidth;
        const heads = [...list.querySelectorAll('[role=columnheader]')].map((head) => head.getBoundingClientRect());
        return heads.every(({ left, right }) => right <= edge + 1 || left >= edge - 1);
      });
    await expect.poll(isWhole).toBe(true);
    await grid.locator('[data-place="0"]').click();
    await expect(page.getByRole('complementary')).toHaveAttribute('aria-busy', 'false');
    await expect.poll(isWhole).toBe(true);
  });
}

test('the tools of a list cover none of its rows at 390 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openSample(page);
  const tools = page.getByRole('toolbar', { name: 'Table tools' });
  const [box, list] = await Promise.all([tools.boundingBox(), page.getByRole('grid', { name: 'Flows' }).boundingBox()]);
  if (box === null || list === null) throw new Error('not on screen');
  expect(box.y).toBeGreaterThanOrEqual(list.y + list.height);
  // They stand beside the words of the status bar.
  expect(await beyond(summary(page), tools)).toBe(0);
  const words = await summary(page).evaluate((line) => {
    const range = document.createRange();
    range.selectNodeContents(line);
    return range.getBoundingClientRect().right;
  });
  expect(words).toBeLessThanOrEqual(box.x);
});

test('an interval of several days ends before the buttons of its chart, open and closed', async ({ page }) => {
  await openPage(page);
  await drop(page, [logFile('conn.log', severalDays())]);
  await ready(page);
  const chart = page.getByRole('figure', { name: 'Flows over time' });
  const range = chart.getByText(/^11-0\d \d\d:\d\d – 11-/);
  await expect(range).toBeVisible();
  const right = async (locator: Locator) => {
    const box = await locator.boundingBox();
    return box === null ? Number.NaN : box.x + box.width;
  };
  expect(await right(range)).toBeLessThanOrEqual(await right(chart.locator('figcaption')));
  await page.getByRole('button', { name: 'Charts', exact: true }).click();
  const table = chart.getByRole('button', { name: 'Flows over time as a table' });
  expect(await right(range)).toBeLessThanOrEqual((await table.boundingBox())?.x ?? Number.NaN);
});

/** Flows from 2 to 9 November, one per hour. */
function severalDays(): string {
  const start = Date.UTC(2018, 10, 2) / 1000;
  const rows = sampleFlows(170).map((flow, hour) => changed(flow, { ts: `${start + 3600 * hour}.000000` }));
  return `${sampleHeader}${rows.join('\n')}\n`;
}
