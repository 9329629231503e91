import type { Page } from '@playwright/test';

/** Has the page remember the tasks of its own thread that take 50 ms or more. To be called before `longestTask`. */
export async function recordLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const longTasks: PerformanceEntry[] = [];
    Object.assign(window, { longTasks });
    new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: 'longtask' });
  });
}

/** Milliseconds of the longest task that ran at some time between two of the page's clock; 0 when none took 50. */
export function longestTask(page: Page, from: number, to: number): Promise<number> {
  return page.evaluate(
    ([from, to]) => {
      const { longTasks } = window as unknown as { longTasks: PerformanceEntry[] };
      const during = longTasks.filter(({ startTime, duration }) => startTime + duration > from && startTime < to);
      return Math.max(0, ...during.map(({ duration }) => duration));
    },
    [from, to],
  );
}

/** The longest task while `work` is done and what it set going comes to an end. */
export async function longestTaskDuring(page: Page, work: () => Promise<unknown>): Promise<number> {
  const clock = () => page.evaluate(() => performance.now());
  const from = await clock();
  await work();
  await page.waitForTimeout(300);
  return longestTask(page, from, await clock());
}
