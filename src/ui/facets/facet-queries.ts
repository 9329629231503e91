import { type Clause, resolve } from '../../core/selection/clauses.ts';
import { keyOfAll } from '../../core/selection/predicate.ts';
import type { Facet, FacetQuery, FacetValue } from '../../worker/api.ts';
import { excludedValues, isOwnClause, tickedValues } from './facet-clauses.ts';

/** Values that a facet lists at first. */
export const FIRST = 5;
/** A ticked value is found among this many that contain it. */
const SIMILAR = 1000;

/** What is asked for one field: its most frequent values, then one question per ticked value, which may not be among them. */
export function queriesOf(clauses: readonly Clause[], field: string, search = '', most = FIRST): readonly FacetQuery[] {
  const where = resolve(clauses, isOwnClause(field));
  const ticked = tickedValues(clauses, field).map((value) => ({ field, where, search: value, most: SIMILAR }));
  return [{ field, where, search, most }, ...ticked];
}

/** The same text for the same questions. */
export function keyOfQueries(queries: readonly FacetQuery[]): string {
  return JSON.stringify(queries.map(({ field, where, search, most }) => [field, keyOfAll(where), search, most]));
}

/** What a facet shows of a field. */
export interface FacetView {
  readonly field: string;
  /** Distinct values among the flows, of those that contain what is searched for. */
  readonly distinct: number;
  /** The most frequent ones, then ticked ones that are not among them. */
  readonly values: readonly FacetValue[];
  /** Values that are left out: no flow with one of them is in view. */
  readonly excluded: readonly string[];
}

/** The answers to `queriesOf` as they are shown: `answers` begins with those of the field. */
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
