/** How the values of a column are written. */
export type GroupUnit = 'text' | 'flows' | 'count' | 'bytes' | 'seconds' | 'time' | 'share' | 'score';

/**
 * A column of hosts or of channels, as data: lists are sorted by it, the page draws it, an export writes it. To add one, write it and put it
 * on the list of its kind.
 */
export interface GroupColumn<List> {
  readonly id: string;
  readonly label: string;
  /** What it says, in a sentence. */
  readonly meaning: string;
  readonly unit: GroupUnit;
  /** Whether it speaks of the whole log or of the flows in view. */
  readonly scope: 'log' | 'selection';
  /** By the group's number; NaN or an empty text where there is none. */
  readonly valueAt: (list: List, group: number) => number | string;
  /** Numbers in whose order the groups are, NaN last, where these are not the values. */
  readonly keysOf?: (list: List) => Float64Array;
}

/** A column without the code. */
export type GroupColumnInfo = Omit<GroupColumn<never>, 'valueAt' | 'keysOf'>;

/** The numbers that groups are in the order of. */
export function keysOfColumn<List>({ valueAt, keysOf }: GroupColumn<List>, list: List, groups: number): Float64Array {
  if (keysOf !== undefined) return keysOf(list);
  const keys = new Float64Array(groups);
  for (let group = 0; group < groups; group++) keys[group] = Number(valueAt(list, group));
  return keys;
}

/** What the page hears of columns. */
export function describeColumns(columns: readonly GroupColumn<never>[]): GroupColumnInfo[] {
  return columns.map(({ id, label, meaning, unit, scope }) => ({ id, label, meaning, unit, scope }));
}

/** The values of one group, null where there is none. */
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
