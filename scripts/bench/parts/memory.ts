import { dropUntilReady, inFreshBrowser, openPage } from '../browser.ts';
import { browserMemory } from '../memory.ts';
import { definePart } from '../part.ts';

/**
 * Memory of all the browser's processes before the drop and every 20 ms until ready. Apart, since weighing takes time.
 */
export const memory = definePart({
  id: 'memory',
  sizes: 'all',
  headline: 'peak',
  figures: {
    base: { label: 'memory before the drop, MB' },
    peak: { label: 'memory, peak, MB' },
    growth: { label: 'memory, peak above before, MB' },
    // What a page takes for itself is more than a small log.
    overFile: {
      label: 'peak above before / size of the file',
      digits: 2,
      target: { atMost: 0.7, fromRows: 1_000_000 },
    },
  },
  async measure({ url, file, bytes }) {
    return inFreshBrowser(async (browser) => {
      const page = await openPage(browser, url);
      const base = browserMemory();
      let peak = base;
      const timer = setInterval(() => {
        peak = Math.max(peak, browserMemory());
      }, 20);
      try {
        await dropUntilReady(page, file);
      } finally {
        clearInterval(timer);
      }
      const growth = peak - base;
      return { base: base / 1e6, peak: peak / 1e6, growth: growth / 1e6, overFile: growth / bytes };
    });
  },
});
