import { type MouseEvent, type PointerEvent, useRef } from 'react';

/** Maximum movement of a click in pixels. */
const SLACK = 4;
/** Duration of a long press in milliseconds. */
const LONG_PRESS = 500;
/** Milliseconds after the lift until the browser has closed its popovers, also when it is busy. */
const AFTER_LIFT = 100;

interface Pressed {
  readonly x: number;
  readonly y: number;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
  wasLong: boolean;
}

/**
 * Distinguishes clicks on rows from selections, drags and long presses. `onClick` receives clicks, `onLongPress`
 * receives long presses.
 */
export function useRowPointer(onClick: (target: Element) => void, onLongPress: (target: Element) => void) {
  const pressed = useRef<Pressed | null>(null);
  const lift = () => clearTimeout(pressed.current?.timer);
  return {
    onPointerDown: ({ target, clientX: x, clientY: y, pointerType }: PointerEvent) => {
      lift();
      const press = () => {
        if (pressed.current === null || !(target instanceof Element)) return;
        pressed.current.wasLong = true;
        onLongPress(target);
        whenLifted(() => onLongPress(target));
      };
      const timer = pointerType === 'touch' ? setTimeout(press, LONG_PRESS) : undefined;
      pressed.current = { x, y, timer, wasLong: false };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      if (pressed.current !== null && isFar(pressed.current, clientX, clientY)) lift();
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onClick: ({ target, clientX, clientY, detail }: MouseEvent) => {
      const from = pressed.current;
      pressed.current = null;
      if (!(target instanceof Element)) return;
      // A click without a pointer has no position.
      const isMoved = detail > 0 && from !== null && (from.wasLong || isFar(from, clientX, clientY));
      if (!isMoved && !hasSelection(target)) onClick(target);
    },
  };
}

/**
 * Runs `act` after the finger lifts, wherever that is: the browser closes popovers then, so what a long press opened
 * opens again.
 */
function whenLifted(act: () => void): void {
  const stop = new AbortController();
  for (const type of ['pointerup', 'pointercancel']) {
    const lifted = () => {
      stop.abort();
      setTimeout(act, AFTER_LIFT);
    };
    addEventListener(type, lifted, { capture: true, signal: stop.signal });
  }
}

function isFar({ x, y }: Pressed, toX: number, toY: number): boolean {
  return Math.abs(toX - x) > SLACK || Math.abs(toY - y) > SLACK;
}

/** Whether text near the element is selected: the click then ended a selection. */
function hasSelection(target: Element): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(target, true);
}
