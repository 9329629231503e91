import { countValues, topValues } from '../core/query/facets.ts';
import { keyOfAll } from '../core/selection/predicate.ts';
import type { Column } from '../core/table/table.ts';
import type { Facet, FacetQuery } from './api.ts';
import type { Views } from './views.ts';

/** The most frequent values of fields. Fields over the same flows are counted in one pass. */
export async function readFacets(
  views: Views,
  threshold: number,
  asked: readonly FacetQuery[],
  signal: AbortSignal,
): Promise<readonly Facet[]> {
  const facets = new Map<FacetQuery, Facet>();
  for (const together of overTheSameFlows(asked)) {
    const picked = await views.picked(together[0].where, threshold, signal);
    const columns: Column[] = [];
    for (const { field } of together) columns.push(await views.selections.column(field, signal));
    const counts = await countValues(columns, picked, signal);
    together.forEach((query, at) => {
      facets.set(query, { field: query.field, ...topValues(counts[at], query.search, query.most) });
    });
  }
  return asked.flatMap((query) => facets.get(query) ?? []);
}

function overTheSameFlows(asked: readonly FacetQuery[]): FacetQuery[][] {
  const groups = new Map<string, FacetQuery[]>();
  for (const query of asked) {
    const key = keyOfAll(query.where);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [query]);
    else group.push(query);
  }
  return [...groups.values()];
}
