import type { Page } from '@playwright/test';

/**
 * Milliseconds from the scroll event of a jump in the table until its rows are in the page: engine, both ways there,
 * and React, without the wait for the next frame. One a jump.
 */
export async function timeWindows(page: Page, jumps: number): Promise<number[]> {
  const times: number[] = [];
  for (let jump = 1; jump <= jumps; jump++) {
    const answer = await watchRows(page, 'scroll');
    const grid = page.getByRole('grid', { name: 'Flows' });
    // Golden-ratio steps: far from each other, and the same in every run.
    await grid.evaluate(
      (element, share) => {
        element.scrollTop = share * (element.scrollHeight - element.clientHeight);
      },
      (jump * 0.618) % 1,
    );
    times.push(await answer());
  }
  return times;
}

/** Has the table show columns that it leaves out by itself. */
export async function showColumns(page: Page, columns: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  for (const name of columns) await page.getByRole('checkbox', { name, exact: true }).check();
  await page.keyboard.press('Escape');
}

/** Milliseconds from the click on a column's header until other rows are in the page. */
export async function timeSort(page: Page, column: string): Promise<number> {
  const header = page.getByRole('grid', { name: 'Flows' }).getByRole('columnheader', { name: column, exact: true });
  await header.scrollIntoViewIfNeeded();
  await settled(page);
  const answer = await watchRows(page, 'click');
  await header.click();
  return answer();
}

/**
 * Waits until rows have stayed as they are for a third of a second: cells of columns that were just shown come later
 * than these.
 */
async function settled(page: Page): Promise<void> {
  const texts = () => page.getByRole('grid', { name: 'Flows' }).getByRole('row').allTextContents();
  let before = '';
  for (let same = 0; same < 3; ) {
    const now = (await texts()).join('\n');
    same = now === before ? same + 1 : 0;
    before = now;
    await page.waitForTimeout(110);
  }
}

/**
 * Starts the clock at the next event of the kind and stops it when the texts of all rows are there and others than
 * before.
 */
async function watchRows(page: Page, event: 'scroll' | 'click'): Promise<() => Promise<number>> {
  await page.evaluate((kind) => {
    // The row that Tab stops at stays in the page, empty, when it is out of view.
    const texts = () =>
      [...document.querySelectorAll('[role=grid] [role=row][tabindex="-1"]')].map((row) => row.textContent);
    const before = texts().join('\n');
    const clock = { start: 0, time: 0 };
    Object.assign(window, { clock });
    const observer = new MutationObserver(() => {
      const now = texts();
      if (clock.start === 0 || now.join('\n') === before || !now.every((text) => /\d/.test(text ?? ''))) return;
      clock.time = performance.now() - clock.start;
      observer.disconnect();
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    addEventListener(
      kind,
      () => {
        clock.start ||= performance.now();
      },
      { capture: true, once: true },
    );
  }, event);
  return async () => {
    const done = await page.waitForFunction(() => (window as unknown as { clock: { time: number } }).clock.time, null, {
      timeout: 120_000,
    });
    return done.evaluate((time) => time as number);
  };
}
