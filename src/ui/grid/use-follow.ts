import { useEffect, useRef, useState } from 'react';

/** Calls `follow` with the active row after each step, once the row is loaded. Returns whether a step is pending. */
export function useFollow<Row>(steps: number, row: Row | null, follow: (row: Row) => void): boolean {
  const [followed, setFollowed] = useState(steps);
  const act = useRef(follow);
  act.current = follow;
  useEffect(() => {
    if (steps === followed || row === null) return;
    setFollowed(steps);
    act.current(row);
  }, [steps, followed, row]);
  return steps !== followed && row === null;
}
