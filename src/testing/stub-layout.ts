import { vi } from 'vitest';

/**
 * Gives elements of a test the same size in pixels, and what happy-dom lacks for a brush: popovers and pointer capture.
 * `vi.restoreAllMocks` undoes the size.
 */
export function stubLayout(width: number, height: number): void {
  HTMLElement.prototype.togglePopover = () => true;
  HTMLElement.prototype.setPointerCapture = () => {};
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, width, height));
}
