import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { headers } from '../scripts/policy.ts';
import { EXITS, STATES } from '../src/ui/privacy/tested.ts';
import { sampleLog } from './logs.ts';
import {
  chart,
  contaminationField,
  downloadBy,
  drop,
  exportAs,
  header,
  logFile,
  menuItem,
  openCharts,
  openFlow,
  openPage,
  ready,
  showTab,
} from './page.ts';

/** Addresses requested from now on by the page and its worker. `blob:` and `data:` never leave the browser. */
function requestsOf(context: BrowserContext): string[] {
  const urls: string[] = [];
  context.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url())) urls.push(request.url());
  });
  return urls;
}

/** Actions in the page, each leading to a state of its own. */
const states: readonly (readonly [state: string, reach: (page: Page) => Promise<unknown>])[] = [
  ['a log that was dropped', (page) => drop(page, [logFile('conn.log', sampleLog(2000))])],
  ['its results', (page) => ready(page)],
  ['its findings', (page) => showTab(page, 'Findings')],
  ['its flows', (page) => showTab(page, 'Flows')],
  ['an opened flow', (page) => openFlow(page, 0)],
  ['a closed flow', (page) => page.keyboard.press('Escape')],
  [
    'a filter',
    async (page) => {
      await page.getByRole('textbox', { name: 'Filter' }).fill('proto:tcp');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('list', { name: 'Active filters' }).getByRole('listitem')).toHaveCount(1);
    },
  ],
  ['no filter', (page) => page.getByRole('button', { name: 'Undo', exact: true }).click()],
  ['another order', (page) => header(page, 'orig_bytes').click()],
  ['a moved threshold', (page) => page.getByRole('slider', { name: 'Threshold' }).press('PageUp')],
  [
    'another share of anomalies',
    async (page) => {
      await (await contaminationField(page)).fill('0.2');
      await page.keyboard.press('Escape');
    },
  ],
  ['a menu of columns', (page) => page.getByRole('button', { name: 'Columns' }).click()],
  ['a closed menu', (page) => page.keyboard.press('Escape')],
  ['an export as CSV', (page) => exportAs(page, 'CSV', 'All flows')],
  ['an export as NDJSON', (page) => exportAs(page, 'NDJSON', 'All flows')],
  ['an export as Zeek TSV', (page) => exportAs(page, 'Zeek TSV', 'Flows in view')],
  ['a summary', (page) => exportAs(page, 'Summary (JSON)', 'All flows')],
  ['no export', (page) => page.keyboard.press('Escape')],
  ['open charts', (page) => openCharts(page)],
  ['a brush over time', (page) => page.getByRole('slider', { name: 'From' }).last().press('PageUp')],
  [
    'a chart as PNG',
    (page) => downloadBy(page, chart(page, 'Score distribution').getByRole('button', { name: /PNG/ })),
  ],
  [
    'a chart as SVG',
    (page) => downloadBy(page, chart(page, 'Score distribution').getByRole('button', { name: /SVG/ })),
  ],
  ['another detector', (page) => page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'Combined' })],
  ['hosts', (page) => page.getByRole('tab', { name: 'Hosts' }).click()],
  ['channels', (page) => page.getByRole('tab', { name: 'Channels' }).click()],
  ['the model', (page) => page.getByRole('tab', { name: 'Model' }).click()],
  ['help for keys', (page) => page.keyboard.press('?')],
  ['no help', (page) => page.keyboard.press('Escape')],
  ['a copied link', async (page) => (await menuItem(page, 'Copy link')).click()],
  ['a closed log', async (page) => (await menuItem(page, 'Close log and forget it')).click()],
  ['another log', (page) => drop(page, [logFile('conn.log', sampleLog(300))])],
  ['the results of that', (page) => ready(page)],
  ['a file that is no log', (page) => drop(page, [logFile('notes.txt', 'Not a log')])],
];

test('requests only its own files, and nothing in any state after the first drop', async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const requests = requestsOf(context);
  await openPage(page);
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.filter((url) => !url.startsWith(baseURL ?? ''))).toEqual([]);
  const before = requests.length;
  for (const [state, reach] of states) {
    await test.step(state, async () => {
      await reach(page);
      expect(requests.slice(before), state).toEqual([]);
    });
  }
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText(/\b0 requests since load/).first()).toBeVisible();
  expect(requests.slice(before)).toEqual([]);
});

test('the page and the README have the numbers of tested states and ways out', () => {
  expect(states.length).toBe(STATES);
  const readme = readFileSync('README.md', 'utf8').replace(/\s+/g, ' ');
  expect(readme).toContain(`${STATES} states of the page`);
  expect(readme).toContain(`${EXITS} ways out`);
});

test('counts the download of the offline file as a request, and exports as none', async ({ page, context }) => {
  const requests = requestsOf(context);
  await openPage(page);
  const before = requests.length;
  const counted = (text: RegExp) => expect(page.getByText(text).first()).toBeVisible();
  await counted(/\b0 requests since load/);
  const file = await downloadBy(page, page.getByRole('link', { name: 'Get the offline file' }));
  expect(file.equals(readFileSync('dist/oddflow.html'))).toBe(true);
  await counted(/\b1 request since load/);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await ready(page);
  await exportAs(page, 'Summary (JSON)', 'All flows');
  await counted(/\b1 request since load/);
  expect(requests.slice(before).every((url) => url.endsWith('/oddflow.html'))).toBe(true);
});

test('a server can forbid framing the page, and npm start does', async ({ page }) => {
  const sent = (await page.goto('./'))?.headers() ?? {};
  for (const [name, value] of Object.entries(headers)) expect(sent[name.toLowerCase()]).toBe(value);
  // The offline file also runs from a server with these headers.
  await page.goto('./oddflow.html');
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await ready(page);
});

test('works without a network once it is loaded, and shows 0 requests', async ({ page, context }) => {
  const violations: string[] = [];
  await page.exposeFunction('violated', (directive: string) => violations.push(directive));
  await page.addInitScript(() => {
    const { violated } = window as unknown as { violated: (directive: string) => void };
    addEventListener('securitypolicyviolation', (event) => violated(event.violatedDirective));
  });
  await openPage(page);
  await expect(page.getByText(/\b0 requests since load/).first()).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  expect((await ready(page)).flows).toBeGreaterThan(15_000);
  await expect(page.getByText(/\b0 requests since load/).first()).toBeVisible();
  expect(violations).toEqual([]);
});

test('has a policy that blocks all connections', async ({ page }) => {
  await openPage(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(policy?.match(/unsafe/g)).toHaveLength(1);
  const answer = await page.evaluate(() =>
    fetch('./').then(
      () => 'sent',
      () => 'blocked',
    ),
  );
  expect(answer).toBe('blocked');
});

test('the panel shows the build, which is the hash of the built files', async ({ page }) => {
  await openPage(page);
  await page.getByText('The policy, and how to check').click();
  const folder = new URL('../dist/', import.meta.url);
  const files = readdirSync(new URL('assets/', folder)).toSorted();
  const sums = files.map((name) => {
    const hash = createHash('sha256')
      .update(readFileSync(new URL(`assets/${name}`, folder)))
      .digest('hex');
    return `${hash}  assets/${name}\n`;
  });
  const build = createHash('sha256').update(sums.join('')).digest('hex');
  await expect(page.getByRole('region', { name: /^Nothing leaves this page/ })).toContainText(`Build ${build}`);
});
