import { createRequire } from 'node:module';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { changed, sampleFlows, sampleHeader } from './logs.ts';
import { columnTexts, drop, grid, logFile, openPage, openSample, ready, summary } from './page.ts';

function findings(page: Page): Locator {
  return page.getByRole('region', { name: 'Findings' });
}

function lines(page: Page): Locator {
  return findings(page).getByRole('list', { name: 'Findings' }).locator('> li');
}

test('name every attack of the sample, with the numbers that make it', async ({ page }) => {
  await openSample(page);
  await expect(lines(page)).toHaveCount(3);
  await findings(page)
    .getByRole('button', { name: /^Show all \d+/ })
    .click();
  for (const [kind, said] of [
    ['Port scan', /tried 1,000 ports of 192\.168\.10\.5; 99\d refused or never answered/],
    ['Network scan', /tried 25\d hosts on 445\/tcp; 254 refused or never answered/],
    ['Bulk upload', /sent 400 MB to 203\.0\.113\.147/],
    ['Long connection', /192\.0\.2\.231, 4444\/tcp: the longest of 3 flows open 34 min/],
    ['Beacon', /203\.0\.113\.166, 80\/tcp, more even than chance/],
    ['Beacon', /198\.51\.100\.211, 443\/tcp, more even than chance/],
    ['Brute force', /160 similar flows of 192\.168\.10\.31 to 192\.168\.10\.5, 22\/tcp/],
    ['Tunnel-like DNS', /198\.51\.100\.153, 53\/udp/],
  ] as const) {
    await expect(lines(page).filter({ hasText: kind }).filter({ hasText: said })).toHaveCount(1);
  }
  await expect(lines(page).filter({ hasText: '203.0.113.199' })).toContainText('likely routine');
});

test('lead to exactly the flows they count, and back', async ({ page }) => {
  const { flows } = await openSample(page);
  await findings(page)
    .getByRole('button', { name: /^Show 254 flows of Network scan/ })
    .click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '255');
  await expect(page.getByRole('region', { name: 'Flows in view' })).toContainText('Network scan, 192.168.10.23');
  await expect.poll(async () => new Set(await columnTexts(page, 'id.resp_p'))).toEqual(new Set(['445']));
  expect(new Set(await columnTexts(page, 'id.orig_h'))).toEqual(new Set(['192.168.10.23']));
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(flows + 1));
});

test('unfold to their evidence and to their flows, identical ones on one line', async ({ page }) => {
  await openSample(page);
  await findings(page)
    .getByRole('button', { name: /^Show all \d+/ })
    .click();
  const guessing = lines(page).filter({ hasText: 'Brute force' });
  await guessing.getByRole('button', { name: /^Brute force/ }).focus();
  await page.keyboard.press('Enter');
  await expect(guessing.getByRole('list', { name: 'Evidence' })).toContainText('160 similar flows');
  const identical = guessing.getByRole('table', { name: /identical ones on one line/ }).getByRole('row');
  await expect(identical).toHaveCount(2);
  await expect(identical.nth(1)).toContainText('160');
  await page.keyboard.press('Enter');
  await expect(guessing.getByRole('table')).toHaveCount(0);
});

test('do not move what is below them when they come, and can be put away', async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await expect(summary(page)).toHaveAttribute('data-state', 'ready');
  const before = await grid(page).boundingBox();
  await expect(lines(page)).toHaveCount(3);
  expect(await grid(page).boundingBox()).toEqual(before);
  await findings(page).getByRole('button', { name: 'Hide findings' }).click();
  await expect(lines(page)).toHaveCount(0);
  const { height } = (await grid(page).boundingBox()) ?? { height: 0 };
  expect(height).toBeGreaterThan(30 + 8 * 26);
});

test('say that nothing stands out, what was looked for, and what the log hides', async ({ page }) => {
  await openPage(page);
  // A morning before anything happens, of a log that says nothing of states.
  const header = sampleHeader.replace('conn_state', 'state_x');
  await drop(page, [logFile('conn.log', `${header}${sampleFlows(300).join('\n')}\n`)]);
  await ready(page);
  await expect(findings(page)).toContainText('Nothing stands out among 300 flows');
  await expect(findings(page)).toContainText('scans, floods, guessing');
  await expect(findings(page)).toContainText('No flow has conn_state');
});

test('the table lists identical flows as one, and counts them', async ({ page }) => {
  const { flows } = await openSample(page);
  const group = page.getByRole('button', { name: 'Group identical flows' });
  await group.click();
  await expect(group).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(async () => Number(await grid(page).getAttribute('aria-rowcount'))).toBeLessThan(flows / 2);
  await expect(page.getByRole('region', { name: 'Flows in view' })).toContainText(
    `lines for ${flows.toLocaleString('en-US')} flows`,
  );
  await grid(page).getByRole('columnheader', { name: 'identical' }).click();
  await expect
    .poll(async () => Number((await columnTexts(page, 'identical'))[0].replaceAll(',', '')))
    .toBeGreaterThan(600);
  await expect(summary(page)).toHaveAttribute('data-flows', String(flows));
  await group.click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(flows + 1));
});

test('lead to the hosts that are in them, and from a host back to the findings', async ({ page }) => {
  await openSample(page);
  const scan = lines(page).filter({ hasText: 'Network scan' });
  await scan.getByRole('button', { name: /^Network scan/ }).click();
  await expect(scan).toContainText('in the whole log; 254 hosts in these flows');
  await expect(scan).toContainText('Its flows: 254 flows over 254 hosts, none answered');
  const sources = scan.getByRole('table', { name: 'Its source' });
  await expect(sources.getByRole('row').nth(1)).toContainText(/254254.*Network scan/);
  await sources.getByRole('button', { name: 'Show 192.168.10.23 in Hosts' }).click();
  await expect(page.getByRole('tab', { name: 'Hosts' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('grid', { name: 'Hosts' })).toHaveAttribute('aria-rowcount', '2');
  const host = page.getByRole('complementary', { name: 'Host' });
  await expect(host).toContainText('Network scan');
  const found = host.getByRole('list', { name: 'Findings with this host' });
  await expect(found).toContainText(/Network scan, 192\.168\.10\.23 → 254 hosts, 445\/tcp 254 of its [\d,]+ flows/);
  const beacon = found.getByRole('button', { name: /^Beacon, 192\.168\.10\.23/ });
  await beacon.click();
  const item = lines(page).filter({ hasText: '198.51.100.211' });
  await expect(item.getByRole('button', { name: /^Beacon/ })).toBeFocused();
  await expect(item.getByRole('list', { name: 'Evidence' })).toBeVisible();
});

test('say which list to read next, with one click to it', async ({ page }) => {
  await openSample(page);
  await expect(findings(page)).toContainText('Read these first, then the flows by Combined');
  await findings(page).getByRole('button', { name: 'Rank by Combined' }).click();
  await expect(summary(page)).toHaveAttribute('data-detector', 'Combined');
  await ready(page);
  await expect(page.getByRole('button', { name: /Rank by Combined|Read Combined first/ })).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Detector' }).selectOption({ label: 'PCA (PyOD-compatible)' });
  await ready(page);
  await page.getByRole('button', { name: 'Read Combined first' }).click();
  await expect(summary(page)).toHaveAttribute('data-detector', 'Combined');
});

test('fill the room that few of them leave, and what else was looked for stands there', async ({ page }) => {
  await openPage(page);
  const [first, ...others] = sampleFlows(600);
  const unanswered = { service: '-', conn_state: 'S0', history: 'S', orig_bytes: '0', resp_bytes: '0', resp_pkts: '0' };
  const scan = Array.from({ length: 60 }, (_, i) =>
    changed(first, {
      ...unanswered,
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
  await expect(lines(page).filter({ hasText: 'Network scan' })).toHaveCount(1);
  expect(await lines(page).count()).toBeLessThan(3);
  await expect(findings(page)).toContainText(
    /Nothing else stands out among 659 flows of \d+ sources\. Looked for: scans/,
  );
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('open without scrolling sideways', async ({ page }) => {
    await openSample(page);
    await findings(page)
      .getByRole('button', { name: /^Show all \d+/ })
      .click();
    for (const name of [/^Port scan/, /^Network scan/, /^Tunnel-like DNS/]) {
      const item = lines(page).filter({ has: page.getByRole('button', { name }) });
      await item.getByRole('button', { name }).click();
      await expect(item.getByRole('table', { name: /^Its source/ })).toBeVisible();
      const wider = await findings(page).evaluate((region) =>
        [region, ...region.querySelectorAll('*')].flatMap((element) =>
          element.getBoundingClientRect().right > innerWidth + 0.5 && element.getClientRects().length > 0
            ? [element.outerHTML.slice(0, 100)]
            : [],
        ),
      );
      expect(wider).toEqual([]);
    }
    // The panel of a host lies over the page, and gives way to a finding that it leads to.
    await findings(page).getByRole('button', { name: 'Show 192.168.10.39 in Hosts' }).click();
    const host = page.getByRole('complementary', { name: 'Host' });
    await host.getByRole('button', { name: /^Long connection/ }).click();
    await expect(host).toHaveCount(0);
    await expect(findings(page).getByRole('button', { name: /^Long connection/ })).toBeFocused();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} page`, () => {
    test.use({ colorScheme });
    const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
    // Before the page's own policy is there, which would let no script in.
    test.beforeEach(({ page }) => page.addInitScript({ path: axe }));

    test('axe finds nothing', async ({ page }) => {
      await openSample(page);
      await findings(page)
        .getByRole('button', { name: /^Show all \d+/ })
        .click();
      await findings(page)
        .getByRole('button', { name: /^Bulk upload 192\.168\.10\.5/ })
        .click();
      await expect(findings(page).getByRole('table', { name: 'Its source' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

async function violations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    return (await axe.run({ runOnly, preload: false })).violations;
  }, tags);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
