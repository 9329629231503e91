import { expect, type Locator, type Page, test } from '@playwright/test';
import { findingsGrid, grid, menuItem, openFlow, openSample, ready, rowAt, setFilter, showTab, tab } from './page.ts';

const chips = (page: Page) => page.getByRole('group', { name: 'Filters', exact: true });
const box = (page: Page) => page.getByRole('textbox', { name: 'Filter', exact: true });

/** The regions with controls that change the page, each from a new page. */
const regions: readonly { readonly name: string; readonly open: (page: Page) => Promise<Locator> }[] = [
  {
    name: 'chips',
    async open(page) {
      await openSample(page);
      for (const text of ['service:dns', '-state:SF', 'port:53']) await setFilter(page, text);
      return chips(page);
    },
  },
  {
    name: 'the only chip',
    async open(page) {
      await openSample(page);
      await setFilter(page, 'service:dns');
      return chips(page);
    },
  },
  {
    name: 'the filters in full',
    async open(page) {
      await openSample(page);
      await setFilter(page, 'service:dns');
      await page.getByRole('button', { name: 'Filters in full' }).click();
      return page.getByRole('dialog', { name: 'Filters in full' });
    },
  },
  {
    name: 'an empty list',
    async open(page) {
      await openSample(page);
      await setFilter(page, 'service:dns');
      await setFilter(page, 'service:ssl');
      return page.getByRole('tabpanel').getByRole('group', { name: 'Filters that leave no flow' });
    },
  },
  {
    name: 'the facets',
    async open(page) {
      await openSample(page);
      await page.keyboard.press('f');
      const facets = page.getByRole('region', { name: 'Facets' });
      await facets.getByRole('button', { name: /values of id.resp_h: search/ }).click();
      await expect(facets.getByRole('button', { name: /^\d+ more$/ })).toBeVisible();
      return facets;
    },
  },
  {
    name: 'the panel of a flow',
    async open(page) {
      await openSample(page);
      await openFlow(page, 0);
      return page.getByRole('complementary', { name: 'Flow' });
    },
  },
  ...(['Finding', 'Host', 'Channel'] as const).map((name) => ({
    name: `the panel of a ${name.toLowerCase()}`,
    async open(page: Page) {
      await openSample(page, 'Findings');
      await findingsGrid(page);
      await showTab(page, `${name}s`);
      await page
        .getByRole('grid', { name: `${name}s` })
        .locator('[aria-rowindex="2"]')
        .click();
      const panel = page.getByRole('complementary', { name });
      await expect(panel.getByRole('button', { name: /^Show [\d,]+ flow/ })).toBeVisible();
      return panel;
    },
  })),
  {
    name: 'the suppressions',
    async open(page) {
      await openSample(page);
      await setFilter(page, 'service:dns');
      await chips(page).getByRole('button', { name: 'Turn off service:dns' }).press('x');
      await page.getByRole('dialog', { name: 'Suppress', exact: true }).getByRole('textbox').press('Enter');
      await (await menuItem(page, 'Suppressions')).click();
      return page.getByRole('dialog', { name: 'Suppressions' });
    },
  },
];

/** Opens a file dialog or a download, which take the focus by themselves. */
const leaves = /^(Open|Save|Copy)/;

for (const { name, open } of regions) {
  test(`no control of ${name} loses the focus by its own action`, async ({ page }) => {
    test.setTimeout(150_000);
    const controls = (region: Locator) => region.locator('button:enabled:visible, input[type=checkbox]:visible');
    const namesIn = () =>
      controls(region).evaluateAll((all) =>
        all.map((one) =>
          one.matches('[type=checkbox]') ? 'checkbox' : (one.getAttribute('aria-label') ?? one.textContent ?? ''),
        ),
      );
    /** The kind of action: its first word, and for a checkbox its type. */
    const kindOf = (said: string) =>
      said
        .trim()
        .split(/\s/)[0]
        .replace(/[\d.,]+/, '#');
    let region = await open(page);
    const kindsIn = async () => {
      const places = new Map<string, number>();
      for (const [place, said] of (await namesIn()).entries()) {
        if (!leaves.test(said.trim()) && !places.has(kindOf(said))) places.set(kindOf(said), place);
      }
      return places;
    };
    const first = await kindsIn();
    expect(first.size).toBeGreaterThan(0);
    for (const kind of first.keys()) {
      let place = (await kindsIn()).get(kind);
      // An earlier action has changed the region.
      if (place === undefined || (await region.count()) === 0) {
        region = await open(page);
        place = first.get(kind) ?? 0;
      }
      const control = controls(region).nth(place);
      await control.focus();
      await page.keyboard.press((await control.getAttribute('type')) === 'checkbox' ? 'Space' : 'Enter');
      await ready(page);
      const focused = () => page.evaluate(() => document.activeElement?.tagName);
      await expect.poll(focused, { message: `after ${kind} of ${name}` }).not.toBe('BODY');
      // The list may draw its rows after the control has gone.
      await page.waitForTimeout(300);
      await expect.poll(focused, { message: `a moment after ${kind} of ${name}` }).not.toBe('BODY');
    }
  });
}

test('Show N flows of a finding goes to the first row of Flows, where keys go on', async ({ page }) => {
  await openSample(page, 'Findings');
  const findings = await findingsGrid(page);
  await findings.locator('[aria-rowindex="2"]').click();
  await page
    .getByRole('complementary', { name: 'Finding' })
    .getByRole('button', { name: /^Show [\d,]+ flow/ })
    .press('Enter');
  await expect(tab(page, 'Flows')).toHaveAttribute('aria-selected', 'true');
  await expect(rowAt(page, 0)).toBeFocused();
  await page.keyboard.press('j');
  await expect(rowAt(page, 1)).toBeFocused();
});

test('Esc clears a wrong filter and goes to the list', async ({ page }) => {
  await openSample(page);
  await page.keyboard.press('/');
  await page.keyboard.type('proto:tcp port:99999');
  await page.keyboard.press('Enter');
  const alert = page.getByRole('search').getByRole('alert');
  await expect(alert).toContainText('Write a port from 0 to 65535. At character 16.');
  await page.keyboard.press('Escape');
  await expect(alert).toHaveCount(0);
  await expect(box(page)).toHaveValue('');
  await expect(rowAt(page, 0)).toBeFocused();
  await page.keyboard.press('/');
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue('');
  await page.getByRole('button', { name: 'Filter help' }).click();
  await expect(page.getByRole('dialog', { name: 'Filter help' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Filter help' })).toHaveCount(0);
});

test('] pressed twice at once moves two tabs', async ({ page }) => {
  await openSample(page, 'Findings');
  await findingsGrid(page);
  await tab(page, 'Findings').click();
  await grid(page).count();
  await page.evaluate(() => {
    for (let i = 0; i < 2; i++) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ']', bubbles: true }));
  });
  await expect(tab(page, 'Hosts')).toHaveAttribute('aria-selected', 'true');
});

test('a filter in multiples selects what the page shows as multiples', async ({ page }) => {
  const { anomalies } = await openSample(page);
  await setFilter(page, 'score:>1x');
  await expect.poll(() => grid(page).getAttribute('aria-rowcount')).toBe(String(anomalies + 1));
  await setFilter(page, 'score:>=3 ×');
  await expect.poll(async () => Number(await grid(page).getAttribute('aria-rowcount'))).toBeLessThan(anomalies + 1);
  const list = page.getByRole('list', { name: 'Active filters' });
  await expect(list.getByRole('button', { name: /^Turn off score:>=3×/ })).toBeVisible();
});

for (const width of [390, 1280]) {
  test(`the whole text of any chip can be reached by touch at ${width} pixels, and suppressed`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await openSample(page);
    const long = 'src:192.168.10.0/24 -service:dns,ssl,http (port:1..1024 or bytes:>10) state:SF,S0,REJ';
    await setFilter(page, long);
    await setFilter(page, 'proto:tcp');
    const count = page
      .getByRole('list', { name: 'Active filters' })
      .getByRole('listitem')
      .first()
      .locator('span span')
      .last();
    // The count is never cut.
    expect(
      await count.evaluate(
        (one) => one.scrollWidth <= one.clientWidth + 1 || getComputedStyle(one).overflow === 'visible',
      ),
    ).toBe(true);
    await page.getByRole('button', { name: /^(Filters in full|\d+ more filters)$/ }).click();
    const full = page.getByRole('dialog', { name: 'Filters in full' });
    const item = full.getByRole('listitem').first();
    await expect(item).toContainText('state:SF,S0,REJ');
    expect(
      await item.evaluate(
        (one) => one.getBoundingClientRect().right <= innerWidth && one.scrollWidth <= one.clientWidth,
      ),
    ).toBe(true);
    await item.getByRole('button', { name: /^Suppress/ }).click();
    await page
      .getByRole('dialog', { name: 'Suppress', exact: true })
      .getByRole('button', { name: 'Suppress flows' })
      .click();
    await page.getByRole('button', { name: /^(Filters in full|\d+ more filters)$/ }).click();
    await expect(full.getByRole('listitem').last()).toContainText('hidden');
  });
}
