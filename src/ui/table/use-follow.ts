import { useEffect, useRef } from 'react';

/** Calls `follow` with the active row after each step to it, as soon as it is here. */
export function useFollow<Row>(steps: number, row: Row | null, follow: (row: Row) => void): void {
  const followed = useRef(steps);
  useEffect(() => {
    if (steps === followed.current || row === null) return;
    followed.current = steps;
    follow(row);
  });
}
