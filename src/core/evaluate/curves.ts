import { type Outcomes, sum, type Truth } from './outcomes.ts';

/** A point a step of the scores: flows that score at least as much count as found. */
export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** False positive rate against true positive rate, from (0, 0) to (1, 1). Fawcett 2006. */
export function rocCurve({ positives, negatives }: Outcomes): Curve {
  const [all, none] = [sum(positives), sum(negatives)];
  const x = new Float64Array(positives.length + 1);
  const y = new Float64Array(positives.length + 1);
  let [found, wrong] = [0, 0];
  for (let i = 0; i < positives.length; i++) {
    found += positives[i];
    wrong += negatives[i];
    x[i + 1] = wrong / none;
    y[i + 1] = found / all;
  }
  return { x, y };
}

/**
 * Recall against precision, from the highest score down; where nothing is found yet there is no point. Davis & Goadrich
 * 2006.
 */
export function precisionRecall({ positives, negatives }: Outcomes): Curve {
  const all = sum(positives);
  const x = new Float64Array(positives.length);
  const y = new Float64Array(positives.length);
  let [found, wrong] = [0, 0];
  for (let i = 0; i < positives.length; i++) {
    found += positives[i];
    wrong += negatives[i];
    x[i] = found / all;
    y[i] = found / (found + wrong);
  }
  return { x, y };
}

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, a tie counting half. NaN without both.
 * Hanley & McNeil 1982.
 */
export function areaUnderRoc({ positives, negatives }: Outcomes): number {
  const [all, none] = [sum(positives), sum(negatives)];
  let [found, area] = [0, 0];
  for (let i = 0; i < positives.length; i++) {
    area += negatives[i] * (found + positives[i] / 2);
    found += positives[i];
  }
  return area / (all * none);
}

/**
 * Average precision: precision at each step, weighted by the recall that the step adds; without interpolation, so a
 * little less than the area under the precision-recall curve. NaN without positives.
 */
export function averagePrecision({ positives, negatives }: Outcomes): number {
  const all = sum(positives);
  let [found, wrong, total] = [0, 0, 0];
  for (let i = 0; i < positives.length; i++) {
    found += positives[i];
    wrong += negatives[i];
    if (positives[i] > 0) total += (positives[i] / all) * (found / (found + wrong));
  }
  return all === 0 ? Number.NaN : total;
}

/**
 * Fraction of positives among the first `k` ranked flows that are not excluded, or among all of them if there are
 * fewer.
 */
export function precisionAt(k: number, ranked: Uint32Array, truth: Truth): number {
  let [seen, found] = [0, 0];
  for (let place = 0; place < ranked.length && seen < k; place++) {
    const label = truth[ranked[place]];
    if (label === 2) continue;
    seen++;
    found += label;
  }
  return seen === 0 ? Number.NaN : found / seen;
}

export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** What a threshold decides: above it is positive. */
export function confusionAt(threshold: number, { scores, positives, negatives }: Outcomes): Confusion {
  let [found, wrong] = [0, 0];
  for (let i = 0; i < scores.length && scores[i] > threshold; i++) {
    found += positives[i];
    wrong += negatives[i];
  }
  return {
    truePositives: found,
    falsePositives: wrong,
    falseNegatives: sum(positives) - found,
    trueNegatives: sum(negatives) - wrong,
  };
}

/** At most `most` points of a curve that can be drawn in place of all: ends kept, others evenly by place along it. */
export function thinned({ x, y }: Curve, most: number): Curve {
  if (x.length <= most) return { x, y };
  const kept: number[] = [0];
  const step = 2 / (most - 2);
  let [lastX, lastY] = [x[0], y[0]];
  for (let i = 1; i < x.length - 1; i++) {
    if (Math.abs(x[i] - lastX) + Math.abs(y[i] - lastY) < step) continue;
    kept.push(i);
    [lastX, lastY] = [x[i], y[i]];
  }
  kept.push(x.length - 1);
  return { x: Float64Array.from(kept, (i) => x[i]), y: Float64Array.from(kept, (i) => y[i]) };
}
