import { leafOf } from './leaves/index.ts';
import { fieldsOf, type Predicate } from './predicate.ts';

/** What a run knows of the names that no column has. */
export interface BindContext {
  /** Whether the log has a column of this name. It comes before a name of ours: a log may have a column `bytes` of its own. */
  readonly hasField: (field: string) => boolean;
  /**
   * The value of a field that `percent` % of its set values do not exceed, by numpy's linear rule (`quantile`), over all flows of the
   * run; null when none is set. The field can be `score`, `rank`, `bytes` or `packets`.
   */
  readonly quantileOf: (field: string, percent: number) => number | null | Promise<number | null>;
  /** The field that holds the log's labels, null without one. */
  readonly labelField: string | null;
  /** Paths of the run's files. */
  readonly files: readonly string[];
  /** Which flows a finding has, null for an id that no finding has. */
  readonly findingOf: (id: string) => Predicate | null | Promise<Predicate | null>;
}

/**
 * A predicate on a given run in words that `select` understands: percentiles become numbers, `host` becomes either end, `label` the
 * log's field, a finding its flows, the name of a file its path. `score`, `rank`, `bytes`, `packets` and `file` stay: they are columns that
 * the caller gives (`numbersFrom`, `sumOf`, `fileColumn`). Throws `LogError` for a finding that is not there, and for a tag.
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

/** Whether the flows depend on the detector that is shown: scores and ranks are its own. */
export function isOfDetector(predicate: Predicate): boolean {
  return fieldsOf([predicate]).some((field) => field === 'score' || field === 'rank');
}
