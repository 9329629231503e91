import type { Baseline } from '../baseline/baseline.ts';
import { readBaseline } from '../baseline/read-baseline.ts';
import { baselineOfMoments } from './baseline-of-moments.ts';
import { looksLikeMoments } from './moments-form.ts';
import { readMoments } from './read-moments.ts';

/** Characters in which the first key is expected. */
const HEAD = 256;

/**
 * The model of a text: a saved model, or the result of a script that fits in a database. `file` is the name for error messages,
 * `made` the time for a new model (epoch seconds). Throws `LogError`.
 */
export function readModel(text: string, file: string, made: number): Baseline {
  if (!looksLikeMoments(text.slice(0, HEAD))) return readBaseline(text, file);
  return baselineOfMoments(readMoments(text, file), { made, file });
}
