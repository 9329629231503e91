import type { Control } from '../control.ts';
import { UNSCORED } from './channels.ts';
import type { Facts } from './facts.ts';
import { inStretches } from './pace.ts';
import { NONE } from './pair-table.ts';
import type { Measured, PartName } from './part.ts';
import { KNOWN_CHANNEL } from './past.ts';
import type { Amount } from './reference.ts';

/** A familiar amount is at most this many times the amount of the ordinary day. */
export const FACTOR = 2;

/** Amounts that are familiar for every known channel. */
const least: Readonly<Record<Amount, number>> = { flows: 1, sent: 1000, received: 1000, size: 50, seconds: 10 };

/** The amount by which an indicator compares an entity with the ordinary day. Null: the indicator does not compare. */
const comparedBy: Readonly<Record<PartName, Amount | null>> = {
  scan_h: 'flows',
  scan_v: 'flows',
  scan_a: 'flows',
  fan_in: 'flows',
  spread: 'flows',
  upload: 'sent',
  download: 'received',
  size: 'size',
  beacon: 'flows',
  long: 'seconds',
  repeat: 'flows',
  dnsburst: null,
  dnsfail: null,
  rare: 'flows',
  guess: 'flows',
  amplify: 'received',
  callback: 'flows',
};

/** The amounts of an indicator's entities in this log and on the ordinary day. Arrays by entity. */
export interface Compared {
  readonly amount: Amount;
  /** Amount in this log: the sum over its channels, or the largest for `size` and `seconds`. */
  readonly here: Float64Array;
  /** The same for its known channels on the ordinary day. */
  readonly before: Float64Array;
  /** Channels, and those that the ordinary day had. */
  readonly channels: Uint32Array;
  readonly known: Uint32Array;
}

/**
 * Sets the −log10 p of familiar entities to 0: those with at most twice the amount that their channels had on the
 * ordinary day. New channels had none. Null without a reference. Linear in the channels, 24 bytes per entity.
 */
export async function dropFamiliar(
  { channels, past }: Pick<Facts, 'channels' | 'past'>,
  name: PartName,
  entityOf: Measured['entityOf'],
  surprise: Float32Array,
  control: Control,
): Promise<Compared | null> {
  const amount = comparedBy[name];
  if (past === null || amount === null) return null;
  const count = surprise.length;
  const [here, before, familiar] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const [all, known] = [new Uint32Array(count), new Uint32Array(count)];
  const join = isMost(amount) ? Math.max : (a: number, b: number) => a + b;
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const entity = entityOf(channel);
      if (entity === NONE || (channels.flags[channel] & UNSCORED) !== 0) continue;
      here[entity] = join(here[entity], past.here[amount][channel]);
      all[entity]++;
      if ((past.known[channel] & KNOWN_CHANNEL) === 0) continue;
      known[entity]++;
      const was = past.before[amount][channel];
      before[entity] = join(before[entity], was);
      familiar[entity] = join(familiar[entity], Math.max(least[amount], FACTOR * was));
    }
  });
  await inStretches(control, count, (from, to) => {
    for (let entity = from; entity < to; entity++) {
      if (known[entity] > 0 && here[entity] <= familiar[entity]) surprise[entity] = 0;
    }
  });
  return { amount, here, before, channels: all, known };
}

/** Whether entities have the largest amount of their channels, not the sum. */
export function isMost(amount: Amount): boolean {
  return amount === 'size' || amount === 'seconds';
}
