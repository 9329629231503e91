import { type Control, checkpoint } from '../../control.ts';
import { isAscending } from '../../math/sort-runs.ts';
import { countOf, formatCount } from '../../number-words.ts';
import { sizeSpread } from '../busy-channels.ts';
import { INFRASTRUCTURE } from '../channels.ts';
import { isFailing } from '../entities.ts';
import type { Facts } from '../facts.ts';
import { namesOf, secondsText } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE, PairTable } from '../pair-table.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import { FEW_TIMES, sortFew, sortTimes } from '../sort-times.ts';
import { capped, clipped } from '../surprise.ts';
import { termsOfBeacon } from './beacon-terms.ts';
import { type Gaps, LEAST_GAPS, testGaps } from './gaps.ts';

/** Scores channels by the regularity of their start times. Sorts the times of channels with at least four flows. */
export const beacon: Part = {
  name: 'beacon',
  label: 'Beacon',
  entity: 'channel',
  measures:
    'The flows of a channel, or its calls of several flows each, are spaced more evenly than chance would space them.',
  formula:
    'b = -log10 P(M), M = ln(mean gap) - mean(ln gap), by chance .5772 ± √(.645/m), m >= 5 gaps; or, less .3, that of the gaps above ' +
    'd = .2 of their 75 % quantile less d, from 10 flows, d >= .5 s, if gaps up to d and at least 35 % above are there: calls of several flows, which count as one; ' +
    'b (.5 + .5 min(1, max(cover/.3, hours))) (.7 + .3 e^-sd(log2 size)), x .8 if all fail, else down to x .5 for a source ' +
    'that does little else, x .5 inside one network, x .25 for infrastructure, / max(kp, kd) for as many regular channels ' +
    'of the source on the port with about the same gap (root on the web), or to the same service; + .5 Rc if above 1',
  source: 'Moran 1951 (test of exponential gaps); weights of sizes and cover: measured',
  measure,
};

/** Minimum −log10 p of a regular channel. */
const REGULAR = 2;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, flows, entities } = facts;
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
        gaps: testGaps(busy.times.subarray(busy.starts[place], busy.ends[place])),
        sameRhythm: sameRhythm(regular, entities.sourcePorts.ofChannel[busy.channel[place]], place),
        ofService: regular.ofService[entities.services.ofChannel[busy.channel[place]]],
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

async function measureGaps({ flows: { busy } }: Facts, out: GapsOfChannels, control: Control): Promise<void> {
  const { times, starts, ends } = busy;
  let looked = 0;
  for (let place = 0; place < busy.channel.length; place++) {
    const first = starts[place];
    const end = ends[place];
    if (end - first <= LEAST_GAPS) continue;
    if (!isAscending(times, first, end)) {
      if (end - first <= FEW_TIMES) sortFew(times, first, end);
      else await sortTimes(times.subarray(first, end), control);
    }
    take(testGaps(times, first, end), place, out);
    looked += end - first;
    if (looked < 50_000) continue;
    looked = 0;
    await checkpoint(control.signal);
  }
}

function take(found: Gaps, place: number, { evenness, gaps, calls, means }: GapsOfChannels): void {
  evenness[place] = found.surprise;
  gaps[place] = found.count;
  calls[place] = found.calls;
  means[place] = found.mean;
}

/** Counts of related regular channels. */
interface Regular {
  /** Regular channels by source and port and by step of the mean gap, see `sameRhythm`. */
  readonly rhythms: PairTable;
  readonly counts: readonly number[];
  readonly means: Float32Array;
  /** Regular channels to the same destination and port. */
  readonly ofService: Uint32Array;
}

/** Gaps within a factor of 1.5 count as equal: they fall into the same or a neighbouring step of this ratio. */
const GAP_STEP = Math.log(1.5);

// Gaps are at least 1 ms, so steps are above -18.
function stepOf(mean: number): number {
  return 100 + Math.round(Math.log(mean) / GAP_STEP);
}

function countRegular({ entities, flows: { busy } }: Facts, evenness: Float32Array, means: Float32Array): Regular {
  const { sourcePorts, services } = entities;
  const ofService = new Uint32Array(services.count);
  const rhythms = new PairTable();
  const counts: number[] = [];
  for (let place = 0; place < evenness.length; place++) {
    if (evenness[place] < REGULAR) continue;
    const channel = busy.channel[place];
    ofService[services.ofChannel[channel]]++;
    const rhythm = rhythms.idOf(sourcePorts.ofChannel[channel], stepOf(means[place]));
    counts[rhythm] = (counts[rhythm] ?? 0) + 1;
  }
  return { rhythms, counts, means, ofService };
}

/** Regular channels of the same source and port with about the same gap: one program that polls several servers. */
function sameRhythm({ rhythms, counts, means }: Regular, id: number, place: number): number {
  const step = stepOf(means[place]);
  let same = 0;
  for (let at = step - 1; at <= step + 1; at++) {
    const rhythm = rhythms.find(id, at);
    if (rhythm !== NONE) same += counts[rhythm];
  }
  return same;
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
  const { channels, entities, context, flows } = facts;
  const channel = flows.busy.channel[place];
  const shared = regular.ofService[entities.services.ofChannel[channel]];
  const isWeb = channels.ports.isWeb[channels.port[channel]] === 1;
  const inRhythm = sameRhythm(regular, entities.sourcePorts.ofChannel[channel], place);
  const many = Math.max(1, isWeb ? Math.sqrt(inRhythm) : inRhythm, shared);
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
