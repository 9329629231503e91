import type { Page } from '@playwright/test';

/** Milliseconds without a change after which the page is taken to have answered. */
const QUIET = 500;

/** Counts, table, charts and side panel. */
const SCREEN = '[role=status][data-state], [role=grid], figure, [role=complementary]';

/** Milliseconds from a key's event until the last change within `answers` that follows it. */
export async function timeKey(page: Page, key: string, answers = SCREEN): Promise<number> {
  await watch(page, 'keydown', answers);
  await page.keyboard.press(key);
  return answered(page, QUIET);
}

/** Milliseconds from a movement of the pointer until the next change within `answers`. */
export async function timeMove(page: Page, x: number, y: number, answers: string): Promise<number> {
  await watch(page, 'pointermove', answers);
  await page.mouse.move(x, y);
  return answered(page, 0);
}

interface Clock {
  start: number;
  last: number;
  stop: () => void;
}

/** Starts a clock at the next event of the type, and has it note the changes. */
function watch(page: Page, type: 'keydown' | 'pointermove', answers: string): Promise<void> {
  return page.evaluate(
    ([type, answers]) => {
      const isAnswer = ({ target }: MutationRecord) =>
        (target instanceof Element ? target : target.parentElement)?.closest(answers) != null;
      const observer = new MutationObserver((changes) => {
        if (clock.start > 0 && changes.some(isAnswer)) clock.last = performance.now();
      });
      const clock: Clock = { start: 0, last: 0, stop: () => observer.disconnect() };
      Object.assign(window, { answerClock: clock });
      const attributeFilter = ['data-selected', 'aria-rowcount', 'aria-busy', 'd', 'height', 'y'];
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter });
      const start = () => {
        clock.start = performance.now();
      };
      addEventListener(type, start, { capture: true, once: true });
    },
    [type, answers] as const,
  );
}

/** Milliseconds from the event until the last change, once nothing has changed for `quiet` milliseconds. */
async function answered(page: Page, quiet: number): Promise<number> {
  const time = await page.waitForFunction(
    (quiet) => {
      const { start, last, stop } = (window as unknown as { answerClock: Clock }).answerClock;
      if (last === 0 || performance.now() - last < quiet) return 0;
      stop();
      return last - start;
    },
    quiet,
    { polling: quiet === 0 ? 'raf' : 50, timeout: 60_000 },
  );
  return time.jsonValue();
}
