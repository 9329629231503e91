import type { Block, Explanation } from './detector.ts';

/**
 * Explains any score: the decrease of the score when one feature alone is set to its typical value. The parts need not
 * sum to the score, since features interact. `score` writes the score of a block's only row to `out[0]`.
 */
export function explainByReplacing(
  typical: readonly number[],
  values: Float64Array,
  score: (block: Block, out: Float64Array) => void,
): Explanation {
  const out = new Float64Array(1);
  const scoreOf = (row: Float64Array) => {
    score({ values: row, stride: 1 }, out);
    return out[0];
  };
  const whole = scoreOf(values);
  const parts = typical.map((usual, feature) => whole - scoreOf(values.with(feature, usual)));
  return { score: whole, kind: 'replaced', parts, terms: [] };
}
