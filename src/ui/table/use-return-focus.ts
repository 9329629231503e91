import { useEffect, useRef } from 'react';
import type { Engine, View } from '../../worker/api.ts';

/** When the drill-down closes, finds the place of the flow it showed, so that the focus can return to its row. */
export function useReturnFocus(
  selected: number | null,
  engine: Engine,
  view: View,
  focus: (place: number) => void,
): void {
  const last = useRef<number | null>(null);
  const act = useRef(focus);
  act.current = focus;
  useEffect(() => {
    const closed = last.current;
    last.current = selected;
    if (selected !== null || closed === null) return;
    let isWanted = true;
    engine.place(view, closed).then(
      (place) => {
        if (isWanted) act.current(place);
      },
      () => {}, // the engine is gone, and the table with it
    );
    return () => {
      isWanted = false;
    };
  }, [selected, engine, view]);
}
