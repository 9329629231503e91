import type { Page } from '@playwright/test';
import { dropUntilReady, inFreshBrowser, openPage } from '../browser.ts';
import { rowTimes, timeRows } from '../engine-clock.ts';
import { longestTaskDuring, recordLongTasks } from '../long-tasks.ts';
import { definePart, type Figure } from '../part.ts';
import { median, percentile } from '../statistics.ts';
import { moveThreshold } from '../threshold.ts';
import { showColumns, timeSort, timeWindows } from '../watch-rows.ts';

/** `uid` stays in the file and is read again to be sorted by. */
const columns = ['orig_bytes', 'id.orig_h', 'ts', 'uid', 'conn_state'] as const;
type Column = (typeof columns)[number];

const smooth = { atMost: 50 };
const SORT = 2000;
/** A frame. */
const FRAME = 16;

/** What the page takes to answer once a log is on screen: rows after a scroll, sorts, moves of the threshold. */
export const questions = definePart({
  id: 'questions',
  sizes: 'all',
  headline: 'askedMedian',
  figures: {
    askedMedian: { label: 'window of rows, asked and answered, median, ms', digits: 1 },
    askedP95: { label: 'window of rows, asked and answered, p95, ms', digits: 1, target: { atMost: FRAME } },
    drawnMedian: { label: 'window of rows, scroll event until drawn, median, ms', digits: 1 },
    drawnP95: { label: 'window of rows, scroll event until drawn, p95, ms', digits: 1 },
    ...sortFigures('first', 'first time'),
    ...sortFigures('again', 'repeated'),
    scrollTask: { label: 'longest main-thread task on scroll, ms (0: none of 50)', target: smooth },
    sortTask: { label: 'longest main-thread task on sort, ms (0: none of 50)', target: smooth },
    thresholdTask: { label: 'longest main-thread task on threshold moves, ms (0: none of 50)', target: smooth },
  },
  async measure({ url, file }) {
    return inFreshBrowser(async (browser) => {
      const page = await openPage(browser, url, timeRows);
      await recordLongTasks(page);
      await dropUntilReady(page, file);
      const before = (await rowTimes(page)).length;
      let drawn: readonly number[] = [];
      const scrollTask = await longestTaskDuring(page, async () => {
        drawn = await timeWindows(page, 40);
      });
      const asked = (await rowTimes(page)).slice(before);
      const thresholdTask = await longestTaskDuring(page, () => moveThreshold(page));
      await showColumns(page, columns);
      const sorts: Record<string, number> = {};
      const sortTask = await longestTaskDuring(page, async () => {
        Object.assign(sorts, await sortByEach(page, 'first'), await sortByEach(page, 'again'));
      });
      return {
        ...{ askedMedian: median(asked), askedP95: percentile(asked, 95) },
        ...{ drawnMedian: median(drawn), drawnP95: percentile(drawn, 95) },
        ...(sorts as SortTimes),
        ...{ scrollTask, sortTask, thresholdTask },
      };
    });
  },
});

type Round = 'first' | 'again';
type SortTimes = Record<`${Round} ${Column}`, number>;

function sortFigures<R extends Round>(round: R, words: string): Record<`${R} ${Column}`, Figure> {
  const entries = columns.map((column) => [
    `${round} ${column}`,
    { label: `sort by ${column}, ${words}, ms`, target: { atMost: SORT } },
  ]);
  return Object.fromEntries(entries);
}

async function sortByEach(page: Page, round: Round): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const column of columns) times[`${round} ${column}`] = await timeSort(page, column);
  return times;
}
