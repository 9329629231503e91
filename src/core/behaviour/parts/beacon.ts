import { type Control, checkpoint, turns } from '../../control.ts';
import { isAscending } from '../../math/sort-runs.ts';
import { countOf, formatCount } from '../../number-words.ts';
import { sizeSpread } from '../busy-channels.ts';
import { type Channels, INFRASTRUCTURE } from '../channels.ts';
import { isFailing } from '../entities.ts';
import type { Facts } from '../facts.ts';
import { namesOf, secondsText } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE, PairTable } from '../pair-table.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import { FEW_TIMES, sortFew, sortTimes } from '../sort-times.ts';
import { capped, clipped } from '../surprise.ts';
import { type Related, sharedBy, termsOfBeacon } from './beacon-terms.ts';
import { type Gaps, LEAST_GAPS, testGaps } from './gaps.ts';

/** Scores channels by the regularity of their start times. Sorts the times of channels with at least four flows. */
export const beacon: Part = {
  name: 'beacon',
  label: 'Beacon',
  entity: 'channel',
  measures:
    'The flows of a channel, or its calls of several flows each, are spaced more evenly than chance would space them.',
  formula:
    'b = -log10 P(M), M = ln(mean gap) - mean(ln gap), by chance .5772 ± √(.645/m), m >= 5 gaps, to other networks for m <= 32 and 30 s on average ' +
    '2 m M/(1 + (m + 1)/(6 m)) ~ χ² of m - 1 degrees; or, less .3, that of the gaps above ' +
    'd = .2 of their 75 % quantile less d, from 10 flows, d >= .5 s, if gaps up to d and at least 35 % above are there: calls of several flows, which count as one; ' +
    'b (.5 + .5 min(1, max(cover/.3, hours))) (.7 + .3 e^-sd(log2 size)), x .8 if all fail, else down to x .5 for a source ' +
    'that does little else, x .5 inside one network, x .25 for infrastructure, / max(kp, kd, √(ks/2)) for as many regular channels ' +
    'of the source on the port with about the same gap (root on the web), or to the same service, or √(ks/2) for those of the source ' +
    'with about the same gap on any port; + .5 Rc if above 1',
  source: 'Moran 1951 (test of exponential gaps), Bartlett’s correction of few; weights of sizes and cover: measured',
  measure,
};

/** Times between two looks at the clock. */
const LOOKED_AT_ONCE = 4096;
/** Minimum −log10 p of a regular channel. */
const REGULAR = 2;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, flows } = facts;
  const { busy } = flows;
  const places = busy.channel.length;
  const evenness = new Float32Array(places);
  const gaps = new Uint32Array(places);
  const calls = new Uint32Array(places);
  const means = new Float32Array(places);
  await measureGaps(facts, { evenness, gaps, calls, means }, control);
  const regular = countRegular(facts, evenness, means);
  const surprise = new Float32Array(places);
  await inStretches(control, places, (from, to) => weighSome(facts, evenness, regular, from, to, surprise));
  return {
    ...(await settle(
      facts,
      'beacon',
      entitiesIn(busy.placeOf),
      surprise,
      (place) => calls[place] || channels.flows[busy.channel[place]],
      control,
    )),
    entityOf: entitiesIn(busy.placeOf),
    evidence: (place, row) => {
      const { source, destination, port } = namesOf(facts, flows.channel[row]);
      const isSameSize = sizeSpread(busy, busy.sent, place) < 0.1;
      const sameSize = isSameSize ? 1 : 0;
      const numbers = { gaps: gaps[place], mean: means[place], calls: calls[place], sameSize };
      const things = calls[place] > 0 ? `${formatCount(calls[place])} calls of several flows` : 'flows';
      const sentence = `${countOf(gaps[place], 'gap')} of about ${secondsText(means[place])} between ${things} of ${source} to ${destination}, ${port}, more even than chance; ${isSameSize ? 'same request size' : 'request sizes differ'}`;
      return { numbers, sentence };
    },
    derive: (place) => {
      const numbers = {
        facts,
        place,
        gaps: testGaps(busy.times, busy.starts[place], busy.ends[place], isToOutside(channels, busy.channel[place])),
        related: relatedOf(facts, regular, place),
      };
      return {
        terms: termsOfBeacon(numbers),
        penalised: [
          calls[place] > 0
            ? { name: 'w', meaning: 'calls of the channel', value: calls[place] }
            : { name: 'w', meaning: 'flows of the channel', value: channels.flows[busy.channel[place]] },
        ],
      };
    },
  };
}

/** By busy channel: see `Gaps`. */
interface GapsOfChannels {
  readonly evenness: Float32Array;
  readonly gaps: Uint32Array;
  readonly calls: Uint32Array;
  readonly means: Float32Array;
}

async function measureGaps({ channels, flows: { busy } }: Facts, out: GapsOfChannels, control: Control): Promise<void> {
  const { times, starts, ends } = busy;
  const isDue = turns();
  let looked = 0;
  for (let place = 0; place < busy.channel.length; place++) {
    const first = starts[place];
    const end = ends[place];
    if (end - first <= LEAST_GAPS) continue;
    if (!isAscending(times, first, end)) {
      if (end - first <= FEW_TIMES) sortFew(times, first, end);
      else await sortTimes(times.subarray(first, end), control);
    }
    take(testGaps(times, first, end, isToOutside(channels, busy.channel[place])), place, out);
    looked += end - first;
    if (looked < LOOKED_AT_ONCE) continue;
    looked = 0;
    if (isDue()) await checkpoint(control.signal);
  }
}

/** Inside one network few calls hours apart in a rhythm are common: hosts update policies and directories. */
function isToOutside({ pair, pairs }: Channels, channel: number): boolean {
  return pairs.isInside[pair[channel]] === 0;
}

function take(found: Gaps, place: number, { evenness, gaps, calls, means }: GapsOfChannels): void {
  evenness[place] = found.surprise;
  gaps[place] = found.count;
  calls[place] = found.calls;
  means[place] = found.mean;
}

/** Counts of related regular channels. */
interface Regular {
  /** By source and port, and by source alone. */
  readonly onPort: Rhythms;
  readonly ofSource: Rhythms;
  readonly means: Float32Array;
  /** Regular channels to the same destination and port. */
  readonly ofService: Uint32Array;
}

/** Regular channels by owner and step of the mean gap, see `sameRhythm`. */
interface Rhythms {
  readonly ids: PairTable;
  readonly counts: number[];
}

/** Gaps within a factor of 1.5 count as equal: they fall into the same or a neighbouring step of this ratio. */
const GAP_STEP = Math.log(1.5);

// Gaps are at least 1 ms, so steps are above -18.
function stepOf(mean: number): number {
  return 100 + Math.round(Math.log(mean) / GAP_STEP);
}

function countRegular(facts: Facts, evenness: Float32Array, means: Float32Array): Regular {
  const { sourcePorts, services } = facts.entities;
  const { busy } = facts.flows;
  const ofService = new Uint32Array(services.count);
  const [onPort, ofSource]: Rhythms[] = [0, 1].map(() => ({ ids: new PairTable(), counts: [] }));
  for (let place = 0; place < evenness.length; place++) {
    if (evenness[place] < REGULAR) continue;
    const channel = busy.channel[place];
    ofService[services.ofChannel[channel]]++;
    const step = stepOf(means[place]);
    add(onPort, sourcePorts.ofChannel[channel], step);
    add(ofSource, sourceOf(facts, channel), step);
  }
  return { onPort, ofSource, means, ofService };
}

function add({ ids, counts }: Rhythms, owner: number, step: number): void {
  const id = ids.idOf(owner, step);
  counts[id] = (counts[id] ?? 0) + 1;
}

function sourceOf({ channels: { pair, pairs } }: Facts, channel: number): number {
  return pairs.source[pair[channel]];
}

/** Regular channels of the same owner with about the same gap: one program that polls several servers. */
function sameRhythm({ ids, counts }: Rhythms, owner: number, mean: number): number {
  const step = stepOf(mean);
  let same = 0;
  for (let at = step - 1; at <= step + 1; at++) {
    const id = ids.find(owner, at);
    if (id !== NONE) same += counts[id];
  }
  return same;
}

/** Regular channels that one program may explain, for a channel. */
function relatedOf(facts: Facts, { onPort, ofSource, means, ofService }: Regular, place: number): Related {
  const { sourcePorts, services } = facts.entities;
  const channel = facts.flows.busy.channel[place];
  return {
    onPort: sameRhythm(onPort, sourcePorts.ofChannel[channel], means[place]),
    ofSource: sameRhythm(ofSource, sourceOf(facts, channel), means[place]),
    ofService: ofService[services.ofChannel[channel]],
  };
}

function weighSome(
  facts: Facts,
  evenness: Float32Array,
  regular: Regular,
  from: number,
  to: number,
  surprise: Float32Array,
): void {
  for (let place = from; place < to; place++)
    if (evenness[place] > 0) surprise[place] = weigh(facts, place, evenness[place], regular);
}

function weigh(facts: Facts, place: number, evenness: number, regular: Regular): number {
  const { channels, context, flows } = facts;
  const channel = flows.busy.channel[place];
  const isWeb = channels.ports.isWeb[channels.port[channel]] === 1;
  const many = sharedBy(relatedOf(facts, regular, place), isWeb);
  const lasts = channels.to[channel] - channels.from[channel];
  const cover = lasts / flows.span;
  const weight =
    (0.5 + 0.5 * Math.min(1, Math.max(cover / 0.3, lasts / 3600))) *
    (0.7 + 0.3 * Math.exp(-sizeSpread(flows.busy, flows.busy.sent, place))) *
    damping(facts, channel);
  const weighed = (evenness * weight) / many;
  return capped(weighed + (weighed > 1 ? 0.5 * context.ofChannel[channel] : 0));
}

function damping({ channels, entities }: Facts, channel: number): number {
  const isHousekeeping = (channels.flags[channel] & INFRASTRUCTURE) !== 0;
  const pair = channels.pair[channel];
  const isInside = channels.pairs.isInside[pair] === 1;
  // A machine with one answered purpose, such as a sensor, is expected to be regular.
  const share = channels.flows[channel] / entities.flowsOf[channels.pairs.source[pair]];
  const ofState = isFailing(channels, channel) ? 0.8 : 1 - 0.5 * clipped((share - 0.5) / 0.4, 0, 1);
  return ofState * (isHousekeeping ? 0.25 : 1) * (isInside ? 0.5 : 1);
}
