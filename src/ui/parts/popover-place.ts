/** Edges of the panel in pixels from those of the window, and its largest height. `auto` leaves an edge free. */
export interface PopoverPlace {
  readonly top: string;
  readonly bottom: string;
  readonly left: string;
  readonly right: string;
  readonly maxHeight: string;
}

/** Distance from the button, and from the edges of the window. */
const GAP = 6;
const EDGE = 8;
/** A panel opens above its button if there is less room below. */
const MIN_ROOM = 260;

/**
 * The place of a popover at its button: below, or above where the window has more room; aligned with the side of
 * the button that is nearer to the window's, and with the window's own if it is narrow.
 */
export function popoverPlace(
  { left, right, top, bottom }: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>,
  { width, height }: { readonly width: number; readonly height: number },
): PopoverPlace {
  const [below, above] = [height - bottom, top];
  const isAbove = below < MIN_ROOM && above > below;
  const isNarrow = width < 600;
  const fromLeft = left < width / 2;
  return {
    top: isAbove ? 'auto' : `${bottom + GAP}px`,
    bottom: isAbove ? `${height - top + GAP}px` : 'auto',
    left: fromLeft ? `${isNarrow ? EDGE : left}px` : 'auto',
    right: fromLeft ? 'auto' : `${isNarrow ? EDGE : width - right}px`,
    maxHeight: `${(isAbove ? above : below) - GAP - EDGE}px`,
  };
}
