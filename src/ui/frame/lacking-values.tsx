import { hidesFlows } from '../../core/selection/clauses.ts';
import { nameOf } from '../../core/selection/filter-names.ts';
import { equals, type Predicate } from '../../core/selection/predicate.ts';
import { kindOf } from '../../core/selection/value-kinds.ts';
import type { Facet, FacetQuery, Run } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import { countedField } from '../filter/suggestions.ts';
import { describeValue } from '../parts/describe-predicate.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Result, Shown } from '../workspace/state.ts';

/** Maximum number of hints, of wanted values in a hint, and of values that flows have. */
const MOST_HINTS = 3;
const MOST_WANTED = 5;
const MOST_VALUES = 12;

/** The values in a filter of one field. */
interface Wanted {
  /** The field as the filter names it. */
  readonly field: string;
  /** The column whose values are listed. */
  readonly column: string;
  readonly values: readonly string[];
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
    const ask = (queries: readonly FacetQuery[]) =>
      controller.engine.facets({ detector: detection.detector, threshold }, queries, signal);
    const listed = run.larger === null ? 'this log' : 'the list';
    return Promise.all(
      wanted.map(async ({ field, column, values }) => {
        const queries = values.map((value) => ({ field: column, where: [equals(field, value)], search: '', most: 1 }));
        const [all, ...each] = await ask([{ field: column, where: [], search: '', most: MOST_VALUES }, ...queries]);
        const lacking = values.filter((_, i) => each[i].distinct === 0);
        return lacking.length === 0
          ? ''
          : `No flow of ${listed} has ${nameOf(field)} ${lacking.join(' or ')}. ${wordsOf(all, field)}`;
      }),
    );
  });
  const hints = key !== null && asked.latest?.key === key ? asked.latest.answer : [];
  return hints.filter((hint) => hint !== '').map((hint) => <p key={hint}>{hint}</p>);
}

/** The values that clauses without any flow want. Values of numbers are left out: one that is missing is no mistake. */
function wantedValues(run: Pick<Run, 'fields'>, { workspace, byClause }: Shown): readonly Wanted[] {
  const empty = workspace.selection.filter(
    (clause, place) => clause.isOn && !hidesFlows(clause) && byClause[place] === 0,
  );
  const found = new Map<string, Wanted>();
  for (const { field, values } of empty.flatMap(({ predicate }) => listsIn(predicate))) {
    const column = columnOf(run, field);
    const all = [...(found.get(field)?.values ?? []), ...values.filter((value) => value !== '')];
    if (column !== null && all.length > 0) found.set(field, { field, column, values: all.slice(0, MOST_WANTED) });
  }
  return [...found.values()].slice(0, MOST_HINTS);
}

/** The lists of values that flows must have one of. Excluded values are left out. */
function listsIn(predicate: Predicate): readonly { readonly field: string; readonly values: readonly string[] }[] {
  if (predicate.op === 'all' || predicate.op === 'any') return predicate.of.flatMap(listsIn);
  return predicate.op === 'in' ? [predicate] : [];
}

/** The column of labels, addresses or ports that a field refers to. */
function columnOf({ fields }: Pick<Run, 'fields'>, field: string): string | null {
  const typing = { kind: 'value', prefix: '', at: 0, end: 0, field, values: null, sign: '' } as const;
  const name = countedField(typing, { fields, firstDay: null });
  const column = fields.find((one) => one.name === name);
  const kind = column === undefined ? null : kindOf(column);
  return kind === 'text' || kind === 'address' || kind === 'port' ? name : null;
}

/** The values that flows have, in words. For either end of a flow these are the sources. */
function wordsOf({ values, distinct }: Facet, field: string): string {
  const known = values.filter(({ value }) => value !== '').map(({ value }) => describeValue(value));
  if (known.length === 0) return 'The field is unset in all flows.';
  const many = field === 'host' ? 'sources' : 'values';
  const named = distinct > MOST_VALUES ? `Frequent ${many}` : many.replace(/^./, (first) => first.toUpperCase());
  return `${named} are ${known.join(', ')}.`;
}
