import { type RefObject, useLayoutEffect, useState } from 'react';

export interface ActiveCell {
  /** Column of the cell with the focus in the active row; null when the row itself has it. */
  readonly column: string | null;
  /** Moves along the row by one cell; left of the first cell is the row itself. */
  move(by: -1 | 1): void;
  /** The row itself has the focus. */
  leave(): void;
}

/** The cell that arrow keys have led to within the active row. The row with its cells stays one tab stop. */
export function useActiveCell(row: RefObject<HTMLElement | null>, columns: readonly string[]): ActiveCell {
  const [{ column, moves }, setAt] = useState<{ column: string | null; moves: number }>({ column: null, moves: 0 });
  useLayoutEffect(() => {
    if (moves === 0 || row.current === null) return;
    const cell = row.current.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]');
    (cell ?? row.current).focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [moves, row]);
  const place = column === null ? -1 : columns.indexOf(column);
  return {
    column: place < 0 ? null : column,
    move: (by) =>
      setAt((at) => ({
        column: columns[Math.min(columns.length - 1, place + by)] ?? null,
        moves: at.moves + 1,
      })),
    leave: () => setAt((at) => (at.column === null ? at : { ...at, column: null })),
  };
}
