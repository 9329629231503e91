import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { bigLog } from '../scripts/big-log.ts';
import { sampleLog } from './logs.ts';
import { drop, logFile, openFlow, openPage, ready, summary } from './page.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

test.beforeAll(() => {
  test.setTimeout(300_000);
  bigLog(1_000_000);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing in the ${colorScheme} page`, () => {
    test.use({ colorScheme });
    // Before the page's own policy is there, which would let no script in.
    test.beforeEach(({ page }) => page.addInitScript({ path: axe }));

    test('at the start and while loading', async ({ page }) => {
      await openPage(page);
      expect(await violations(page)).toEqual([]);
      await drop(page, bigLog(1_000_000));
      await expect(page.getByRole('progressbar')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await expect(summary(page)).toHaveAttribute('data-state', 'loading');
    });

    test('with a result, a flow open, and the popovers', async ({ page }) => {
      await openPage(page);
      await page.getByRole('button', { name: 'Try a sample' }).click();
      await ready(page);
      expect(await violations(page)).toEqual([]);
      await openFlow(page, 0);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      for (const name of ['Export', 'Columns']) {
        await page.getByRole('button', { name, exact: true }).click();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press('Escape');
      }
      await page.getByRole('button', { name: 'Baseline', exact: true }).click();
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('Logs to fit on').setInputFiles(logFile('monday.log', sampleLog(2000)));
      await expect(page.getByRole('note', { name: 'Drift' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('Model to open').setInputFiles(logFile('x.json', '{}'));
      await expect(page.getByRole('dialog', { name: 'Baseline' }).getByRole('alert')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('with hosts and channels, and one of each open', async ({ page }) => {
      await openPage(page);
      await page.getByRole('button', { name: 'Try a sample' }).click();
      await ready(page);
      for (const name of ['Hosts', 'Channels']) {
        await page.getByRole('tab', { name }).click();
        const first = page.getByRole('grid', { name }).locator('[role=row][aria-rowindex="2"]');
        await expect(first).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await first.click();
        const panel = page.getByRole('complementary', { name: name.slice(0, -1) });
        await expect(panel.getByRole('button', { name: /^Show [\d,]+ flows?$/ })).toBeVisible();
        expect(await violations(page)).toEqual([]);
      }
    });

    test('after a failure', async ({ page }) => {
      await openPage(page);
      await drop(page, [logFile('notes.txt', 'Minutes of the meeting\n')]);
      await expect(page.getByRole('alert')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    return (await axe.run({ runOnly, preload: false })).violations;
  }, tags);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
