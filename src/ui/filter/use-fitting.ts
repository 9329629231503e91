import { type RefObject, useLayoutEffect, useState } from 'react';

/** How many of the items of a list that wraps stand on its first line. Asked again when its width changes, and with every drawing. */
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
