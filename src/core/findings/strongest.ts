import type { FlowSet } from './flow-set.ts';

/** The flow belongs to no finding. */
export const NO_FINDING = 0;

/** By row: index (from 1) of the strongest finding with this row, `NO_FINDING` otherwise. 2 bytes per row. */
export function strongestByRow(rowsOf: readonly FlowSet[], rows: number): Uint16Array {
  const strongest = new Uint16Array(rows);
  for (let place = rowsOf.length; place > 0; place--) {
    for (const row of rowsOf[place - 1].toRows()) strongest[row] = place;
  }
  return strongest;
}
