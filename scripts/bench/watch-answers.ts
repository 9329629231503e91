import type { Page } from '@playwright/test';

/** Milliseconds without a change after which the page is taken to have answered. */
const QUIET = 500;

/** Milliseconds from a key's event until the last change of counts, table, charts and side panel that follows it. */
export async function timeKey(page: Page, key: string): Promise<number> {
  await page.evaluate(() => {
    const answers = '[role=status][data-state], [role=grid], figure, [role=complementary]';
    const clock = { start: 0, last: 0 };
    Object.assign(window, { answerClock: clock });
    const isAnswer = ({ target }: MutationRecord) =>
      (target instanceof Element ? target : target.parentElement)?.closest(answers) != null;
    const observer = new MutationObserver((changes) => {
      if (clock.start > 0 && changes.some(isAnswer)) clock.last = performance.now();
    });
    const attributeFilter = ['data-selected', 'aria-rowcount', 'aria-busy', 'd', 'height', 'y'];
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter });
    addEventListener(
      'keydown',
      () => {
        clock.start = performance.now();
      },
      { capture: true, once: true },
    );
  });
  await page.keyboard.press(key);
  const answered = await page.waitForFunction(
    (quiet) => {
      const { start, last } = (window as unknown as { answerClock: { start: number; last: number } }).answerClock;
      return last > 0 && performance.now() - last > quiet ? last - start : 0;
    },
    QUIET,
    { polling: 50, timeout: 60_000 },
  );
  return answered.jsonValue();
}
