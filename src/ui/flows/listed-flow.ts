import { equals } from '../../core/selection/predicate.ts';
import type { Predicate, Row, RowWindow } from '../../worker/api.ts';
import { channelFields, channelName, type KnownFlow } from '../detail/known-flow.ts';

/** A row with the field names of its cells. */
export interface ListedFlow extends Row {
  readonly fields: readonly string[];
}

/** Rows of a view with the field names of their cells, so that rows from an earlier request stay readable. */
export function withFields({ rows, ...window }: RowWindow, fields: readonly string[]) {
  return { ...window, rows: rows.map((row): ListedFlow => ({ ...row, fields })) };
}

/** The cell of a field: null for unset, undefined if the row was requested without it. */
export function cellOf({ cells, fields }: ListedFlow, name: string): Row['cells'][number] | undefined {
  const at = fields.indexOf(name);
  return at < 0 ? undefined : cells[at];
}

/** The facts of a row that the panel shows before the details arrive. */
export function knownIn(row: ListedFlow): KnownFlow {
  return {
    flow: row.flow,
    rank: row.rank,
    channel: channelName(channelFields.map(({ asked }) => cellOf(row, asked))),
  };
}

/** Flows with the value of this row in a field. Null if the row was requested without it. */
export function sameValue(row: ListedFlow, name: string): Predicate | null {
  const value = cellOf(row, name);
  return value === undefined ? null : equals(name, value === null ? '' : String(value));
}
