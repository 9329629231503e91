import { type MouseEvent, type PointerEvent, useRef } from 'react';
import { startLongPress } from '../parts/long-press.ts';

/** Maximum movement of a click in pixels. */
const SLACK = 4;

interface Pressed {
  readonly x: number;
  readonly y: number;
  /** Ends a long press. */
  readonly lift: () => void;
  wasLong: boolean;
}

/**
 * Distinguishes clicks on rows from selections, drags and long presses. `onClick` receives clicks, `onLongPress`
 * receives long presses.
 */
export function useRowPointer(onClick: (target: Element) => void, onLongPress: (target: Element) => void) {
  const pressed = useRef<Pressed | null>(null);
  const lift = () => pressed.current?.lift();
  return {
    onPointerDown: ({ target, clientX: x, clientY: y, pointerType }: PointerEvent) => {
      lift();
      const press = () => {
        if (!(target instanceof Element)) return;
        if (pressed.current !== null) pressed.current.wasLong = true;
        onLongPress(target);
      };
      pressed.current = { x, y, lift: pointerType === 'touch' ? startLongPress(press) : () => {}, wasLong: false };
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

function isFar({ x, y }: Pressed, toX: number, toY: number): boolean {
  return Math.abs(toX - x) > SLACK || Math.abs(toY - y) > SLACK;
}

/** Whether text near the element is selected: the click then ended a selection. */
function hasSelection(target: Element): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(target, true);
}
