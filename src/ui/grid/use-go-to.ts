import { useEffect, useRef } from 'react';

/** A row to which a list scrolls. */
export interface GoTo {
  /** Each key is gone to once. */
  readonly key: object;
  /** Its position, -1 if it is not in the list. */
  readonly find: () => Promise<number>;
}

/** Scrolls to a row once. The focus stays where it is. */
export function useGoTo(goTo: GoTo | null, bringIntoView: (place: number) => void): void {
  const gone = useRef<object | null>(null);
  const act = useRef(bringIntoView);
  act.current = bringIntoView;
  const find = useRef(goTo?.find);
  find.current = goTo?.find;
  const key = goTo?.key ?? null;
  useEffect(() => {
    if (key === null || key === gone.current) return;
    gone.current = key;
    find.current?.().then(
      (place) => {
        if (place >= 0 && gone.current === key) act.current(place);
      },
      () => {}, // the log was closed meanwhile
    );
  }, [key]);
}
