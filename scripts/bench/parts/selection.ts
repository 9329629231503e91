import type { Page } from '@playwright/test';
import { dropUntilReady, inFreshBrowser, openPage } from '../browser.ts';
import { longestTaskDuring, recordLongTasks } from '../long-tasks.ts';
import { definePart } from '../part.ts';
import { median } from '../statistics.ts';
import { timeKey, timeMove } from '../watch-answers.ts';

const ROUNDS = 5;
const BRUSH_STEPS = 20;
const FACETS = '[aria-labelledby=facets-title]';
/** The flows in the score chart, which follow a brush over time. */
const FOLLOWING = 'figure[aria-label="Score distribution"] path[data-series=flows]';

/** How long the page takes until it shows the answers about another selection or another flow. */
export const selection = definePart({
  id: 'selection',
  sizes: 'one',
  headline: 'filter',
  figures: {
    filter: {
      label: 'filter of three fields, Enter until counts, table and charts are new, median, ms',
      target: { atMost: 75 },
    },
    undo: {
      label: 'undo of a filter, key until the same, median, ms',
      target: { atMost: 50 },
    },
    suppress: {
      label: 'suppress a destination, Enter until the same, median, ms',
      target: { atMost: 50 },
    },
    restore: {
      label: 'undo of a suppression, key until the same, median, ms',
      target: { atMost: 50 },
    },
    facets: {
      label: 'facets of nine fields, key that opens them until all are counted, ms',
      target: { atMost: 65 },
    },
    facetsFiltered: {
      label: 'filter of three fields, Enter until nine open facets are new, median, ms',
    },
    index: { label: 'first step of a brush over time, with its index, until the charts follow, ms' },
    step: {
      label: 'further steps of a brush over time, until the charts follow, median, ms',
      target: { atMost: 20 },
    },
    next: {
      label: 'next flow (j), key until its panel is right, median, ms',
      target: { atMost: 60 },
    },
    filterTask: { label: 'longest main-thread task on filters, ms (0: none of 50)', target: { atMost: 50 } },
    stepTask: { label: 'longest main-thread task on steps of a brush, ms (0: none of 50)', target: { atMost: 50 } },
    nextTask: { label: 'longest main-thread task on next flow, ms (0: none of 50)', target: { atMost: 50 } },
  },
  async measure({ url, file }) {
    return inFreshBrowser(async (browser) => {
      const page = await openPage(browser, `${url}#v=1&tab=flows`);
      await recordLongTasks(page);
      await dropUntilReady(page, file);
      // The engine no longer searches for findings.
      await page.getByRole('tab', { name: /^Findings \d/ }).waitFor({ timeout: 120_000 });
      return {
        ...(await measureFilters(page)),
        ...(await measureFacets(page)),
        ...(await measureBrush(page)),
        ...(await measureFlows(page)),
      };
    });
  },
});

async function measureFilters(page: Page) {
  const [filters, undos]: number[][] = [[], []];
  const filterTask = await longestTaskDuring(page, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      filters.push(await timeFilter(page, round));
      undos.push(await timeKey(page, 'Control+z'));
    }
  });
  return { filter: median(filters), undo: median(undos), filterTask };
}

async function measureFacets(page: Page) {
  const facets = await timeKey(page, 'f', FACETS);
  const filtered: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    filtered.push(await timeFilter(page, ROUNDS + round, FACETS));
    await timeKey(page, 'Control+z');
  }
  await page.keyboard.press('f');
  return { facets, facetsFiltered: median(filtered) };
}

/** A drag over the time chart, pixel by pixel. It is cancelled, so that nothing stays selected. */
async function measureBrush(page: Page) {
  const box = await page.getByRole('group', { name: 'Time', exact: true }).boundingBox();
  if (box === null) throw new Error('no chart');
  const y = box.y + box.height / 2;
  const xOf = (step: number) => box.x + box.width * (0.3 + step / 50);
  await page.mouse.move(xOf(0), y);
  await page.mouse.down();
  const index = await timeMove(page, xOf(1), y, FOLLOWING);
  const steps: number[] = [];
  const stepTask = await longestTaskDuring(page, async () => {
    for (let step = 2; step < BRUSH_STEPS + 2; step++) steps.push(await timeMove(page, xOf(step), y, FOLLOWING));
  });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return { index, step: median(steps), stepTask };
}

async function measureFlows(page: Page) {
  const [steps, suppressions, undos]: number[][] = [[], [], []];
  await page.getByRole('grid', { name: 'Flows' }).locator('[role=row][aria-rowindex="2"]').click();
  await page.getByRole('complementary', { name: 'Flow' }).getByText('Raw line').waitFor();
  const nextTask = await longestTaskDuring(page, async () => {
    for (let step = 0; step < ROUNDS; step++) steps.push(await timeKey(page, 'j'));
  });
  for (let round = 0; round < ROUNDS; round++) {
    await page
      .getByRole('complementary', { name: 'Flow' })
      .getByRole('button', { name: 'Suppress', exact: true })
      .click();
    const question = page.getByRole('dialog', { name: 'Suppress', exact: true });
    await question.getByRole('radio', { name: /^dst [^ ]+ [\d,]+ flows?$/ }).check();
    await question.getByRole('textbox', { name: 'Reason' }).fill(`round ${round}`);
    suppressions.push(await timeKey(page, 'Enter'));
    undos.push(await timeKey(page, 'Control+z'));
    await page.keyboard.press('j');
    await page.waitForTimeout(500);
  }
  return { next: median(steps), suppress: median(suppressions), restore: median(undos), nextTask };
}

/** Applies the filter of the round: each round has other values. */
async function timeFilter(page: Page, round: number, answers?: string): Promise<number> {
  const box = page.getByRole('search').getByRole('textbox', { name: 'Filter' });
  await page.keyboard.press('/');
  await box.fill(`src:10.${round}.0.0/16 orig_bytes:>=${10 + round} state:SF,S0`);
  await page.waitForTimeout(500); // suggestions are answered
  const time = await timeKey(page, 'Enter', answers);
  await box.blur();
  return time;
}
