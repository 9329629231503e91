import type { Control } from '../../control.ts';
import { type Exchanges, exchangesOf, leadsNowhere } from '../dns-questions.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';
import { NONE, PairTable } from '../pair-table.ts';
import { capped, clipped, excess } from '../surprise.ts';

/** Half hours in which sources got answers to DNS questions, sorted by source and time. Arrays by half hour. */
export interface HalfHours {
  /** By minute of `Facts.dns`: its half hour. `NONE` without an answer, and for flows without a time. */
  readonly ofMinute: Uint32Array;
  readonly source: Uint32Array;
  /** Questions that were answered. */
  readonly answered: Uint32Array;
  /** Those whose answer leads nowhere: a name that does not exist, or an error. */
  readonly failed: Uint32Array;
  /**
   * Different sizes of these questions. Names of one length have one size. 0 where not more than one fails, or no more
   * than is expected at least (`LEAST_SHARE`).
   */
  readonly sizes: Uint32Array;
}

/** Seconds. */
export const HALF_HOUR = 1800;
const MINUTES = HALF_HOUR / 60;

/** Adds up the minutes with questions. One pass over the flows if more questions fail than expected, otherwise none. */
export async function countHalfHours(facts: Facts, control: Control): Promise<HalfHours> {
  const { reader, flows, dns } = facts;
  const halfHours = await addUp(dns, control);
  const { answered, failed, source, sizes } = halfHours;
  const isWatched = new Uint8Array(reader.codeCount('id.orig_h'));
  for (let id = 0; id < source.length; id++) if (isSuspect(answered[id], failed[id])) isWatched[source[id]] = 1;
  const lengths = new PairTable();
  await inStretches(control, isWatched.includes(1) ? flows.count : 0, (from, to) =>
    addSizes(facts, isWatched, halfHours, exchangesOf(reader, from, to), from, to, lengths, sizes),
  );
  return halfHours;
}

/** Whether a half hour can be unusual: one failed question has one size. */
function isSuspect(answered: number, failed: number): boolean {
  return failed > 1 && failed > LEAST_SHARE * answered;
}

/** Half hours without sizes. */
async function addUp({ source, minute, answered, failed }: Facts['dns'], control: Control): Promise<HalfHours> {
  const ofMinute = new Uint32Array(minute.length).fill(NONE);
  let [count, last, lastSource] = [0, NONE, NONE];
  await inStretches(control, ofMinute.length, (from, to) => {
    for (let id = from; id < to; id++) {
      if (answered[id] === 0 || minute[id] < 0) continue;
      const halfHour = Math.floor(minute[id] / MINUTES);
      if (source[id] !== lastSource || halfHour !== last) count++;
      last = halfHour;
      lastSource = source[id];
      ofMinute[id] = count - 1;
    }
  });
  const [sources, answers, failures] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  await inStretches(control, ofMinute.length, (from, to) => {
    for (let id = from; id < to; id++) {
      const halfHour = ofMinute[id];
      if (halfHour === NONE) continue;
      sources[halfHour] = source[id];
      answers[halfHour] += answered[id];
      failures[halfHour] += failed[id];
    }
  });
  return { ofMinute, source: sources, answered: answers, failed: failures, sizes: new Uint32Array(count) };
}

/** Adds a block of flows to the sizes. `lengths` has the half hours with their sizes up to now. */
function addSizes(
  { flows: { channel }, dns: { asker, ofRow } }: Facts,
  isWatched: Uint8Array,
  { ofMinute, answered, failed }: HalfHours,
  { sent, received }: Exchanges,
  from: number,
  to: number,
  lengths: PairTable,
  sizes: Uint32Array,
): void {
  for (let row = from; row < to; row++) {
    const s = asker[channel[row]];
    if (s === NONE || isWatched[s] === 0) continue;
    const up = sent[row - from];
    const down = received[row - from];
    if (!(down > 0) || !leadsNowhere(down - up)) continue;
    const id = ofMinute[ofRow(row)];
    if (id === NONE || !isSuspect(answered[id], failed[id])) continue;
    const known = lengths.size;
    if (lengths.idOf(id, up) === known) sizes[id]++;
  }
}

type Counts = Omit<HalfHours, 'ofMinute'>;

/** Correlation of the answers in one half hour: n questions are n/(1 + (n - 1) of this) independent tests. */
export const CORRELATION = 0.03;
/** The least and the largest expected share of failed questions. */
export const LEAST_SHARE = 0.5;
export const MOST_SHARE = 0.95;

/** By source: the share of failed questions that the other sources let expect. */
export function expectedShares({ source, answered, failed }: Counts, sources: number): Float32Array {
  const all = new Uint32Array(sources);
  const of = new Uint32Array(sources);
  let [total, totalFailed] = [0, 0];
  addCounts(source, answered, all);
  addCounts(source, failed, of);
  for (let one = 0; one < sources; one++) {
    total += all[one];
    totalFailed += of[one];
  }
  return Float32Array.from(all, (own, one) =>
    clipped((totalFailed - of[one]) / Math.max(1, total - own), LEAST_SHARE, MOST_SHARE),
  );
}

/** By half hour: −log10 p of its failed questions, lower where they have few sizes. */
export async function surpriseOfHalfHours(
  { source, answered, failed, sizes }: Counts,
  expected: Float32Array,
  control: Control,
): Promise<Float32Array> {
  const surprises = new Float32Array(answered.length);
  await inStretches(control, surprises.length, (from, to) => {
    for (let id = from; id < to; id++) {
      if (!isSuspect(answered[id], failed[id])) continue;
      const independent = answered[id] / (1 + CORRELATION * (answered[id] - 1));
      const bound = excess((independent * failed[id]) / answered[id], independent, expected[source[id]]);
      surprises[id] = capped(bound * (1 - 1 / sizes[id]));
    }
  });
  return surprises;
}

function addCounts(source: Uint32Array, counts: Uint32Array, out: Uint32Array): void {
  for (let id = 0; id < source.length; id++) out[source[id]] += counts[id];
}
