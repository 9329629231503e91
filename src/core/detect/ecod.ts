import type { FeatureSet } from '../features/feature-sets.ts';
import type { Detector } from './detector.ts';
import { type TailModel, tailDetector } from './tails.ts';

/**
 * PyOD 3.6.5's ECOD: the sum over features of −ln of the rarer tail of the value.
 *
 *     score = sum over features of max(left, right, skewed)       skewed: the tail on the long side, both for skewness
 * 0
 *
 * Li, Zhao, Hu, Botta, Ionescu & Chen, TKDE 2022; PyOD's documentation. No parameters and no scaling: it depends only
 * on ranks.
 */
export function ecod(set: FeatureSet): Detector<TailModel> {
  return tailDetector(set, { id: 'ecod', label: 'ECOD' }, (left, right, skew) =>
    Math.max(left, right, skew === 0 ? left + right : 0),
  );
}
