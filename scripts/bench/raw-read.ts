import type { Browser } from '@playwright/test';

/**
 * Milliseconds of a BYOB read of the whole file in a worker, into one reused buffer: as fast as a page can get at the
 * bytes. In a tab of its own, which is closed again.
 */
export async function rawRead(browser: Browser, url: string, path: string): Promise<number> {
  const page = await browser.newPage();
  const address = new URL('raw-read.html', url).href;
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: '<input type="file">' }));
  await page.goto(address);
  await page.setInputFiles('input', path);
  const milliseconds = await page.evaluate((code) => {
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
    return new Promise<number>((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(document.querySelector('input')?.files?.[0]);
    });
  }, readingWorker);
  await page.close();
  return milliseconds;
}

/** Stream and reader are kept in globals: held by the waiting function alone, a garbage collection can end the read. */
const readingWorker = `onmessage = async ({ data }) => {
  const start = performance.now();
  self.stream = data.stream();
  self.reader = self.stream.getReader({ mode: 'byob' });
  let view = new Uint8Array(2 << 20);
  for (;;) {
    const { value, done } = await self.reader.read(view);
    if (done) break;
    view = new Uint8Array(value.buffer);
  }
  postMessage(performance.now() - start);
}`;
