import type { Control } from '../control.ts';
import type { Facts } from './facts.ts';
import { inStretches } from './pace.ts';
import { Calibration, withPenalty } from './surprise.ts';

export type PartName =
  | 'scan_h'
  | 'scan_v'
  | 'scan_a'
  | 'fan_in'
  | 'spread'
  | 'upload'
  | 'download'
  | 'size'
  | 'beacon'
  | 'long'
  | 'repeat'
  | 'dnsburst'
  | 'rare';

/** What a part speaks of. */
type EntityKind = 'channel' | 'source-port' | 'pair' | 'source' | 'source-proto' | 'destination';

/**
 * One indicator of Behaviour. To add one, write it in a file of its own and put it on the list in `parts/index.ts`. A
 * part finds for each of its entities how surprising it is, as −log10 of the chance, 0 to 6.
 */
export interface Part {
  readonly name: PartName;
  /** What the page calls it. */
  readonly label: string;
  readonly entity: EntityKind;
  /** What it measures, its formula and where that comes from, for people. */
  readonly measures: string;
  readonly formula: string;
  readonly source: string;
  readonly measure: (facts: Facts, control: Control) => Promise<Measured>;
}

/** What a part found. Scores are what is left of the surprise after calibration and flow-count penalty (`settle`). */
export interface Measured {
  /** Entities at least as surprising as each: for "one of {count} such". */
  readonly calibration: Calibration;
  /** By entity. */
  readonly surprise: Float32Array;
  /** Entity of a channel, `NONE` where it has none. */
  readonly entityOf: (channel: number) => number;
  /** By entity, unless flows of one entity differ (`ofFlow`). */
  readonly score: Float32Array;
  /** How much of its entity's score a channel gets; 1 when absent. */
  readonly share?: Float32Array;
  /** Whether only flows that failed get it. */
  readonly isOfFailures?: boolean;
  /** Score of one flow, where flows of one entity differ; then `score` is the most of them. */
  readonly ofFlow?: (row: number, channel: number) => number;
  /** What there is to say about an entity, on the occasion of one of its flows. */
  readonly evidence: (entity: number, row: number) => Evidence;
}

/** Why an entity is surprising: names and numbers, and both in one sentence. */
export interface Evidence {
  readonly numbers: Readonly<Record<string, number>>;
  readonly sentence: string;
}

/** `Measured.entityOf` from a list. One function for all parts, so that loops over parts call it fast. */
export function entitiesIn(ofChannel: Uint32Array): Measured['entityOf'] {
  return (channel) => ofChannel[channel];
}

/** `Measured.entityOf` of parts whose entity is the channel. */
export const channelItself: Measured['entityOf'] = (channel) => channel;

/** Calibrates surprises against each other and takes off each entity's flow-count penalty: 4 bytes per entity. */
export async function settle(
  surprise: Float32Array,
  flowsOf: (entity: number) => number,
  control: Control,
): Promise<Pick<Measured, 'surprise' | 'score' | 'calibration'>> {
  const calibration = await calibrationOf(surprise, control);
  const score = new Float32Array(surprise.length);
  await inStretches(control, score.length, (from, to) => penaliseSome(surprise, calibration, flowsOf, score, from, to));
  return { surprise, score, calibration };
}

function penaliseSome(
  surprise: Float32Array,
  calibration: Calibration,
  flowsOf: (entity: number) => number,
  out: Float32Array,
  from: number,
  to: number,
): void {
  for (let entity = from; entity < to; entity++) {
    if (surprise[entity] > 0) out[entity] = withPenalty(calibration.left(surprise[entity]), flowsOf(entity));
  }
}

export async function calibrationOf(surprise: Float32Array, control: Control): Promise<Calibration> {
  const calibration = new Calibration();
  await inStretches(control, surprise.length, (from, to) => calibration.addAll(surprise, from, to));
  return calibration.finish();
}
