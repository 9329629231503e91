import type { Random } from '../math/random.ts';
import type { SampleFlow } from './flow.ts';
import { machines, times } from './machines.ts';
import { alreadyOpen, people } from './people.ts';

/** 2026-03-03 06:00 UTC, a Tuesday. */
export const DAY_START = 1_772_517_600;
export const DAY_SECONDS = 16 * 3600;

/** A day of a small office from `start` (epoch seconds) on, in no order. */
export function makeOfficeDay(random: Random, start = DAY_START): SampleFlow[] {
  const flows: SampleFlow[] = [];
  for (let i = 0; i < 14; i++) flows.push(alreadyOpen(random, start + random.exponential(20)));
  for (const [count, makeFlows] of people) {
    for (let i = 0; i < count; i++) flows.push(...makeFlows(random, start + timeOfDay(random)));
  }
  for (const { hosts, everySeconds, flow } of machines) {
    for (const host of hosts) {
      for (const ts of times(random, start, start + DAY_SECONDS, everySeconds)) flows.push(flow(random, ts, host));
    }
  }
  return flows;
}

/** Seconds after the start of the day at which people do things: most at work, fewer at noon, some at any hour. */
function timeOfDay(random: Random): number {
  for (;;) {
    const second = random.uniform() * DAY_SECONDS;
    const hour = 6 + second / 3600;
    const busy = Math.exp(-(((hour - 10.5) / 2) ** 2)) + Math.exp(-(((hour - 15) / 2) ** 2)) + 0.06;
    if (random.uniform() < busy) return second;
  }
}
