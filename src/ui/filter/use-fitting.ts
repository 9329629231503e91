import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * The number of items on the first line of a wrapping list. Updated after every render and when the width changes, once
 * the page has been laid out and before it is painted: a measurement during the render would lay it out twice.
 */
export function useFitting(list: RefObject<HTMLElement | null>, count: number): number {
  const [fitting, setFitting] = useState(count);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const measure = () => {
      const items = [...element.children] as HTMLElement[];
      const next = items.findIndex((item) => item.offsetTop > items[0].offsetTop);
      const now = next < 0 ? items.length : next;
      if (now !== fitting) flushSync(() => setFitting(now));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  });
  return Math.min(fitting, count);
}
