import { expect, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { watchEngineMemory } from './engine-memory.ts';
import { sampleLog } from './logs.ts';
import { drop, grid, logFile, menuItem, openFlow, openPage, openSample, panel, ready, summary } from './page.ts';

const forget = 'Close log and forget it';

test('Close log ends the engine and resets the page for another log', async ({ page }) => {
  const { threshold } = await openSample(page);
  await openFlow(page, 2);
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'ECOD' });
  await expect(summary(page)).toHaveAttribute('data-detector', 'ECOD');
  await ready(page);
  await expect(page).toHaveURL(/#v=1&detector=ecod/);
  const [engine] = page.workers();
  const ended = new Promise((resolve) => engine.on('close', resolve));

  await (await menuItem(page, forget)).click();
  await expect(summary(page)).toHaveAttribute('data-state', 'empty');
  await ended;
  expect(page.workers()).not.toContain(engine);
  const kept = await summary(page).evaluate((element) => Object.keys((element as HTMLElement).dataset));
  expect(kept).toEqual(['state']);
  expect(new URL(page.url()).hash).toBe('');
  await expect(page).toHaveTitle('Oddflow');
  await expect(page.getByRole('button', { name: 'Try a sample' })).toBeVisible();
  expect(await page.locator('body').innerText()).not.toMatch(/192\.168|203\.0|198\.51|sample-conn/);
  // Back does not return to the closed log, and its settings are reset.
  await page.goBack();
  await expect(summary(page)).toHaveAttribute('data-state', 'empty');
  await expect(panel(page)).toHaveCount(0);
  await expect(grid(page)).toHaveCount(0);

  await drop(page, [logFile('conn.log', sampleLog(300))]);
  expect(await ready(page)).toMatchObject({ flows: 300, files: 1, detector: 'PCA (PyOD-compatible)' });
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${forget}`) }).click();
  await expect(summary(page)).toHaveAttribute('data-state', 'empty');
  await page.getByRole('button', { name: 'Try a sample' }).click();
  expect(await ready(page)).toMatchObject({ threshold, detector: 'PCA (PyOD-compatible)' });
});

test('Close log frees its memory, including findings and baselines', async ({ page }) => {
  test.setTimeout(180_000);
  await openPage(page);
  const memory = await watchEngineMemory(page);
  const atFirst = (await memory()) / 1e6;
  await drop(page, bigLog(1_000_000));
  await ready(page, 120_000);
  const open = (await memory()) / 1e6;
  await (await menuItem(page, forget)).click();
  await expect(summary(page)).toHaveAttribute('data-state', 'empty');
  await expect.poll(() => page.workers().length).toBe(1);
  const closed = (await memory()) / 1e6;
  console.log(
    `MB in the engine: ${atFirst.toFixed(0)} at first, ${open.toFixed(0)} with a log, ${closed.toFixed(0)} after`,
  );
  expect(open - atFirst).toBeGreaterThan(40);
  expect(closed - atFirst).toBeLessThan(5);
});
