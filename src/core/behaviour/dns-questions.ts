import { type Control, checkpoint, turns } from '../../control.ts';
import type { Facts } from '../facts.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { sortTimes } from '../sort-times.ts';

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
}

/**
 * Counts the flows of channels with an asker (by channel, `NONE` for others). `asked` has the number of flows of each
 * source. One pass over the flows. Flows arrive nearly in order, so only few minutes are sorted. 20 bytes per DNS flow.
 */
export async function countQuestions(
  { reader, flows }: Facts,
  asker: Uint32Array,
  asked: Float64Array,
  control: Control,
): Promise<DnsQuestions> {
  const firsts = new Float64Array(asked.length + 1);
  for (let s = 0; s < asked.length; s++) firsts[s + 1] = firsts[s] + asked[s];
  const total = firsts[asked.length];
  const ends = firsts.slice(0, asked.length);
  const out = { minute: new Float64Array(total), questions: new Uint32Array(total), tenths: new Uint32Array(total) };
  await inStretches(control, total === 0 ? 0 : flows.count, (from, to) => {
    const block = {
      times: reader.numbers('ts', from, to),
      sent: reader.numbers('orig_bytes', from, to),
      received: reader.numbers('resp_bytes', from, to),
    };
    addQuestions(flows, asker, block, from, to, firsts, ends, out);
  });
  return closeUp(out, firsts, ends, control);
}

type Minutes = Pick<DnsQuestions, 'minute' | 'questions' | 'tenths'>;

/** Adds a block of flows. The latest minute of source s is before `ends[s]`. */
function addQuestions(
  { channel, start }: Facts['flows'],
  asker: Uint32Array,
  {
    times,
    sent,
    received,
  }: { readonly times: Float64Array; readonly sent: Float64Array; readonly received: Float64Array },
  from: number,
  to: number,
  firsts: Float64Array,
  ends: Float64Array,
  { minute, questions, tenths }: Minutes,
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
    questions[place]++;
    tenths[place] += weights[kindOfAnswer(received[row - from] - sent[row - from])];
  }
}

/** Sorts the minutes of each source, `firsts[s]..ends[s]`, and leaves no room between sources. */
async function closeUp(
  { minute, questions, tenths }: Minutes,
  firsts: Float64Array,
  ends: Float64Array,
  control: Control,
): Promise<DnsQuestions> {
  const starts = new Uint32Array(firsts.length);
  const source = new Uint32Array(minute.length);
  for (const s of unsorted(minute, firsts, ends))
    ends[s] = firsts[s] + (await mergeMinutes(subMinutes({ minute, questions, tenths }, firsts[s], ends[s]), control));
  const isDue = turns();
  let count = 0;
  for (let s = 0; s < ends.length; s++) {
    const end = ends[s];
    if (firsts[s] === end) {
      starts[s + 1] = count;
      continue;
    }
    if (isDue()) await checkpoint(control.signal);
    move({ minute, questions, tenths }, firsts[s], end, count);
    source.fill(s, count, count + end - firsts[s]);
    count += end - firsts[s];
    starts[s + 1] = count;
  }
  return { starts, source: source.slice(0, count), ...sliceMinutes({ minute, questions, tenths }, count) };
}

function move({ minute, questions, tenths }: Minutes, from: number, to: number, at: number): void {
  for (let i = from, out = at; i < to; i++, out++) {
    minute[out] = minute[i];
    questions[out] = questions[i];
    tenths[out] = tenths[i];
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

function subMinutes({ minute, questions, tenths }: Minutes, from: number, to: number): Minutes {
  return {
    minute: minute.subarray(from, to),
    questions: questions.subarray(from, to),
    tenths: tenths.subarray(from, to),
  };
}

function sliceMinutes({ minute, questions, tenths }: Minutes, count: number): Minutes {
  return { minute: minute.slice(0, count), questions: questions.slice(0, count), tenths: tenths.slice(0, count) };
}

/** Sorts minutes in place and adds up equal ones. Returns their number. */
async function mergeMinutes(minutes: Minutes, control: Control): Promise<number> {
  const { minute, questions, tenths } = minutes;
  const before = sliceMinutes(minutes, minute.length);
  await sortTimes(minute, control);
  let count = 0;
  for (const at of minute) if (count === 0 || at !== minute[count - 1]) minute[count++] = at;
  questions.fill(0);
  tenths.fill(0);
  for (let i = 0; i < before.minute.length; i++) {
    const place = findMinute(minute, 0, count, before.minute[i]);
    questions[place] += before.questions[i];
    tenths[place] += before.tenths[i];
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

/** Whether an answer that is `growth` bytes longer than its question leads nowhere. */
export function leadsNowhere(growth: number): boolean {
  return kindOfAnswer(growth) === weights.length - 1;
}

/** The kind of an answer that is `growth` bytes longer than its question: an index of `weights`. */
export function kindOfAnswer(growth: number): number {
  if (growth > LONG_ANSWER) return 0;
  const [one, other] = ADDRESS_RECORDS;
  const isAddress = growth > 0 && (growth < SHORT_ANSWER || growth % one === 0 || growth % other === 0);
  return isAddress ? 1 : 2;
}
