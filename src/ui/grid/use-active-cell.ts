import { type RefObject, useLayoutEffect, useState } from 'react';

/** The focused cell of the active row, with functions that move the focus. */
export interface ActiveCell {
  /** Column of the focused cell in the active row, null for the row itself. */
  readonly column: string | null;
  /** Moves by one cell. Left of the first cell is the row itself. */
  move(by: -1 | 1): void;
  /** Returns the focus to the row. */
  leave(): void;
}

/** The cell in the active row that the arrow keys reached. Row and cells are one Tab stop. */
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
