import { type Control, checkpoint, turns } from '../../control.ts';
import type { DnsMinutes } from '../dns-minutes.ts';
import { inStretches } from '../pace.ts';
import { sortedCopy } from '../sorted-copy.ts';
import { fitTailInTurns, type Tail } from '../tail.ts';

/** Queries beyond two per flow in ordinary minutes, in any network. */
const usual = [0, 0, 0, 1, 1, 2, 3, 4, 6, 12];
const USUAL_TIMES = 15;
/** Minimum number of excess queries in a burst. */
export const LEAST_QUESTIONS = 9;
/** Minimum number of minutes from which a source's habit is estimated. */
const HABIT_MINUTES = 8;
/** What every source may ask in a minute (ln). */
const HABIT = Math.log(4);

/** Excess queries of each minute (ln), the tail of all minutes, and the habit of each source (ln). */
export async function fitMinutes(
  { starts, source, questions, tenths, others }: DnsMinutes,
  control: Control,
): Promise<{ readonly tail: Tail | null; readonly excess: Float32Array; readonly habits: Float32Array }> {
  const count = questions.length;
  const raw = new Float32Array(count);
  await inStretches(control, count, (from, to) => logExcess(tenths, others, from, to, raw));
  const habits = await habitsOf(starts, raw, control);
  const excess = new Float32Array(count);
  await inStretches(control, count, (from, to) => lowerByHabits(raw, habits, source, from, to, excess));
  const peers = new Float32Array(count + USUAL_TIMES * usual.length);
  peers.set(excess);
  for (let i = count; i < peers.length; i++) peers[i] = Math.log(1 + usual[i % usual.length]);
  return { tail: await fitTailInTurns(peers, peers.length, control, 0.4), excess, habits };
}

/** By source: the excess of its 75 % quantile over ln 4. */
async function habitsOf(starts: Uint32Array, raw: Float32Array, { signal }: Control): Promise<Float32Array> {
  const habit = new Float32Array(starts.length - 1);
  const isDue = turns();
  for (let s = 0; s < habit.length; s++) {
    if (starts[s + 1] - starts[s] < HABIT_MINUTES || !isAnyAbove(HABIT, raw, starts[s], starts[s + 1])) continue;
    if (isDue()) await checkpoint(signal);
    const own = sortedCopy(raw, starts[s], starts[s + 1]);
    const place = 0.75 * (starts[s + 1] - starts[s] - 1);
    const low = own[Math.floor(place)];
    const quantile = low + (own[Math.ceil(place)] - low) * (place - Math.floor(place));
    habit[s] = Math.max(0, quantile - HABIT);
  }
  await checkpoint(signal);
  return habit;
}

function isAnyAbove(least: number, values: Float32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (values[i] > least) return true;
  return false;
}

function logExcess(tenths: Uint32Array, others: Uint32Array, from: number, to: number, out: Float32Array): void {
  for (let id = from; id < to; id++) out[id] = Math.log(1 + Math.max(0, tenths[id] / 10 - 2 * others[id]));
}

function lowerByHabits(
  raw: Float32Array,
  habits: Float32Array,
  source: Uint32Array,
  from: number,
  to: number,
  out: Float32Array,
): void {
  for (let id = from; id < to; id++) out[id] = Math.max(0, raw[id] - habits[source[id]]);
}
