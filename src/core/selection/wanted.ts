import type { CategoryColumn } from '../table/category-column.ts';
import { labelOf } from '../table/label-text.ts';

/** The codes that values have in a column, each once; 0 for an empty value, which is an unset cell. Values that no row has are left out. */
export function wantedCodes({ labels }: CategoryColumn, values: readonly string[]): number[] {
  const codes = values.flatMap((value) => {
    if (value === '') return [0];
    const code = labels.find(labelOf(value));
    return code === 0 ? [] : [code];
  });
  return [...new Set(codes)];
}

/** The numbers that values say, and whether an unset cell is wanted too. A value that says no number is left out. */
export function wantedNumbers(values: readonly string[]): {
  readonly numbers: readonly number[];
  readonly isUnset: boolean;
} {
  const numbers = values.filter((value) => value.trim() !== '').map(Number);
  return { numbers: [...new Set(numbers.filter((value) => !Number.isNaN(value)))], isUnset: values.includes('') };
}
