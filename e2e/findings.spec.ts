import { expect, type Page, test } from '@playwright/test';
import { findingLines, openFinding } from './findings.ts';
import { changed, quietFlows, sampleHeader } from './logs.ts';
import {
  columnTexts,
  drop,
  findingsGrid,
  grid,
  holdCalls,
  logFile,
  openPage,
  openSample,
  ready,
  setFilter,
  showTab,
  summary,
  tab,
} from './page.ts';

const findings = (page: Page) => page.getByRole('grid', { name: 'Findings' });
const panel = (page: Page) => page.getByRole('complementary', { name: 'Finding' });

test('open after a drop and list every attack of the sample, strongest first, with its numbers', async ({ page }) => {
  await openSample(page, 'Findings');
  await expect(tab(page, 'Findings')).toHaveAttribute('aria-selected', 'true');
  const lines = await findingLines(page);
  for (const [kind, said] of [
    ['Port scan', /→ 192\.168\.10\.5, 1,000 ports\s*Tried 1,000 ports; all flows to 99\d failed/],
    ['Network scan', /254 hosts in these flows\. .*tried 25\d hosts on 445\/tcp; all flows to 254 failed/],
    ['Bulk upload', /203\.0\.113\.147, 443\/tcp\s*Sent 400 MB and received/],
    ['Long connection', /192\.0\.2\.231, 4444\/tcp\s*The longest of 3 flows open 34 min/],
    ['Beacon', /203\.0\.113\.166, 80\/tcp\s*130 gaps of about 5 min between flows, more even than chance/],
    ['Beacon', /198\.51\.100\.211, 443\/tcp\s*649 gaps .* more even than chance/],
    ['Brute force', /192\.168\.10\.31 → 192\.168\.10\.5, 22\/tcp\s*160 similar flows in/],
    ['Tunnel-like DNS', /198\.51\.100\.153, 53\/udp/],
  ] as const) {
    expect(lines.filter((line) => line.kind === kind && said.test(line.text)).length, `${kind} ${said}`).toBe(1);
  }
  expect(lines.find(({ text }) => text.includes('203.0.113.199'))?.text).toContain('likely scheduled backup');
  expect(await tab(page, 'Findings').innerText()).toMatch(new RegExp(`^Findings\\s+${lines.length}$`));
  await expect(findings(page)).toHaveAttribute('aria-rowcount', String(lines.length + 1));
  const strengths = lines.map(({ strength }) => strength);
  expect(strengths.every((strength) => strength >= 0 && strength <= 100)).toBe(true);
  expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
  for (const { text, strength } of lines) {
    expect(text).toContain(`${strength >= 75 ? 'Strong' : strength >= 50 ? 'Medium' : 'Weak'} ${Math.round(strength)}`);
  }
});

test('have the focus, select exactly the counted flows, and return', async ({ page }) => {
  const { flows } = await openSample(page, 'Findings');
  await findingsGrid(page);
  await expect(findings(page).locator('[aria-rowindex="2"]')).toBeFocused();
  await openFinding(page, 'Network scan');
  await panel(page).getByRole('button', { name: 'Show 254 flows', exact: true }).click();
  await expect(tab(page, 'Flows')).toHaveAttribute('aria-selected', 'true');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '255');
  await expect(summary(page)).toHaveAttribute('data-selected', '254');
  await expect(tab(page, 'Flows')).toHaveText(/^Flows 254$/);
  await expect.poll(async () => new Set(await columnTexts(page, 'id.resp_p'))).toEqual(new Set(['445']));
  expect(new Set(await columnTexts(page, 'id.orig_h'))).toEqual(new Set(['192.168.10.23']));
  await expect(summary(page)).toHaveAttribute('data-flows', String(flows));
  const chip = page.getByRole('list', { name: 'Active filters' }).getByRole('listitem');
  await expect(chip).toHaveCount(1);
  await expect(
    chip.getByRole('button', { name: 'Turn off Network scan, 192.168.10.23 → 254 hosts, 445/tcp' }),
  ).toBeVisible();
  await page.goBack();
  await expect(summary(page)).toHaveAttribute('data-selected', String(flows));
  await expect(tab(page, 'Findings')).toHaveAttribute('aria-selected', 'true');
  await expect(panel(page)).toContainText('Network scan');
  await expect(panel(page).getByRole('button', { name: 'Show 254 flows', exact: true })).toBeFocused();
});

test('open on Enter with evidence and flows, identical ones on one line, and Esc returns to the row', async ({
  page,
}) => {
  await openSample(page, 'Findings');
  await openFinding(page, 'Brute force');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  const row = findings(page).getByRole('row').filter({ hasText: 'Brute force' });
  await expect(row).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('list', { name: 'Evidence' })).toContainText('160 similar flows');
  const identical = panel(page)
    .getByRole('table', { name: /^Flows that are the same in the shown columns/ })
    .getByRole('row');
  await expect(identical).toHaveCount(2);
  await expect(identical.nth(1)).toContainText('160');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(row).toBeFocused();
});

test('do not shift the layout when they appear', async ({ page }) => {
  const search = await holdCalls(page, 'findings');
  await openPage(page, '');
  await search.hold();
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await expect(summary(page)).toHaveAttribute('data-state', 'ready');
  const places = () =>
    page.evaluate(() =>
      ['[role=tablist]', '[role=tabpanel]:not([hidden])', '[role=status]'].map((one) => {
        const { x, y, height } = document.querySelector(one)?.getBoundingClientRect() ?? {};
        return { one, x, y, height };
      }),
    );
  const before = await places();
  await expect(tab(page, 'Findings')).toHaveText(/…$/);
  await search.release();
  await findingsGrid(page);
  await expect(findings(page).getByRole('row').nth(5)).toBeVisible();
  expect(await places()).toEqual(before);
});

test('have room for ten lines of two rows each at 1280x720, beside an open one', async ({ page }) => {
  await openSample(page, 'Findings');
  await openFinding(page, 'Network scan');
  await findings(page).evaluate((element) => element.scrollTo(0, 0));
  const seen = () =>
    findings(page).evaluate((element) => {
      const box = element.getBoundingClientRect();
      return [...element.querySelectorAll('[role=row][data-kind]')].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top >= box.top && bottom <= box.bottom + 1;
      }).length;
    });
  await expect.poll(seen).toBeGreaterThanOrEqual(10);
});

test('report that there are none, what was searched for, and what the log lacks', async ({ page }) => {
  await openPage(page);
  // A quiet morning, in a log without connection states.
  const header = sampleHeader.replace('conn_state', 'state_x');
  await drop(page, [logFile('conn.log', `${header}${quietFlows(300).join('\n')}\n`)]);
  await ready(page);
  const list = await showTab(page, 'Findings');
  await expect(list).toContainText('Nothing stands out among 300 flows');
  await expect(list).toContainText('scans, floods, guessing');
  await expect(list).toContainText('No flow has conn_state');
});

test('are replaced by the flows if there are none', async ({ page }) => {
  await openPage(page, '');
  await drop(page, [logFile('conn.log', `${sampleHeader}${quietFlows(300).join('\n')}\n`)]);
  await ready(page);
  await expect(tab(page, 'Flows')).toHaveAttribute('aria-selected', 'true');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '301');
  await expect(tab(page, 'Findings')).toHaveText('Findings 0');
});

test('the table lists identical flows as one, and counts them', async ({ page }) => {
  const { flows } = await openSample(page);
  const group = async (label: string) => {
    await page.getByRole('button', { name: 'Group flows', exact: true }).click();
    const radio = page.getByRole('radiogroup', { name: 'One line for' }).getByRole('radio', { name: label });
    await radio.click();
    await expect(radio).toBeChecked();
    await page.keyboard.press('Escape');
  };
  await group('Identical flows');
  await expect.poll(async () => Number(await grid(page).getAttribute('aria-rowcount'))).toBeLessThan(flows / 2);
  await expect(page.getByRole('region', { name: 'Flows in view' })).toContainText(
    `lines for ${flows.toLocaleString('en-US')} flows`,
  );
  await grid(page).getByRole('columnheader', { name: 'flows', exact: true }).getByRole('button').first().click();
  await expect.poll(async () => Number((await columnTexts(page, 'flows'))[0].replaceAll(',', ''))).toBeGreaterThan(600);
  await expect(summary(page)).toHaveAttribute('data-flows', String(flows));
  await group('Every flow');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(flows + 1));
});

test('link to their hosts, and a host links back to its findings', async ({ page }) => {
  await openSample(page, 'Findings');
  const scan = await openFinding(page, 'Network scan');
  await expect(scan).toContainText('254 hosts in these flows. In the whole log,');
  await expect(scan).toContainText('254 flows over 254 hosts, all failed');
  const sources = scan.getByRole('table', { name: 'Its source' });
  await expect(sources.getByRole('row').nth(1)).toContainText(/Network scan.*254100 %2541/);
  await sources.getByRole('button', { name: 'Show 192.168.10.23 in Hosts' }).click();
  await expect(tab(page, 'Hosts')).toHaveAttribute('aria-selected', 'true');
  const host = page.getByRole('complementary', { name: 'Host' });
  await expect(host.getByRole('heading').first()).toContainText('192.168.10.23');
  await expect(host).toContainText('Network scan');
  const found = host.getByRole('list', { name: 'Findings with this host' });
  await expect(found).toContainText(/Strong\s*\d+\s*Network scan\s*254 hosts, 445\/tcp\s*254/);
  await found.getByRole('button', { name: 'Beacon', exact: true }).click();
  await expect(tab(page, 'Findings')).toHaveAttribute('aria-selected', 'true');
  await expect(panel(page).getByRole('heading').first()).toBeFocused();
  await expect(panel(page)).toContainText('198.51.100.211');
  await expect(panel(page).getByRole('list', { name: 'Evidence' })).toBeVisible();
});

test('are ranked flow by flow with one click on Incidents', async ({ page }) => {
  await openSample(page, 'Findings');
  const rank = page.getByRole('group', { name: 'Rank by' });
  await rank.getByRole('button', { name: /^Incidents/ }).click();
  await expect(summary(page)).toHaveAttribute('data-detector', 'Combined');
  await ready(page);
  await expect(rank.getByRole('button', { name: /^Incidents/ })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'PCA (PyOD-compatible)' });
  await expect(summary(page)).toHaveAttribute('data-detector', 'PCA (PyOD-compatible)');
  await ready(page);
  await expect(rank.getByRole('button', { name: /^Size/ })).toHaveAttribute('aria-pressed', 'true');
});

test('show below a short list what else was searched for', async ({ page }) => {
  await openPage(page, '');
  const [first, ...others] = quietFlows(600);
  const failed = { service: '-', conn_state: 'S0', history: 'S', orig_bytes: '0', resp_bytes: '0', resp_pkts: '0' };
  const scan = Array.from({ length: 60 }, (_, i) =>
    changed(first, {
      ...failed,
      'id.orig_h': '192.168.10.23',
      'id.resp_h': `192.168.10.${100 + i}`,
      'id.resp_p': '445',
      proto: 'tcp',
      orig_pkts: '1',
      resp_ip_bytes: '0',
    }),
  );
  await drop(page, [logFile('conn.log', `${sampleHeader}${[...others, ...scan].join('\n')}\n`)]);
  await ready(page);
  const lines = await findingLines(page);
  expect(lines.filter(({ kind }) => kind === 'Network scan').length).toBe(1);
  expect(lines.length).toBeLessThan(3);
  await expect(page.getByRole('tabpanel', { name: 'Findings' })).toContainText(
    /Nothing else stands out among 659 flows of \d+ sources\. Searched for: scans/,
  );
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('open without scrolling sideways', async ({ page }) => {
    await openSample(page, 'Findings');
    for (const kind of ['Port scan', 'Network scan', 'Tunnel-like DNS']) {
      await openFinding(page, kind);
      await expect(panel(page).getByRole('table', { name: /^Its source/ })).toBeVisible();
      const wider = await panel(page).evaluate((region) =>
        [region, ...region.querySelectorAll('*')].flatMap((element) =>
          element.getBoundingClientRect().right > innerWidth + 0.5 && element.getClientRects().length > 0
            ? [element.outerHTML.slice(0, 100)]
            : [],
        ),
      );
      expect(wider).toEqual([]);
      await page.keyboard.press('Escape');
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    // The panel of a host covers the page, and closes for a finding that it links to.
    await openFinding(page, 'Long connection');
    await panel(page).getByRole('button', { name: 'Show 192.168.10.39 in Hosts' }).click();
    const host = page.getByRole('complementary', { name: 'Host' });
    await host.getByRole('button', { name: /^Long connection/ }).click();
    await expect(host).toHaveCount(0);
    await expect(panel(page).getByRole('heading').first()).toBeFocused();
    await expect(panel(page)).toContainText('Long connection');
  });
});

test('under a filter, the tab, the lines and the button count what is in view', async ({ page }) => {
  await openSample(page, 'Findings');
  await findingsGrid(page);
  await expect(summary(page)).toContainText('10 findings in');
  await openFinding(page, 'DNS burst');
  await setFilter(page, 'service:dns bytes:>150');
  await expect(summary(page)).not.toContainText('findings');
  const line = findings(page).locator('[role=row]').filter({ hasText: 'DNS burst' });
  const cell = line.getByText(/^\d+ of 130$/);
  await expect(cell).toBeVisible();
  expect(await cell.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
  const inView = (await cell.textContent())?.split(' ')[0];
  await expect(panel(page).getByRole('button', { name: `Show ${inView} flows`, exact: true })).toBeEnabled();
  await setFilter(page, '-service:dns');
  await expect(panel(page).getByRole('button', { name: 'Show 0 flows', exact: true })).toBeDisabled();
});

test.describe('in a high window', () => {
  test.use({ viewport: { width: 1920, height: 1080 } });

  test('the sources with findings are below the findings, and a drag narrows to a host and a time', async ({
    page,
  }) => {
    await openSample(page, 'Findings');
    const list = await findingsGrid(page);
    const hosts = page.getByRole('region', { name: 'Hosts over time' });
    const first = hosts.getByRole('toolbar').first();
    await expect(first).toBeVisible();
    // All findings, or ten, are seen above.
    const [grid, below] = [await list.boundingBox(), await hosts.boundingBox()];
    expect((grid?.y ?? 0) + (grid?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
    const seen = Math.min(10, Number(await list.getAttribute('aria-rowcount')) - 1);
    await expect(list.getByRole('row').nth(seen)).toBeInViewport({ ratio: 1 });
    const [address = ''] = /\d+(\.\d+){3}/.exec((await first.getAttribute('aria-label')) ?? '') ?? [];
    const box = await first.boundingBox();
    if (box === null) throw new Error('not on screen');
    await page.mouse.move(box.x + box.width * 0.3, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 10, { steps: 4 });
    await page.mouse.up();
    const filters = page.getByRole('list', { name: 'Active filters' });
    await expect(filters.getByRole('listitem')).toContainText(`src ${address}`);
    await expect.poll(async () => Number(await summary(page).getAttribute('data-selected'))).toBeGreaterThan(0);
    await page.getByRole('tab', { name: /^Flows/ }).click();
    expect(new Set(await columnTexts(page, 'id.orig_h'))).toEqual(new Set([address]));
    await page.keyboard.press('Control+z');
    await page.getByRole('tab', { name: /^Findings/ }).click();
    await hosts.getByRole('button', { name: address, exact: true }).click();
    await expect(page.getByRole('complementary', { name: 'Host' })).toContainText(address);
  });
});
