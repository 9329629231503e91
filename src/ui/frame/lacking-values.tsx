import { hidesFlows } from '../../core/selection/clauses.ts';
import { nameOf } from '../../core/selection/filter-names.ts';
import { equals, type Predicate } from '../../core/selection/predicate.ts';
import { kindOf } from '../../core/selection/value-kinds.ts';
import type { Facet, Run } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import { countedField } from '../filter/suggestions.ts';
import { describeValue } from '../parts/describe-predicate.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Result, Shown } from '../workspace/state.ts';

/** Maximum number of hints, and of values in a hint. */
const MOST_HINTS = 3;
const MOST_VALUES = 8;

/** A value in a filter, with the column that may hold it. */
export interface WantedValue {
  /** The field as the filter names it. */
  readonly field: string;
  /** The column whose values are listed. */
  readonly column: string;
  readonly value: string;
}

/** For an empty list: the values of its filters that no flow of the log has, and values that flows have. */
export function LackingValues({
  controller,
  result: { run, shown },
}: {
  readonly controller: Controller;
  readonly result: Result;
}) {
  const wanted = wantedValues(run, shown);
  const { detection, threshold } = shown;
  const key = wanted.length === 0 ? null : JSON.stringify([run.id, wanted]);
  const asked = useAsk(key, async (signal) => {
    const queries = wanted.flatMap(({ field, column, value }) => [
      { field: column, where: [equals(field, value)], search: '', most: 1 },
      { field: column, where: [], search: '', most: MOST_VALUES },
    ]);
    const facets = await controller.engine.facets({ detector: detection.detector, threshold }, queries, signal);
    return wanted.flatMap((one, i) => hintOf(run, one, facets[2 * i], facets[2 * i + 1]) ?? []);
  });
  const hints = key !== null && asked.latest?.key === key ? asked.latest.answer : [];
  return hints.map((hint) => <p key={hint}>{hint}</p>);
}

/** The values that clauses without any flow want. Values of numbers are left out: one that is missing is no mistake. */
export function wantedValues(run: Pick<Run, 'fields'>, { workspace, byClause }: Shown): readonly WantedValue[] {
  const empty = workspace.selection.filter(
    (clause, place) => clause.isOn && !hidesFlows(clause) && byClause[place] === 0,
  );
  const found = empty
    .flatMap(({ predicate }) => valuesIn(predicate))
    .flatMap(({ field, value }) => {
      const column = columnOf(run, field);
      return column === null || value === '' ? [] : [{ field, column, value }];
    });
  return found.slice(0, MOST_HINTS);
}

function valuesIn(predicate: Predicate): readonly { readonly field: string; readonly value: string }[] {
  if (predicate.op === 'all' || predicate.op === 'any') return predicate.of.flatMap(valuesIn);
  return predicate.op === 'in' ? predicate.values.map((value) => ({ field: predicate.field, value })) : [];
}

/** The column of labels, addresses or ports that a field refers to. */
function columnOf({ fields }: Pick<Run, 'fields'>, field: string): string | null {
  const typing = { kind: 'value', prefix: '', at: 0, end: 0, field, values: null, sign: '' } as const;
  const name = countedField(typing, { fields, firstDay: null });
  const column = fields.find((one) => one.name === name);
  const kind = column === undefined ? null : kindOf(column);
  return kind === 'text' || kind === 'address' || kind === 'port' ? name : null;
}

function hintOf(run: Run, { field, value }: WantedValue, among: Facet, all: Facet): string | null {
  if (among.distinct > 0) return null;
  const listed = run.larger === null ? 'this log' : 'the list';
  const values = all.values.filter((one) => one.value !== '').map((one) => describeValue(one.value));
  const lacks = `No flow of ${listed} has ${nameOf(field)} ${value}.`;
  if (values.length === 0) return `${lacks} The field is unset in all flows.`;
  return `${lacks} ${all.distinct > MOST_VALUES ? 'Frequent values' : 'Values'} are ${values.join(', ')}.`;
}
