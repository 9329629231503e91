import { type Control, checkpoint, turns } from '../control.ts';
import { type Counted, countedWhole, countValues, mergeCounted } from '../math/counted.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import type { FeatureSource } from './feature-source.ts';

/** All values of one feature. */
export interface Distribution extends Counted {
  readonly name: string;
  readonly rows: number;
  readonly mean: number;
  /** Population standard deviation, 1 where it is 0. */
  readonly scale: number;
  /** Sign of the third central moment; 0 when all values are alike. */
  readonly skew: -1 | 0 | 1;
  readonly median: number;
}

/** Whole numbers below this are counted; only others are sorted. */
const SMALL = 1 << 16;

/**
 * Distribution of every feature, 16 bytes a distinct value. What cannot be counted in a table is sorted group by group and
 * merged pairwise, so that it can be stopped at any time. About 0.4 s for a million rows of 7 features, durations most of it.
 */
export async function distributionsOf(
  features: FeatureSource,
  control: Control,
  onShare: (share: number) => void,
): Promise<Distribution[]> {
  const { names, rows } = features;
  const distributions: Distribution[] = [];
  const buffer = new Float64Array(Math.min(GROUP_ROWS, rows));
  const isDue = turns();
  for (let feature = 0; feature < names.length; feature++) {
    const tally = new Float64Array(SMALL);
    /** Runs of falling length, as a binary counter holds them. */
    const runs: { readonly groups: number; readonly counted: Counted }[] = [];
    const mergeLast = () => {
      const [b, a] = [runs.pop(), runs.pop()];
      if (a && b) runs.push({ groups: a.groups + b.groups, counted: mergeCounted(a.counted, b.counted) });
    };
    for (let first = 0; first < rows; first += GROUP_ROWS) {
      if (isDue()) {
        onShare((feature + first / rows) / names.length);
        await checkpoint(control.signal);
      }
      const count = Math.min(GROUP_ROWS, rows - first);
      features.readOne(feature, first, count, buffer);
      const others = tallySmall(buffer, count, tally);
      runs.push({ groups: 1, counted: countValues(buffer, others) });
      while (runs.length > 1 && runs[runs.length - 1].groups === runs[runs.length - 2].groups) mergeLast();
    }
    while (runs.length > 1) mergeLast();
    distributions.push(distributionOf(names[feature], rows, mergeCounted(countedWhole(tally), runs[0].counted)));
  }
  return distributions;
}

/** Counts the small whole numbers among the first `count` values and moves the others to the front; returns how many these are. */
function tallySmall(values: Float64Array, count: number, tally: Float64Array): number {
  let others = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    const whole = value | 0;
    if (whole === value && whole >= 0 && whole < SMALL) tally[whole]++;
    else values[others++] = value;
  }
  return others;
}

/** What is known of a feature from its values, which are `rows` altogether. */
export function distributionOf(name: string, rows: number, counted: Counted): Distribution {
  const { values, counts } = counted;
  const { length } = values;
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (values[i] - values[0]) * counts[i];
  const mean = values[0] + sum / rows;
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < length; i++) {
    const difference = values[i] - mean;
    squares += difference * difference * counts[i];
    cubes += difference * difference * difference * counts[i];
  }
  const isConstant = length === 1;
  return {
    ...counted,
    name,
    rows,
    mean,
    scale: isConstant ? 1 : Math.sqrt(squares / rows),
    skew: isConstant ? 0 : (Math.sign(cubes) as -1 | 0 | 1),
    median: medianOf(counted, rows),
  };
}

/** Mean of the two in the middle when there is no one. */
function medianOf({ values, counts }: Counted, rows: number): number {
  let place = 0;
  let seen = counts[0];
  const upTo = (row: number) => {
    while (seen <= row) seen += counts[++place];
    return values[place];
  };
  const low = upTo((rows - 1) >>> 1);
  return low / 2 + upTo(rows >>> 1) / 2;
}
