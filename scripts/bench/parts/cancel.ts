import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { drop, inFreshBrowser, openPage, PATIENCE } from '../browser.ts';
import { browserMemory } from '../memory.ts';
import { definePart } from '../part.ts';

/** Cancel in the middle of a read: how soon the page is as new, and what stays in memory. */
export const cancel = definePart({
  id: 'cancel',
  sizes: 'big',
  headline: 'until',
  figures: {
    until: { label: 'Cancel in mid-read: click until the start screen, ms', target: { atMost: 300 } },
    idle: { label: 'memory before that drop, MB' },
    after: { label: 'memory 5 s after Cancel, MB' },
  },
  async measure({ url, file }) {
    return inFreshBrowser(async (browser) => {
      const page = await openPage(browser, url);
      const idle = browserMemory();
      const until = await watchCancel(page);
      await drop(page, file);
      const milliseconds = await until();
      await pause(5000);
      return { until: milliseconds, idle: idle / 1e6, after: browserMemory() / 1e6 };
    });
  },
});

/**
 * Has the page click its own Cancel in the first frame in which two fifths are read, since a click from here could come
 * too late, and count until the frame that shows the start screen.
 */
async function watchCancel(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const cancelled: { milliseconds: number | null; start: number } = { milliseconds: null, start: 0 };
    Object.assign(window, { cancelled });
    const click = () => {
      const buttons = [...document.querySelectorAll('button')];
      const button = buttons.find(({ textContent }) => textContent === 'Cancel');
      cancelled.start = performance.now();
      button?.click();
    };
    const look = () => {
      const state = document.querySelector<HTMLElement>('[role=status][data-state]')?.dataset.state;
      const done = Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow'));
      if (cancelled.start === 0 && done >= 40) setTimeout(click);
      if (cancelled.start > 0 && state === 'empty') cancelled.milliseconds = performance.now() - cancelled.start;
      else if (state === 'ready') cancelled.milliseconds = Number.NaN;
      else requestAnimationFrame(look);
    };
    look();
  });
  return async () => {
    const ended = await page.waitForFunction(
      () => {
        const { milliseconds } = (window as unknown as { cancelled: { milliseconds: number | null } }).cancelled;
        return milliseconds === null ? null : { milliseconds };
      },
      null,
      { polling: 50, timeout: PATIENCE },
    );
    const { milliseconds } = (await ended.jsonValue()) as { milliseconds: number };
    if (Number.isNaN(milliseconds)) throw new Error('the log was on screen before Cancel was clicked');
    return milliseconds;
  };
}
