import { gzipOf } from '../../big-log.ts';
import { dropUntilReady, inFreshBrowser, openPage } from '../browser.ts';
import { nativeInflate } from '../native-inflate.ts';
import { definePart } from '../part.ts';

/** A log in gzip from drop to ready, beside the browser unpacking the same file alone, before and after. */
export const gzip = definePart({
  id: 'gzip',
  sizes: 'one',
  headline: 'total',
  figures: {
    inflateCold: { label: 'gzip: DecompressionStream alone, before the drop, ms' },
    inflateWarm: { label: 'gzip: DecompressionStream alone, after, ms' },
    total: { label: 'gzip: total, drop until on screen, ms' },
    ratio: {
      label: 'gzip: total / DecompressionStream before',
      digits: 2,
      target: { atMost: 1, aim: 0.6, fromRows: 1_000_000 },
    },
    ratioFaster: { label: 'gzip: total / the faster DecompressionStream', digits: 2 },
  },
  fileOf: gzipOf,
  async measure({ url, file }) {
    return inFreshBrowser(async (browser) => {
      const inflateCold = await nativeInflate(browser, url, file);
      const total = await dropUntilReady(await openPage(browser, url), file);
      const inflateWarm = await nativeInflate(browser, url, file);
      const ratioFaster = total / Math.min(inflateCold, inflateWarm);
      return { inflateCold, inflateWarm, total, ratio: total / inflateCold, ratioFaster };
    });
  },
});
