import { resolve } from '../../core/selection/clauses.ts';
import type { Ready } from '../workspace/state.ts';
import { facetFieldsOf } from './facet-fields.ts';
import { type FacetSubject, useFacets } from './use-facets.ts';

/**
 * Has the engine count the values of all flows once the findings are there, so that the facets open with their values.
 * The engine keeps the counts. Asks nothing while the facets are open, since they ask themselves, and nothing while the
 * threshold is moved, since every step of a drag would count all flows. Asks nothing for a selection either, nor about
 * an out-of-core log, which is read again for every question.
 */
export function useFacetsAhead({ result, search }: Ready, subject: FacetSubject, areOpen: boolean): void {
  const { clauses, threshold, modelThreshold } = subject;
  const isUsual = threshold === modelThreshold && resolve(clauses, modelThreshold).length === 0;
  const isDue = !areOpen && search.phase === 'done' && isUsual && result.run.larger === null;
  const fields = isDue ? facetFieldsOf(result.run, []) : [];
  useFacets(
    subject,
    fields.map((field) => ({ field })),
  );
}
