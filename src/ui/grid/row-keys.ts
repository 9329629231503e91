import type { KeyboardEvent } from 'react';

/**
 * The position that a key leads to, among rows 0 to `total - 1`. Null for other keys. `page` is the number of visible
 * rows.
 */
export function placeAfter(key: string, place: number, total: number, page: number): number | null {
  const step = steps(total, page).get(key);
  return step === undefined ? null : Math.max(0, Math.min(total - 1, place + step));
}

function steps(total: number, page: number): ReadonlyMap<string, number> {
  return new Map([
    ['ArrowDown', 1],
    ['j', 1],
    ['ArrowUp', -1],
    ['k', -1],
    ['PageDown', Math.max(1, page)],
    ['PageUp', -Math.max(1, page)],
    ['Home', -total],
    ['End', total],
  ]);
}

/** Whether a key belongs to a shortcut of the browser or the page. */
export function isShortcut({ altKey, ctrlKey, metaKey }: KeyboardEvent | globalThis.KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey;
}
