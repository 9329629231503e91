import { useEffect, useRef } from 'react';
import type { Engine, View } from '../../worker/api.ts';

/** When the drill-down closes, finds the place of the flow it showed, so that the focus can return to its row. */
export function useReturnFocus(
  selected: number | null,
  engine: Engine,
  view: View,
  focus: (place: number) => void,
): void {
  /** Kept until its place is known: the view may change on the way. */
  const shown = useRef(selected);
  const act = useRef(focus);
  act.current = focus;
  useEffect(() => {
    if (selected !== null) shown.current = selected;
    const closed = shown.current;
    if (selected !== null || closed === null) return;
    let isWanted = true;
    engine.place(view, closed).then(
      (place) => {
        if (!isWanted) return;
        shown.current = null;
        act.current(place);
      },
      () => {}, // the engine is gone, and the table with it
    );
    return () => {
      isWanted = false;
    };
  }, [selected, engine, view]);
}
