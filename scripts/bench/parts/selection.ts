import type { Page } from '@playwright/test';
import { dropUntilReady, inFreshBrowser, openPage } from '../browser.ts';
import { longestTaskDuring, recordLongTasks } from '../long-tasks.ts';
import { definePart } from '../part.ts';
import { median } from '../statistics.ts';
import { timeKey } from '../watch-answers.ts';

const ROUNDS = 5;

/** How long the page takes until counts, table, charts and panel are right after a filter, its undo and a step to the next flow. */
export const selection = definePart({
  id: 'selection',
  sizes: 'one',
  headline: 'filter',
  figures: {
    filter: {
      label: 'filter of three fields, Enter until counts, table and charts are new, median, ms',
      target: { atMost: 75 },
    },
    undo: { label: 'undo of a filter, key until the same, median, ms', target: { atMost: 50 } },
    next: { label: 'next flow (j), key until its panel is right, median, ms', target: { atMost: 60 } },
    filterTask: { label: 'longest main-thread task on filters, ms (0: none of 50)', target: { atMost: 50 } },
    nextTask: { label: 'longest main-thread task on next flow, ms (0: none of 50)', target: { atMost: 50 } },
  },
  async measure({ url, file }) {
    return inFreshBrowser(async (browser) => {
      const page = await openPage(browser, `${url}#v=1&tab=flows`);
      await recordLongTasks(page);
      await dropUntilReady(page, file);
      // The engine no longer searches for findings.
      await page.getByRole('tab', { name: /^Findings \d/ }).waitFor({ timeout: 120_000 });
      const [filters, undos, steps]: number[][] = [[], [], []];
      const filterTask = await longestTaskDuring(page, async () => {
        for (let round = 0; round < ROUNDS; round++) {
          filters.push(await timeFilter(page, `src:10.${round}.0.0/16 orig_bytes:>=${10 + round} state:SF,S0`));
          undos.push(await timeKey(page, 'Control+z'));
        }
      });
      await page.getByRole('grid', { name: 'Flows' }).locator('[role=row][aria-rowindex="2"]').click();
      const panel = page.getByRole('complementary', { name: 'Flow' });
      await panel.getByText('Raw line').waitFor();
      const nextTask = await longestTaskDuring(page, async () => {
        for (let step = 0; step < ROUNDS; step++) steps.push(await timeKey(page, 'j'));
      });
      return { filter: median(filters), undo: median(undos), next: median(steps), filterTask, nextTask };
    });
  },
});

async function timeFilter(page: Page, text: string): Promise<number> {
  const box = page.getByRole('search').getByRole('textbox', { name: 'Filter' });
  await page.keyboard.press('/');
  await box.fill(text);
  await page.waitForTimeout(500); // suggestions are answered
  const time = await timeKey(page, 'Enter');
  await box.blur();
  return time;
}
