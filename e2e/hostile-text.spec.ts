import { expect, type Page, test } from '@playwright/test';
import { downloadBy, drop, exportAs, grid, logFile, openCharts, openFlow, openPage, panel, ready } from './page.ts';

const hidden =
  '\u0001\u001b\u007f\u0085\u00ad\u061c\u200b\u200d\u200e\u2028\u2029\u202a\u202e\u2060\u2066\u2069\ufeff\ufe0f\u{e0041}';
const name = 'log\u202egnp.nnoc\u200b.log';

/** A JSON log with invisible characters in every text and in the name of one field. */
function hostileLog(flows: number, note = (i: number) => `note ${i}${hidden}`): string {
  return Array.from({ length: flows }, (_, i) => {
    const mark = [...hidden][i % [...hidden].length];
    return JSON.stringify({
      ts: 1_700_000_000 + 60 * i,
      uid: `C${mark}${i}`,
      'id.orig_h': `10.0.0.${i % 5}${mark}`,
      'id.orig_p': 1024 + i,
      'id.resp_h': `192.0.2.${i % 7}\u202e`,
      'id.resp_p': [80, 443, 53][i % 3],
      proto: `tcp${mark}`,
      service: `ht${mark}tp`,
      duration: 0.5 + (i % 9),
      orig_bytes: i === 7 ? 5_000_000 : 100 + i,
      resp_bytes: 200 + i,
      conn_state: `SF${mark}`,
      history: `Sh${mark}ADad`,
      orig_pkts: 2,
      orig_ip_bytes: 300 + i,
      resp_pkts: 3,
      resp_ip_bytes: 400 + i,
      label: i % 2 === 0 ? `malicious\u202e` : 'benign',
      'no\u202ete': note(i),
    });
  }).join('\n');
}

/** Texts and attributes of the page that contain an invisible character. */
function rawTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isHidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
    const found: string[] = isHidden.test(document.title) ? ['document.title'] : [];
    const all = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = all.currentNode; node !== null; node = all.nextNode()) {
      if (node instanceof Element) {
        for (const { name, value } of node.attributes) {
          const isRead = /^(title|alt|placeholder|label|aria-.*)$/.test(name) && name !== 'aria-controls';
          if (isRead && isHidden.test(value)) found.push(`${node.tagName} ${name}=${JSON.stringify(value)}`);
        }
        continue;
      }
      const parent = node.parentElement;
      const text = node.nodeValue ?? '';
      if (parent === null || parent.closest('script, style, [data-tab]') !== null || text.trim() === '') continue;
      if (isHidden.test(text)) found.push(`${parent.tagName} ${JSON.stringify(text)}`);
    }
    return found;
  });
}

const longest = (page: Page) =>
  page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll('*')].map((one) =>
        one.childNodes.length === 1 ? (one.textContent ?? '').length : 0,
      ),
    ),
  );

test('marks invisible characters wherever the page shows a text of the log', async ({ page }) => {
  await openPage(page);
  await drop(page, [logFile(name, hostileLog(300)), logFile('un\u202eread\u200b.txt', 'Not a log')]);
  await ready(page);
  const check = async (where: string) => expect(await rawTexts(page), where).toEqual([]);
  await check('table');
  await expect(grid(page)).toContainText('‹U+202E›');
  const flow = await openFlow(page, 0);
  await expect(flow.getByText('Raw line')).toBeVisible();
  await expect(flow).toContainText('‹U+202E›');
  await check('panel');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /reading report/ }).click();
  await check('reading report');
  await page.keyboard.press('Escape');
  for (const tab of ['Findings', 'Hosts', 'Channels', 'Model', 'Evaluate']) {
    const button = page.getByRole('tab', { name: new RegExp(`^${tab}`) });
    if ((await button.count()) === 0) continue;
    await button.click();
    await expect(page.getByRole('tabpanel').filter({ visible: true })).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    await check(tab);
    const row = page.getByRole('grid', { name: tab }).getByRole('row').nth(1);
    if ((await row.count()) === 0) continue;
    await row.click();
    await expect(page.getByRole('complementary').filter({ visible: true })).toContainText('‹U+');
    await check(`${tab}, opened`);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('tab', { name: /^Flows/ }).click();
  for (const button of await page.getByRole('button', { name: /^Columns/ }).all()) await button.click();
  await check('menu of columns');
});

test('marks them in errors, pictures and file names', async ({ page }) => {
  await openPage(page);
  await drop(page, [logFile(name, hostileLog(40))]);
  await ready(page);
  await openCharts(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Score distribution as SVG' }).click();
  const file = await download;
  expect(file.suggestedFilename()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  const svg = (await downloadBy(page, page.getByRole('button', { name: 'Score distribution as SVG' }))).toString();
  expect(svg).toContain('log‹U+202E›gnp');
  expect(svg.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  const summary = await exportAs(page, 'Summary (JSON)', 'All flows');
  expect(summary.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(JSON.parse(summary).files[0].path).toBe(name);
  await page.keyboard.press('Escape');
  await drop(page, [logFile('bad\u202egnp.log', 'Not a log')]);
  await expect(page.getByRole('alert')).toContainText('bad‹U+202E›gnp.log');
  expect(await rawTexts(page)).toEqual([]);
});

test('a cell of a megabyte is shortened on screen and complete on the clipboard and in exports', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPage(page);
  const note = (i: number) => `${i}:`.padEnd(1 << 20, 'long ');
  await drop(page, [logFile('conn.log', hostileLog(30, note))]);
  await ready(page);
  const started = Date.now();
  const flow = await openFlow(page, 0);
  await expect(flow).toContainText('1,048,576 characters');
  expect(Date.now() - started).toBeLessThan(10_000);
  expect(await longest(page)).toBeLessThan(30_000);
  await flow.getByRole('button', { name: /^Copy all of no/ }).click();
  await expect(flow.getByText('Copied.').first()).toBeVisible();
  expect((await page.evaluate(() => navigator.clipboard.readText())).length).toBe(1 << 20);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  const lines = (await exportAs(page, 'NDJSON', 'All flows')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line)['no\u202ete'].length)).toEqual(lines.map(() => 1 << 20));
});
