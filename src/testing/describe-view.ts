import type { Described, Engine, View } from '../worker/api.ts';

/**
 * Describes a view as `Engine.describe` describes a selection of clauses. Without a threshold, at contamination 0.1.
 */
export function describeView(
  engine: Engine,
  { detector, where, sort, group = 'none', opened = [] }: View,
  threshold: number | null = null,
): Promise<Described> {
  const clauses = where.map((predicate) => ({ predicate, isOn: true, hides: false }));
  const query = { detector, contamination: 0.1, threshold, clauses, sort, group, opened };
  return engine.describe(query, () => {}, new AbortController().signal);
}

/** The threshold of a detector at a contamination. */
export async function thresholdAt(engine: Engine, detector: string, contamination: number): Promise<number> {
  const sort = { by: 'rank', descending: false };
  const query = { detector, contamination, threshold: null, clauses: [], sort };
  return (await engine.describe(query, () => {}, new AbortController().signal)).threshold;
}
