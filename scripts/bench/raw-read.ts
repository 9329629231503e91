import type { Browser } from '@playwright/test';
import { timeInWorker } from './file-worker.ts';

/**
 * Milliseconds of a BYOB read of the whole file in a worker, into one reused buffer: as fast as a page can get at the
 * bytes.
 */
export function rawRead(browser: Browser, url: string, path: string): Promise<number> {
  return timeInWorker(browser, url, path, readIntoOneBuffer);
}

const readIntoOneBuffer = `async (file) => {
  self.stream = file.stream();
  self.reader = self.stream.getReader({ mode: 'byob' });
  let view = new Uint8Array(2 << 20);
  for (;;) {
    const { value, done } = await self.reader.read(view);
    if (done) break;
    view = new Uint8Array(value.buffer);
  }
}`;
