import { type Browser, chromium, type Page } from '@playwright/test';
import { browserArguments, ensureBrowser } from '../find-browser.ts';
import { rowTimes, timeRows } from './engine-clock.ts';
import { median } from './median.ts';
import { memoryBelow } from './memory.ts';
import { timeSort, timeWindows } from './questions.ts';
import { rawRead } from './raw-read.ts';

/** What one drop took, in milliseconds. */
export interface Times {
  readonly raw: number;
  readonly read: number;
  readonly fit: number;
  readonly score: number;
  readonly rank: number;
  readonly total: number;
  /** `total` over `raw`. */
  readonly ratio: number;
  /** Longest task on the page's own thread from the drop until ready; 0 when none took 50 ms. */
  readonly longestTask: number;
  /** Rows of some jumps in the table, the middle one: asked of the engine and answered, and from the scroll event until drawn. */
  readonly windowAsked: number;
  readonly windowDrawn: number;
  readonly sortNumber: number;
  readonly sortAddress: number;
}

/** Memory of all the browser's processes in bytes. */
export interface Weights {
  readonly base: number;
  readonly peak: number;
}

/** Reads the file raw, drops it on the page and asks questions, and reads it raw again, all in one fresh browser. */
export async function measureTimes(url: string, path: string): Promise<Times & { readonly browser: string }> {
  const browser = await startBrowser();
  try {
    const rawBefore = await rawRead(browser, url, path);
    const page = await openPage(browser, url);
    await recordLongTasks(page);
    await dropUntilReady(page, path);
    const asked = (await rowTimes(page)).length;
    const windowDrawn = median(await timeWindows(page, 15));
    const windowAsked = median((await rowTimes(page)).slice(asked));
    const sortNumber = await timeSort(page, 'orig_bytes');
    const sortAddress = await timeSort(page, 'id.orig_h');
    const measured = await readMeasures(page);
    // The first read in a fresh browser is slower than later ones; the faster of both is the floor.
    const raw = Math.min(rawBefore, await rawRead(browser, url, path));
    const ratio = measured.total / raw;
    return { raw, ...measured, ratio, windowAsked, windowDrawn, sortNumber, sortAddress, browser: browser.version() };
  } finally {
    await browser.close();
  }
}

/** Weighs a fresh browser before the drop and every 20 ms until ready. Apart from the times, since weighing takes some. */
export async function weigh(url: string, path: string): Promise<Weights> {
  const browser = await startBrowser();
  try {
    const page = await openPage(browser, url);
    const base = memoryBelow(process.pid, 'chrom');
    let peak = base;
    const timer = setInterval(() => {
      peak = Math.max(peak, memoryBelow(process.pid, 'chrom'));
    }, 20);
    await dropUntilReady(page, path);
    clearInterval(timer);
    return { base, peak };
  } finally {
    await browser.close();
  }
}

function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureBrowser(), args: browserArguments() });
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  // tsx wraps named functions in a helper, to keep their names, that the page does not have.
  await context.addInitScript({ content: 'globalThis.__name = (named) => named' });
  await timeRows(context);
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  // As long as it takes a person, at least, to pick a file.
  await page.waitForTimeout(1500);
  return page;
}

async function dropUntilReady(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(path);
  await page.waitForFunction(() => performance.getEntriesByName('oddflow:total').length > 0, null, {
    timeout: 600_000,
  });
}

async function recordLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const longTasks: PerformanceEntry[] = [];
    Object.assign(window, { longTasks });
    new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: 'longtask' });
  });
}

async function readMeasures(
  page: Page,
): Promise<Pick<Times, 'read' | 'fit' | 'score' | 'rank' | 'total' | 'longestTask'>> {
  return page.evaluate(() => {
    const of = (name: string) => performance.getEntriesByName(`oddflow:${name}`)[0];
    const { longTasks } = window as unknown as { longTasks: PerformanceEntry[] };
    const total = of('total');
    const [from, to] = [total.startTime, total.startTime + total.duration];
    const during = longTasks.filter(({ startTime, duration }) => startTime + duration > from && startTime < to);
    return {
      read: of('read').duration,
      fit: of('fit').duration,
      score: of('score').duration,
      rank: of('rank').duration,
      total: total.duration,
      longestTask: Math.max(0, ...during.map(({ duration }) => duration)),
    };
  });
}
