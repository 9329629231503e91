import type { Browser } from '@playwright/test';
import { timeInWorker } from './file-worker.ts';

/**
 * Milliseconds in which the browser's own DecompressionStream unpacks the file in a worker, and nothing else is done.
 */
export function nativeInflate(browser: Browser, url: string, path: string): Promise<number> {
  return timeInWorker(browser, url, path, inflate);
}

const inflate = `async (file) => {
  self.stream = file.stream().pipeThrough(new DecompressionStream('gzip'));
  self.reader = self.stream.getReader();
  while (!(await self.reader.read()).done);
}`;
