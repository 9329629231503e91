import { type RefObject, useLayoutEffect, useState } from 'react';

/** The number of items on the first line of a wrapping list. Updated on every render and when the width changes. */
export function useFitting(list: RefObject<HTMLElement | null>, count: number): number {
  const [fitting, setFitting] = useState(count);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const measure = () => {
      const items = [...element.children] as HTMLElement[];
      const next = items.findIndex((item) => item.offsetTop > items[0].offsetTop);
      setFitting(next < 0 ? items.length : next);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  });
  return Math.min(fitting, count);
}
