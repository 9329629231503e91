import type { FlowSet } from './flow-set.ts';

/** No finding. */
export const NO_FINDING = 0;

/** By row the strongest finding that it belongs to, as its place in the list from 1; `NO_FINDING` for none. 2 bytes per row. */
export function strongestByRow(rowsOf: readonly FlowSet[], rows: number): Uint16Array {
  const strongest = new Uint16Array(rows);
  for (let place = rowsOf.length; place > 0; place--) {
    for (const row of rowsOf[place - 1].toRows()) strongest[row] = place;
  }
  return strongest;
}
