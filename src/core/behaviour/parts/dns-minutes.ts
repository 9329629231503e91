import type { Control } from '../../control.ts';
import { type Channels, UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';
import { NONE, PairTable } from '../pair-table.ts';
import { fitTail, quantilesOf, type Tail } from '../tail.ts';
import { ICMP, UDP } from '../words.ts';

/** Minutes of sources in which they asked DNS questions. Arrays by minute. */
export interface DnsMinutes {
  /** 1 for channels to a name server. */
  readonly isDns: Uint8Array;
  readonly source: Uint32Array;
  readonly questions: Uint32Array;
  readonly others: Uint32Array;
  /** Minute of a DNS flow. */
  readonly ofRow: (row: number) => number;
}

/** Two passes over the flows: the questions, then what else was going on in those minutes. About 0.1 s a million. */
export async function countMinutes({ reader, channels, flows }: Facts, control: Control): Promise<DnsMinutes> {
  const table = new PairTable();
  const isDns = new Uint8Array(channels.count);
  const sourceOf = new Uint32Array(channels.count);
  findNameServers(channels, isDns, sourceOf);
  // Flows of a source come minute by minute, or nearly: the last one of each is looked at before the table.
  const lastMinute = new Float64Array(reader.codeCount('id.orig_h')).fill(-1);
  const lastId = new Uint32Array(lastMinute.length);
  let questions = new Uint32Array(1024);
  await inStretches(control, flows.count, (from, to) => {
    const times = reader.numbers('ts', from, to);
    for (let row = from; row < to; row++) {
      const channel = flows.channel[row];
      if (isDns[channel] === 0) continue;
      const source = sourceOf[channel];
      const minute = minuteOf(times[row - from], flows.start);
      if (lastMinute[source] !== minute) {
        lastMinute[source] = minute;
        lastId[source] = table.idOf(source, minute);
        if (table.size > questions.length) questions = doubled(questions);
      }
      questions[lastId[source]]++;
    }
  });
  const others = new Uint32Array(table.size);
  const hasAsked = lastMinute.map((minute) => (minute >= 0 ? 1 : 0));
  await inStretches(control, flows.count, (from, to) => {
    const times = reader.numbers('ts', from, to);
    for (let row = from; row < to; row++) {
      const channel = flows.channel[row];
      const source = sourceOf[channel];
      if (isDns[channel] === 1 || hasAsked[source] === 0 || (channels.flags[channel] & UNSCORED) !== 0) continue;
      const minute = minuteOf(times[row - from], flows.start);
      if (lastMinute[source] !== minute) {
        lastMinute[source] = minute;
        lastId[source] = table.find(source, minute);
      }
      if (lastId[source] !== NONE) others[lastId[source]]++;
    }
  });
  return {
    isDns,
    source: table.pairs().first,
    questions: questions.slice(0, table.size),
    others,
    ofRow: (row) =>
      table.find(sourceOf[flows.channel[row]], minuteOf(reader.numbers('ts', row, row + 1)[0], flows.start)),
  };
}

function findNameServers(channels: Channels, isDns: Uint8Array, sourceOf: Uint32Array): void {
  const { port, transport } = channels.ports;
  for (let channel = 0; channel < channels.count; channel++) {
    const id = channels.port[channel];
    sourceOf[channel] = channels.pairs.source[channels.pair[channel]];
    const isName =
      port[id] === 53 && transport[id] !== ICMP && (transport[id] === UDP || channels.service[channel] !== 0);
    if (isName) isDns[channel] = 1;
  }
}

function minuteOf(time: number, start: number): number {
  return time >= start ? Math.min(0xffff_ffff, Math.floor((time - start) / 60)) : 0;
}

function doubled(counts: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * counts.length);
  larger.set(counts);
  return larger;
}

/** Other flows of ordinary minutes, as they are anywhere: questions beyond two a flow. */
const usual = [0, 0, 0, 1, 1, 2, 3, 4, 6, 12];
const USUAL_TIMES = 15;
/** Fewer questions beyond the ordinary are no burst anywhere. */
export const LEAST_QUESTIONS = 9;
/** A source with fewer minutes has no habit. */
const HABIT_MINUTES = 8;

/** What each minute has beyond the ordinary (in ln), and the tail of all of them. */
export function fitMinutes({ source, questions, others }: DnsMinutes): { tail: Tail | null; excess: Float32Array } {
  const count = questions.length;
  const raw = new Float32Array(count);
  for (let id = 0; id < count; id++) raw[id] = Math.log(1 + Math.max(0, questions[id] - 2 * others[id]));
  const habits = habitsOf(source, raw);
  const excess = raw.map((value, id) => Math.max(0, value - habits[id]));
  const peers = new Float32Array(count + USUAL_TIMES * usual.length);
  peers.set(excess);
  for (let i = count; i < peers.length; i++) peers[i] = Math.log(1 + usual[i % usual.length]);
  return { tail: fitTail(quantilesOf(peers, peers.length), 0.4), excess };
}

/** By minute, how far its source's 75 % quantile is above ln 4. */
function habitsOf(source: Uint32Array, raw: Float32Array): Float32Array {
  let sources = 0;
  for (let id = 0; id < source.length; id++) sources = Math.max(sources, source[id] + 1);
  const starts = new Uint32Array(sources + 1);
  for (let id = 0; id < source.length; id++) starts[source[id] + 1]++;
  for (let s = 0; s < sources; s++) starts[s + 1] += starts[s];
  const sorted = new Float32Array(source.length);
  const filled = starts.slice();
  for (let id = 0; id < source.length; id++) sorted[filled[source[id]]++] = raw[id];
  const habit = new Float32Array(sources);
  for (let s = 0; s < sources; s++) {
    const count = starts[s + 1] - starts[s];
    if (count < HABIT_MINUTES) continue;
    const own = sorted.subarray(starts[s], starts[s + 1]).sort();
    const place = 0.75 * (count - 1);
    const low = own[Math.floor(place)];
    const quantile = low + (own[Math.ceil(place)] - low) * (place - Math.floor(place));
    habit[s] = Math.max(0, quantile - Math.log(4));
  }
  for (let id = 0; id < source.length; id++) sorted[id] = habit[source[id]];
  return sorted;
}
