import { expect, type Request, test } from '@playwright/test';
import { drop, exportFlows, file, openPage, plainLog, summary } from './page.ts';

/** Requests that could leave the browser; `blob:` and `data:` are made by the page and answered by it. */
const isReal = (request: Request) => !/^(blob|data):/.test(request.url());

test('asks for its own files only, and for nothing once a log is dropped', async ({ page, baseURL }) => {
  const requests: string[] = [];
  page.on('request', (request) => {
    if (isReal(request)) requests.push(request.url());
  });
  await openPage(page);
  await page.waitForLoadState('networkidle');
  expect(requests.length).toBeGreaterThan(0);
  for (const url of requests) expect(url.startsWith(baseURL ?? '')).toBe(true);

  const before = requests.length;
  await drop(page, file('conn.log', plainLog(500)));
  await summary(page);
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('complementary', { name: 'Flow' })).toBeVisible();
  await exportFlows(page, 'CSV');
  await page.getByRole('columnheader', { name: 'orig_bytes', exact: true }).click();
  expect(requests.slice(before)).toEqual([]);
});

test('works without a network once it is loaded, and says that nothing was asked for', async ({ page, context }) => {
  const violations: string[] = [];
  await page.exposeFunction('violated', (directive: string) => violations.push(directive));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) =>
      (window as unknown as { violated: (directive: string) => void }).violated(event.violatedDirective),
    );
  });
  await openPage(page);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  expect((await summary(page)).flows).toBeGreaterThan(15_000);
  await expect(page.getByText(/\b0 requests since load/).first()).toBeVisible();
  expect(violations).toEqual([]);
});

test('carries a policy that lets nothing out', async ({ page }) => {
  await openPage(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toContain('unsafe');
  const leaked = await page.evaluate(() =>
    fetch('./').then(
      () => true,
      () => false,
    ),
  );
  expect(leaked).toBe(false);
});
