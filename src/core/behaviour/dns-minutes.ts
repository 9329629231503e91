import type { Control } from '../control.ts';
import { type Channels, UNSCORED } from './channels.ts';
import { countQuestions, type DnsQuestions, findMinute, minuteOf } from './dns-questions.ts';
import type { Facts } from './facts.ts';
import { inStretches } from './pace.ts';
import { NONE } from './pair-table.ts';
import { ICMP, UDP } from './words.ts';

/** Minutes that are passed one by one before `findMinute` takes over. */
const NEAR = 8;

/** Minutes in which sources sent DNS queries. Arrays by minute. */
export interface DnsMinutes extends DnsQuestions {
  /** 1 for channels to a name server. */
  readonly isDns: Uint8Array;
  /** By channel to a name server: its source. `NONE` for other channels. */
  readonly asker: Uint32Array;
  /** Other flows of the source. */
  readonly others: Uint32Array;
  /** Index of a DNS flow's minute. */
  readonly ofRow: (row: number) => number;
}

type Measurements = Pick<Facts, 'reader' | 'channels' | 'flows'>;

/** Counts DNS queries per source and minute, and other flows in these minutes. Two passes over the flows. */
export async function countMinutes(facts: Measurements, control: Control): Promise<DnsMinutes> {
  const { reader, channels } = facts;
  // Rows that stand for several flows do not tell in which minutes these were.
  const isDns = reader.represents === null ? await findNameServers(channels, control) : new Uint8Array(channels.count);
  const asked = new Float64Array(reader.codeCount('id.orig_h'));
  const asker = new Uint32Array(channels.count).fill(NONE);
  const other = new Uint32Array(channels.count).fill(NONE);
  await inStretches(control, channels.count, (from, to) => findAskers(channels, isDns, from, to, asker, asked));
  await inStretches(control, channels.count, (from, to) => findOthers(channels, isDns, asked, from, to, other));
  const found = await countQuestions(facts, asker, asked, control);
  const others = await countOthers(facts, other, found, control);
  return { ...found, isDns, asker, others, ofRow: finder(facts, asker, found) };
}

/** `DnsMinutes.ofRow`. It begins at the minute of the source that was found last, since most rows are asked for in order. */
function finder(
  { reader, flows: { channel, start } }: Measurements,
  asker: Uint32Array,
  { starts, minute }: DnsQuestions,
): DnsMinutes['ofRow'] {
  const places = starts.slice();
  return (row) => {
    const s = asker[channel[row]];
    places[s] = placeFrom(minute, starts[s], starts[s + 1], places[s], minuteOf(reader.timeOf(row), start, row));
    return places[s];
  };
}

/** By minute: the flows of channels with a source in `other` (by channel, `NONE` for others). */
async function countOthers(
  { reader, flows }: Measurements,
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
async function findNameServers({ count, ports, port, service }: Channels, control: Control): Promise<Uint8Array> {
  const isDns = new Uint8Array(count);
  await inStretches(control, count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const transport = ports.transport[port[channel]];
      const isName = ports.port[port[channel]] === 53 && transport !== ICMP;
      if (isName && (transport === UDP || service[channel] !== 0)) isDns[channel] = 1;
    }
  });
  return isDns;
}
