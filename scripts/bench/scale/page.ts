import { statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { bigLog } from '../../big-log.ts';
import { dropUntilReady, inFreshBrowser, openPage } from '../browser.ts';
import { browserMemory } from '../memory.ts';
import { browserProcessorTime } from '../processor-time.ts';
import type { Round, Taken } from './measurement.ts';
import { inRounds, isLong } from './rounds.ts';

/** A drop may take so long, in milliseconds. */
const PATIENCE = 1_200_000;
/** Milliseconds between two weighings. */
const [OFTEN, SELDOM] = [100, 2000];

interface Dropped extends Round {
  /** Until the findings are listed. */
  readonly findings: Round;
  readonly gives: string;
}

/**
 * The page in a fresh browser per round. Weighing takes time, so a short run is weighed in one more drop, often, and a long one at
 * once, seldom.
 */
export async function* measurePage(site: string, flows: number, rounds: number): AsyncGenerator<Taken> {
  const log = bigLog(flows);
  const url = `${site}#v=1&tab=flows`; // this tab has the notes
  const bytes = statSync(log).size;
  const dropWeighed = async (interval: number) => {
    return inFreshBrowser(async (browser) => weighed(interval, dropOn(await openPage(browser, url), log)));
  };
  const measured = await inRounds(rounds, () => dropWeighed(SELDOM));
  const [first] = measured.results;
  const { memory } = isLong(first) ? first : await dropWeighed(OFTEN);
  const listed = measured.results.map(({ findings }) => findings);
  yield { way: 'flows on screen', bytes, rounds: measured.rounds, memory, gives: first.gives };
  yield { way: 'findings listed', bytes, rounds: listed, memory, gives: first.gives };
}

/** The result of a job with the peak of the browser's memory meanwhile. */
async function weighed<Result>(interval: number, job: Promise<Result>): Promise<Result & { readonly memory: number }> {
  let memory = browserMemory();
  const timer = setInterval(() => {
    memory = Math.max(memory, browserMemory());
  }, interval);
  const result = await job.finally(() => clearInterval(timer));
  return { ...result, memory };
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
