import { type BrowserContext, expect, test } from '@playwright/test';
import { sampleLog } from './logs.ts';
import { chart, downloadBy, drop, exportAs, header, logFile, openFlow, openPage, ready } from './page.ts';

/** Addresses that are asked for from now on, by the page and its worker; `blob:` and `data:` never leave the browser. */
function requestsOf(context: BrowserContext): string[] {
  const urls: string[] = [];
  context.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url())) urls.push(request.url());
  });
  return urls;
}

test('asks for its own files only, and for nothing at all from the first drop on', async ({
  page,
  context,
  baseURL,
}) => {
  const requests = requestsOf(context);
  await openPage(page);
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.filter((url) => !url.startsWith(baseURL ?? ''))).toEqual([]);

  const before = requests.length;
  await drop(page, [logFile('conn.log', sampleLog(2000))]);
  await ready(page);
  await openFlow(page, 0);
  await header(page, 'orig_bytes').click();
  await exportAs(page, 'CSV', 'All flows');
  await downloadBy(page, chart(page, 'Score distribution').getByRole('button', { name: /PNG/ }));
  await page.keyboard.press('Escape');
  await drop(page, [logFile('notes.txt', 'Not a log')]);
  await expect(page.getByRole('alert')).toBeVisible();
  expect(requests.slice(before)).toEqual([]);
});

test('works without a network once it is loaded, and says that nothing was asked for', async ({ page, context }) => {
  const violations: string[] = [];
  await page.exposeFunction('violated', (directive: string) => violations.push(directive));
  await page.addInitScript(() => {
    const { violated } = window as unknown as { violated: (directive: string) => void };
    addEventListener('securitypolicyviolation', (event) => violated(event.violatedDirective));
  });
  await openPage(page);
  await expect(page.getByText(/\b0 requests since load/).first()).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  expect((await ready(page)).flows).toBeGreaterThan(15_000);
  await expect(page.getByText(/\b0 requests since load/).first()).toBeVisible();
  expect(violations).toEqual([]);
});

test('carries a policy that lets nothing out', async ({ page }) => {
  await openPage(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(policy?.match(/unsafe/g)).toHaveLength(1);
  const answer = await page.evaluate(() =>
    fetch('./').then(
      () => 'sent',
      () => 'blocked',
    ),
  );
  expect(answer).toBe('blocked');
});
