import { type Control, checkpoint, turns } from '../../control.ts';
import { type Channels, UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { fitTail, quantilesOf, type Tail } from '../tail.ts';
import { ICMP, UDP } from '../words.ts';
import { countQuestions, type DnsQuestions, findMinute, minuteOf } from './dns-questions.ts';

/** Minutes that are passed one by one before `findMinute` takes over. */
const NEAR = 8;

/** Minutes in which sources sent DNS queries. Arrays by minute. */
export interface DnsMinutes extends DnsQuestions {
  /** 1 for channels to a name server. */
  readonly isDns: Uint8Array;
  readonly others: Uint32Array;
  /** Index of a DNS flow's minute. */
  readonly ofRow: (row: number) => number;
}

/** Counts DNS queries per source and minute, and other flows in these minutes. Two passes over the flows. */
export async function countMinutes(facts: Facts, control: Control): Promise<DnsMinutes> {
  const { reader, channels, flows } = facts;
  // Rows that stand for several flows do not tell in which minutes these were.
  const isDns = reader.represents === null ? findNameServers(channels) : new Uint8Array(channels.count);
  const sourceOf = (channel: number) => channels.pairs.source[channels.pair[channel]];
  const asked = new Float64Array(reader.codeCount('id.orig_h'));
  const asker = new Uint32Array(channels.count).fill(NONE);
  const other = new Uint32Array(channels.count).fill(NONE);
  await inStretches(control, channels.count, (from, to) => findAskers(channels, isDns, from, to, asker, asked));
  await inStretches(control, channels.count, (from, to) => findOthers(channels, isDns, asked, from, to, other));
  const found = await countQuestions(facts, asker, asked, control);
  const others = await countOthers(facts, other, found, control);
  const find = (s: number, wanted: number) => findMinute(found.minute, found.starts[s], found.starts[s + 1], wanted);
  const ofRow = (row: number) => find(sourceOf(flows.channel[row]), minuteOf(reader.timeOf(row), flows.start, row));
  return { ...found, isDns, others, ofRow };
}

/** By minute: the flows of channels with a source in `other` (by channel, `NONE` for others). */
async function countOthers(
  { reader, flows }: Facts,
  other: Uint32Array,
  { starts, minute }: DnsQuestions,
  control: Control,
): Promise<Uint32Array> {
  const others = new Uint32Array(minute.length);
  const walk = { starts, minute, places: starts.slice(), bounds: new Float64Array(2 * starts.length) };
  for (let s = 0; s + 1 < starts.length; s++) moveTo(walk, s, starts[s]);
  await inStretches(control, minute.length === 0 ? 0 : flows.count, (from, to) => {
    addOthers(flows, reader.numbers('ts', from, to), other, walk, from, to, others);
  });
  return others;
}

/** Each source's place among its minutes with questions, which moves on with the flows: they arrive nearly in order. */
interface Walk extends Pick<DnsQuestions, 'starts' | 'minute'> {
  readonly places: Uint32Array;
  /** The minute before the place of source s, and its own, at 2s. Flows between them are in no minute with questions. */
  readonly bounds: Float64Array;
}

function moveTo({ starts, minute, places, bounds }: Walk, s: number, place: number): void {
  places[s] = place;
  bounds[2 * s] = place > starts[s] ? minute[place - 1] : -Infinity;
  bounds[2 * s + 1] = place < starts[s + 1] ? minute[place] : Infinity;
}

function addOthers(
  { channel, start }: Facts['flows'],
  times: Float64Array,
  other: Uint32Array,
  walk: Walk,
  from: number,
  to: number,
  others: Uint32Array,
): void {
  const { starts, minute, places, bounds } = walk;
  for (let row = from; row < to; row++) {
    const s = other[channel[row]];
    if (s === NONE) continue;
    const wanted = minuteOf(times[row - from], start, row);
    if (wanted <= bounds[2 * s] || wanted > bounds[2 * s + 1])
      moveTo(walk, s, placeFrom(minute, starts[s], starts[s + 1], places[s], wanted));
    if (wanted === bounds[2 * s + 1]) others[places[s]]++;
  }
}

/** As `findMinute`, from a place that is near. */
function placeFrom(minute: Float64Array, low: number, high: number, near: number, wanted: number): number {
  let place = near;
  if (place > low && minute[place - 1] >= wanted) return findMinute(minute, low, place, wanted);
  for (let steps = 0; place < high && minute[place] < wanted; place++)
    if (++steps > NEAR) return findMinute(minute, place, high, wanted);
  return place;
}

/** Writes the source of channels to a name server to `asker`, and adds up the flows of each in `asked`. */
function findAskers(
  { pair, pairs, flows }: Channels,
  isDns: Uint8Array,
  from: number,
  to: number,
  asker: Uint32Array,
  asked: Float64Array,
): void {
  for (let channel = from; channel < to; channel++) {
    if (isDns[channel] === 0) continue;
    asker[channel] = pairs.source[pair[channel]];
    asked[asker[channel]] += flows[channel];
  }
}

/** Writes the source of other channels to `other`, if the source has asked. */
function findOthers(
  { pair, pairs, flags }: Channels,
  isDns: Uint8Array,
  asked: Float64Array,
  from: number,
  to: number,
  other: Uint32Array,
): void {
  for (let channel = from; channel < to; channel++) {
    if (isDns[channel] === 1 || (flags[channel] & UNSCORED) !== 0) continue;
    const source = pairs.source[pair[channel]];
    if (asked[source] > 0) other[channel] = source;
  }
}

/** 1 for channels to a name server. */
export function findNameServers({ count, ports, port, service }: Channels): Uint8Array {
  const isDns = new Uint8Array(count);
  for (let channel = 0; channel < count; channel++) {
    const transport = ports.transport[port[channel]];
    const isName = ports.port[port[channel]] === 53 && transport !== ICMP;
    if (isName && (transport === UDP || service[channel] !== 0)) isDns[channel] = 1;
  }
  return isDns;
}

/** Queries beyond two per flow in ordinary minutes, in any network. */
const usual = [0, 0, 0, 1, 1, 2, 3, 4, 6, 12];
const USUAL_TIMES = 15;
/** Minimum number of excess queries in a burst. */
export const LEAST_QUESTIONS = 9;
/** Minimum number of minutes from which a source's habit is estimated. */
const HABIT_MINUTES = 8;

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
  return { tail: fitTail(quantilesOf(peers, peers.length), 0.4), excess, habits };
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
