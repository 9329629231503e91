import type { Page } from '@playwright/test';
import { startBrowser } from './browser.ts';

/** What one run in a fresh browser took; times in milliseconds, memory in bytes. */
export interface Measured {
  readonly rawRead: number;
  readonly read: number;
  readonly fit: number;
  readonly score: number;
  readonly rank: number;
  readonly total: number;
  readonly ratio: number;
  readonly longestTask: number;
  readonly window: number;
  readonly sortNumber: number;
  readonly sortAddress: number;
  readonly baseMemory: number;
  readonly peakMemory: number;
  readonly rows: number;
}

/**
 * Reads the file raw, then drops it on the page, in one fresh browser; `rawFirst` says in which order, so that runs can
 * take turns. Ratio is drop until ready over raw read.
 */
export async function measureOnce(url: string, path: string, rawFirst: boolean): Promise<Measured> {
  const { browser, weigh, close } = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(url);
    await page.waitForLoadState('networkidle');
    const base = weigh().now;
    const rawBefore = rawFirst ? await rawRead(page, url, path) : 0;
    weigh();
    const dropped = await dropAndWait(page, path);
    const peakMemory = weigh().peak;
    const questions = await askQuestions(page, dropped.rows);
    const raw = rawFirst ? rawBefore : await rawRead(page, url, path);
    return { rawRead: raw, ...dropped, ...questions, ratio: dropped.total / raw, baseMemory: base, peakMemory };
  } finally {
    await close();
  }
}

/** A BYOB read of the whole file in a worker of the same browser, in one reused buffer: as fast as a page can get at bytes. */
async function rawRead(page: Page, url: string, path: string): Promise<number> {
  const other = await page.context().newPage();
  await other.goto(url);
  await other.evaluate(() => {
    document.body.innerHTML = '<input type="file" id="raw">';
  });
  await other.setInputFiles('#raw', path);
  const milliseconds = await other.evaluate(() => {
    const code = `onmessage = async ({ data }) => {
      const start = performance.now();
      self.stream = data.stream();
      self.reader = self.stream.getReader({ mode: 'byob' });
      let buffer = new ArrayBuffer(2 << 20);
      for (;;) {
        const { value, done } = await self.reader.read(new Uint8Array(buffer));
        if (done) break;
        buffer = value.buffer;
      }
      postMessage(performance.now() - start);
    }`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
    const file = (document.getElementById('raw') as HTMLInputElement).files?.[0];
    return new Promise<number>((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(file);
    });
  });
  await other.close();
  return milliseconds;
}

async function dropAndWait(page: Page, path: string) {
  await page.evaluate(() => {
    const tasks: { start: number; end: number }[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        tasks.push({ start: startTime, end: startTime + duration });
    }).observe({ type: 'longtask' });
  });
  await page.locator('input[type=file]').first().setInputFiles(path);
  await page.locator('[role=status][data-state=ready]').waitFor({ state: 'attached', timeout: 600_000 });
  return page.evaluate(() => {
    const duration = (name: string) => performance.getEntriesByName(`oddflow:${name}`).at(-1)?.duration ?? Number.NaN;
    const drop = performance.getEntriesByName('oddflow:drop').at(-1)?.startTime ?? 0;
    const { tasks } = window as unknown as { tasks: { start: number; end: number }[] };
    const status = document.querySelector('[role=status][data-state]');
    return {
      read: duration('read'),
      fit: duration('fit'),
      score: duration('score'),
      rank: duration('rank'),
      total: duration('total'),
      longestTask: Math.max(0, ...tasks.filter(({ end }) => end > drop).map(({ start, end }) => end - start)),
      rows: Number(status?.getAttribute('data-flows')),
    };
  });
}

/** A window far down, and two sorts: from the key or click until other rows are on screen. */
async function askQuestions(page: Page, rows: number) {
  const grid = page.getByRole('grid', { name: 'Flows' });
  const firstRow = grid.locator('[role=row][aria-rowindex="2"]');
  await firstRow.focus();
  const window = await timed(page, () => page.keyboard.press('End'), `[role=row][aria-rowindex="${rows + 1}"]`);
  await page.keyboard.press('Home');
  const sort = async (name: string) => {
    const header = page.getByRole('columnheader', { name, exact: true });
    return timed(page, () => header.click(), '[role=row][aria-rowindex="2"]');
  };
  return { window, sortNumber: await sort('orig_bytes'), sortAddress: await sort('id.orig_h') };
}

/** Milliseconds from just before `act` until the text of what `selector` finds is another than before. */
async function timed(page: Page, act: () => Promise<unknown>, selector: string): Promise<number> {
  await page.evaluate((wanted) => {
    const text = () => document.querySelector(wanted)?.textContent ?? '';
    const before = text();
    const state = { start: performance.now(), time: 0 };
    Object.assign(window, { timing: state });
    const begin = () => {
      state.start = performance.now();
    };
    addEventListener('keydown', begin, { capture: true, once: true });
    addEventListener('pointerdown', begin, { capture: true, once: true });
    const look = () => {
      const now = text();
      if (now !== before && now !== '' && /\d/.test(now)) state.time = performance.now() - state.start;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, selector);
  await act();
  await page.waitForFunction(() => (window as unknown as { timing: { time: number } }).timing.time > 0, null, {
    timeout: 60_000,
  });
  return page.evaluate(() => (window as unknown as { timing: { time: number } }).timing.time);
}
