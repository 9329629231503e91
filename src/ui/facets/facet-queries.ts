import { type Clause, resolve } from '../../core/selection/clauses.ts';
import { keyOfAll } from '../../core/selection/predicate.ts';
import type { Facet, FacetQuery, FacetValue } from '../../worker/api.ts';
import { excludedValues, isOwnClause, tickedValues } from './facet-clauses.ts';

/** Number of values at first. */
export const FIRST = 5;
/** A ticked value is searched among this many values that contain its text. */
const SIMILAR = 1000;

/**
 * The queries for one field: its most frequent values, then one query per ticked value, which may not be among them.
 */
export function queriesOf(
  clauses: readonly Clause[],
  modelThreshold: number,
  field: string,
  search = '',
  most = FIRST,
): readonly FacetQuery[] {
  const where = resolve(clauses, modelThreshold, isOwnClause(field));
  const ticked = tickedValues(clauses, field).map((value) => ({ field, where, search: value, most: SIMILAR }));
  return [{ field, where, search, most }, ...ticked];
}

/** Cache key of the queries. */
export function keyOfQueries(queries: readonly FacetQuery[]): string {
  return JSON.stringify(queries.map(({ field, where, search, most }) => [field, keyOfAll(where), search, most]));
}

/** The content of one facet. */
export interface FacetView {
  readonly field: string;
  /** Distinct values among the flows, limited to values that contain the search text. */
  readonly distinct: number;
  /** The most frequent values, then the other ticked values. */
  readonly values: readonly FacetValue[];
  /** Excluded values: no selected flow has one of them. */
  readonly excluded: readonly string[];
}

/** Combines the answers to `queriesOf`. `answers` starts with the answer for the field. */
export function facetView(clauses: readonly Clause[], field: string, answers: readonly Facet[]): FacetView {
  const [{ distinct, values: top }, ...others] = answers;
  const isListed = new Set(top.map(({ value }) => value));
  const more = tickedValues(clauses, field)
    .filter((value) => !isListed.has(value))
    .map((value) => countOfValue(value, others));
  const excluded = excludedValues(clauses, field).filter((value) => !isListed.has(value));
  return { field, distinct, values: [...top, ...more], excluded };
}

function countOfValue(value: string, answers: readonly Facet[]): FacetValue {
  const found = answers.flatMap(({ values }) => values.find((one) => one.value === value) ?? []);
  return found[0] ?? { value, flows: 0, above: 0 };
}
