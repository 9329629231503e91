import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { sampleLog } from './logs.ts';
import { chart, drop, exportAs, logFile, openFlow, openPage, panel, ready, summary } from './page.ts';

/** The offline file alone in a folder. */
function onStick(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'oddflow-stick-')), 'oddflow.html');
  copyFileSync('dist/oddflow.html', file);
  return pathToFileURL(file).href;
}

async function violationsOf(page: Page): Promise<string[]> {
  const violations: string[] = [];
  await page.exposeFunction('violated', (directive: string) => violations.push(directive));
  await page.addInitScript(() => {
    const { violated } = window as unknown as { violated: (directive: string) => void };
    addEventListener('securitypolicyviolation', (event) => violated(event.violatedDirective));
  });
  return violations;
}

test('the offline file, opened from disk, is the complete page and makes no requests', async ({ page, context }) => {
  const asked: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', ({ message }) => errors.push(message));
  const violations = await violationsOf(page);
  const address = onStick();
  await page.goto(address);
  await expect(summary(page)).toHaveAttribute('data-state', 'empty');
  await page.getByRole('button', { name: 'Try a sample' }).click();
  expect((await ready(page)).flows).toBeGreaterThan(15_000);
  await expect(chart(page, 'Score distribution').locator('svg').first()).toBeVisible();
  await page.getByRole('tab', { name: /^Flows/ }).click();
  await openFlow(page, 0);
  await page.goBack();
  await expect(panel(page)).toHaveCount(0);
  expect((await exportAs(page, 'CSV', 'All flows')).split('\n')[0]).toMatch(/^rank,row,file,score,anomaly,/);
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'Combined' });
  await expect(summary(page)).toHaveAttribute('data-detector', 'Combined');
  await drop(page, [logFile('conn.log.gz', gzipSync(sampleLog(4000)))]);
  await expect(summary(page)).toHaveAttribute('data-flows', '4000');
  await ready(page);
  expect(asked.filter((url) => !/^(blob|data):/.test(url))).toEqual([address]);
  expect(violations).toEqual([]);
  expect(errors).toEqual([]);
});

test('the offline file has a policy that lists its scripts, and the start screen offers it', async ({ page }) => {
  await openPage(page);
  await expect(page.getByRole('link', { name: 'Get the offline file' })).toHaveAttribute('download', 'oddflow.html');
  await page.goto(onStick());
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-\S+' 'sha256-\S+' 'wasm-unsafe-eval'; style-src 'sha256-\S+'; /,
  );
  expect(policy).toContain("connect-src 'none'");
  await page.getByText('The policy, and how to check').click();
  await expect(page.getByText("script-src 'sha256-")).toBeVisible();
  await expect(page.getByRole('link', { name: 'Get the offline file' })).toHaveCount(0);
});
