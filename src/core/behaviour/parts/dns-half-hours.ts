import type { Control } from '../../control.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';
import { NONE, PairTable } from '../pair-table.ts';
import { capped, clipped, excess } from '../surprise.ts';
import { findNameServers } from './dns-minutes.ts';
import { leadsNowhere } from './dns-questions.ts';

/** Half hours in which sources got answers to DNS questions. Arrays by half hour. */
export interface HalfHours {
  /** 1 for channels to a name server. */
  readonly isDns: Uint8Array;
  readonly source: Uint32Array;
  /** Questions that were answered. */
  readonly answered: Uint32Array;
  /** Those whose answer leads nowhere: a name that does not exist, or an error. */
  readonly failed: Uint32Array;
  /** Different sizes of these questions. Names of one length have one size. */
  readonly sizes: Uint32Array;
  /** Index of a DNS flow's half hour; `NONE` if it has none. */
  readonly ofRow: (row: number) => number;
  /** Whether the answer to a DNS flow leads nowhere. */
  readonly hasFailed: (row: number) => boolean;
}

/** Seconds. */
export const HALF_HOUR = 1800;

/** Counts answers per source and half hour. One pass over the flows. */
export async function countHalfHours({ reader, channels, flows }: Facts, control: Control): Promise<HalfHours> {
  // Rows that stand for several flows do not tell when these were.
  const isDns = reader.represents === null ? findNameServers(channels) : new Uint8Array(channels.count);
  const times = new PairTable();
  const lengths = new PairTable();
  const [answered, failed, sizes]: number[][] = [[], [], []];
  const timeOf = (ts: number) => Math.floor((ts - flows.start) / HALF_HOUR);
  const sourceOf = (row: number) => channels.pairs.source[channels.pair[flows.channel[row]]];
  const add = (row: number, ts: number, up: number, down: number) => {
    if (!(down > 0) || !(ts >= flows.start)) return;
    const id = times.idOf(sourceOf(row), timeOf(ts));
    answered[id] = (answered[id] ?? 0) + 1;
    if (!leadsNowhere(down - up)) return;
    failed[id] = (failed[id] ?? 0) + 1;
    const before = lengths.size;
    if (lengths.idOf(id, up) === before) sizes[id] = (sizes[id] ?? 0) + 1;
  };
  const isAny = isDns.includes(1);
  await inStretches(control, isAny ? flows.count : 0, (from, to) => {
    const starts = reader.numbers('ts', from, to);
    const sent = reader.numbers('orig_bytes', from, to);
    const received = reader.numbers('resp_bytes', from, to);
    addRows(flows.channel, isDns, from, to, (row) =>
      add(row, starts[row - from], sent[row - from], received[row - from]),
    );
  });
  const numberAt = (field: 'orig_bytes' | 'resp_bytes', row: number) => reader.numbers(field, row, row + 1)[0];
  return {
    isDns,
    source: times.pairs().first,
    answered: Uint32Array.from(answered),
    failed: Uint32Array.from(answered, (_, id) => failed[id] ?? 0),
    sizes: Uint32Array.from(answered, (_, id) => sizes[id] ?? 0),
    ofRow: (row) => {
      const ts = reader.timeOf(row);
      const id = ts >= flows.start ? times.find(sourceOf(row), timeOf(ts)) : NONE;
      return id < answered.length ? id : NONE;
    },
    hasFailed: (row) => {
      const down = numberAt('resp_bytes', row);
      return down > 0 && leadsNowhere(down - numberAt('orig_bytes', row));
    },
  };
}

/** Correlation of the answers in one half hour: n questions are n/(1 + (n - 1) of this) independent tests. */
export const CORRELATION = 0.03;
/** The least and the largest expected share of failed questions. */
export const LEAST_SHARE = 0.5;
export const MOST_SHARE = 0.95;

/** By source: the share of failed questions that the other sources let expect. */
export function expectedShares({ source, answered, failed }: HalfHours, sources: number): Float32Array {
  const all = new Uint32Array(sources);
  const of = new Uint32Array(sources);
  let [total, totalFailed] = [0, 0];
  for (const [id, one] of source.entries()) {
    all[one] += answered[id];
    of[one] += failed[id];
    total += answered[id];
    totalFailed += failed[id];
  }
  return Float32Array.from(all, (own, one) =>
    clipped((totalFailed - of[one]) / Math.max(1, total - own), LEAST_SHARE, MOST_SHARE),
  );
}

/** By half hour: −log10 p of its failed questions, lower where they have few sizes. */
export function surpriseOfHalfHours(found: HalfHours, expected: Float32Array): Float32Array {
  const { source, answered, failed, sizes } = found;
  return Float32Array.from(answered, (asked, id) => {
    if (failed[id] === 0) return 0;
    const independent = asked / (1 + CORRELATION * (asked - 1));
    const bound = excess((independent * failed[id]) / asked, independent, expected[source[id]]);
    return capped(bound * (1 - 1 / sizes[id]));
  });
}

function addRows(
  channel: Uint32Array,
  isWanted: Uint8Array,
  from: number,
  to: number,
  add: (row: number) => void,
): void {
  for (let row = from; row < to; row++) if (isWanted[channel[row]] === 1) add(row);
}
