import type { Row, RowWindow } from '../../worker/api.ts';
import { channelFields, channelName, type KnownFlow } from '../detail/known-flow.ts';

/** A row with the names of its cells. */
export interface ListedFlow extends Row {
  readonly fields: readonly string[];
}

/** Rows of a view, each with the names of its cells: rows that were asked for with other fields stay readable. */
export function withFields({ rows, ...window }: RowWindow, fields: readonly string[]) {
  return { ...window, rows: rows.map((row): ListedFlow => ({ ...row, fields })) };
}

/** The cell of a field; null when it is unset, undefined when the row was asked for without it. */
export function cellOf({ cells, fields }: ListedFlow, name: string): Row['cells'][number] | undefined {
  const at = fields.indexOf(name);
  return at < 0 ? undefined : cells[at];
}

/** What a row says of its flow before the details are here. */
export function knownIn(row: ListedFlow): KnownFlow {
  return {
    flow: row.flow,
    rank: row.rank,
    channel: channelName(channelFields.map(({ asked }) => cellOf(row, asked))),
  };
}
