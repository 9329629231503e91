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
  const counts: Counts = { times: new PairTable(), lengths: new PairTable(), answered: [], failed: [], sizes: [] };
  const { times, answered, failed, sizes } = counts;
  const sourceOf = (row: number) => channels.pairs.source[channels.pair[flows.channel[row]]];
  const isAny = isDns.includes(1);
  await inStretches(control, isAny ? flows.count : 0, (from, to) => {
    const block = {
      times: reader.numbers('ts', from, to),
      sent: reader.numbers('orig_bytes', from, to),
      received: reader.numbers('resp_bytes', from, to),
    };
    addRows(flows, channels, isDns, block, from, to, counts);
  });
  return {
    isDns,
    source: times.pairs().first,
    answered: Uint32Array.from(answered),
    failed: Uint32Array.from(failed),
    sizes: Uint32Array.from(sizes),
    ofRow: (row) => {
      const ts = reader.timeOf(row);
      const id = ts >= flows.start ? times.find(sourceOf(row), halfHourOf(ts, flows.start)) : NONE;
      return id < answered.length ? id : NONE;
    },
    hasFailed: (row) => {
      const down = reader.bytesOf('resp_bytes', row);
      return down > 0 && leadsNowhere(down - reader.bytesOf('orig_bytes', row));
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
export function surpriseOfHalfHours(found: HalfHours, expected: Float32Array): Float32Array {
  const { source, answered, failed, sizes } = found;
  const surprises = new Float32Array(answered.length);
  for (let id = 0; id < surprises.length; id++) {
    if (failed[id] === 0) continue;
    const independent = answered[id] / (1 + CORRELATION * (answered[id] - 1));
    const bound = excess((independent * failed[id]) / answered[id], independent, expected[source[id]]);
    surprises[id] = capped(bound * (1 - 1 / sizes[id]));
  }
  return surprises;
}

function addCounts(source: Uint32Array, counts: Uint32Array, out: Uint32Array): void {
  for (let id = 0; id < source.length; id++) out[source[id]] += counts[id];
}

/** Number of a half hour since `start` (epoch seconds). */
function halfHourOf(time: number, start: number): number {
  return Math.floor((time - start) / HALF_HOUR);
}

/** By half hour of a source: see `HalfHours`. */
interface Counts {
  /** Sources and their half hours; these and the sizes of failed questions. */
  readonly times: PairTable;
  readonly lengths: PairTable;
  readonly answered: number[];
  readonly failed: number[];
  readonly sizes: number[];
}

/** Adds a block of flows. */
function addRows(
  { channel: channelOf, start }: Facts['flows'],
  { pair, pairs: hosts }: Facts['channels'],
  isDns: Uint8Array,
  block: { readonly times: Float64Array; readonly sent: Float64Array; readonly received: Float64Array },
  from: number,
  to: number,
  { times, lengths, answered, failed, sizes }: Counts,
): void {
  for (let row = from; row < to; row++) {
    const channel = channelOf[row];
    const down = block.received[row - from];
    if (isDns[channel] === 0 || !(down > 0) || !(block.times[row - from] >= start)) continue;
    const before = times.size;
    const id = times.idOf(hosts.source[pair[channel]], halfHourOf(block.times[row - from], start));
    if (id === before) {
      answered.push(0);
      failed.push(0);
      sizes.push(0);
    }
    answered[id]++;
    const up = block.sent[row - from];
    if (!leadsNowhere(down - up)) continue;
    failed[id]++;
    const known = lengths.size;
    if (lengths.idOf(id, up) === known) sizes[id]++;
  }
}
