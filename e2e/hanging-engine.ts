import type { Page } from '@playwright/test';

/**
 * Lets a test make the engine hang: the code of each worker that the page starts gets a listener that loops for ever on
 * one message. To be called before the page is opened. A loop that `worker.evaluate` starts would not do: the debugger
 * keeps that thread alive after the page has ended it.
 */
export async function letEngineHang(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    Object.assign(window, { workers });
    const PlainBlob = Blob;
    const PlainWorker = Worker;
    const loop = `\naddEventListener('message', ({ data }) => { if (data === 'hang') for (;;); });`;
    globalThis.Blob = class extends PlainBlob {
      constructor(parts: BlobPart[] = [], options: BlobPropertyBag = {}) {
        super(options.type?.startsWith('text/javascript') ? [...parts, loop] : parts, options);
      }
    };
    globalThis.Worker = class extends PlainWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.push(this);
      }
    };
  });
  return () => page.evaluate(() => (window as unknown as { workers: Worker[] }).workers.at(-1)?.postMessage('hang'));
}
