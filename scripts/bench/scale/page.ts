import { statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { bigLog } from '../../big-log.ts';
import { dropUntilReady, inFreshBrowser, openPage } from '../browser.ts';
import { browserMemory } from '../memory.ts';
import { browserProcessorTime } from '../processor-time.ts';
import type { Round, Taken } from './measurement.ts';
import { inRounds } from './rounds.ts';

/** A drop may take so long, in milliseconds. */
const PATIENCE = 1_200_000;
const WEIGHED_EVERY = 100;

interface Dropped extends Round {
  /** Until the findings are listed. */
  readonly findings: Round;
  readonly gives: string;
}

/** The page in a fresh browser per round. Memory is weighed in one more drop, since weighing takes time. */
export async function measurePage(url: string, flows: number, rounds: number): Promise<Taken[]> {
  const log = bigLog(flows);
  const bytes = statSync(log).size;
  const measured = await inRounds(rounds, () =>
    inFreshBrowser(async (browser) => dropOn(await openPage(browser, url), log)),
  );
  const memory = await inFreshBrowser(async (browser) => {
    const page = await openPage(browser, url);
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, browserMemory());
    }, WEIGHED_EVERY);
    await dropOn(page, log).finally(() => clearInterval(timer));
    return peak;
  });
  const { gives } = measured.results[0];
  const listed = measured.results.map(({ findings }) => findings);
  return [
    { way: 'flows on screen', bytes, rounds: measured.rounds, memory, gives },
    { way: 'findings listed', bytes, rounds: listed, memory, gives },
  ];
}

async function dropOn(page: Page, log: string): Promise<Dropped> {
  const [started, before] = [performance.now(), browserProcessorTime()];
  const wall = (await dropUntilReady(page, log, PATIENCE)) / 1000;
  const processor = browserProcessorTime() - before;
  const tab = page.getByRole('tab', { name: /^Findings/ });
  await page.getByRole('tab', { name: /^Findings \d/ }).waitFor({ timeout: PATIENCE });
  const findings = { wall: (performance.now() - started) / 1000, processor: browserProcessorTime() - before };
  const count = /\d+/.exec((await tab.textContent()) ?? '')?.[0];
  const notes = await page.getByRole('list', { name: 'Notes' }).allTextContents();
  const covered = /cover the first ([\d,]+) flows/.exec(notes.join(' '))?.[1];
  const isTwice = notes.join(' ').includes('read twice');
  const gives = [
    `${count} findings${covered === undefined ? '' : ` of the first ${covered} flows`}`,
    isTwice ? 'read twice, 100,000 flows listed' : 'all flows listed',
  ].join('; ');
  return { wall, processor, findings, gives };
}
