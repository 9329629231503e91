import { type Control, checkpoint, turns } from '../../control.ts';
import { type Channels, UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { sortTimes } from '../sort-times.ts';
import { fitTail, quantilesOf, type Tail } from '../tail.ts';
import { ICMP, UDP } from '../words.ts';

/** Minutes in which sources sent DNS queries, sorted by source and time. Arrays by minute. */
export interface DnsMinutes {
  /** 1 for channels to a name server. */
  readonly isDns: Uint8Array;
  /** Source s (by code) has the minutes `starts[s]..starts[s + 1]`. */
  readonly starts: Uint32Array;
  readonly source: Uint32Array;
  readonly questions: Uint32Array;
  /** Sum of the questions' weights by their answers (`weights`), in tenths. */
  readonly tenths: Uint32Array;
  readonly others: Uint32Array;
  /** Index of a DNS flow's minute. */
  readonly ofRow: (row: number) => number;
}

/**
 * Counts DNS queries per source and minute. Three passes over the flows: queries per source, their minutes, and other
 * flows in these minutes. 8 bytes per DNS flow.
 */
export async function countMinutes({ reader, channels, flows }: Facts, control: Control): Promise<DnsMinutes> {
  // Rows that stand for several flows do not tell in which minutes these were.
  const isDns = reader.represents === null ? findNameServers(channels) : new Uint8Array(channels.count);
  const sourceOf = (channel: number) => channels.pairs.source[channels.pair[channel]];
  const sources = reader.codeCount('id.orig_h');
  const asked = new Float64Array(sources + 1);
  for (let channel = 0; channel < channels.count; channel++)
    if (isDns[channel] === 1) asked[sourceOf(channel) + 1] += channels.flows[channel];
  for (let s = 0; s < sources; s++) asked[s + 1] += asked[s];
  const all = new Float64Array(asked[sources]);
  const filled = asked.slice();
  const asker = await sourcesIf(channels, (channel) => isDns[channel] === 1, control);
  await inStretches(control, flows.count, (from, to) => {
    const times = reader.numbers('ts', from, to);
    const sent = reader.numbers('orig_bytes', from, to);
    const received = reader.numbers('resp_bytes', from, to);
    for (let row = from; row < to; row++) {
      const s = asker[flows.channel[row]];
      if (s === NONE) continue;
      const kind = kindOfAnswer(received[row - from] - sent[row - from]);
      all[filled[s]++] = KINDS * minuteOf(times[row - from], flows.start, row) + kind;
    }
  });
  for (let s = 0; s < sources; s++) {
    if (asked[s + 1] > asked[s]) await sortTimes(all.subarray(asked[s], asked[s + 1]), control);
  }
  const { starts, source, minute, questions, tenths } = countRuns(all, asked, sources);
  const find = (s: number, wanted: number) => findMinute(minute, starts[s], starts[s + 1], wanted);
  const others = new Uint32Array(minute.length);
  const isOther = (channel: number) => isDns[channel] === 0 && (channels.flags[channel] & UNSCORED) === 0;
  const hasAsked = (channel: number) => starts[sourceOf(channel)] < starts[sourceOf(channel) + 1];
  const other = await sourcesIf(channels, (channel) => isOther(channel) && hasAsked(channel), control);
  /** Cache of each source's latest minute and its index: flows arrive nearly in order. */
  const last = new Float64Array(sources).fill(-1);
  const place = new Uint32Array(sources);
  await inStretches(control, flows.count, (from, to) => {
    const times = reader.numbers('ts', from, to);
    for (let row = from; row < to; row++) {
      const s = other[flows.channel[row]];
      if (s === NONE) continue;
      const wanted = minuteOf(times[row - from], flows.start, row);
      if (last[s] !== wanted) {
        last[s] = wanted;
        place[s] = find(s, wanted);
      }
      if (place[s] < starts[s + 1] && minute[place[s]] === wanted) others[place[s]]++;
    }
  });
  const ofRow = (row: number) =>
    find(sourceOf(flows.channel[row]), minuteOf(reader.numbers('ts', row, row + 1)[0], flows.start, row));
  return { isDns, starts, source, questions, tenths, others, ofRow };
}

/** By channel: its source. `NONE` for channels of another kind. */
async function sourcesIf(
  { count, pair, pairs }: Channels,
  isWanted: (channel: number) => boolean,
  control: Control,
): Promise<Uint32Array> {
  const sources = new Uint32Array(count);
  await inStretches(control, count, (from, to) => {
    for (let channel = from; channel < to; channel++)
      sources[channel] = isWanted(channel) ? pairs.source[pair[channel]] : NONE;
  });
  return sources;
}

function findNameServers({ count, ports, port, service }: Channels): Uint8Array {
  const isDns = new Uint8Array(count);
  for (let channel = 0; channel < count; channel++) {
    const transport = ports.transport[port[channel]];
    const isName = ports.port[port[channel]] === 53 && transport !== ICMP;
    if (isName && (transport === UDP || service[channel] !== 0)) isDns[channel] = 1;
  }
  return isDns;
}

/** Bytes that an answer has beyond its question, from which it has more than an address or two. */
export const LONG_ANSWER = 130;
/** A shorter answer grows by less than 40 bytes or by records of 16 or 28 bytes if it is an address: A and AAAA of a name. */
export const SHORT_ANSWER = 40;
export const ADDRESS_RECORDS = [16, 28] as const;

/**
 * Weights of questions in tenths, by the kind of their answer: a long answer, an address, or nothing that leads anywhere
 * (no answer, an error, a name that does not exist: RFC 1035, 2308, 3596).
 */
export const weights = [1, 3, 10] as const;
const KINDS = weights.length;

function kindOfAnswer(growth: number): number {
  if (growth > LONG_ANSWER) return 0;
  const isAddress = growth > 0 && (growth < SHORT_ANSWER || ADDRESS_RECORDS.some((bytes) => growth % bytes === 0));
  return isAddress ? 1 : 2;
}

function minuteOf(time: number, start: number, row: number): number {
  // A flow without a time gets a minute of its own, since it has no rate.
  if (Number.isNaN(time)) return -2 - row;
  return time >= start ? Math.floor((time - start) / 60) : 0;
}

/** Merges equal neighbouring minutes of each source and counts them. A time holds its minute and the kind of answer. */
function countRuns(all: Float64Array, asked: Float64Array, sources: number) {
  const starts = new Uint32Array(sources + 1);
  const minute = new Float64Array(all.length);
  const source = new Uint32Array(all.length);
  const questions = new Uint32Array(all.length);
  const tenths = new Uint32Array(all.length);
  let count = 0;
  for (let s = 0; s < sources; s++) {
    for (let i = asked[s]; i < asked[s + 1]; i++) {
      const at = Math.floor(all[i] / KINDS);
      if (i === asked[s] || at !== minute[count - 1]) {
        minute[count] = at;
        source[count++] = s;
      }
      questions[count - 1]++;
      tenths[count - 1] += weights[all[i] - KINDS * at];
    }
    starts[s + 1] = count;
  }
  return {
    starts,
    minute: minute.slice(0, count),
    source: source.slice(0, count),
    questions: questions.slice(0, count),
    tenths: tenths.slice(0, count),
  };
}

/** Index of the first minute in `[low, high)` that is not before `wanted`. */
function findMinute(minute: Float64Array, low: number, high: number, wanted: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (minute[middle] < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Queries beyond two per flow in ordinary minutes, in any network. */
const usual = [0, 0, 0, 1, 1, 2, 3, 4, 6, 12];
const USUAL_TIMES = 15;
/** Minimum number of excess queries in a burst. */
export const LEAST_QUESTIONS = 9;
/** Minimum number of minutes from which a source's habit is estimated. */
const HABIT_MINUTES = 8;

/** Excess queries of each minute (ln), and the tail of all minutes. */
export async function fitMinutes(
  { starts, source, questions, tenths, others }: DnsMinutes,
  control: Control,
): Promise<{ readonly tail: Tail | null; readonly excess: Float32Array }> {
  const count = questions.length;
  const raw = new Float32Array(count);
  for (let id = 0; id < count; id++) raw[id] = Math.log(1 + Math.max(0, tenths[id] / 10 - 2 * others[id]));
  const habits = await habitsOf(starts, raw, control);
  const excess = raw.map((value, id) => Math.max(0, value - habits[source[id]]));
  const peers = new Float32Array(count + USUAL_TIMES * usual.length);
  peers.set(excess);
  for (let i = count; i < peers.length; i++) peers[i] = Math.log(1 + usual[i % usual.length]);
  return { tail: fitTail(quantilesOf(peers, peers.length), 0.4), excess };
}

/** By source: the excess of its 75 % quantile over ln 4. */
async function habitsOf(starts: Uint32Array, raw: Float32Array, { signal }: Control): Promise<Float32Array> {
  const habit = new Float32Array(starts.length - 1);
  const isDue = turns();
  for (let s = 0; s < habit.length; s++) {
    if (starts[s + 1] - starts[s] < HABIT_MINUTES) continue;
    if (isDue()) await checkpoint(signal);
    const own = raw.slice(starts[s], starts[s + 1]).sort();
    const place = 0.75 * (own.length - 1);
    const low = own[Math.floor(place)];
    const quantile = low + (own[Math.ceil(place)] - low) * (place - Math.floor(place));
    habit[s] = Math.max(0, quantile - Math.log(4));
  }
  await checkpoint(signal);
  return habit;
}
