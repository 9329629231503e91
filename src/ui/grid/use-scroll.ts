import { type RefObject, useLayoutEffect, useState } from 'react';

interface Scrolled {
  readonly top: number;
  /** Visible height and width in pixels, without scrollbars. */
  readonly height: number;
  readonly width: number;
  /** Height of the horizontal scrollbar. 0 without one, and for an overlay scrollbar. */
  readonly bar: number;
}

/** Scroll offset and height of an element, updated once per frame. A print does not change them. */
export function useScroll(element: RefObject<HTMLElement | null>): Scrolled {
  const [scroll, setScroll] = useState<Scrolled>({ top: 0, height: 600, width: Infinity, bar: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    let frame = 0;
    const print = matchMedia('print');
    const read = () => {
      frame = 0;
      if (print.matches) return;
      setScroll((before) => {
        const { scrollTop: top, clientHeight: height, clientWidth: width, offsetHeight } = target;
        const bar = offsetHeight - height;
        const isSame = before.top === top && before.height === height && before.width === width && before.bar === bar;
        return isSame ? before : { top, height, width, bar };
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
