import { type RefObject, useEffect, useRef, useState } from 'react';
import styles from './grid.module.css';

interface Hint {
  readonly text: string;
  readonly left: number;
  readonly top: number;
}

/**
 * The tooltip of a cell or column header that has the keyboard focus, shown below it. Esc hides it. Screen readers read
 * it as a description.
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

/** Null for a whole row, for focus by mouse, and for a tooltip that repeats the visible text. */
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

/** Maximum width of a hint, as in grid.module.css. */
const WIDTH = 320;
