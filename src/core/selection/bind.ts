import { leafOf } from './leaves/index.ts';
import type { Predicate } from './predicate.ts';

/** The facts of a run that names such as `label` and `finding` are resolved with. */
export interface BindContext {
  /** Whether the log has a column of this name. A column of the log comes before a name of Oddflow, such as `bytes`. */
  readonly hasField: (field: string) => boolean;
  /**
   * Quantile of a field over all flows of the run, by numpy's linear rule (`quantile`). `percent` is 0 to 100. Unset
   * values do not count; null when the field has no set value. The field can be `score`, `rank`, `bytes` or `packets`.
   */
  readonly quantileOf: (field: string, percent: number) => number | null | Promise<number | null>;
  /** Name of the log's label field, null when the log has no labels. */
  readonly labelField: string | null;
  /** Paths of the run's files. */
  readonly files: readonly string[];
  /** The flows of a finding, null for an unknown id. */
  readonly findingOf: (id: string) => Predicate | null | Promise<Predicate | null>;
}

/**
 * The predicate with every name and number of this run in it, for `select`. Percentiles become numbers, `host` becomes
 * the two address fields, `label` becomes the log's label field, a finding becomes its flows and a file name becomes
 * its path.
 * `score`, `rank`, `bytes`, `packets` and `file` stay: the caller provides these columns (`numbersFrom`, `sumOf`,
 * `fileColumn`).
 * Throws `LogError` (`unknown-finding`) for a finding that the run does not have.
 */
export async function bind(predicate: Predicate, context: BindContext): Promise<Predicate> {
  switch (predicate.op) {
    case 'all':
    case 'any':
      return { op: predicate.op, of: await Promise.all(predicate.of.map((part) => bind(part, context))) };
    case 'not':
      return { op: 'not', of: await bind(predicate.of, context) };
    default:
      return leafOf(predicate).bind(predicate, context);
  }
}
