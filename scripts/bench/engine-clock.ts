import type { BrowserContext, Page } from '@playwright/test';

/** Milliseconds of every question for rows up to now: from the page to the engine, its work, and the answer back. */
export function rowTimes(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { rowTimes: number[] }).rowTimes);
}

/** Has the pages of the context time their questions for rows, by looking at comlink's messages as they pass. */
export async function timeRows(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const rowTimes: number[] = [];
    Object.assign(window, { rowTimes });
    const asked = new Map<string, number>();
    const hear = ({ data }: MessageEvent) => {
      const since = asked.get(data?.id);
      if (since !== undefined) rowTimes.push(performance.now() - since);
      asked.delete(data?.id);
    };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message, ...rest: unknown[]) {
      if (message?.path?.[0] === 'rows') {
        asked.set(message.id, performance.now());
        this.addEventListener('message', hear);
      }
      post.apply(this, [message, ...rest] as Parameters<typeof post>);
    };
  });
}
