import { type RefObject, useEffect, useRef, useState } from 'react';
import styles from './grid.module.css';

interface Hint {
  readonly text: string;
  readonly left: number;
  readonly top: number;
}

/**
 * What a mouse learns from a tooltip, shown below the cell or the column header that a key brought the focus to. Esc hides it. Screen
 * readers have it as the description of that cell or header.
 */
export function FocusHint({ scroller }: { readonly scroller: RefObject<HTMLElement | null> }) {
  const [hint, setHint] = useState<Hint | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const grid = scroller.current;
    if (grid === null) return;
    const hide = () => setHint(null);
    const follow = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && frame.current !== null) setHint(hintOf(target, frame.current));
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') hide();
    };
    grid.addEventListener('focusin', follow);
    grid.addEventListener('focusout', hide);
    grid.addEventListener('scroll', hide, { passive: true });
    grid.addEventListener('keydown', onKey);
    return () => {
      grid.removeEventListener('focusin', follow);
      grid.removeEventListener('focusout', hide);
      grid.removeEventListener('scroll', hide);
      grid.removeEventListener('keydown', onKey);
    };
  }, [scroller]);
  return (
    <div ref={frame} className={styles.hints} aria-hidden="true">
      {hint !== null && (
        <p role="tooltip" className={styles.hint} style={{ left: hint.left, top: hint.top }}>
          {hint.text}
        </p>
      )}
    </div>
  );
}

/** Null for a row as a whole, for what a mouse brought the focus to, and for what says no more than is seen. */
function hintOf(target: HTMLElement, frame: HTMLElement): Hint | null {
  const place = target.closest('[role=gridcell], [role=columnheader]');
  if (place === null || !target.matches(':focus-visible')) return null;
  const titled = target.title === '' ? target.querySelector<HTMLElement>('[title]') : target;
  const text = target.ariaDescription ?? titled?.title ?? '';
  if (text === '' || text === target.textContent?.trim()) return null;
  const [box, around] = [place.getBoundingClientRect(), frame.getBoundingClientRect()];
  const left = Math.max(0, Math.min(box.left - around.left, around.width - WIDTH));
  return { text, left, top: box.bottom - around.top + 2 };
}

/** Room that a hint may take, as in grid.module.css. */
const WIDTH = 320;
