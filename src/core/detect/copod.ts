import type { FeatureSet } from '../features/feature-sets.ts';
import type { Detector } from './detector.ts';
import { type TailModel, tailDetector } from './tails.ts';

/**
 * PyOD 3.6.5's COPOD: for each feature the negative logarithm of the tail on its long side, or the mean of both tails where that
 * is more, added up.
 *
 *     score = sum over features of max(skewed, (left + right) / 2)       skewed: the tail on the long side, both for skewness 0
 *
 * Li, Zhao, Botta, Ionescu & Hu, ICDM 2020; PyOD's documentation. Without parameters and scale, as ECOD.
 */
export function copod(set: FeatureSet): Detector<TailModel> {
  return tailDetector(set, { id: 'copod', label: 'COPOD' }, (left, right, skew) => {
    const skewed = skew < 0 ? left : skew > 0 ? right : left + right;
    return Math.max(skewed, (left + right) / 2);
  });
}
