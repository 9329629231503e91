import { decodeCell } from '../format/escapes.ts';
import { labelFields } from '../schema/label-fields.ts';
import type { CategoryColumn } from '../table/category-column.ts';
import { forEachGroup } from '../table/groups.ts';
import type { Table } from '../table/table.ts';
import type { Truth } from './outcomes.ts';

/**
 * The attack type in TON_IoT. In other logs a field of this name can mean anything, so it counts only beside `label`.
 */
const besideLabel = 'type';

/** The values of a label field. */
export interface Labels {
  readonly field: string;
  /** Most frequent first. The text is empty for unset. */
  readonly values: readonly { readonly text: string; readonly flows: number }[];
}

/** A field with more distinct values is not a label field. */
const MOST_VALUES = 200;

/** The label fields of a table with at least two values. One pass per field, about 1 ms per million rows. */
export function readLabels(table: Table): Labels[] {
  const known = table.columns.has('label') ? [...labelFields, besideLabel] : labelFields;
  const fields = known.flatMap((field) => [field, ...repeatsOf(field, table)]);
  return fields.flatMap((field) => {
    const column = table.columns.get(field);
    if (column?.kind !== 'category' || column.labels.size > MOST_VALUES) return [];
    const counts = countCodes(column, table.rows);
    const values = [...counts].flatMap((flows, code) => (flows === 0 ? [] : [{ text: textOf(column, code), flows }]));
    return values.length < 2 ? [] : [{ field, values: values.toSorted((a, b) => b.flows - a.flows) }];
  });
}

/** The columns of a field that the header names more than once: `label_2`, see `columnsOf`. */
function repeatsOf(field: string, table: Table): readonly string[] {
  const isRepeat = (name: string) => name.startsWith(`${field}_`) && /^\d+$/.test(name.slice(field.length + 1));
  return [...table.columns.keys()].filter(isRepeat);
}

/** The class of each row, given the positive and the excluded labels. All other labels are negative. */
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
