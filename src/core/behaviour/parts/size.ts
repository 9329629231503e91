import type { Control } from '../../control.ts';
import { countOf } from '../../number-words.ts';
import { ANSWER, type Channels, UNSCORED } from '../channels.ts';
import type { Facts } from '../facts.ts';
import { bytesText, namesOf } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { channelItself, type Measured, type Part, settle } from '../part.ts';
import { eachPiece } from '../sizes-by-channel.ts';
import { type Calibration, capped, withPenalty } from '../surprise.ts';
import { beyond } from '../tail.ts';
import { TCP } from '../words.ts';
import { ALL_TCP, FIRST, fitSizes, type SizeClasses } from './size-classes.ts';
import { MEAN_SCALE, MEAN_WEIGHT, sentOf, termsOfFlow, termsOfMean, termsOfOthers } from './size-terms.ts';

/** Scores channels by the sizes of their flows, relative to flows of the same service. Linear in the flows. */
export const size: Part = {
  name: 'size',
  label: 'Large flow or packets',
  entity: 'channel',
  measures: 'A flow sends more than others of its service do: more in all for TCP, larger packets for UDP and ICMP.',
  formula:
    'tail(v; flows of the service, or of the port, at most 32 a channel, scale >= .5 and from 5 kB for TCP, else >= .25), ' +
    'v = ln(1 + sent), / √sources of the destination for TCP; usual sizes of DNS and ping are among the peers; ' +
    'at least .8 of the mean of the channel’s; of DNS and ping, from 8 flows, that of the mean v with .6 of the scale',
  source: 'measured; tunnels in DNS and ICMP carry data where there is little',
  measure,
};

/** Minimum number of flows for a test of the channel's mean. */
const LEAST_OF_MEAN = 8;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, flows } = facts;
  const classes = await fitSizes(facts, control);
  const { classOf } = classes;
  const shared = await sharedAmong(facts, classes, control);
  const ofOne = (row: number, channel: number) => surpriseOfFlow(classes, shared, channel, flows.size[row]);
  const sums = await sumUp(facts, classes, shared, control);
  const { most, sizes, withData, large } = sums;
  const mean = new Float32Array(channels.count);
  await inStretches(control, channels.count, (from, to) => testMeans(channels, classes, sums, from, to, mean));
  const largeOf = (channel: number) => large[channel];
  const { calibration, score, compared } = await settle(facts, 'size', channelItself, most, largeOf, control);
  const atLeast = await scoresOfMeans(mean, calibration, large, control);
  const bounds = await boundsOf(channels.count, classes, most, atLeast, control);
  const scoring = { classes, shared, bounds, mean, large, calibration };
  const ofFlow = (row: number, channel: number) => scoreOfFlow(scoring, channel, flows.size[row]);
  const evidence = (channel: number, row: number) => {
    const own = ofOne(row, channel);
    if (surpriseOfMean(classes, classOf[channel], sizes[channel], withData[channel]) > own) {
      return evidenceOfMean(facts, classes, channel, sizes[channel] / withData[channel]);
    }
    return own > 0
      ? evidenceOf(facts, classes, channel, sentOf(facts, channel, row), 'One flow')
      : evidenceOf(facts, classes, channel, Math.expm1(channels.largest[channel]), 'The largest flow');
  };
  const derive = (channel: number, row: number) => {
    const own = ofOne(row, channel);
    const penalised = [{ name: 'w', meaning: 'flows with s of 1 or more, 0 for DNS and ping', value: large[channel] }];
    const ofMean = surpriseOfMean(classes, classOf[channel], sizes[channel], withData[channel]);
    const numbers = { facts, channel, tail: classes.tails[classOf[channel]] };
    if (own > mean[channel]) return { terms: termsOfFlow(numbers, row), surprise: own, penalised };
    const terms =
      Math.fround(ofMean) === mean[channel]
        ? termsOfMean(numbers, sizes[channel], withData[channel])
        : termsOfOthers(sums.sum[channel], channels.rows[channel]);
    return { terms, surprise: mean[channel], penalised };
  };
  return {
    calibration,
    compared,
    surprise: most,
    score,
    unusual: sums.unusual,
    entityOf: channelItself,
    ofFlow,
    evidence,
    derive,
  };
}

/** What the score of a flow depends on. By channel, except for the classes and the calibration. */
interface Scoring {
  readonly classes: SizeClasses;
  readonly shared: Float32Array;
  /** See `boundsOf`. */
  readonly bounds: Float64Array;
  readonly mean: Float32Array;
  readonly large: Uint32Array;
  readonly calibration: Calibration;
}

function scoreOfFlow(
  { classes, shared, bounds, mean, large, calibration }: Scoring,
  channel: number,
  size: number,
): number {
  const least = bounds[2 * channel + 1];
  if (size <= bounds[2 * channel]) return least;
  const surprise = surpriseOfFlow(classes, shared, channel, size);
  return surprise > mean[channel] ? withPenalty(calibration.left(surprise), large[channel]) : least;
}

/** The size up to which a flow has the least score of its channel, and this score, at twice the channel. */
async function boundsOf(
  count: number,
  classes: SizeClasses,
  most: Float32Array,
  atLeast: Float64Array,
  control: Control,
): Promise<Float64Array> {
  const bounds = new Float64Array(2 * count).fill(Infinity);
  await inStretches(control, count, (from, to) => boundSome(classes, most, atLeast, from, to, bounds));
  return bounds;
}

function boundSome(
  { classOf, tails }: SizeClasses,
  most: Float32Array,
  atLeast: Float64Array,
  from: number,
  to: number,
  bounds: Float64Array,
): void {
  for (let channel = from; channel < to; channel++) {
    if (most[channel] > 0) bounds[2 * channel] = tails[classOf[channel]]?.start ?? Infinity;
    bounds[2 * channel + 1] = atLeast[channel];
  }
}

/** −log10 p of one flow. */
function surpriseOfFlow({ classOf, tails }: SizeClasses, shared: Float32Array, channel: number, size: number): number {
  return shared[channel] === 0 ? 0 : shared[channel] * capped(beyond(tails[classOf[channel]], size));
}

/**
 * By channel: weight of its flows' −log10 p. 0 if its sizes are not scored. For TCP it falls with the number of
 * sources.
 */
async function sharedAmong(
  { channels, entities }: Facts,
  classes: SizeClasses,
  control: Control,
): Promise<Float32Array> {
  const shared = new Float32Array(channels.count);
  const { sourcesOf } = entities;
  await inStretches(control, channels.count, (from, to) => shareSome(channels, sourcesOf, classes, from, to, shared));
  return shared;
}

function shareSome(
  { flags, ports, port, pairs, pair }: Channels,
  sourcesOf: Uint32Array,
  { classOf, tails }: SizeClasses,
  from: number,
  to: number,
  shared: Float32Array,
): void {
  for (let channel = from; channel < to; channel++) {
    const id = classOf[channel];
    if (id === NONE || tails[id] === null || (flags[channel] & (UNSCORED | ANSWER)) !== 0) continue;
    const isTcp = ports.transport[port[channel]] === TCP;
    const sources = sourcesOf[pairs.destination[pair[channel]]];
    shared[channel] = isTcp ? 1 / Math.sqrt(Math.max(1, sources)) : 1;
  }
}

/** Totals over the rows of each channel with a flow in the tail of its class. 0 for the other channels. */
interface Sums {
  /** Highest −log10 p of its flows, and the sum. */
  readonly most: Float32Array;
  readonly sum: Float64Array;
  /** Sum of ln(1 + sent bytes) over flows. */
  readonly sizes: Float64Array;
  /** Flows that sent data. */
  readonly withData: Uint32Array;
  /** Flows with −log10 p of at least 1; all with data where the mean has it. */
  readonly unusual: Uint32Array;
  /** Of the single flows those that the flow-count penalty counts: 0 for DNS and ping. */
  readonly large: Uint32Array;
}

async function sumUp(
  { channels, flows: { busy, byChannel } }: Facts,
  classes: SizeClasses,
  shared: Float32Array,
  control: Control,
): Promise<Sums> {
  const { count, largest } = channels;
  const sums = {
    most: new Float32Array(count),
    sum: new Float64Array(count),
    sizes: new Float64Array(count),
    withData: new Uint32Array(count),
    unusual: new Uint32Array(count),
    large: new Uint32Array(count),
  };
  const own = { all: byChannel.sizes, classes, shared, largest, sums };
  await eachPiece(channels, busy, byChannel, control, addPiece, own);
  return sums;
}

/** The sizes of all channels, what decides about them, and what they are added to. */
interface Adding {
  readonly all: Float32Array;
  readonly classes: SizeClasses;
  readonly shared: Float32Array;
  readonly largest: Float32Array;
  readonly sums: Sums;
}

function addPiece({ all, classes, shared, largest, sums }: Adding, channel: number, from: number, to: number): void {
  const id = classes.classOf[channel];
  const tail = shared[channel] === 0 ? null : classes.tails[id];
  if (tail === null || largest[channel] <= tail.start) return;
  const { most, sum, sizes, withData, unusual, large } = sums;
  for (let i = from; i < to; i++) {
    const size = all[i];
    sizes[channel] += size;
    if (size > 0) withData[channel]++;
    if (size <= tail.start) continue;
    const surprise = shared[channel] * capped(beyond(tail, size));
    sum[channel] += surprise;
    if (surprise > most[channel]) most[channel] = surprise;
    if (surprise < 1) continue;
    unusual[channel]++;
    if (id >= FIRST) large[channel]++;
  }
}

/** Writes the least −log10 p of a channel's flows, by the means over the channel. Raises `most` where the mean size is more unusual. */
function testMeans(
  { rows }: Channels,
  classes: SizeClasses,
  { most, sum, sizes, withData, unusual }: Sums,
  from: number,
  to: number,
  mean: Float32Array,
): void {
  for (let channel = from; channel < to; channel++) {
    if (most[channel] === 0) continue;
    const ofMean = surpriseOfMean(classes, classes.classOf[channel], sizes[channel], withData[channel]);
    mean[channel] = Math.max((MEAN_WEIGHT * sum[channel]) / rows[channel], ofMean);
    if (ofMean > most[channel]) most[channel] = ofMean;
    if (ofMean >= 1) unusual[channel] = withData[channel];
  }
}

/**
 * By channel: the minimum score of its flows, from the test of the mean. Computed ahead because most flows have this
 * score.
 */
async function scoresOfMeans(
  mean: Float32Array,
  calibration: Calibration,
  large: Uint32Array,
  control: Control,
): Promise<Float64Array> {
  const scores = new Float64Array(mean.length);
  await inStretches(control, mean.length, (from, to) => penaliseMeans(mean, calibration, large, from, to, scores));
  return scores;
}

function penaliseMeans(
  mean: Float32Array,
  calibration: Calibration,
  large: Uint32Array,
  from: number,
  to: number,
  scores: Float64Array,
): void {
  for (let channel = from; channel < to; channel++)
    if (mean[channel] > 0) scores[channel] = withPenalty(calibration.left(mean[channel]), large[channel]);
}

/**
 * Tests the mean size of a DNS or ping channel. These sizes vary little, so means lie closer together than single
 * flows.
 */
function surpriseOfMean({ tails }: SizeClasses, id: number, sum: number, flows: number): number {
  const tail = id < FIRST && id !== ALL_TCP ? tails[id] : null;
  if (tail === null || flows < LEAST_OF_MEAN) return 0;
  return capped(beyond({ start: tail.start, scale: MEAN_SCALE * tail.scale }, sum / flows));
}

/** `sent` is the size of this flow if it is large, otherwise of the channel's largest flow. */
function evidenceOf(facts: Facts, { classOf, tails, high }: SizeClasses, channel: number, sent: number, which: string) {
  const { ports, port: portOf } = facts.channels;
  const { source, destination, port, service } = namesOf(facts, channel);
  const unit = ports.transport[portOf[channel]] === TCP ? '' : ' per packet';
  const most = Math.expm1(high[classOf[channel]] ?? 0);
  const [share, usual] = sent >= most ? [95, most] : [75, Math.expm1(tails[classOf[channel]]?.start ?? 0)];
  const sentence = `${which} of ${source} to ${destination} sent ${bytesText(sent)}${unit}; ${share} % of ${service || port} flows stay below ${bytesText(usual)}`;
  return { numbers: { sent, usual }, sentence };
}

function evidenceOfMean(facts: Facts, { classOf, tails }: SizeClasses, channel: number, mean: number) {
  const { source, destination, port, service } = namesOf(facts, channel);
  const numbers = {
    sent: Math.expm1(mean),
    usual: Math.expm1(tails[classOf[channel]]?.start ?? 0),
    flows: facts.channels.withData[channel],
  };
  const sentence = `${countOf(numbers.flows, 'flow')} of ${source} to ${destination} sent ${bytesText(numbers.sent)} per packet on average; 75 % of single ${service || port} flows stay below ${bytesText(numbers.usual)}`;
  return { numbers, sentence };
}
