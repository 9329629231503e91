import { expect, type Page, test } from '@playwright/test';
import {
  grid,
  header,
  menuItem,
  openDialog,
  openFlow,
  openSample,
  panel,
  rowAt,
  showTab,
  summary,
  tab,
} from './page.ts';

/** The focused element, as an assistive tool presents it. */
interface Stop {
  readonly name: string;
  readonly isRow: boolean;
  /** Whether an outline around it or around its container shows the focus. */
  readonly isSeen: boolean;
}

/** Tab stops from the top of the page to the first row of the visible list, including this row. */
async function stopsToRow(page: Page): Promise<Stop[]> {
  await toTop(page);
  const stops: Stop[] = [];
  while (stops.at(-1)?.isRow !== true && stops.length < 60) {
    await page.keyboard.press('Tab');
    stops.push(await stopNow(page));
  }
  return stops;
}

/** Removes the focus, so that the next Tab goes to the first stop. */
async function toTop(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { body } = document;
    body.tabIndex = -1;
    body.focus();
    body.removeAttribute('tabindex');
  });
}

function stopNow(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const stop = document.activeElement as HTMLElement;
    const around = [stop, stop.parentElement, stop.parentElement?.parentElement].filter(
      (one) => one instanceof Element,
    );
    return {
      name: stop.getAttribute('aria-label') ?? stop.textContent ?? '',
      isRow: stop.matches('[role=row][data-place]'),
      isSeen: around.some((one) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      }),
    };
  });
}

for (const name of ['Findings', 'Flows'] as const) {
  test(`at most twenty Tab stops precede the first row of ${name}, one by the skip link, all with a visible focus`, async ({
    page,
  }) => {
    await openSample(page, name);
    await expect(page.getByRole('grid', { name }).getByRole('row').nth(1)).toBeVisible();
    await expect(tab(page, 'Findings')).toHaveText(/\d/);
    for (const filter of [null, 'proto:tcp']) {
      if (filter !== null) await filterBy(page, filter);
      const stops = await stopsToRow(page);
      expect(stops.length, stops.map((stop) => stop.name).join(', ')).toBeLessThanOrEqual(20);
      expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([]);
      await toTop(page);
      await page.keyboard.press('Tab');
      expect((await stopNow(page)).name).toBe('Skip to the list');
      await page.keyboard.press('Enter');
      expect((await stopNow(page)).isRow).toBe(true);
    }
  });
}

async function filterBy(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')).toHaveCount(1);
  await expect(summary(page)).toHaveAttribute('data-state', 'ready');
}

test('the second skip link leads to the details that are open', async ({ page }) => {
  await openSample(page);
  await openFlow(page, 0);
  await toTop(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeFocused();
});

test('meanings of columns and codes are shown and announced on keyboard focus', async ({ page }) => {
  await openSample(page);
  await rowAt(page, 0).focus();
  await page.keyboard.press('ArrowUp');
  const hint = page.locator('[role=tooltip]:visible');
  await expect(header(page, 'rank').getByRole('button').first()).toBeFocused();
  await expect(hint).toHaveText('Place by score in the whole run, from 1.');
  await expect(header(page, 'rank').getByRole('button').first()).toHaveAccessibleDescription(
    'Place by score in the whole run, from 1.',
  );
  await page.keyboard.press('Escape');
  await expect(hint).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  for (const [name, words] of [
    ['conn_state', 'Opened and closed normally.'],
    ['history', 'S source: SYN, h destination: SYN-ACK,'],
  ] as const) {
    const column = await header(page, name).getAttribute('aria-colindex');
    const cell = rowAt(page, 0).locator(`[role=gridcell][aria-colindex="${column}"]`);
    while (!(await cell.evaluate((one) => one === document.activeElement))) await page.keyboard.press('ArrowRight');
    await expect(hint).toContainText(words);
    await expect(cell).toHaveAccessibleDescription(new RegExp(`^${words}`));
  }
});

test('a change of the selection is announced once in one sentence', async ({ page }) => {
  await openSample(page);
  await expect(tab(page, 'Findings')).toHaveText(/\d/);
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const isLive = (node: Node | null) => {
      const live = (node instanceof Element ? node : node?.parentElement)?.closest(
        '[aria-live], [role=status], [role=alert]',
      );
      return live instanceof Element && live.getAttribute('aria-live') !== 'off' ? live : null;
    };
    new MutationObserver((changes) => {
      const news = new Set(changes.map(({ target }) => isLive(target)).filter((live) => live !== null));
      for (const live of news) if (live.textContent?.includes('flows')) said.push(live.textContent);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await filterBy(page, 'service:dns');
  const [selected, above] = await Promise.all(
    ['data-selected', 'data-selected-anomalies'].map((name) => summary(page).getAttribute(name)),
  );
  const count = (text: string | null) => Number(text).toLocaleString('en-US');
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { said: string[] }).said))
    .toEqual([`${count(selected)} of 19,962 flows. ${count(above)} above the threshold.`]);
});

test('a dialog of the Menu returns the focus to its button', async ({ page }) => {
  await openSample(page);
  for (const [item, name] of [
    ['Noise', 'Noise presets'],
    ['Suppressions', 'Suppressions'],
  ]) {
    const dialog = await openDialog(page, item, name);
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Menu', exact: true })).toBeFocused();
  }
  await (await menuItem(page, 'Times')).press('Enter');
  await expect(page.getByRole('button', { name: 'Menu', exact: true })).toBeFocused();
});

test('the table of Evaluate is focusable and scrolls by keys', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openSample(page);
  await showTab(page, 'Evaluate');
  const table = page.getByRole('group', { name: 'Measures by detector, scrolls sideways' });
  await expect(table.getByRole('row')).toHaveCount(2);
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => table.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
});

test('only the tabs and wide tables scroll sideways at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openSample(page, 'Findings');
  for (const name of ['Findings', 'Flows', 'Hosts', 'Channels', 'Model', 'Evaluate']) {
    await showTab(page, name);
    expect(await cutIn(page), name).toEqual([]);
    const row = page.getByRole('grid', { name }).locator('[role=row][data-place="0"]');
    if ((await row.count()) === 0) continue;
    await row.click();
    await expect(page.getByRole('complementary')).toBeVisible();
    await expect(page.getByRole('complementary')).not.toHaveAttribute('aria-busy', 'true');
    expect(await cutIn(page), `${name}, a row open`).toEqual([]);
    await page.keyboard.press('Escape');
  }
  for (const [item, name] of [
    ['Reading report', 'Reading report'],
    ['Noise', 'Noise presets'],
    ['Suppressions', 'Suppressions'],
    ['Baseline', 'Baseline'],
    ['Keys', 'Keys'],
    ['About this score', 'About this score'],
  ]) {
    await openDialog(page, item, name);
    expect(await cutIn(page), name).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

/** Elements beyond the right edge of the window without a scrollbar of their own, and a page that is too wide. */
function cutIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth: width, scrollWidth } = document.documentElement;
    const scrolls = (element: Element) =>
      element.closest('[role=tablist], [aria-label$="scrolls sideways"], svg, .visually-hidden') !== null;
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const { left, right, height, width: own } = element.getBoundingClientRect();
      const isSeen =
        own > 2 && height > 2 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      return isSeen && !scrolls(element) && (right > width + 1 || left < -1);
    });
    const words = cut.map((element) => `${element.tagName} ${element.textContent?.slice(0, 30)}`);
    return scrollWidth > width ? [`the page, ${scrollWidth}`, ...words] : words;
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`with forced colours (${colorScheme}) selected, flagged and filtered states are visible`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await openSample(page);
    await filterBy(page, 'proto:tcp');
    await openFlow(page, 1);
    const style = (selector: string, pseudo = '') =>
      page
        .locator(selector)
        .first()
        .evaluate((element, part) => {
          const { borderLeftWidth, borderLeftColor, backgroundColor, borderBottomColor } = getComputedStyle(
            element,
            part || null,
          );
          return { borderLeftWidth, borderLeftColor, backgroundColor, borderBottomColor };
        }, pseudo);
    const canvas = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect((await style('[role=grid] [role=row][aria-selected=true] > :first-child')).borderLeftWidth).toBe('4px');
    expect((await style('[role=slider][aria-label=Threshold]', '::before')).borderLeftColor).not.toBe(canvas);
    const bar = grid(page).locator('[role=gridcell][data-column=score] i').first();
    expect(await bar.evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe(canvas);
    const on = page.getByRole('button', { name: 'Turn off proto:tcp' });
    await expect(on).toContainText('✓');
    await on.click();
    const off = page.getByRole('button', { name: 'Turn on proto:tcp' });
    await expect(off).not.toContainText('✓');
    expect(
      await off.evaluate(
        (element) => getComputedStyle(element.querySelector('span:not([aria-hidden])') ?? element).textDecorationLine,
      ),
    ).toBe('line-through');
  });
}
