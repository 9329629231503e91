import { forEachGroup, GROUP_ROWS } from '../table/groups.ts';
import { type NumberColumn, readNumbers } from '../table/number-column.ts';

/**
 * Shares of all rows, 0 to 1, with a smaller and with a larger number than `value`. Unset rows count as `unset`; with NaN
 * they count as neither.
 */
export function sharesOf(
  column: NumberColumn,
  rows: number,
  value: number,
  unset: number,
): { readonly below: number; readonly above: number } {
  const scratch = new Float64Array(GROUP_ROWS);
  let below = 0;
  let above = 0;
  forEachGroup(rows, (group, _first, count) => {
    readNumbers(column.groups[group], 0, count, unset, scratch, 0);
    for (let i = 0; i < count; i++) {
      if (scratch[i] < value) below++;
      else if (scratch[i] > value) above++;
    }
  });
  return { below: below / rows, above: above / rows };
}
