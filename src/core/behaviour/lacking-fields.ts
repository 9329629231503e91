import { numberAt } from '../table/number-column.ts';
import type { Column, Table } from '../table/table.ts';

/** Fields without which an indicator cannot work. Worded in `words/note-words.ts`. */
const wanted = ['ts', 'proto', 'conn_state', 'history', 'orig_pkts', 'resp_pkts'];

/** Fields that Behaviour needs and that are missing or unset in every flow. Fast for fields that are set. */
export function lackingFields(table: Table): string[] {
  return wanted.filter((field) => isUnsetThroughout(table.columns.get(field), table.rows));
}

function isUnsetThroughout(column: Column | undefined, rows: number): boolean {
  if (column === undefined) return true;
  if (column.kind === 'category') return column.labels.size === 0;
  for (let row = 0; row < rows; row++) if (!Number.isNaN(numberAt(column, row))) return false;
  return true;
}
