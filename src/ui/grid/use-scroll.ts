import { type RefObject, useLayoutEffect, useState } from 'react';

interface Scrolled {
  readonly top: number;
  /** Height of what can be seen, without a scrollbar. */
  readonly height: number;
  /** Height of the scrollbar at the lower edge; 0 without one, or when it lies over the content. */
  readonly bar: number;
}

/** How far an element is scrolled and how high it is, kept up to date once a frame. */
export function useScroll(element: RefObject<HTMLElement | null>): Scrolled {
  const [scroll, setScroll] = useState<Scrolled>({ top: 0, height: 600, bar: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    let frame = 0;
    const read = () => {
      frame = 0;
      setScroll((before) => {
        const { scrollTop: top, clientHeight: height, offsetHeight } = target;
        const bar = offsetHeight - height;
        return before.top === top && before.height === height && before.bar === bar ? before : { top, height, bar };
      });
    };
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(read);
    };
    read();
    target.addEventListener('scroll', later, { passive: true });
    const observer = new ResizeObserver(later);
    observer.observe(target);
    return () => {
      cancelAnimationFrame(frame);
      target.removeEventListener('scroll', later);
      observer.disconnect();
    };
  }, [element]);
  return scroll;
}
