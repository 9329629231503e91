import type { Browser } from '@playwright/test';
import { PATIENCE } from './browser.ts';

/**
 * Milliseconds that `use`, the text of an async function of a File, takes in a worker. In a tab of its own, which is
 * closed again. What it must not lose to a garbage collection while it waits, it keeps in globals.
 */
export async function timeInWorker(browser: Browser, url: string, path: string, use: string): Promise<number> {
  const page = await browser.newPage();
  const address = new URL('file-worker.html', url).href;
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: '<input type="file">' }));
  await page.goto(address);
  await page.setInputFiles('input', path);
  const code = `onmessage = async ({ data }) => {
    try {
      const start = performance.now();
      await (${use})(data);
      postMessage(performance.now() - start);
    } catch (error) {
      postMessage(String(error));
    }
  }`;
  const outcome = await page.evaluate(
    ([code, patience]) => {
      const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
      return new Promise<number | string>((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => resolve(message);
        setTimeout(resolve, patience, 'the worker did not come to an end');
        worker.postMessage(document.querySelector('input')?.files?.[0]);
      });
    },
    [code, PATIENCE] as const,
  );
  await page.close();
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}
