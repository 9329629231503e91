import { decodeCell } from '../format/escapes.ts';
import { labelFields } from '../schema/label-fields.ts';
import type { CategoryColumn } from '../table/category-column.ts';
import { forEachGroup } from '../table/groups.ts';
import type { Table } from '../table/table.ts';
import type { Truth } from './outcomes.ts';

/** The kind of attack in TON_IoT; elsewhere a field of this name may be anything, so it counts only beside `label`. */
const besideLabel = 'type';

/** What stands in a label field. */
export interface Labels {
  readonly field: string;
  /** Most frequent first; the text is empty for unset. */
  readonly values: readonly { readonly text: string; readonly flows: number }[];
}

/** More different ones are no labels. */
const MOST_VALUES = 200;

/** The label fields of a table that tell flows apart. One pass a field, about 1 ms a million rows. */
export function readLabels(table: Table): Labels[] {
  const fields = table.columns.has('label') ? [...labelFields, besideLabel] : labelFields;
  return fields.flatMap((field) => {
    const column = table.columns.get(field);
    if (column?.kind !== 'category' || column.labels.size > MOST_VALUES) return [];
    const counts = countCodes(column, table.rows);
    const values = [...counts].flatMap((flows, code) => (flows === 0 ? [] : [{ text: textOf(column, code), flows }]));
    return values.length < 2 ? [] : [{ field, values: values.toSorted((a, b) => b.flows - a.flows) }];
  });
}

/** What each row is, when some labels are positive, some are left out and the others negative. */
export function truthOf(
  table: Table,
  field: string,
  positive: readonly string[],
  leftOut: readonly string[],
): Truth | null {
  const column = table.columns.get(field);
  if (column?.kind !== 'category') return null;
  const byCode = Uint8Array.from({ length: column.labels.size + 1 }, (_, code) => {
    const text = textOf(column, code);
    return positive.includes(text) ? 1 : leftOut.includes(text) ? 2 : 0;
  });
  const truth = new Uint8Array(table.rows);
  forEachGroup(table.rows, (group, first, count) => {
    const codes = column.groups[group];
    for (let i = 0; i < count; i++) truth[first + i] = byCode[codes[i]];
  });
  return truth;
}

function countCodes(column: CategoryColumn, rows: number): Uint32Array {
  const counts = new Uint32Array(column.labels.size + 1);
  forEachGroup(rows, (group, _first, count) => {
    const codes = column.groups[group];
    for (let i = 0; i < count; i++) counts[codes[i]]++;
  });
  return counts;
}

function textOf(column: CategoryColumn, code: number): string {
  return code === 0 ? '' : decodeCell(column.labels.bytes(code));
}
