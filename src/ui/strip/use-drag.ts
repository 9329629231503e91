import { type MouseEvent, type PointerEvent, useEffect, useEffectEvent, useRef } from 'react';
import { startLongPress } from '../parts/long-press.ts';

/** A position in an element, from 0 (left, bottom) to 1. Outside the element it is beyond these limits. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Minimum movement of a drag in pixels. */
const SLACK = 3;

/**
 * Handlers that make an element draggable. They capture the pointer, so a drag continues outside the element and
 * selects no text. `onEnd` receives whether it was a click. `onMenu` receives right clicks and long presses. Both
 * cancel the drag, as Esc does.
 */
export function useDrag({
  onStart,
  onMove,
  onEnd,
  onMenu,
  onCancel,
}: {
  readonly onStart: (at: Place, size: { readonly width: number; readonly height: number }) => void;
  readonly onMove: (at: Place) => void;
  readonly onEnd: (at: Place, isClick: boolean) => void;
  readonly onMenu: (at: Place) => void;
  readonly onCancel: () => void;
}) {
  const drag = useRef<Drag | null>(null);
  const cancel = useEffectEvent(() => {
    if (drag.current === null) return;
    drag.current.lift();
    drag.current = null;
    onCancel();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') cancel();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      drag.current?.lift();
    };
  }, []);

  function isMine({ pointerId }: PointerEvent): boolean {
    return drag.current?.id === pointerId;
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || drag.current !== null) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      const at = placeOf(event);
      const press = () => {
        cancel();
        onMenu(at);
      };
      const isTouch = event.pointerType === 'touch';
      const lift = isTouch ? startLongPress(press) : () => {};
      drag.current = { id: event.pointerId, x: event.clientX, y: event.clientY, isTouch, lift, isClick: true };
      const { width, height } = event.currentTarget.getBoundingClientRect();
      onStart(at, { width, height });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { current } = drag;
      if (current === null || !isMine(event)) return;
      if (Math.hypot(event.clientX - current.x, event.clientY - current.y) > SLACK) {
        current.isClick = false;
        current.lift();
      }
      if (!current.isClick) onMove(placeOf(event));
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const { current } = drag;
      if (current === null || !isMine(event)) return;
      current.lift();
      drag.current = null;
      onEnd(placeOf(event), current.isClick);
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      if (isMine(event)) cancel();
    },
    onContextMenu(event: MouseEvent<HTMLElement>) {
      event.preventDefault();
      // A touch screen may send this shortly before the long press ends.
      if (drag.current?.isTouch) return;
      // On macOS a Ctrl click is first the press of a drag.
      cancel();
      onMenu(placeOf(event));
    },
  };
}

interface Drag {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly isTouch: boolean;
  /** Ends a long press. */
  readonly lift: () => void;
  isClick: boolean;
}

/** The position of a pointer in the element of the handler. */
export function placeOf({ currentTarget, clientX, clientY }: MouseEvent<HTMLElement>): Place {
  const { left, bottom, width, height } = currentTarget.getBoundingClientRect();
  return { x: (clientX - left) / width, y: (bottom - clientY) / height };
}
