import { resolve } from '../../core/selection/clauses.ts';
import type { Ready } from '../workspace/state.ts';
import { facetFieldsOf } from './facet-fields.ts';
import { type FacetSubject, useFacets } from './use-facets.ts';

/**
 * Has the engine count the values of all flows once the findings are there, so that the facets open with their values.
 * The engine keeps the counts. Asks nothing for a selection, or about an out-of-core log, which is read again for every
 * question.
 */
export function useFacetsAhead({ result, search }: Ready, subject: FacetSubject): void {
  const isWhole = resolve(subject.clauses, subject.modelThreshold).length === 0;
  const isDue = search.phase === 'done' && isWhole && result.run.larger === null;
  const fields = isDue ? facetFieldsOf(result.run, []) : [];
  useFacets(
    subject,
    fields.map((field) => ({ field })),
  );
}
