import { expect, type Locator, type Page, test } from '@playwright/test';
import { sampleLog } from './logs.ts';
import { chart, drop, logFile, openCharts, openFlow, openPage, openSample, ready, summary } from './page.ts';

const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const edge = (page: Page, name: string, which: 'From' | 'To') =>
  group(page, name).getByRole('slider', { name: which, exact: true });

/** Number of selected flows. */
async function listed(page: Page): Promise<number> {
  await ready(page);
  return Number(await summary(page).getAttribute('data-selected'));
}

/** Drags with the mouse within an element. Positions are fractions of its width and height. */
async function dragIn(page: Page, element: Locator, from: readonly number[], to: readonly number[]): Promise<void> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('not on screen');
  const at = ([x, y]: readonly number[]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 6 });
  await page.mouse.up();
}

/** The count beside a brush. */
async function countIn(page: Page, name: string): Promise<number> {
  const label = group(page, name).getByText(/^[\d,]+ flows?$/);
  return Number((await label.textContent())?.replace(/\D/g, ''));
}

test('a brush over time is dragged, moved, resized and cleared by mouse, and selects the flows that it shows', async ({
  page,
}) => {
  const { flows } = await openSample(page);
  const time = group(page, 'Time');
  await dragIn(page, time, [0.4, 0.5], [0.6, 0.5]);
  await expect.poll(() => listed(page)).toBeLessThan(flows);
  expect(await countIn(page, 'Time')).toBe(await listed(page));
  const range = await chart(page, 'Flows over time')
    .getByText(/^\d\d:\d\d – \d\d:\d\d$/)
    .textContent();

  await dragIn(page, time, [0.5, 0.5], [0.3, 0.5]);
  await expect(chart(page, 'Flows over time')).not.toContainText(range ?? '');
  await expect.poll(async () => (await countIn(page, 'Time')) === (await listed(page))).toBe(true);
  const [from, to] = await Promise.all([
    edge(page, 'Time', 'From').boundingBox(),
    edge(page, 'Time', 'To').boundingBox(),
  ]);
  const plot = await time.boundingBox();
  if (from === null || to === null || plot === null) throw new Error('no brush');
  expect(Math.abs((to.x - from.x) / plot.width - 0.2)).toBeLessThan(0.03);

  const wide = await listed(page);
  const left = (from.x + from.width / 2 - plot.x) / plot.width;
  await dragIn(page, time, [left, 0.5], [left + 0.1, 0.5]);
  await expect.poll(() => listed(page)).toBeLessThan(wide);
  await page.keyboard.press('Tab');
  await edge(page, 'Time', 'From').press('Escape');
  await expect.poll(() => listed(page)).toBe(flows);
});

test('a brush over time is made, resized, moved and cleared by keyboard', async ({ page }) => {
  const { flows } = await openSample(page);
  const [from, to] = [edge(page, 'Time', 'From'), edge(page, 'Time', 'To')];
  await from.focus();
  for (let press = 0; press < 4; press++) await from.press('PageUp');
  await to.focus();
  for (let press = 0; press < 3; press++) await to.press('PageDown');
  await expect.poll(async () => (await countIn(page, 'Time')) === (await listed(page))).toBe(true);
  expect(await listed(page)).toBeLessThan(flows);
  const [first, last] = [
    Number(await from.getAttribute('aria-valuenow')),
    Number(await to.getAttribute('aria-valuenow')),
  ];
  expect([first, last]).toEqual([40, Number(await to.getAttribute('aria-valuemax')) - 30]);
  await expect(from).toHaveAttribute('aria-valuetext', /^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/);

  await to.press('Shift+ArrowLeft');
  await to.press('ArrowLeft');
  await expect(from).toHaveAttribute('aria-valuenow', String(first - 1));
  await expect(to).toHaveAttribute('aria-valuenow', String(last - 2));
  await expect.poll(async () => (await countIn(page, 'Time')) === (await listed(page))).toBe(true);
  await to.press('Delete');
  await expect.poll(() => listed(page)).toBe(flows);
});

test('a range of scores can be brushed beside the threshold line, by mouse and by keyboard', async ({ page }) => {
  const { flows } = await openSample(page);
  const score = group(page, 'Score');
  await dragIn(page, score, [0.4, 0.4], [0.7, 0.4]);
  await expect.poll(() => listed(page)).toBeLessThan(flows);
  expect(await countIn(page, 'Score')).toBe(await listed(page));
  const [from, to] = [edge(page, 'Score', 'From'), edge(page, 'Score', 'To')];
  const before = await listed(page);
  await to.focus();
  await to.press('End');
  await expect.poll(() => listed(page)).toBeGreaterThan(before);
  await expect.poll(async () => (await countIn(page, 'Score')) === (await listed(page))).toBe(true);
  await from.press('Delete');
  await expect.poll(() => listed(page)).toBe(flows);
  await to.focus();
  await to.press('PageDown');
  await expect.poll(() => listed(page)).toBeLessThan(flows);
});

test('a click selects a bar or a cell, and another click clears it', async ({ page }) => {
  const { flows } = await openSample(page);
  await openCharts(page);
  for (const name of ['Time', 'Score', 'Density'] as const) {
    const box = await group(page, name).boundingBox();
    if (box === null) throw new Error('no chart');
    // The lower left cell of the map contains the flows without bytes.
    const position =
      name === 'Time' ? { x: (box.width * 48.5) / 96, y: box.height * 0.9 } : { x: 3, y: box.height - 2 };
    await group(page, name).click({ position });
    await expect.poll(() => listed(page)).toBeLessThan(flows);
    expect(await countIn(page, name)).toBe(await listed(page));
    await group(page, name).click({ position });
    await expect.poll(() => listed(page)).toBe(flows);
  }
});

test('a rectangle on the map selects its flows, by mouse and by keyboard, also those without a value', async ({
  page,
}) => {
  const { flows } = await openSample(page);
  await openCharts(page);
  await dragIn(page, group(page, 'Density'), [0.25, 0.2], [0.6, 0.8]);
  await expect.poll(() => listed(page)).toBeLessThan(flows);
  expect(await countIn(page, 'Density')).toBe(await listed(page));
  const before = await listed(page);
  const right = group(page, 'Density').getByRole('slider', { name: 'orig_bytes to' });
  await right.focus();
  await right.press('PageDown');
  await expect.poll(() => listed(page)).toBeLessThan(before);
  await expect.poll(async () => (await countIn(page, 'Density')) === (await listed(page))).toBe(true);
  await right.press('Escape');
  await expect.poll(() => listed(page)).toBe(flows);

  // Unset values are at 0, where the map counts them.
  await dragIn(page, group(page, 'Density'), [0.01, 0.3], [0.2, 0.99]);
  await expect.poll(() => listed(page)).toBeLessThan(flows);
  expect(await countIn(page, 'Density')).toBe(await listed(page));
});

test('during a drag of a brush the other charts follow, no text is selected, and Esc cancels', async ({ page }) => {
  const { flows } = await openSample(page);
  const path = chart(page, 'Score distribution').locator('path[data-series=flows]');
  const before = await path.getAttribute('d');
  const box = await group(page, 'Time').boundingBox();
  if (box === null) throw new Error('no chart');
  await page.mouse.move(box.x + box.width * 0.3, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 300, { steps: 8 });
  await expect.poll(() => path.getAttribute('d')).not.toBe(before);
  expect(await page.evaluate(() => String(getSelection()))).toBe('');
  expect(await listed(page)).toBe(flows);
  await page.keyboard.press('Escape');
  await expect.poll(() => path.getAttribute('d')).toBe(before);
  await page.mouse.up();
  expect(await listed(page)).toBe(flows);
});

test('the whole log is drawn in grey behind the selection', async ({ page }) => {
  await openSample(page);
  const [whole, flows] = ['whole', 'flows'].map((name) =>
    chart(page, 'Score distribution').locator(`path[data-series=${name}]`),
  );
  const all = await flows.getAttribute('d');
  await dragIn(page, group(page, 'Time'), [0.4, 0.5], [0.5, 0.5]);
  await expect.poll(() => flows.getAttribute('d')).not.toBe(all);
  await expect.poll(() => whole.getAttribute('d')).toBe(all);
});

test('the threshold moves by bins, is described, and can be reset', async ({ page }) => {
  const before = await openSample(page);
  const slider = page.getByRole('slider', { name: 'Threshold' });
  await expect(slider).toHaveAttribute('aria-valuetext', '1.00 × threshold of the model, 1,997 flows above, top 10 %');
  await expect(page.getByRole('button', { name: 'Flag top 10 %' })).toBeVisible();
  await expect(chart(page, 'Score distribution')).toContainText('1,997 flows above');
  await slider.press('PageUp');
  await expect.poll(async () => (await ready(page)).threshold).toBeGreaterThan(before.threshold);
  const { anomalies, threshold } = await ready(page);
  await expect(
    page.getByRole('button', { name: `Flag ${anomalies.toLocaleString('en-US')} flows (moved)` }),
  ).toBeVisible();
  await slider.press('ArrowLeft');
  await slider.press('ArrowRight');
  await expect.poll(async () => (await ready(page)).threshold).toBe(threshold);
  await slider.press('End');
  await expect.poll(async () => (await ready(page)).anomalies).toBe(0);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(async () => (await ready(page)).threshold).toBe(before.threshold);

  await page.getByRole('button', { name: 'Flag top 10 %' }).click();
  const score = page.getByRole('textbox', { name: 'Threshold score' });
  await expect(score).toHaveValue(String(before.threshold));
  await score.fill('no number');
  await score.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Enter a number. Still using');
  await score.fill('1e7');
  await score.press('Enter');
  await expect(summary(page)).toHaveAttribute('data-threshold', '10000000');
});

test('a log-scaled detector shows the fraction of flows above, not a multiple', async ({ page }) => {
  await openSample(page);
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'PCA (log scale)' });
  await expect(summary(page)).toHaveAttribute('data-detector', 'PCA (log scale)');
  await ready(page);
  await expect(
    chart(page, 'Score distribution')
      .getByText(/^top [\d.]+ %$/)
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Threshold' })).not.toHaveAttribute('aria-valuetext', /×/);
});

test('the chevron and its key open the strip, which is 68 pixels high at every width and 24 in a low window', async ({
  page,
}) => {
  await openSample(page);
  const chevron = page.getByRole('button', { name: 'Charts', exact: true });
  const height = async () => (await chevron.locator('..').boundingBox())?.height;
  for (const width of [760, 1280, 1920, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(height).toBe(68);
  }
  await expect(chart(page, 'Density')).toHaveCount(0);
  await page.keyboard.press('g');
  await expect(chevron).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(height).toBe(220);
  await expect(chart(page, 'Density').getByRole('img')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Density as SVG' })).toBeEnabled();
  await page.keyboard.press('g');
  await expect.poll(height).toBe(68);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(height).toBe(56);
  await expect(page.getByRole('slider', { name: 'Threshold' })).toBeHidden();
  await page.setViewportSize({ width: 1280, height: 560 });
  await expect.poll(height).toBe(24);
});

for (const width of [1280, 1920, 2560, 390]) {
  test(`no words of the charts overlap at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openPage(page);
    await drop(page, [logFile('conn.log', sampleLog(3000))]);
    await ready(page);
    for (const isOpen of [false, true]) {
      if (isOpen) await openCharts(page);
      await expect.poll(() => overlaps(page)).toEqual([]);
    }
  });
}

/** Pairs of overlapping words of the charts. */
function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const words = [...document.querySelectorAll('figure text, figure figcaption > *, figure [class*=Ticks] span')]
      .filter((element) => element.checkVisibility() && element.textContent !== '')
      .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    return words.flatMap((one, i) =>
      words.slice(i + 1).flatMap((other) => {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const up = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        return across > 1 && up > 3 ? [`${one.text} | ${other.text}`] : [];
      }),
    );
  });
}

test('a bin is described under the mouse and beside a focused edge', async ({ page }) => {
  await openSample(page);
  await group(page, 'Time').hover();
  const tip = group(page, 'Time').getByText(/^\d\d:\d\d – \d\d:\d\d: [\d,]+ flows/);
  await expect(tip).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(tip).toHaveCount(0);
  await edge(page, 'Time', 'From').focus();
  await expect(tip).toBeVisible();
});

test('the open flow is marked on the time axis', async ({ page }) => {
  await openSample(page);
  await openFlow(page, 0);
  await expect(group(page, 'Time').getByText('rank 1 18:15')).toBeVisible();
});
