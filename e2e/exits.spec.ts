import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { EXITS } from '../src/ui/privacy/tested.ts';
import { type Exit, pageExits, workerExits } from './exits.ts';
import { type Arrival, listenTcp, listenUdp } from './listener.ts';
import { openPage } from './page.ts';

/** How long what was asked for may take to come; what comes at all comes within a few milliseconds. */
const PATIENCE = 400;

/** The page's own errors and refusals are no matter here: only what arrives outside is. */
const harmless = (code: string): string => `(async () => { try { ${code} } catch {} })()`;

async function tryExit(page: Page, { code, isUdp = false }: Exit, where: 'page' | 'worker'): Promise<Arrival> {
  const outside = await (isUdp ? listenUdp() : listenTcp());
  const known = `const PORT = ${outside.port}; const window_URL = globalThis.URL; { const URL = 'http://127.0.0.1:${outside.port}/out'; await (async () => { ${code} })() }`;
  const inWorker = `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(harmless(known))}])))`;
  const script = where === 'page' ? harmless(known) : inWorker;
  // The page may be gone before it answers.
  await page.evaluate(`void ${script}`).catch(() => {});
  const isRequest = expect.poll(() => outside.arrived(), { timeout: PATIENCE, intervals: [50] }).toBe('request');
  await isRequest.catch(() => {});
  const arrived = outside.arrived();
  outside.close();
  return arrived;
}

/** What arrived of each, tried from a page of its own: some leave it, some open others. */
async function arrivals(context: BrowserContext, exits: readonly Exit[], where: 'page' | 'worker') {
  const all: { readonly name: string; readonly arrived: Arrival; readonly most: Arrival }[] = [];
  for (const exit of exits) {
    const page = await context.newPage();
    await openPage(page);
    all.push({ name: exit.name, arrived: await tryExit(page, exit, where), most: exit.noPolicy ?? 'nothing' });
    for (const open of context.pages()) await open.close();
  }
  return all;
}

const order: readonly Arrival[] = ['nothing', 'connection', 'request'];

test('no way out is open but those that browsers have no policy for', async ({ context }) => {
  test.setTimeout(600_000);
  const all = await arrivals(context, pageExits, 'page');
  expect(all.filter(({ arrived, most }) => order.indexOf(arrived) > order.indexOf(most))).toEqual([]);
  // If none of these came out, the listeners would prove nothing of the others.
  const requests = all.filter(({ arrived }) => arrived === 'request').map(({ name }) => name);
  expect(requests).toEqual(expect.arrayContaining(['WebRTC (STUN)', 'window.open', 'link', 'location']));
});

test('no way out of a worker is open', async ({ context }) => {
  test.setTimeout(300_000);
  const all = await arrivals(context, workerExits, 'worker');
  expect(all.filter(({ arrived }) => arrived !== 'nothing')).toEqual([]);
});

test('the page names how many were tried', () => {
  expect(pageExits.length + workerExits.length).toBe(EXITS);
});

test('the same exits are open on a page without a policy', async ({ page }) => {
  test.setTimeout(300_000);
  const base = await listenTcp();
  const reached: string[] = [];
  const open = [
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'EventSource',
    'sendBeacon',
    'image',
    'iframe',
    'form',
    'background',
    'video',
  ];
  for (const exit of pageExits.filter(({ name }) => open.includes(name))) {
    await page.goto(`http://127.0.0.1:${base.port}/`);
    if ((await tryExit(page, exit, 'page')) === 'request') reached.push(exit.name);
  }
  base.close();
  expect(reached.toSorted()).toEqual(open.toSorted());
});
