import { jsonOf } from '../../big-log.ts';
import { dropUntilReady, inFreshBrowser, openPage } from '../browser.ts';
import { definePart } from '../part.ts';

/** A log as Zeek's JSON beside the same rows in TSV, each in a fresh browser. */
export const json = definePart({
  id: 'json',
  sizes: 'one',
  headline: 'total',
  figures: {
    total: { label: 'JSON: total, drop until on screen, ms' },
    tsv: { label: 'JSON: the same rows in TSV, ms' },
    ratio: { label: 'JSON: time per row / time per row in TSV', digits: 2, target: { atMost: 3 } },
  },
  fileOf: jsonOf,
  async measure({ url, log, file, run }) {
    const time = (path: string) =>
      inFreshBrowser(async (browser) => dropUntilReady(await openPage(browser, url), path));
    const first = await time(run % 2 === 1 ? file : log);
    const second = await time(run % 2 === 1 ? log : file);
    const [total, tsv] = run % 2 === 1 ? [first, second] : [second, first];
    return { total, tsv, ratio: total / tsv };
  },
});
