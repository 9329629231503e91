import { expect, type Page, test } from '@playwright/test';
import { openFlow, openSample, panel, showTab, tab } from './page.ts';

/** Width of A4 between its margins of 14 mm, in pixels. */
const PAPER = 688;
/** Rules for windows of this height hold on A4 too. */
const HEIGHT = 1123;

/** Lays the page out as for printing. */
async function layOut(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate((width) => {
    dispatchEvent(new Event('beforeprint'));
    // The window keeps its size, so the visible rows stay the same.
    document.documentElement.style.width = `${width}px`;
  }, PAPER);
}

/** Rows of lists, what follows them, the panel and the status bar: those that begin before the one above them ends. */
function overlapsIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const blocks = [...document.querySelectorAll('[role=row][data-place], [role=tabpanel] details, aside, footer')]
      .filter((element) => element.checkVisibility())
      .map((element) => ({ box: element.getBoundingClientRect(), text: element.textContent?.slice(0, 40) }))
      .sort((a, b) => a.box.top - b.box.top);
    return blocks.slice(1).flatMap(({ box, text }, at) => (box.top < blocks[at].box.bottom - 1 ? [`${text}`] : []));
  });
}

/** Elements beyond the edge of the paper, or with overflowing text. */
function cutIn(page: Page): Promise<string[]> {
  return page.evaluate((paper) => {
    const isSeen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) && element.closest('svg, .visually-hidden') === null;
    return [...document.querySelectorAll<HTMLElement>('body *')].filter(isSeen).flatMap((element) => {
      const { right, width } = element.getBoundingClientRect();
      const isClipped =
        getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      return width > 2 && (right > paper + 1 || isClipped)
        ? [`${element.tagName} ${element.textContent?.slice(0, 40)}`]
        : [];
    });
  }, PAPER);
}

test.use({ colorScheme: 'dark', viewport: { width: 1280, height: HEIGHT } });

test('all findings are printed, in black on white and without controls', async ({ page }) => {
  await openSample(page, 'Findings');
  await expect(tab(page, 'Findings')).toHaveText(/\d/);
  await layOut(page);
  const grid = page.getByRole('grid', { name: 'Findings' });
  const total = Number(await grid.getAttribute('aria-rowcount')) - 1;
  await expect(grid.locator('[role=row][data-place]:visible')).toHaveCount(total);
  const { color, background } = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return { color, background: backgroundColor };
  });
  expect([color, background]).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  await expect(page.locator('button:not([role=tab]):visible')).toHaveCount(0);
  await expect(page.locator('[role=tab]:visible')).toHaveText([/^Findings/]);
  await expect(page.getByText('sample-conn.log, by PCA (PyOD-compatible)')).toBeVisible();
  expect(await cutIn(page)).toEqual([]);
  expect(await overlapsIn(page)).toEqual([]);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
});

test('the visible flows are printed with the number of others, and the whole panel', async ({ page }) => {
  await openSample(page);
  await openFlow(page, 0);
  const rows = await page.locator('[role=grid] [role=row][data-place]').count();
  await layOut(page);
  const printed = page.locator('[role=grid] [role=row][data-place]:visible');
  const count = await printed.count();
  expect(count).toBeGreaterThanOrEqual(18);
  expect(count).toBeLessThan(rows);
  await expect(
    page.getByText(
      `Flows: lines 1 to ${count} of 19,962. ${(19_962 - count).toLocaleString('en-US')} more are in the page.`,
    ),
  ).toBeVisible();
  const box = await panel(page).evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  expect(box).toBe(0);
  expect(await cutIn(page)).toEqual([]);
});

for (const [name, link] of [
  ['Findings', /^Show [\d.]+ in Hosts$/],
  ['Hosts', /^[\d.]+$/],
  ['Channels', /^[\d.]+$/],
] as const) {
  test(`the hosts in a panel of ${name} are printed`, async ({ page }) => {
    await openSample(page);
    await showTab(page, name);
    await page.getByRole('grid', { name }).locator('[role=row][data-place="0"]').click();
    const hosts = page.getByRole('complementary').getByRole('button', { name: link });
    await expect(hosts.first()).toBeVisible();
    const count = await hosts.count();
    await layOut(page);
    await expect(hosts.filter({ visible: true })).toHaveCount(count);
    expect(await overlapsIn(page)).toEqual([]);
  });
}

for (const name of ['Hosts', 'Channels']) {
  test(`the flows over time in a panel of ${name} are printed`, async ({ page }) => {
    await openSample(page);
    await showTab(page, name);
    await page.getByRole('grid', { name }).locator('[role=row][data-place="0"]').click();
    const bars = page
      .getByRole('complementary')
      .getByRole('toolbar', { name: /^Flows of the .* over time$/ })
      .getByRole('button');
    await expect(bars.first()).toBeVisible();
    const count = await bars.count();
    await layOut(page);
    await expect(bars.filter({ visible: true })).toHaveCount(count);
  });
}

for (const name of ['Hosts', 'Channels', 'Model', 'Evaluate']) {
  test(`nothing of ${name} is cut on paper`, async ({ page }) => {
    await openSample(page);
    await showTab(page, name);
    const row = page.getByRole('grid', { name }).locator('[role=row][data-place="0"]');
    if (name === 'Hosts' || name === 'Channels') {
      await row.click();
      await expect(page.getByRole('complementary')).toHaveAttribute('aria-busy', 'false');
    }
    await layOut(page);
    expect(await cutIn(page)).toEqual([]);
  });
}

test('the browser’s print lays the page out in the same way, and restores it afterwards', async ({ page }) => {
  await openSample(page, 'Findings');
  await expect(tab(page, 'Findings')).toHaveText(/\d/);
  const before = await page.getByRole('grid', { name: 'Findings' }).boundingBox();
  const seen = await page.evaluateHandle(() => {
    const counts: number[] = [];
    const count = () => counts.push(document.querySelectorAll('[role=grid] [role=row][style*=translate]').length);
    addEventListener('beforeprint', count);
    addEventListener('afterprint', count);
    return counts;
  });
  for (const format of ['A4', 'Letter']) {
    const pdf = await page.pdf({ format });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  }
  const counts = await seen.jsonValue();
  expect(counts[0]).toBe(0);
  expect(counts.at(-1)).toBeGreaterThan(0);
  expect(await page.getByRole('grid', { name: 'Findings' }).boundingBox()).toEqual(before);
});
