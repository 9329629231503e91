import { useEffect, useRef, useState } from 'react';
import { keyOfObject } from '../ask/question-key.ts';
import { useAsk } from '../ask/use-ask.ts';

/** Id of a row, unique within its list. */
export type RowId = string | number;

/**
 * Returns the focus to a row when its details close. `placeOf` finds its position in the list `list`. Without it, the
 * focus returns to the active row if it was in the details. The focus stays wherever the user has moved it meanwhile.
 */
export function useReturnToRow(
  selected: RowId | null,
  list: string,
  placeOf: ((id: RowId) => Promise<number>) | undefined,
  moveTo: (place: number) => void,
): void {
  const shown = useRef(selected);
  const act = useRef(moveTo);
  act.current = moveTo;
  /** Kept until the position is known: the list may change meanwhile. */
  const [closed, setClosed] = useState<{ readonly id: RowId } | null>(null);
  const isFound = placeOf !== undefined;
  useEffect(() => {
    const before = shown.current;
    shown.current = selected;
    const hasClosed = selected === null && before !== null;
    setClosed(hasClosed && isFound ? { id: before } : null);
    if (hasClosed && !isFound && document.activeElement === document.body) act.current(-1);
  }, [selected, isFound]);
  const asked = useAsk(closed === null ? null : `${keyOfObject(closed)} ${list}`, async () =>
    closed === null || placeOf === undefined ? -1 : placeOf(closed.id),
  );
  const place = asked.phase === 'ready' ? asked.answer : null;
  useEffect(() => {
    if (place === null) return;
    setClosed(null);
    if (isLostOrInList(document.activeElement)) act.current(place);
  }, [place]);
}

/** Whether the focus went with the closed details, or is in the list. */
function isLostOrInList(element: Element | null): boolean {
  return element === null || element === document.body || element.closest('[role=grid]') !== null;
}
