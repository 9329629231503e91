import { dropUntilReady, inFreshBrowser, measureNamed, openPage } from '../browser.ts';
import { longestTask, recordLongTasks } from '../long-tasks.ts';
import { definePart } from '../part.ts';
import { rawRead } from '../raw-read.ts';

/**
 * From the drop until ranked table, chart and threshold are on screen, beside a raw read of the file just before and
 * one after, in the same fresh browser. The first read in a browser is slower than later ones.
 */
export const read = definePart({
  id: 'read',
  sizes: 'all',
  headline: 'total',
  figures: {
    rawCold: { label: 'raw BYOB read before the drop (cold floor), ms' },
    rawWarm: { label: 'raw BYOB read after (warm floor), ms' },
    total: { label: 'total, drop until on screen, ms' },
    read: { label: '– read and parse, ms' },
    fit: { label: '– fit, ms' },
    score: { label: '– score, ms' },
    rank: { label: '– rank, ms' },
    rest: { label: '– the rest: charts, table, page, ms' },
    // Small logs take what the page itself takes: the ratio says something of big ones.
    ratio: { label: 'ratio, total / cold floor', digits: 2, target: { atMost: 3, aim: 2.25, fromRows: 6_300_000 } },
    ratioFaster: { label: 'total / the faster of the floors', digits: 2 },
    longestTask: {
      label: 'longest main-thread task, drop until ready, ms (0: none of 50)',
      target: { atMost: 50 },
    },
  },
  async measure({ url, file }) {
    return inFreshBrowser(async (browser) => {
      const rawCold = await rawRead(browser, url, file);
      const page = await openPage(browser, url);
      await recordLongTasks(page);
      const total = await dropUntilReady(page, file);
      const { startTime } = await measureNamed(page, 'total');
      const longest = await longestTask(page, startTime, startTime + total);
      const [read, fit, score, rank] = await Promise.all(
        ['read', 'fit', 'score', 'rank'].map(async (step) => (await measureNamed(page, step)).duration),
      );
      const rest = total - (read + fit + score + rank);
      const rawWarm = await rawRead(browser, url, file);
      return {
        ...{ rawCold, rawWarm, total, read, fit, score, rank, rest },
        ratio: total / rawCold,
        ratioFaster: total / Math.min(rawCold, rawWarm),
        longestTask: longest,
      };
    });
  },
});
