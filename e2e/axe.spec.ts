import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { drop, file, openPage, plainLog, settled, summary } from './page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function check(page: Page, state: string): Promise<void> {
  // Through the debugger: the page's policy lets no inline script in.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (values) =>
      (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({ runOnly: values }),
    tags,
  );
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  expect(found, state).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('at the start, while loading, ready, and with a flow open', async ({ page }) => {
      await openPage(page);
      await check(page, 'empty');
      await drop(page, file('conn.log', plainLog(120_000)));
      await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
      await check(page, 'loading');
      await summary(page);
      await check(page, 'ready');
      await page.getByRole('grid', { name: 'Flows' }).locator('[role=row][aria-rowindex="2"]').click();
      await expect(page.getByRole('complementary', { name: 'Flow' })).toContainText('Rank');
      await check(page, 'drill-down');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await check(page, 'export');
    });

    test('after a failure', async ({ page }) => {
      await openPage(page);
      await drop(page, file('notes.txt', 'no log at all\n'));
      expect(await settled(page)).toBe('failed');
      await check(page, 'failed');
    });
  });
}
