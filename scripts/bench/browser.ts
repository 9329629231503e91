import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { browserArguments, ensureBrowser } from '../find-browser.ts';

/** A read that hangs fails after this, in milliseconds; the longest that is wanted takes a tenth of it. */
export const PATIENCE = 300_000;

/** Does the work in a fresh browser and closes it, also after a failure. */
export async function inFreshBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArguments() });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** The page at its start screen, with all of itself loaded. `prepare` comes before its first script. */
export async function openPage(
  browser: Browser,
  url: string,
  prepare?: (context: BrowserContext) => Promise<void>,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  // tsx wraps named functions in a helper, to keep their names, that the page does not have.
  await context.addInitScript({ content: 'globalThis.__name = (named) => named' });
  await prepare?.(context);
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  // As long as it takes a person, at least, to pick a file.
  await page.waitForTimeout(1500);
  return page;
}

export async function drop(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(path);
}

/**
 * Drops the file and waits until its result is final, on screen and measured. Milliseconds of that, by the page itself.
 */
export async function dropUntilReady(page: Page, path: string, patience = PATIENCE): Promise<number> {
  await drop(page, path);
  const ended = await page.waitForFunction(
    () => {
      const status = document.querySelector<HTMLElement>('[role=status][data-state]');
      if (status?.dataset.state === 'failed') return document.querySelector('[role=alert]')?.textContent ?? 'failed';
      const isMeasured = performance.getEntriesByName('oddflow:total').length > 0;
      return status?.dataset.state === 'ready' && isMeasured && 'ready';
    },
    null,
    { polling: 50, timeout: patience },
  );
  const outcome = await ended.jsonValue();
  if (outcome !== 'ready') throw new Error(`the page said: ${outcome}`);
  // For what the page measures in its next frame, and for its observers.
  await page.waitForTimeout(200);
  return (await measureNamed(page, 'total')).duration;
}

/** When the page's newest `oddflow:` measure of the name began, by its clock, and how long it was, in milliseconds. */
export function measureNamed(
  page: Page,
  name: string,
): Promise<{ readonly startTime: number; readonly duration: number }> {
  return page.evaluate((full) => {
    const { startTime, duration } = performance.getEntriesByName(full).at(-1) as PerformanceEntry;
    return { startTime, duration };
  }, `oddflow:${name}`);
}
