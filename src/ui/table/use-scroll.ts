import { type RefObject, useLayoutEffect, useState } from 'react';

/** How far an element is scrolled and how high it is, kept up to date once a frame. */
export function useScroll(element: RefObject<HTMLElement | null>): { readonly top: number; readonly height: number } {
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    let frame = 0;
    const read = () => {
      frame = 0;
      setScroll((before) => {
        const now = { top: target.scrollTop, height: target.clientHeight };
        return before.top === now.top && before.height === now.height ? before : now;
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
