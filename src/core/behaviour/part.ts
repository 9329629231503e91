import type { Control } from '../control.ts';
import type { Derivation } from './derivation.ts';
import type { Facts } from './facts.ts';
import { type Compared, dropFamiliar } from './familiar.ts';
import { inStretches } from './pace.ts';
import { Calibration, withPenalty } from './surprise.ts';

/** Names of the indicators, as in columns, exports and links. */
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
  | 'dnsfail'
  | 'rare'
  | 'guess'
  | 'amplify'
  | 'callback';

/** The kind of entity that an indicator scores. */
export type EntityKind = 'channel' | 'source-port' | 'pair' | 'source' | 'source-proto' | 'destination' | 'service';

/**
 * An indicator of Behaviour: it scores each of its entities by −log10 p, 0 to 6. To add one: a file in `parts/`, and
 * its entry in `parts/index.ts`.
 */
export interface Part {
  readonly name: PartName;
  /** Name in the page. */
  readonly label: string;
  readonly entity: EntityKind;
  /** What it measures, its formula and its source, for users. */
  readonly measures: string;
  readonly formula: string;
  readonly source: string;
  readonly measure: (facts: Facts, control: Control) => Promise<Measured>;
}

/** The result of an indicator. Scores are −log10 p after calibration and flow-count penalty (`settle`). */
export interface Measured {
  /** Counts the entities with at least a given −log10 p, for "one of {count}". */
  readonly calibration: Calibration;
  /** By entity: −log10 p before calibration and flow-count penalty. */
  readonly surprise: Float32Array;
  /** Entity of a channel. `NONE` if it has no entity. */
  readonly entityOf: (channel: number) => number;
  /** By entity: its score. The maximum over its flows if flows differ (`ofFlow`). */
  readonly score: Float32Array;
  /** By channel: the fraction of its entity's score that it gets. Absent means 1. */
  readonly share?: Float32Array;
  /** Whether only failed flows get the score. */
  readonly isOfFailures?: boolean;
  /**
   * By entity: its unusual flows, which the flow-count penalty counts, where not all flows of the entity are. Absent means
   * all.
   */
  readonly unusual?: Uint32Array;
  /** Score of one flow, for indicators whose flows differ within an entity. `score` is then their maximum. */
  readonly ofFlow?: (row: number, channel: number) => number;
  /** The entities beside an ordinary day. Null without a reference, and for an indicator that does not compare. */
  readonly compared: Compared | null;
  /** Evidence for an entity, worded for one of its flows. */
  readonly evidence: (entity: number, row: number) => Evidence;
  /** How −log10 p of an entity follows from numbers of this log, for one of its flows. Computed when asked. */
  readonly derive: (entity: number, row: number) => Derivation;
}

/** Evidence for a score: its numbers, and a sentence with names and numbers. */
export interface Evidence {
  readonly numbers: Readonly<Record<string, number>>;
  readonly sentence: string;
}

/** `Measured.entityOf` from an array. A single function for all indicators keeps calls in loops fast. */
export function entitiesIn(ofChannel: Uint32Array): Measured['entityOf'] {
  return (channel) => ofChannel[channel];
}

/** `Measured.entityOf` of indicators whose entity is the channel. */
export const channelItself: Measured['entityOf'] = (channel) => channel;

/**
 * Drops what an ordinary day had, calibrates the −log10 p of entities against each other or against that day, and
 * subtracts each entity's flow-count penalty. Changes `surprise`. 4 bytes per entity. Yields to other messages.
 */
export async function settle(
  facts: Pick<Facts, 'channels' | 'norms' | 'past'>,
  name: PartName,
  entityOf: Measured['entityOf'],
  surprise: Float32Array,
  flowsOf: (entity: number) => number,
  control: Control,
): Promise<Pick<Measured, 'surprise' | 'score' | 'calibration' | 'compared'>> {
  const compared = await dropFamiliar(facts, name, entityOf, surprise, control);
  const calibration = facts.norms.calibration(name, await calibrationOf(surprise, control));
  const score = new Float32Array(surprise.length);
  await inStretches(control, score.length, (from, to) => penaliseSome(surprise, calibration, flowsOf, score, from, to));
  return { surprise, score, calibration, compared };
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

/** Counts entities by −log10 p. Entities with 0 do not count. Yields to other messages. */
export async function calibrationOf(surprise: Float32Array, control: Control): Promise<Calibration> {
  const calibration = new Calibration();
  await inStretches(control, surprise.length, (from, to) => calibration.addAll(surprise, from, to));
  return calibration.finish();
}
