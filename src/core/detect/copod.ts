import type { FeatureSet } from '../features/feature-sets.ts';
import type { Detector } from './detector.ts';
import { type TailModel, tailDetector } from './tails.ts';

/**
 * PyOD 3.6.5's COPOD: the sum over features of −ln of the tail on the longer side, or of the mean of both tails if that
 * is larger.
 *
 *     score = sum over features of max(skewed, (left + right) / 2)       skewed: the tail on the long side, both for
 * skewness 0
 *
 * Li, Zhao, Botta, Ionescu & Hu, ICDM 2020; PyOD's documentation. No parameters and no scaling, as for ECOD.
 */
export function copod(set: FeatureSet): Detector<TailModel> {
  return tailDetector(set, { id: 'copod', label: 'COPOD' }, (left, right, skew) => {
    const skewed = skew < 0 ? left : skew > 0 ? right : left + right;
    return Math.max(skewed, (left + right) / 2);
  });
}
