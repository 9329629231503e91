import { type Control, checkpoint, turns } from '../control.ts';
import type { Facts } from './facts.ts';
import { inStretches } from './pace.ts';
import { NONE } from './pair-table.ts';
import { sortTimes } from './sort-times.ts';

/** Minutes in which sources asked DNS questions, sorted by source and time. Arrays by minute. */
export interface DnsQuestions {
  /** Source s (by code) has the minutes `starts[s]..starts[s + 1]`. */
  readonly starts: Uint32Array;
  readonly source: Uint32Array;
  /** Number of the minute since the log's first flow. */
  readonly minute: Float64Array;
  readonly questions: Uint32Array;
  /** Sum of the questions' weights by their answers (`weights`), in tenths. */
  readonly tenths: Uint32Array;
  /** Questions with an answer, and those of them whose answer leads nowhere (`leadsNowhere`). */
  readonly answered: Uint32Array;
  readonly failed: Uint32Array;
}

/* Counts of a minute while they are added up: one record, which lies in one cache line. */
const COUNTS = 4;
const QUESTIONS = 0;
const TENTHS = 1;
const ANSWERED = 2;
const FAILED = 3;

/** Minutes with their counts: `COUNTS` words each. */
interface Minutes {
  readonly minute: Float64Array;
  readonly counts: Uint32Array;
}

/** Start and bytes of a block of flows, lent by `FlowReader`. */
export interface Exchanges {
  readonly times: Float64Array;
  readonly sent: Float64Array;
  readonly received: Float64Array;
}

/** Reads the starts and bytes of rows `from` to `to`, which are in one block. */
export function exchangesOf(reader: Facts['reader'], from: number, to: number): Exchanges {
  return {
    times: reader.numbers('ts', from, to),
    sent: reader.numbers('orig_bytes', from, to),
    received: reader.numbers('resp_bytes', from, to),
  };
}

/**
 * Counts the flows of channels with an asker (by channel, `NONE` for others). `asked` has the number of flows of each
 * source. One pass over the flows. Flows arrive nearly in order, so only few minutes are sorted. 24 bytes per DNS flow.
 */
export async function countQuestions(
  { reader, flows }: Pick<Facts, 'reader' | 'flows'>,
  asker: Uint32Array,
  asked: Float64Array,
  control: Control,
): Promise<DnsQuestions> {
  const firsts = new Float64Array(asked.length + 1);
  for (let s = 0; s < asked.length; s++) firsts[s + 1] = firsts[s] + asked[s];
  const total = firsts[asked.length];
  const ends = firsts.slice(0, asked.length);
  const out = { minute: new Float64Array(total), counts: new Uint32Array(COUNTS * total) };
  await inStretches(control, total === 0 ? 0 : flows.count, (from, to) =>
    addQuestions(flows, asker, exchangesOf(reader, from, to), from, to, firsts, ends, out),
  );
  for (const s of unsorted(out.minute, firsts, ends))
    ends[s] = firsts[s] + (await mergeMinutes(out, firsts[s], ends[s], control));
  return closeUp(out, firsts, ends, control);
}

/** Adds a block of flows. The latest minute of source s is before `ends[s]`. */
function addQuestions(
  { channel, start }: Facts['flows'],
  asker: Uint32Array,
  { times, sent, received }: Exchanges,
  from: number,
  to: number,
  firsts: Float64Array,
  ends: Float64Array,
  { minute, counts }: Minutes,
): void {
  for (let row = from; row < to; row++) {
    const s = asker[channel[row]];
    if (s === NONE) continue;
    const at = minuteOf(times[row - from], start, row);
    let place = ends[s] - 1;
    if (place < firsts[s] || minute[place] !== at) {
      place = ends[s]++;
      minute[place] = at;
    }
    const down = received[row - from];
    const kind = kindOfAnswer(down - sent[row - from]);
    counts[COUNTS * place + QUESTIONS]++;
    counts[COUNTS * place + TENTHS] += weights[kind];
    if (!(down > 0)) continue;
    counts[COUNTS * place + ANSWERED]++;
    if (kind === NOWHERE) counts[COUNTS * place + FAILED]++;
  }
}

/** The minutes of each source, `firsts[s]..ends[s]`, without room between sources. */
async function closeUp(
  minutes: Minutes,
  firsts: Float64Array,
  ends: Float64Array,
  control: Control,
): Promise<DnsQuestions> {
  const starts = new Uint32Array(firsts.length);
  for (let s = 0; s < ends.length; s++) starts[s + 1] = starts[s] + ends[s] - firsts[s];
  const count = starts[ends.length];
  const out = {
    starts,
    source: new Uint32Array(count),
    minute: new Float64Array(count),
    questions: new Uint32Array(count),
    tenths: new Uint32Array(count),
    answered: new Uint32Array(count),
    failed: new Uint32Array(count),
  };
  const isDue = turns();
  for (let s = 0; s < ends.length; s++) {
    if (starts[s] === starts[s + 1]) continue;
    if (isDue()) await checkpoint(control.signal);
    copyMinutes(minutes, firsts[s], s, out);
  }
  return out;
}

/** Copies the minutes of source `s`, which begin at `first`. */
function copyMinutes({ minute, counts }: Minutes, first: number, s: number, out: DnsQuestions): void {
  for (let to = out.starts[s], from = first; to < out.starts[s + 1]; to++, from++) {
    out.source[to] = s;
    out.minute[to] = minute[from];
    out.questions[to] = counts[COUNTS * from + QUESTIONS];
    out.tenths[to] = counts[COUNTS * from + TENTHS];
    out.answered[to] = counts[COUNTS * from + ANSWERED];
    out.failed[to] = counts[COUNTS * from + FAILED];
  }
}

/** The sources whose minutes are out of order. */
function unsorted(minute: Float64Array, firsts: Float64Array, ends: Float64Array): number[] {
  const sources: number[] = [];
  for (let s = 0; s < ends.length; s++) if (!isAscending(minute, firsts[s], ends[s])) sources.push(s);
  return sources;
}

function isAscending(minute: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (minute[i] <= minute[i - 1]) return false;
  return true;
}

/** Sorts minutes `from` up to `to` in place and adds up equal ones. Returns their number. */
async function mergeMinutes(all: Minutes, from: number, to: number, control: Control): Promise<number> {
  const minute = all.minute.subarray(from, to);
  const counts = all.counts.subarray(COUNTS * from, COUNTS * to);
  const before = { minute: minute.slice(), counts: counts.slice() };
  await sortTimes(minute, control);
  let count = 0;
  for (const at of minute) if (count === 0 || at !== minute[count - 1]) minute[count++] = at;
  counts.fill(0);
  for (let i = 0; i < before.minute.length; i++) {
    const place = findMinute(minute, 0, count, before.minute[i]);
    for (let k = 0; k < COUNTS; k++) counts[COUNTS * place + k] += before.counts[COUNTS * i + k];
  }
  return count;
}

/** Number of a minute since `start` (epoch seconds). */
export function minuteOf(time: number, start: number, row: number): number {
  // A flow without a time gets a minute of its own, since it has no rate.
  if (Number.isNaN(time)) return -2 - row;
  return time >= start ? Math.floor((time - start) / 60) : 0;
}

/** Index of the first minute in `[low, high)` that is not before `wanted`. */
export function findMinute(minute: Float64Array, low: number, high: number, wanted: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (minute[middle] < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
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

const NOWHERE = weights.length - 1;

/** Whether an answer that is `growth` bytes longer than its question leads nowhere. */
export function leadsNowhere(growth: number): boolean {
  return kindOfAnswer(growth) === NOWHERE;
}

/** The kind of an answer that is `growth` bytes longer than its question: an index of `weights`. */
export function kindOfAnswer(growth: number): number {
  if (growth > LONG_ANSWER) return 0;
  const [one, other] = ADDRESS_RECORDS;
  const isAddress = growth > 0 && (growth < SHORT_ANSWER || growth % one === 0 || growth % other === 0);
  return isAddress ? 1 : 2;
}
