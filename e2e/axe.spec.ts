import { expect, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { bringAxe, violations } from './axe.ts';
import { sampleLog } from './logs.ts';
import {
  drop,
  findingsGrid,
  logFile,
  openDialog,
  openFlow,
  openPage,
  openSample,
  showTab,
  summary,
  tab,
} from './page.ts';

test.beforeAll(() => {
  test.setTimeout(300_000);
  bigLog(1_000_000);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing in the ${colorScheme} page`, () => {
    test.use({ colorScheme });
    test.beforeEach(({ page }) => bringAxe(page));

    test('at the start and while loading', async ({ page }) => {
      await openPage(page);
      expect(await violations(page)).toEqual([]);
      await drop(page, bigLog(1_000_000));
      await expect(page.getByRole('progressbar')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await expect(summary(page)).toHaveAttribute('data-state', 'loading');
    });

    test('with a result, a flow open, the popovers and the dialogs of the Menu', async ({ page }) => {
      await openSample(page);
      expect(await violations(page)).toEqual([]);
      await openFlow(page, 0);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      for (const name of ['Export', 'Columns', 'Menu']) {
        await page.getByRole('button', { name, exact: true }).click();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press('Escape');
      }
      for (const [item, name] of [
        ['Reading report', 'Reading report'],
        ['Noise', 'Noise presets'],
        ['Keys', 'Keys'],
        ['About this score', 'About this score'],
      ]) {
        await openDialog(page, item, name);
        expect(await violations(page), name).toEqual([]);
        await page.keyboard.press('Escape');
      }
      const baseline = await openDialog(page, 'Baseline');
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('Logs to fit on').setInputFiles(logFile('monday.log', sampleLog(2000)));
      await expect(page.getByRole('note', { name: 'Drift' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('Model to open').setInputFiles(logFile('x.json', '{}'));
      await expect(baseline.getByRole('alert')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('with findings, and one of each kind open', async ({ page }) => {
      await openSample(page, 'Findings');
      const findings = await findingsGrid(page);
      expect(await violations(page)).toEqual([]);
      for (const kind of ['Bulk upload', 'Network scan']) {
        await findings.getByRole('row').filter({ hasText: kind }).first().click();
        const panel = page.getByRole('complementary', { name: 'Finding' });
        await expect(panel.getByRole('table', { name: 'Its source' })).toBeVisible();
        expect(await violations(page)).toEqual([]);
      }
    });

    test('with hosts and channels, and one of each open', async ({ page }) => {
      await openSample(page);
      for (const [name, entity] of [
        ['Hosts', 'Host'],
        ['Channels', 'Channel'],
      ]) {
        await tab(page, name).click();
        const first = page.getByRole('grid', { name }).locator('[role=row][aria-rowindex="2"]');
        await expect(first).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await first.click();
        const panel = page.getByRole('complementary', { name: entity });
        await expect(panel.getByRole('button', { name: /^Show [\d,]+ flows?$/ })).toBeVisible();
        expect(await violations(page)).toEqual([]);
      }
    });

    test('with the model and its evaluation', async ({ page }) => {
      await openSample(page);
      await showTab(page, 'Model');
      await expect(page.getByRole('region', { name: /^About/ })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await showTab(page, 'Evaluate');
      await expect(page.getByRole('img', { name: /^ROC/ })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('after a failure', async ({ page }) => {
      await openPage(page);
      await drop(page, [logFile('notes.txt', 'Minutes of the meeting\n')]);
      await expect(page.getByRole('alert')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}
