import { type PointerEvent, useEffect, useRef, useState } from 'react';

/** A range of bars, the end excluded. */
export interface BarRange {
  readonly first: number;
  readonly end: number;
}

/**
 * Lets a mouse or a pen choose a range of bars by a drag over them. `range` is the range under the drag, null without
 * one; `onRange` receives the final one. A press and release on one bar stays the click of its button. Esc cancels.
 */
export function useBarDrag(bars: number, onRange: (range: BarRange) => void) {
  const [range, setRange] = useState<BarRange | null>(null);
  const from = useRef<number | null>(null);
  const cancel = () => {
    from.current = null;
    setRange(null);
  };
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      from.current = null;
      setRange(null);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const barAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(bars - 1, Math.floor(((clientX - left) / width) * bars)));
  };
  return {
    range,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (event.button === 0 && event.pointerType !== 'touch') from.current = barAt(event);
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const start = from.current;
        if (start === null) return;
        if ((event.buttons & 1) === 0) return cancel();
        const bar = barAt(event);
        if (bar === start && range === null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setRange({ first: Math.min(start, bar), end: Math.max(start, bar) + 1 });
      },
      onPointerUp() {
        const chosen = range;
        cancel();
        if (chosen !== null) onRange(chosen);
      },
      onPointerCancel: cancel,
    },
  };
}
