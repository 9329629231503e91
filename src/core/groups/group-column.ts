/** The kind of a column's values. A `timeline` is drawn by the page. Its value is the first time. */
export type GroupUnit = 'text' | 'address' | 'count' | 'bytes' | 'seconds' | 'time' | 'timeline' | 'share' | 'score';

/**
 * A column of hosts or channels as data. Lists sort by it, and the page draws it by its unit. To add one: one entry in
 * the list of hosts or of channels.
 */
export interface GroupColumn<List> {
  readonly id: string;
  readonly label: string;
  /** Its meaning and measurement. */
  readonly meaning: string;
  readonly unit: GroupUnit;
  /** The flows that it covers: the whole log, or the selection. */
  readonly scope: 'log' | 'selection';
  /** Value of a host or channel. NaN or an empty text for no value. */
  readonly valueAt: (list: List, group: number) => number | string;
  /** Sort keys if they differ from the values. NaN sorts last. */
  readonly keysOf?: (list: List) => Float64Array;
}

/** A column without its functions. */
export type GroupColumnInfo = Omit<GroupColumn<never>, 'valueAt' | 'keysOf'>;

/** Sort keys of hosts or channels for a column. */
export function keysOfColumn<List>({ valueAt, keysOf }: GroupColumn<List>, list: List, groups: number): Float64Array {
  if (keysOf !== undefined) return keysOf(list);
  const keys = new Float64Array(groups);
  for (let group = 0; group < groups; group++) keys[group] = Number(valueAt(list, group));
  return keys;
}

/** The columns as plain data for the page. */
export function describeColumns(columns: readonly GroupColumn<never>[]): GroupColumnInfo[] {
  return columns.map(({ id, label, meaning, unit, scope }) => ({ id, label, meaning, unit, scope }));
}

/** The values of one host or channel, null for no value. */
export function valuesOf<List>(
  columns: readonly GroupColumn<List>[],
  list: List,
  group: number,
): (number | string | null)[] {
  return columns.map(({ valueAt }) => {
    const value = valueAt(list, group);
    return value === '' || Number.isNaN(value) ? null : value;
  });
}
