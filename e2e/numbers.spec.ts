import { expect, type Page, test } from '@playwright/test';
import { changed, sampleFlows, sampleHeader } from './logs.ts';
import { drop, logFile, openDialog, openFlow, openPage, openSample, panel, ready } from './page.ts';

const words =
  'flows|rows|hosts|sources|destinations|channels|anomalies|files|lines|cells|columns|ports|features|components|gaps|requests';

/** Patterns that no text of the page may contain, for any log. */
const wrong: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['two signs', /> ?>|< ?<|(larger|smaller|higher) than [<>]/],
  ['a count without marks', new RegExp(`\\b\\d{4,} (${words})\\b`)],
  ['one of several', new RegExp(`(^|[^\\d,.])1 (${words})\\b`)],
  ['bytes below 0', /(^|\s)[-−]\d+ ?[kMG]?B\b/],
  ['no number', /\bNaN\b|\bundefined\b|\bInfinity\b|\[object/],
  ['another percent style', /\d%/],
];

/** Visible texts, labels and titles of the page; and numbers next to a word of the same line without a space. */
async function textsOf(page: Page): Promise<{ texts: string[]; glued: string[] }> {
  return page.evaluate(() => {
    const apart = new Set(
      'TD TH TR LI P DIV H1 H2 H3 H4 OPTION SECTION UL OL DL DT DD CAPTION LABEL NAV HEADER MAIN'.split(' '),
    );
    const seen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      element.closest('svg, figure, [aria-hidden=true]') === null;
    const texts = new Set<string>();
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      for (const name of ['aria-label', 'title', 'aria-valuetext']) texts.add(element.getAttribute(name) ?? '');
      if (element.closest('svg') !== null) texts.add(element.textContent ?? '');
    }
    for (const line of document.body.innerText.split('\n')) texts.add(line);
    const glued: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let before: Node | null = null;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || !seen(parent) || node.textContent === '') continue;
      if (before !== null && isGlued(before, node)) glued.push(`${before.textContent}${node.textContent}`);
      before = node;
    }
    return { texts: [...texts].filter((text) => text !== ''), glued };

    function isGlued(first: Node, second: Node): boolean {
      const range = document.createRange();
      range.setStart(first, 0);
      range.setEnd(second, 0);
      const common = range.commonAncestorContainer;
      const [end, start] = [(first.textContent ?? '').slice(-1), (second.textContent ?? '').slice(0, 1)];
      const isPair = (a: RegExp, b: RegExp) => a.test(end) && b.test(start);
      if (!isPair(/\d/, /[\p{L}\d]/u) && !isPair(/\p{L}/u, /\d/)) return false;
      if (first.parentElement === second.parentElement) return false; // one text in several React nodes
      const parts = (node: Node) => {
        for (let at = node.parentElement; at !== null && at !== common; at = at.parentElement) {
          if (apart.has(at.tagName) || /cell|row|tab|option/.test(at.getAttribute('role') ?? '')) return true;
        }
        return false;
      };
      return !parts(first) && !parts(second);
    }
  });
}

async function check(page: Page, where: string): Promise<void> {
  const { texts, glued } = await textsOf(page);
  const found = texts.flatMap((text) =>
    wrong.flatMap(([what, pattern]) => (pattern.test(text) ? [`${what}: ${text}`] : [])),
  );
  expect.soft(found, where).toEqual([]);
  expect.soft(glued, `${where}: words and numbers without a blank`).toEqual([]);
}

/** Visits tabs, panels and popovers of the open log. */
async function walk(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Stop$/ })).toHaveCount(0);
  await check(page, 'Flows');
  await openFlow(page, 0);
  await check(page, 'a flow');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await check(page, 'Export');
  await page.keyboard.press('Escape');
  for (const [item, name] of [['Noise', 'Noise presets'], ['Suppressions'], ['Reading report'], ['About this score']]) {
    await openDialog(page, item, name);
    await check(page, item);
    await page.keyboard.press('Escape');
  }
  for (const tab of ['Hosts', 'Channels']) {
    await page.getByRole('tab', { name: tab }).click();
    const first = page.getByRole('grid', { name: tab }).locator('[role=row][aria-rowindex="2"]');
    await expect(first).toBeVisible();
    await check(page, tab);
    await first.click();
    await expect(page.getByRole('complementary').getByRole('button', { name: /^Show [\d,]+ flows?$/ })).toBeVisible();
    await check(page, `one of ${tab}`);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('tab', { name: 'Model' }).click();
  await check(page, 'Model');
}

test('numbers and words of the sample, on every tab', async ({ page }) => {
  await openSample(page);
  await walk(page);
  await page.getByRole('tab', { name: 'Evaluate' }).click();
  await expect(page.getByRole('table', { name: 'Measures by detector' })).toBeVisible();
  await check(page, 'Evaluate');
});

test('numbers and words of a log of a few flows without bytes', async ({ page }) => {
  const none = { orig_bytes: '0', resp_bytes: '0', missed_bytes: '0', duration: '0' };
  const rows = sampleFlows(6).map((line) => changed(line, none));
  await openPage(page);
  await drop(page, [logFile('conn.log', `${sampleHeader}${[...rows, rows[0].slice(0, 20)].join('\n')}\n`)]);
  await ready(page);
  await walk(page);
});

test('a preset that is on and matches nothing is not shown as off', async ({ page }) => {
  await openPage(page);
  await drop(page, [logFile('conn.log', `${sampleHeader}${sampleFlows(1).join('\n')}\n`)]);
  await ready(page);
  const dialog = await openDialog(page, 'Noise', 'Noise presets');
  await expect(dialog).toContainText('No preset is on.');
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await expect(dialog).toContainText(/The \d presets that are on hide (no flow of this log|1 flow)\./);
  await expect(dialog).not.toContainText('Nothing is hidden');
});
