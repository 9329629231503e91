import { expect, type Page, test } from '@playwright/test';
import { bigLog } from '../scripts/big-log.ts';
import { quietFlows, sampleHeader } from './logs.ts';
import {
  contaminationField,
  drop,
  grid,
  header,
  logFile,
  openDialog,
  openFlow,
  openPage,
  openSample,
  panel,
  ready,
  rowAt,
  showTab,
  summary,
} from './page.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const hosts = (page: Page) => page.getByRole('grid', { name: 'Hosts' });
const filters = (page: Page) => page.getByRole('list', { name: 'Active filters' }).getByRole('listitem');

test.describe('Back and Forward of the browser', () => {
  test('go through tabs, opened flows and related flows within the log', async ({ page }) => {
    const { flows } = await openSample(page);
    await openFlow(page, 2);
    await openFlow(page, 4);
    await panel(page)
      .getByRole('button', { name: /^Same source/ })
      .click();
    await expect(filters(page)).toHaveCount(1);
    await tab(page, 'Hosts').click();
    await expect(hosts(page)).toBeVisible();

    await page.goBack();
    await expect(tab(page, 'Flows')).toHaveAttribute('aria-selected', 'true');
    await expect(filters(page)).toHaveCount(1);
    await page.goBack();
    await expect(filters(page)).toHaveCount(0);
    await expect(panel(page)).toContainText('Rank 5');
    await page.goBack();
    await expect(panel(page)).toContainText('Rank 3');
    await page.goBack();
    await expect(panel(page)).toHaveCount(0);
    await page.goForward();
    await expect(panel(page)).toContainText('Rank 3');
    await page.goForward();
    await page.goForward();
    await expect(filters(page)).toHaveCount(1);
    await page.goForward();
    await expect(tab(page, 'Hosts')).toHaveAttribute('aria-selected', 'true');
    expect((await ready(page)).flows).toBe(flows);
  });

  test('keep the current settings. A sort and a contamination add no entries', async ({ page }) => {
    await openSample(page);
    await openFlow(page, 0);
    await (await contaminationField(page)).fill('0.2');
    await ready(page);
    await header(page, 'duration').getByRole('button').first().click();
    await expect(page).toHaveURL(/contamination=0\.2&sort=-duration$/);
    await page.goBack();
    await expect(panel(page)).toHaveCount(0);
    await ready(page);
    await expect(await contaminationField(page)).toHaveValue('0.2');
    await expect(page).toHaveURL(/contamination=0\.2/);
  });

  test('warn before they leave the page, and have no address of the log in the link', async ({ page }) => {
    await openSample(page);
    const address = page.url();
    await tab(page, 'Channels').click();
    await page.goBack();
    await page.goBack();
    await expect(page.getByRole('note').filter({ hasText: 'leaves the page' })).toBeVisible();
    await ready(page);
    await openFlow(page, 1);
    await panel(page)
      .getByRole('button', { name: /^Same pair/ })
      .click();
    expect(page.url()).toBe(address);
    await page.goBack();
    await expect(panel(page)).toContainText('Rank 2');
  });

  test('restore the start screen and the settings after a reload', async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await openPage(page, '#v=1&contamination=0.05');
    await page.getByRole('button', { name: 'Try a sample' }).click();
    await ready(page);
    await showTab(page, 'Flows');
    await openFlow(page, 0);
    await page.reload();
    await expect(summary(page)).toHaveAttribute('data-state', 'empty');
    await page.goBack();
    await expect(summary(page)).toHaveAttribute('data-state', 'empty');
    await page.getByRole('button', { name: 'Try a sample' }).click();
    await ready(page);
    await showTab(page, 'Flows');
    await expect(await contaminationField(page)).toHaveValue('0.05');
    await page.keyboard.press('Escape');
    await openFlow(page, 0);
    await page.goBack();
    await expect(panel(page)).toHaveCount(0);
    expect(errors).toEqual([]);
  });

  test('stay within the open log, never in an earlier one', async ({ page }) => {
    await openSample(page);
    await openFlow(page, 0);
    await tab(page, 'Model').click();
    await drop(page, [logFile('b.log', `${sampleHeader}${quietFlows(300).join('\n')}\n`)]);
    await expect(summary(page)).toHaveAttribute('data-flows', '300');
    await ready(page);
    await openFlow(page, 1);
    await page.goBack();
    await expect(panel(page)).toHaveCount(0);
    await page.goBack();
    await expect(page.getByRole('note').filter({ hasText: 'first view of b.log' })).toBeVisible();
    expect((await ready(page)).flows).toBe(300);
    await expect(panel(page)).toHaveCount(0);
  });
});

test.describe('the way back', () => {
  test('from a host’s flows leads to the host, with the list’s position and focus', async ({ page }) => {
    await openSample(page);
    await page.getByRole('tab', { name: /^Hosts/ }).click();
    await page.getByRole('radio', { name: /^Destinations/ }).check();
    await expect(hosts(page).getByRole('row').nth(5)).toBeVisible();
    await hosts(page).getByRole('row').nth(1).focus();
    for (let i = 0; i < 40; i++) await page.keyboard.press('j');
    const top = await hosts(page).evaluate((element) => element.scrollTop);
    expect(top).toBeGreaterThan(100);
    await page.keyboard.press('Enter');
    const details = page.getByRole('complementary', { name: 'Host' });
    const address = await details.getByRole('heading').first().innerText();
    const show = details.getByRole('button', { name: /^Show [\d,]+ flows?$/ });
    await show.click();
    await expect(tab(page, 'Flows')).toHaveAttribute('aria-selected', 'true');
    await expect(filters(page)).toContainText(`to ${address}`);
    await page.goBack();
    await expect(tab(page, 'Hosts')).toHaveAttribute('aria-selected', 'true');
    await expect(show).toBeFocused();
    await expect.poll(() => hosts(page).evaluate((element) => element.scrollTop)).toBe(top);
    await page.goBack();
    await expect(details).toHaveCount(0);
  });

  test('from a channel’s flows, past a flow opened there, leads to the channel', async ({ page }) => {
    await openSample(page);
    await tab(page, 'Channels').click();
    await page.getByRole('grid', { name: 'Channels' }).getByRole('row').nth(2).click();
    const show = page
      .getByRole('complementary', { name: 'Channel' })
      .getByRole('button', { name: /^Show [\d,]+ flows?$/ });
    await show.click();
    await openFlow(page, 0);
    await page.goBack();
    await expect(panel(page)).toHaveCount(0);
    await page.goBack();
    await expect(show).toBeFocused();
  });

  test('from a finding’s flows leads to the previous tab and position', async ({ page }) => {
    await openSample(page);
    await grid(page).evaluate((element) => element.scrollTo(0, 2700));
    await expect(rowAt(page, 114)).toBeInViewport();
    await page.getByRole('tab', { name: /^Findings/ }).click();
    await page.getByRole('grid', { name: 'Findings' }).getByRole('row').nth(2).click();
    const show = page
      .getByRole('complementary', { name: 'Finding' })
      .getByRole('button', { name: /^Show [\d,]+ flows?$/ });
    await show.click();
    await expect(filters(page)).toHaveCount(1);
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '255');
    await page.goBack();
    await expect(filters(page)).toHaveCount(0);
    await expect(show).toBeFocused();
    await page.getByRole('tab', { name: /^Flows/ }).click();
    await expect(rowAt(page, 114)).toBeInViewport();
  });
});

test.describe('an open flow', () => {
  test('steps to other flows by keys, from the row and from its details, in one history entry', async ({ page }) => {
    await openSample(page);
    await openFlow(page, 0);
    await page.keyboard.press('j');
    await expect(panel(page)).toContainText('Rank 2');
    await page.keyboard.press('ArrowDown');
    await expect(panel(page)).toContainText('Rank 3');
    await page.keyboard.press('k');
    await expect(panel(page)).toContainText('Rank 2');
    await rowAt(page, 1).focus();
    await page.keyboard.press('ArrowDown');
    await expect(panel(page)).toContainText('Rank 3');
    await expect(rowAt(page, 2)).toBeFocused();
    await page.keyboard.press('End');
    await expect(panel(page)).toContainText(/Rank 19,9/);
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await expect(panel(page)).toContainText('Rank 2');
    await page.keyboard.press('Escape');
    await expect(panel(page)).toHaveCount(0);
    await expect(rowAt(page, 1)).toBeFocused();
    await page.goForward();
    await expect(panel(page)).toContainText('Rank 2');
    await page.goBack();
    await expect(panel(page)).toHaveCount(0);
  });

  test('stays when the table is sorted', async ({ page }) => {
    await openSample(page);
    await openFlow(page, 3);
    await header(page, 'duration').getByRole('button').first().click();
    await ready(page);
    await expect(panel(page)).toContainText('Rank 4');
  });

  test('makes room for a host, and Back leads to it again', async ({ page }) => {
    await openSample(page);
    await openFlow(page, 3);
    await tab(page, 'Hosts').click();
    await hosts(page).getByRole('row').nth(1).click();
    const heading = page.getByRole('complementary', { name: 'Host' }).getByRole('heading').first();
    const first = await heading.innerText();
    await page.keyboard.press('j');
    await expect(heading).not.toHaveText(first);
    await page.keyboard.press('Escape');
    await expect(heading).toHaveCount(0);
    await expect(panel(page)).toHaveCount(0);
    await page.goBack();
    await expect(panel(page)).toContainText('Rank 4');
  });
});

test.describe('a log that is open stays', () => {
  const refused = [
    ['what is no log', [logFile('notes.txt', 'Minutes of the meeting\n')], 'not-a-zeek-log', 'notes.txt'],
    ['an empty file', [logFile('empty.log', '')], 'empty', 'empty.log is empty'],
    ['a log of another kind', [logFile('dns.log', '#separator \\x09\n#path\tdns\n#fields\tts\n1\n')], '', 'dns'],
  ] as const;
  for (const [what, files, code, words] of refused) {
    test(`when ${what} is dropped`, async ({ page }) => {
      const before = await openSample(page);
      await openFlow(page, 3);
      await drop(page, files);
      const alert = page.getByRole('alert');
      await expect(alert).toContainText(words);
      await expect(alert).toContainText('sample-conn.log stays open');
      if (code !== '') await expect(alert).toHaveAttribute('data-code', code);
      expect(await ready(page)).toEqual(before);
      await expect(panel(page)).toContainText('Rank 4');
      await header(page, 'duration').getByRole('button').first().click();
      expect(await ready(page)).toEqual(before);
      await alert.getByRole('button', { name: 'Dismiss' }).click();
      await expect(alert).toHaveCount(0);
    });
  }

  test('when the next one is cancelled, with unsaved baselines', async ({ page }) => {
    test.setTimeout(120_000);
    const big = bigLog(1_000_000);
    const before = await openSample(page);
    const dialog = await openDialog(page, 'Baseline');
    await dialog.getByRole('button', { name: /^Fit on the/ }).click();
    await expect(dialog.getByRole('note', { name: 'Drift' })).toBeVisible();
    await page.keyboard.press('Escape');
    await tab(page, 'Hosts').click();
    await tab(page, 'Hosts').focus();
    await drop(page, big);
    await expect(page.getByRole('progressbar', { name: /Reading|Scoring/ })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await ready(page)).toEqual(before);
    await expect(page.getByRole('note').filter({ hasText: 'cancelled' })).toContainText('is still open');
    await expect(hosts(page)).toBeVisible();
    await expect(tab(page, 'Hosts')).toBeFocused();
    await openDialog(page, 'Baseline');
    await expect(dialog.getByRole('note', { name: 'Drift' })).toBeVisible();
  });
});
