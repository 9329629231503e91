import type { Clause } from '../../core/selection/clauses.ts';
import type { Engine, Facet } from '../../worker/api.ts';
import { type Asked, useAsk } from '../ask/use-ask.ts';
import { type FacetView, facetView, keyOfQueries, queriesOf } from './facet-queries.ts';

/** The flows to count, and the threshold above which they are anomalous. */
export interface FacetSubject {
  readonly engine: Engine;
  /** See `Run.id`. */
  readonly run: string;
  readonly detector: string;
  readonly threshold: number;
  /** See `Described`. */
  readonly modelThreshold: number;
  readonly clauses: readonly Clause[];
}

/** The request for one field. */
export interface Wanted {
  readonly field: string;
  readonly search?: string;
  readonly most?: number;
}

/**
 * Asks the engine for the values of all given fields in one question. Asks nothing without fields. The result is by
 * field.
 */
export function useFacets(
  { engine, run, detector, threshold, modelThreshold, clauses }: FacetSubject,
  wanted: readonly Wanted[],
): Asked<ReadonlyMap<string, FacetView>> {
  const queries = wanted.map(({ field, search, most }) => queriesOf(clauses, modelThreshold, field, search, most));
  const all = queries.flat();
  const key = all.length === 0 ? null : JSON.stringify([run, detector, threshold, keyOfQueries(all)]);
  return useAsk(key, async (signal) => {
    const answers = await engine.facets({ detector, threshold }, all, signal);
    return viewsOf(clauses, queries, answers);
  });
}

function viewsOf(
  clauses: readonly Clause[],
  queries: readonly (readonly { readonly field: string }[])[],
  answers: readonly Facet[],
): ReadonlyMap<string, FacetView> {
  let at = 0;
  return new Map(
    queries.map((own) => {
      const { field } = own[0];
      const mine = answers.slice(at, at + own.length);
      at += own.length;
      return [field, facetView(clauses, field, mine)];
    }),
  );
}
